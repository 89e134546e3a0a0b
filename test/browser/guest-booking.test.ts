import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { bookingOf, fillIn, guestOffice, openPage } from '../support/guest.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook();
const office = await guestOffice(server);
const { andrea, ben, key } = office;

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const introduction = await office.eventType({ name: 'Introduction' });
const workshop = await office.eventType({ name: 'Workshop', durations: [60] });
const types = { event_types: [introduction, workshop] };
const andreas = await office.page({ name: 'Andrea Hartie', slug: 'andreas-page', ...types });
const bens = await office.page({ name: 'Ben Hartie', slug: 'bens-page', owner: ben, ...types });
const plain = { durations: [30], start_minutes: [0, 30], spacing_minutes: 30 };
const plainA = await office.page({ name: 'Plain Andrea', slug: 'plain-andrea', ...plain });
const plainB = await office.page({ name: 'Plain Ben', slug: 'plain-ben', owner: ben, ...plain });
const both = { booking_pages: [{ booking_page: andreas }, { booking_page: bens }] };
const pool = await office.pool({
  method: 'round_robin',
  members: [{ booking_page: andreas }, { booking_page: bens }],
});
await office.master({ name: 'Types', slug: 'types-first', scenario: 'event_types_first', ...both });
await office.master({ name: 'Pages', slug: 'pages-first', scenario: 'pages_first', ...both });
await office.master({
  name: 'Plain',
  slug: 'pages-only',
  scenario: 'pages_only',
  booking_pages: [{ booking_page: plainA }, { booking_page: plainB }],
});
await office.master({ name: 'Static', slug: 'static-rules', scenario: 'rule_based_static', ...both });
await office.master({
  name: 'Team',
  slug: 'team-page',
  scenario: 'rule_based',
  event_types: [{ event_type: introduction, owner: pool }],
});
await office.calendarAt('one-host');
await office.calendarAt('whole-team', {}, { host: office.team });

/** Every kind of page, what a guest chooses on it before the time, and what he has booked in the end. */
const kinds: { slug: string; choose: string[]; subject: string; ids: Record<string, string | RegExp> }[] = [
  { slug: 'one-host', choose: [], subject: 'Talk at one-host', ids: { booking_calendar: /^BKC/, owner: andrea } },
  { slug: 'whole-team', choose: [], subject: 'Talk at whole-team', ids: { booking_calendar: /^BKC/ } },
  { slug: 'plain-andrea', choose: [], subject: 'Plain Andrea', ids: { booking_page: plainA } },
  {
    slug: 'andreas-page',
    choose: ['Introduction'],
    subject: 'Introduction',
    ids: { booking_page: andreas, event_type: introduction },
  },
  {
    slug: 'types-first',
    choose: ['Introduction', 'Ben Hartie'],
    subject: 'Introduction',
    ids: { booking_page: bens, event_type: introduction, master_page: /^MP/ },
  },
  {
    slug: 'pages-first',
    choose: ['Ben Hartie', 'Workshop'],
    subject: 'Workshop',
    ids: { booking_page: bens, event_type: workshop, master_page: /^MP/ },
  },
  { slug: 'pages-only', choose: ['Plain Ben'], subject: 'Plain Ben', ids: { booking_page: plainB, owner: ben } },
  {
    slug: 'static-rules',
    choose: ['Workshop'],
    subject: 'Workshop',
    ids: { master_page: /^MP/, event_type: workshop },
  },
  { slug: 'team-page', choose: [], subject: 'Introduction', ids: { master_page: /^MP/, event_type: introduction } },
];

/** Picks the first time of the first day that has one and books it. */
async function book(page: Page): Promise<string> {
  await page.locator('.slot').first().click();
  await page.locator('form[data-form]').waitFor();
  await fillIn(page);
  const online = page.getByLabel('Online meeting');
  if ((await online.count()) > 0) await online.check();
  await page.locator('.send button').click();
  await page.locator('#done').waitFor();
  return bookingOf(page);
}

async function booked(id: string) {
  return (await server.get(`/v2/bookings/${id}`, key)).body;
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with script' : 'without script';
  for (const { slug, choose, subject, ids } of kinds) {
    test(`a guest books on ${slug}, moves the booking and cancels it, ${how}`, async () => {
      const page = await openPage(browser, `${server.url}/${slug}`, { javaScriptEnabled });
      for (const name of choose) await page.getByRole('link', { name }).first().click();
      const id = await book(page);
      assert.equal(await page.locator('#done').textContent(), 'You are booked');
      const made = await booked(id);
      assert.deepEqual(
        [made.status, made.subject, made.form_submission.name],
        ['scheduled', subject, 'Carrie Customer'],
      );
      for (const [name, expected] of Object.entries(ids))
        if (typeof expected === 'string') assert.equal(made[name], expected, name);
        else assert.match(made[name], expected, name);

      await page.getByRole('link', { name: 'Pick another time' }).click();
      await page.locator('#reschedule').waitFor();
      const day = page.locator('.day.free').last();
      const date = await day.getAttribute('data-date');
      await day.click();
      await page.locator(`.day[data-date="${date}"][aria-current]`).waitFor();
      await page.locator('a.slot').last().click();
      await page.getByLabel('Why do you move it?').fill('Something came up');
      await page.getByRole('button', { name: 'Move the booking' }).click();
      await page.locator('#done').waitFor();
      assert.equal(await page.locator('#done').textContent(), 'Your booking has moved');
      const moved = await booked(bookingOf(page));
      assert.equal(moved.status, 'rescheduled');
      assert.ok(Date.parse(moved.starting_time) > Date.parse(made.starting_time));
      assert.equal(moved.cancel_reschedule_information.reason, 'Something came up');
      assert.equal(moved.cancel_reschedule_information.actioned_by, 'customer');

      await page.getByRole('link', { name: 'Cancel' }).click();
      await page.getByLabel('Why do you cancel?').fill('No more need');
      await page.getByRole('button', { name: 'Cancel the booking' }).click();
      await page.locator('#done').waitFor();
      assert.equal(await page.locator('#done').textContent(), 'Your booking is cancelled');
      const canceled = await booked(moved.id);
      assert.deepEqual([canceled.status, canceled.cancel_reschedule_information.reason], ['canceled', 'No more need']);
      await page.context().close();
    });
  }
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with script' : 'without script';
  test(`a guest takes a time first, and then one of those who are free at it, ${how}`, async () => {
    const slug = `member-by-time-${javaScriptEnabled}`;
    const scenario = { scenario: 'rule_based_static', distribution: 'member_by_time' };
    await office.master({ name: 'By time', slug, ...scenario, ...both });
    const page = await openPage(browser, `${server.url}/${slug}?date=2027-02-02`, { javaScriptEnabled });
    await page.getByRole('link', { name: 'Workshop' }).click();
    const time = await page
      .locator('a.slot')
      .nth(javaScriptEnabled ? 0 : 6)
      .textContent();
    await page.locator('a.slot', { hasText: time! }).first().click();
    await page.getByRole('heading', { name: 'Who would you like to meet?' }).waitFor();
    await page.getByRole('button', { name: 'Ben Hartie' }).click();
    await page.locator('form[data-form]').waitFor();
    assert.equal(new URL(page.url()).searchParams.getAll('hold').length, 1);
    await fillIn(page);
    await page.getByLabel('Online meeting').check();
    await page.getByRole('button', { name: 'Book' }).click();
    await page.locator('#done').waitFor();
    const made = await booked(bookingOf(page));
    assert.deepEqual([made.booking_page, made.owner], [bens, ben]);
    await page.context().close();
  });
}

test('what a guest chose he can choose again', async () => {
  const page = await openPage(browser, `${server.url}/types-first`);
  await page.getByRole('link', { name: 'Workshop' }).click();
  await page.getByRole('link', { name: 'Ben Hartie' }).click();
  await page.getByRole('heading', { name: 'Workshop', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Choose something else' }).click();
  await page.getByRole('link', { name: 'Introduction' }).click();
  await page.getByRole('heading', { name: 'Introduction', level: 1 }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'What would you like to book?' }).waitFor();
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with script' : 'without script';

  test(`a package is booked in one go, each session held until then, ${how}`, async () => {
    const coaching = await office.eventType({ name: `Coaching ${how}`, durations: [60], sessions: 3 });
    const slug = `coaching-${javaScriptEnabled}`;
    await office.page({ name: 'Coaching', slug, owner: ben, event_types: [coaching] });
    const page = await openPage(browser, `${server.url}/${slug}?month=2026-12`, { javaScriptEnabled });
    await page.getByText('0 of 3 chosen').waitFor();
    await page.locator('a.slot').first().click();
    await page.getByText('1 of 3 chosen').waitFor();
    await page.locator('a.slot:not([aria-current])').first().click();
    await page.getByText('2 of 3 chosen').waitFor();
    const holding = await server.get(`/v2/booking-pages/${bens}/time-slots?event_type=${introduction}`, key);
    assert.equal(holding.status, 200);
    await page.locator('button.slot').first().click();
    await page.locator('form[data-form]').waitFor();
    assert.equal(new URL(page.url()).searchParams.getAll('hold').length, 3);
    await fillIn(page);
    const online = page.getByLabel('Online meeting');
    if ((await online.count()) > 0) await online.check();
    await page.getByRole('button', { name: 'Book 3 sessions' }).click();
    await page.locator('#done').waitFor();
    assert.equal(await page.locator('#done').textContent(), '3 sessions are booked');
    assert.equal(await page.locator('.sessions li').count(), 3);
    await page.context().close();
  });

  test(`a request proposes times that nobody holds, and says so, ${how}`, async () => {
    const interview = await office.eventType({ name: `Interview ${how}`, proposals: 2 });
    const slug = `interview-${javaScriptEnabled}`;
    await office.page({ name: 'Interviews', slug, event_types: [interview] });
    const page = await openPage(browser, `${server.url}/${slug}?month=2026-12`, { javaScriptEnabled });
    await page.getByText('You propose 2 times; Interviews picks one.').waitFor();
    await page.locator('a.slot').first().click();
    await page.getByText('1 of 2 chosen').waitFor();
    await page.locator('a.slot:not([aria-current])').first().click();
    await page.locator('form[data-form]').waitFor();
    assert.equal(new URL(page.url()).searchParams.has('hold'), false);
    await fillIn(page);
    const online = page.getByLabel('Online meeting');
    if ((await online.count()) > 0) await online.check();
    await page.getByRole('button', { name: 'Send request' }).click();
    await page.getByText('will pick one of your times').waitFor();
    assert.equal((await booked(bookingOf(page))).status, 'requested');
    await page.context().close();
  });

  test(`a request on a calendar waits for approval, and can be taken back, ${how}`, async () => {
    const url = await office.calendarAt(`approval-${javaScriptEnabled}`, { approval: true });
    const page = await openPage(browser, url, { javaScriptEnabled });
    await page.getByText('Your request is confirmed by Andrea Hartie.').waitFor();
    const id = await book(page);
    assert.equal(await page.locator('#done').textContent(), 'Your request is on its way');
    assert.equal((await booked(id)).status, 'requested');
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Take back the request' }).click();
    await page.locator('#done').waitFor();
    assert.equal((await booked(id)).status, 'canceled');
    await page.context().close();
  });

  test(`guests of a group share a start until its seats are taken, ${how}`, async () => {
    const url = await office.calendarAt(`group-${javaScriptEnabled}`, { capacity: 2 }, { host: ben });
    const starts: string[] = [];
    for (let guest = 0; guest < 3; guest++) {
      const page = await openPage(browser, `${url}?date=2027-01-05`, { javaScriptEnabled });
      await page.getByText('Up to 2 guests share a session').waitFor();
      starts.push((await booked(await book(page))).starting_time);
      await page.context().close();
    }
    assert.equal(starts[0], starts[1]);
    assert.notEqual(starts[1], starts[2]);
  });
}
