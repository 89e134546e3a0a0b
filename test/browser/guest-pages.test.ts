import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { bookingOf, fillIn, guestOffice, openPage, violations } from '../support/guest.ts';
import { testDaybook, wish } from '../support/server.ts';

const server = await testDaybook();
const office = await guestOffice(server);
const { key } = office;

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const booked = async (page: Page) => (await server.get(`/v2/bookings/${bookingOf(page)}`, key)).body;
const firstSlot = (page: Page) => page.locator('.slot').first().textContent();

async function send(page: Page): Promise<void> {
  await fillIn(page);
  await page.getByLabel('Online meeting').check();
  await page.getByRole('button', { name: 'Book' }).click();
}

test('a guest sees and books times in his own zone, which the script finds out', async () => {
  const url = await office.calendarAt('zone-found');
  const page = await openPage(browser, `${url}?date=2026-12-02`, { timezoneId: 'Asia/Kolkata' });
  await page.getByText('Kolkata, India Standard Time (GMT+5:30)').waitFor();
  assert.equal(await firstSlot(page), '12:00 AM', 'the end of the host’s day before');
  await page.getByRole('button', { name: '7:30 PM' }).click();
  await page.locator('form[data-form]').waitFor();
  await page.getByText('7:30 – 8:00 PM').waitFor();
  await send(page);
  await page.locator('#done').waitFor();
  const { starting_time, customer_timezone } = await booked(page);
  assert.deepEqual([starting_time, customer_timezone], ['2026-12-02T14:00:00.000Z', 'Asia/Kolkata']);
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with script' : 'without script';
  // What one of them books would be missing for the other.
  const host = javaScriptEnabled ? office.andrea : office.ben;
  test(`a guest changes the zone and the clock, ${how}`, async () => {
    const url = await office.calendarAt(`zone-changed-${javaScriptEnabled}`);
    const page = await openPage(browser, `${url}?date=2026-12-09`, { javaScriptEnabled });
    assert.equal(await firstSlot(page), '9:00 AM');
    await page.getByRole('link', { name: 'Change time zone' }).click();
    await page.getByLabel('Time zone').selectOption('Europe/Berlin');
    await page.getByRole('button', { name: 'Show times in this zone' }).click();
    await page.getByText('Berlin, Central European Time (GMT+1)').waitFor();
    assert.equal(await firstSlot(page), '3:00 PM');
    await page.getByRole('link', { name: '24-hour clock' }).click();
    await page.getByRole('link', { name: '12-hour clock' }).waitFor();
    assert.equal(await firstSlot(page), '15:00');
    await page.context().close();
  });

  test(`times are right on both sides of a change of the clocks, ${how}`, async () => {
    // New York changes on 14 March 2027, Berlin two weeks later: in between they are five hours apart.
    const url = await office.calendarAt(`clocks-${javaScriptEnabled}`, {}, { host });
    const page = await openPage(browser, `${url}?date=2027-03-12&iana_time_zone=Europe/Berlin`, { javaScriptEnabled });
    assert.equal(await firstSlot(page), '3:00 PM');
    for (const [day, first] of [
      ['2027-03-15', '2:00 PM'],
      ['2027-03-29', '3:00 PM'],
    ] as const) {
      await page.locator(`[data-date="${day}"]`).click();
      await page.locator(`[data-date="${day}"][aria-current]`).waitFor();
      assert.equal(await firstSlot(page), first, day);
    }
    await page.locator('[data-date="2027-03-15"]').click();
    await page.locator('[data-date="2027-03-15"][aria-current]').waitFor();
    await page.locator('.slot').first().click();
    await page.locator('form[data-form]').waitFor();
    await send(page);
    await page.locator('#done').waitFor();
    assert.equal((await booked(page)).starting_time, '2027-03-15T13:00:00.000Z');
    await page.getByText('2:00 – 2:30 PM').waitFor();
    await page.context().close();
  });

  test(`who is too late keeps what he wrote and has other times at once, ${how}`, async () => {
    const slug = `too-late-${javaScriptEnabled}`;
    const url = await office.calendarAt(slug, {}, { host });
    const id = (await server.get('/v2/booking-calendars?limit=100', key)).body.data.find((each: { url: string }) =>
      each.url.endsWith(slug),
    ).id;
    const page = await openPage(browser, `${url}?date=2026-12-03`, { javaScriptEnabled });
    await page.locator('.slot').first().click();
    await page.locator('form[data-form]').waitFor();
    // The hold runs out, and somebody else is faster.
    server.clock.now += 6 * 60_000;
    const other = await server.post(`/v2/booking-calendars/${id}/schedule`, wish('2026-12-03T14:00:00.000Z'), key);
    assert.equal(other.status, 200, other.text);
    await page.getByLabel('Anything you would like to add?').fill('I look forward to it');
    await send(page);
    await page.getByRole('heading', { name: 'That time was just taken' }).waitFor();
    assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Carrie Customer');
    assert.equal(await page.getByLabel('Anything you would like to add?').inputValue(), 'I look forward to it');
    await page.getByLabel('December 3, 2026, 9:30 AM').check();
    await page.getByRole('button', { name: 'Book' }).click();
    await page.locator('#done').waitFor();
    const { starting_time, form_submission } = await booked(page);
    assert.deepEqual([starting_time, form_submission.note], ['2026-12-03T14:30:00.000Z', 'I look forward to it']);
    await page.context().close();
  });

  test(`a month without times leads to the next that has some, and no times at all are said, ${how}`, async () => {
    const range = (from: string, to: string) => ({ horizon: { kind: 'range', from, to } });
    const later = await office.calendarAt(`later-${javaScriptEnabled}`, range('2027-02-01', '2027-02-05'));
    const page = await openPage(browser, `${later}?month=2026-12`, { javaScriptEnabled });
    await page.getByText('No times in December.').waitFor();
    await page.getByRole('link', { name: 'Next available: Monday, February 1, 2027' }).click();
    await page.getByRole('heading', { name: 'February 2027' }).waitFor();
    assert.equal(await firstSlot(page), '9:00 AM');
    await page.goto(later);
    await page.getByRole('heading', { name: 'February 2027' }).waitFor();
    await page.goto(await office.calendarAt(`never-${javaScriptEnabled}`, range('2026-01-01', '2026-01-05')));
    await page.getByRole('heading', { name: 'There are no times to choose at the moment' }).waitFor();
    await page.context().close();
  });
}

test('a guest books by keyboard alone', async () => {
  const page = await openPage(browser, `${await office.calendarAt('keyboard')}?date=2026-12-07`);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  const tabTo = async (wanted: string | RegExp) => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate(() => {
        const at = document.activeElement;
        const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])].map((each) => each.textContent) : [];
        return [at?.getAttribute('aria-label'), at?.textContent, ...labels].join(' ').trim();
      });
      if (label.match(wanted)) return;
    }
    assert.fail(`no Tab leads to ${wanted}; at ${await focused()}`);
  };
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Skip to the choices');
  await page.keyboard.press('Enter');
  await tabTo('December 7');
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(), '8');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), '15');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tuesday, December 15' }).waitFor();
  assert.equal(await focused(), '15', 'the focus stays on the day');
  await tabTo('10:00 AM');
  await page.keyboard.press('Enter');
  await page.locator('form[data-form]').waitFor();
  assert.equal(await focused(), 'Your details', 'the focus goes where the page goes on');
  await tabTo('Online meeting');
  await page.keyboard.press('Space');
  await tabTo('Name');
  await page.keyboard.type('Carrie Customer');
  await tabTo('E-mail');
  await page.keyboard.type('carrie@example.com');
  await page.keyboard.press('Enter');
  await page.locator('#done').waitFor();
  assert.equal(await focused(), 'You are booked');
  assert.equal((await booked(page)).starting_time, '2026-12-15T15:00:00.000Z');
  await page.context().close();
});

test('what is missing is said at its field before the form is sent, and the focus goes to the first', async () => {
  const page = await openPage(browser, await office.calendarAt('missing'));
  await page.locator('.slot').first().click();
  await page.locator('form[data-form]').waitFor();
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') sent++;
  });
  await page.getByLabel('E-mail', { exact: true }).fill('nobody');
  await page.getByRole('button', { name: 'Book' }).click();
  const error = (label: string) => page.getByLabel(label, { exact: true }).getAttribute('aria-describedby');
  assert.equal(await page.locator(`#${await error('Name')}`).textContent(), 'Please fill this in.');
  assert.equal(
    await page.locator(`#${await error('E-mail')}`).textContent(),
    'This does not look like an e-mail address.',
  );
  assert.equal(await page.evaluate(() => (document.activeElement as HTMLInputElement).name), 'location');
  assert.equal(sent, 0);
  await page.context().close();
});

test('the next month is there before it is asked for, and one that is slow to come blocks nothing', async () => {
  const url = await office.calendarAt('months');
  const context = await browser.newContext();
  const page = await context.newPage();
  const prefetched = page.waitForResponse((response) => response.url().includes('month=2027-01'));
  await page.goto(`${url}?month=2026-12`);
  await (await prefetched).finished();
  await context.setOffline(true);
  await page.locator('a.step[rel="next"]').click();
  await page.getByRole('heading', { name: 'January 2027' }).waitFor();
  assert.ok((await page.locator('.day.free').count()) > 15);
  await context.setOffline(false);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/times?*month=2027-03*', async (route) => {
    await held;
    await route.continue();
  });
  await page.locator('a.step[rel="next"]').click();
  await page.getByRole('heading', { name: 'February 2027' }).waitFor();
  await page.locator('a.step[rel="next"]').click();
  await page.locator('[data-date="2027-02-09"]').click();
  await page.getByRole('heading', { name: 'Tuesday, February 9' }).waitFor();
  release();
  await page.context().close();
});

test('a protected page opens to who knows its password, and stays open to him until he has booked', async () => {
  const url = await office.calendarAt('protected', {}, { settings: { password: 'sesame' } });
  const page = await openPage(browser, url);
  assert.equal(await page.locator('.slot').count(), 0);
  await page.getByLabel('Password').fill('guess');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('This is not the password.').waitFor();
  await page.getByLabel('Password').fill('sesame');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.locator('.slot').first().click();
  await page.locator('form[data-form]').waitFor();
  await send(page);
  await page.locator('#done').waitFor();
  assert.deepEqual(await page.context().cookies(), []);
  await page.context().close();
});

const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const questions = [
  { name: 'size', type: 'single_select', options: ['1', '2'], display: 'buttons', title: 'How many?', required: true },
  { name: 'country', type: 'single_select', options: ['Austria', 'Belgium'], title: 'Country' },
  { name: 'topics', type: 'multi_select', options: ['Price', 'Plan'] },
  { name: 'mobile', type: 'phone', title: 'Mobile' },
  { name: 'brief', type: 'long_text', title: 'Brief', hint: 'A sentence will do.' },
  { name: 'plan', type: 'attachment', title: 'Plan' },
  { name: 'terms', type: 'checkbox', title: 'I accept the terms', required: true },
  { name: 'campaign', type: 'hidden', preset: 'none' },
];

test('every kind of field is asked, checked and kept, files among them; hidden ones come from the address', async () => {
  const settings = {
    company_field: 'required',
    confirm_email: true,
    image: pixel,
    welcome: 'Read https://example.com.',
  };
  const url = await office.calendarAt('fields', { questions }, { settings });
  const page = await openPage(browser, `${url}?campaign=spring&utm_source=letter`);
  await page.locator('.slot').first().click();
  await page.locator('form[data-form]').waitFor();
  await fillIn(page);
  await page.getByLabel('E-mail once more').fill('other@example.com');
  await page.getByLabel('Online meeting').check();
  await page.getByLabel('Company').fill('Acme');
  await page.getByLabel('2', { exact: true }).check();
  await page.getByLabel('Country').selectOption('Belgium');
  await page.getByLabel('Price').check();
  await page.getByLabel('Mobile').fill('+1 202 555 0195');
  await page.getByLabel('Plan (optional)').setInputFiles({
    name: 'plan.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('a plan'),
  });
  await page.getByLabel('I accept the terms').check();
  await page.getByRole('button', { name: 'Book' }).click();
  await page.getByText('The two addresses differ.').waitFor();
  await page.getByLabel('E-mail once more').fill('Carrie@example.com');
  await page.getByRole('button', { name: 'Book' }).click();
  await page.locator('#done').waitFor();
  const { form_submission: form, utm_params } = await booked(page);
  const answers = Object.fromEntries(
    form.custom_fields.map(({ name, value }: { name: string; value: unknown }) => [name, value]),
  );
  const [file] = answers.plan;
  assert.deepEqual(
    { ...answers, plan: undefined },
    {
      size: '2',
      country: 'Belgium',
      topics: ['Price'],
      mobile: '+12025550195',
      terms: true,
      campaign: 'spring',
      plan: undefined,
    },
  );
  assert.deepEqual([form.company, utm_params.source], ['Acme', 'letter']);
  const kept = (await server.get(`/v2/attachments/${file}`, key)).body;
  assert.deepEqual([kept.file_name, Buffer.from(kept.content, 'base64').toString()], ['plan.txt', 'a plan']);
  await page.context().close();
});

test('a page speaks the guest’s language, and another if the address or the account says so', async () => {
  const url = await office.calendarAt('languages');
  const page = await openPage(browser, `${url}?date=2026-12-09`, { locale: 'de-AT', timezoneId: 'Europe/Vienna' });
  await page.getByRole('heading', { name: 'Mittwoch, 9. Dezember' }).waitFor();
  assert.equal(await firstSlot(page), '15:00');
  assert.equal(await page.locator('html').getAttribute('lang'), 'de-AT');
  await page.goto(`${url}?date=2026-12-09&lang=en`);
  await page.getByRole('heading', { name: 'Wednesday, December 9' }).waitFor();
  const german = await office.calendarAt('german', {}, { settings: { language: 'de' } });
  await page.context().close();
  const other = await openPage(browser, `${german}?date=2026-12-09`);
  await other.getByRole('heading', { name: 'Mittwoch, 9. Dezember' }).waitFor();
  await other.context().close();
});

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [360, 1280]) {
    test(`nothing is wrong for axe or sticks out, at ${width} px in ${colorScheme} colours`, async () => {
      const slug = `axe-${width}-${colorScheme}`;
      const settings = {
        image: pixel,
        logo: pixel,
        welcome: 'Read https://example.com.',
        contact_phone: '+4930901820',
      };
      const url = await office.calendarAt(slug, { durations: [30, 60], questions }, { settings });
      const locked = await office.calendarAt(`${slug}-locked`, {}, { settings: { password: 'sesame' } });
      const none = await office.calendarAt(`${slug}-none`, {
        horizon: { kind: 'range', from: '2026-01-01', to: '2026-01-02' },
      });
      const type = await office.eventType({ name: 'Introduction', description: 'To get to know each other.' });
      const coaching = await office.eventType({ name: 'Coaching', sessions: 2 });
      await office.page({ name: 'Andrea', slug: `${slug}-types`, event_types: [type, coaching] });
      const options = { colorScheme, viewport: { width, height: 800 } };
      const page = await openPage(browser, `${url}?iana_time_zone=Asia/Tokyo`, options);
      const check = async (what: string) => {
        assert.deepEqual(await violations(page), [], what);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${what} sticks out`);
      };
      await check('times');
      await page.getByRole('link', { name: 'Change time zone' }).click();
      await page.getByLabel('Time zone').waitFor();
      await check('zones');
      await page.goto(`${url}?date=2026-12-10`);
      await page.locator('.slot').first().click();
      await page.locator('form[data-form]').waitFor();
      await check('form');
      await page.getByRole('button', { name: 'Book' }).click();
      await page.getByText('Please fill this in.').first().waitFor();
      await check('form with errors');
      await page.goto(`${server.url}/${slug}-types`);
      await check('choices');
      await page.getByRole('link', { name: 'Coaching' }).click();
      await page.locator('a.slot').first().click();
      await page.getByText('1 of 2 chosen').waitFor();
      await check('one of two');
      for (const [address, what] of [
        [locked, 'password'],
        [none, 'no times'],
        [`${server.url}/not-there`, 'not found'],
      ] as const) {
        await page.goto(address);
        await check(what);
      }
      await page.goto(`${await office.calendarAt(`${slug}-plain`)}?date=2027-01-${width === 360 ? '12' : '13'}`);
      await page.locator(colorScheme === 'light' ? '.slot >> nth=0' : '.slot >> nth=3').click();
      await page.locator('form[data-form]').waitFor();
      await send(page);
      await page.locator('#done').waitFor();
      await check('booked');
      await page.getByRole('link', { name: 'Pick another time' }).click();
      await page.locator('#reschedule').waitFor();
      await check('moves');
      await page.locator('a.slot').last().click();
      await page.getByRole('heading', { name: 'Move your booking?' }).waitFor();
      await check('move');
      await page.goBack();
      await page.goBack();
      await page.getByRole('link', { name: 'Cancel' }).click();
      await page.locator('#cancel').waitFor();
      await check('cancel');
      await page.getByRole('button', { name: 'Cancel the booking' }).click();
      await page.locator('#done').waitFor();
      await check('canceled');
      await page.context().close();
    });
  }

test('nothing comes from elsewhere, no cookie is set, and the browser has nothing to complain about', async () => {
  const page = await (await browser.newContext()).newPage();
  const complaints: string[] = [];
  const origins = new Set<string>();
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(await office.calendarAt('quiet', {}, { settings: { accent_color: '#aa0000', font: 'serif' } }));
  await page.locator('.slot').first().click();
  await page.locator('form[data-form]').waitFor();
  await send(page);
  await page.locator('#done').waitFor();
  assert.deepEqual(complaints, []);
  origins.delete('null');
  assert.deepEqual([...origins], [server.url]);
  assert.deepEqual(await page.context().cookies(), []);
  await page.context().close();
});
