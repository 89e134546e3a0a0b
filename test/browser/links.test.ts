import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { bookingOf, fillIn, guestOffice, openPage, violations } from '../support/guest.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook();
const office = await guestOffice(server);
const { key, andrea, ben, team } = office;

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const shots = process.env.TEST_SHOTS;
const shoot = (page: Page, name: string) =>
  shots === undefined ? undefined : page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });

const booked = async (id: string) => (await server.get(`/v2/bookings/${id}`, key)).body;
const idOf = async (slug: string): Promise<string> => {
  const list = await server.get('/v2/booking-calendars?limit=100', key);
  return list.body.data.find((each: { url: string }) => each.url.endsWith(`/${slug}`)).id;
};
const link = async (slug: string, body: object): Promise<{ id: string; url: string }> => {
  const reply = await server.post(`/v2/booking-calendars/${await idOf(slug)}/one-time-links`, body, key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body;
};
const fresh = (name: string) => office.eventType({ name });

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with script' : 'without script';
  // What one of them books would be missing for the other.
  const host = javaScriptEnabled ? andrea : ben;

  test(`a personalised link leaves out the form and books with what it says, ${how}`, async () => {
    const slug = `personal-${javaScriptEnabled}`;
    const questions = [
      { name: 'company_size', type: 'single_select', options: ['1-10', '11-50'], required: true },
      { name: 'topics', type: 'multi_select', options: ['Price', 'Demo'] },
      { name: 'plan', type: 'hidden', preset: 'free' },
    ];
    const url = await office.calendarAt(slug, { questions }, { host });
    const query = new URLSearchParams({
      NAME: 'Carrie Customer',
      email: 'Carrie@example.com',
      mobile_phone: '+12025550195',
      location: 'virtual_static',
      Company_Size: '11-50',
      topics: 'demo,Price',
      Plan: 'pro',
      skip: '1',
      utm_source: 'news',
      UTM_Campaign: 'spring',
      iana_time_zone: 'Europe/Berlin',
    });
    const page = await openPage(browser, `${url}?${query}`, { javaScriptEnabled });
    await page.getByText('Berlin, Central European').waitFor();
    await page.locator('button.slot').first().click();
    await page.locator('#done').waitFor();
    const made = await booked(bookingOf(page));
    const { name, email, mobile_phone, custom_fields } = made.form_submission;
    assert.deepEqual([name, email, mobile_phone], ['Carrie Customer', 'Carrie@example.com', '+12025550195']);
    assert.deepEqual(
      Object.fromEntries(custom_fields.map((each: { name: string; value: unknown }) => [each.name, each.value])),
      {
        plan: 'pro',
        company_size: '11-50',
        topics: ['Price', 'Demo'],
      },
    );
    assert.equal(made.customer_timezone, 'Europe/Berlin');
    assert.match(made.location_description, /meet\.example\.com/);
    assert.deepEqual([made.utm_params.source, made.utm_params.campaign], ['news', 'spring']);
    await page.context().close();
  });

  test(`what a link does not know, or knows wrongly, is asked; the rest is not, ${how}`, async () => {
    const slug = `half-known-${javaScriptEnabled}`;
    const questions = [{ name: 'company_size', type: 'single_select', options: ['1-10', '11-50'], required: true }];
    const url = await office.calendarAt(slug, { questions }, { host });
    const query =
      'name=Carrie%20Customer&email=carrie.example.com&company_size=millions&location=virtual_static&skip=1';
    const page = await openPage(browser, `${url}?${query}`, { javaScriptEnabled });
    await page.locator('button.slot').first().click();
    await page.locator('form[data-form]').waitFor();
    await page.getByText('Already known').waitFor();
    await page.getByText('Name: Carrie Customer').waitFor();
    assert.equal(await page.getByLabel('Name', { exact: true }).count(), 0);
    assert.equal(await page.getByLabel('Online meeting').count(), 0);
    await shoot(page, `half-known-${javaScriptEnabled}`);
    await page.getByLabel('E-mail', { exact: true }).fill('carrie@example.com');
    await page.getByLabel('Company size').selectOption('1-10');
    await page.locator('.send button').click();
    await page.locator('#done').waitFor();
    const made = await booked(bookingOf(page));
    assert.equal(made.form_submission.name, 'Carrie Customer');
    assert.match(made.location_description, /meet\.example\.com/);
    await page.context().close();
  });

  test(`Classic names fill in the form, where the guest can still change them, ${how}`, async () => {
    const slug = `classic-${javaScriptEnabled}`;
    const type = await fresh(`Classic ${how}`);
    const id = await office.page({ name: 'Classic', slug, owner: host, event_types: [type], questions: [] });
    await office.setOf(`booking-pages/${id}`, { company_field: 'optional' });
    const query = new URLSearchParams({
      name: 'John Smith',
      email: 'john@example.com',
      company: 'Acme',
      mobile: '12025550195',
      note: 'Hello',
      customerGuests: 'a@example.com,b@example.com',
    });
    const page = await openPage(browser, `${server.url}/${slug}?${query}`, { javaScriptEnabled });
    await page.locator('button.slot').first().click();
    await page.locator('form[data-form]').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Jane Smith');
    const online = page.getByLabel('Online meeting');
    if ((await online.count()) > 0) await online.check();
    await page.locator('.send button').click();
    await page.locator('#done').waitFor();
    const { form_submission } = await booked(bookingOf(page));
    assert.deepEqual(
      [
        form_submission.name,
        form_submission.email,
        form_submission.company,
        form_submission.mobile_phone,
        form_submission.note,
      ],
      ['Jane Smith', 'john@example.com', 'Acme', '+12025550195', 'Hello'],
    );
    assert.deepEqual(form_submission.guests, ['a@example.com', 'b@example.com']);
    await page.context().close();
  });

  test(`a one-time link books once, keeps to itself what it knows, and says afterwards that it was used, ${how}`, async () => {
    const slug = `once-${javaScriptEnabled}`;
    await office.calendarAt(slug, { questions: [{ name: 'tier', type: 'hidden', preset: 'standard' }] }, { host });
    const { url } = await link(slug, {
      booking_form: {
        name: 'Carrie Customer',
        email: 'carrie.secret@example.com',
        phone: '+12025550195',
        tier: 'gold',
      },
      utm_params: { source: 'letter' },
    });
    const addresses: string[] = [];
    const texts: string[] = [];
    const page = await openPage(browser, `${url}?tier=platinum`, { javaScriptEnabled });
    page.on('request', (request) => addresses.push(request.url(), request.headers().referer ?? ''));
    page.on('response', async (response) => {
      if (response.headers()['content-type']?.startsWith('text/html'))
        texts.push(await response.text().catch(() => ''));
    });
    const twin = await openPage(browser, url, { javaScriptEnabled });
    for (const each of [page, twin]) {
      await each
        .locator('button.slot')
        .nth(each === page ? 0 : 1)
        .click();
      await each.locator('form[data-form]').waitFor();
    }
    assert.equal(await page.getByLabel('Name (optional)').isVisible(), false);
    await page.getByText('Already known').waitFor();
    await page.getByText('Use other details').click();
    assert.equal(await page.getByLabel('Name (optional)').inputValue(), '');
    await shoot(page, `private-${javaScriptEnabled}`);
    assert.deepEqual(await (javaScriptEnabled ? violations(page) : []), []);
    await page.getByLabel('Online meeting').check();
    await page.locator('.send button').click();
    await page.locator('#done').waitFor();
    await shoot(page, `private-done-${javaScriptEnabled}`);
    const made = await booked(bookingOf(page));
    const { name, email, mobile_phone, custom_fields } = made.form_submission;
    assert.deepEqual([name, email, mobile_phone], ['Carrie Customer', 'carrie.secret@example.com', '+12025550195']);
    assert.deepEqual(custom_fields, [{ name: 'tier', value: 'gold' }]);
    assert.equal(made.utm_params.source, 'letter');
    const everything = [...addresses, ...texts, page.url(), await page.content()].join('\n');
    for (const secret of ['carrie.secret', 'Carrie Customer', '2025550195', 'gold', `/${slug}`, made.guest_token])
      assert.equal(secret !== undefined && everything.includes(secret), false, secret);

    await twin.getByText('Use other details').click();
    await twin.getByLabel('Name (optional)').fill('Second Guest');
    await twin.getByLabel('E-mail (optional)').fill('second@example.com');
    await twin.getByLabel('Online meeting').check();
    await twin.locator('.send button').click();
    await twin.getByRole('heading', { name: 'This link has been used' }).waitFor();
    await twin.goto(url);
    await twin.getByRole('heading', { name: 'This link has been used' }).waitFor();
    await shoot(twin, `link-used-${javaScriptEnabled}`);
    for (const each of [page, twin]) await each.context().close();
  });

  test(`a one-time link that knows all there is to ask needs one pick, and holds to its host and duration, ${how}`, async () => {
    const slug = `one-pick-${javaScriptEnabled}`;
    await office.calendarAt(slug, { durations: [30, 60] }, { host: team });
    const owner = (await server.get(`/v2/users/${host}`, key)).body.email;
    const { url } = await link(slug, {
      booking_form: { name: 'Carrie Customer', email: 'carrie@example.com', location: 'virtual_static' },
      booking_settings: { host: owner, duration_minutes: 60, skip: ['contact_info', 'questions'] },
    });
    const page = await openPage(browser, url, { javaScriptEnabled });
    await page.getByText('1 hour').waitFor();
    assert.equal(await page.locator('.durations').count(), 0);
    await page.locator('button.slot').first().click();
    await page.locator('#done').waitFor();
    const made = await booked(bookingOf(page));
    assert.deepEqual([made.owner, made.duration_minutes], [host, 60]);
    await page.context().close();
  });
}

test('a link that shows its values has them in its form, to be changed', async () => {
  await office.calendarAt('open-values');
  const { url } = await link('open-values', {
    hide_url_params: false,
    booking_form: { name: 'Carrie Customer', email: 'carrie@example.com' },
  });
  assert.match(url, /\?name=Carrie%20Customer&email=carrie%40example\.com$/);
  const page = await openPage(browser, url);
  await page.locator('button.slot').first().click();
  await page.locator('form[data-form]').waitFor();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Carrie Customer');
  await page.getByLabel('Name', { exact: true }).fill('Someone Else');
  await page.getByLabel('Online meeting').check();
  await page.locator('.send button').click();
  await page.locator('#done').waitFor();
  assert.equal((await booked(bookingOf(page))).form_submission.name, 'Someone Else');
  await page.context().close();
});

test('a slot that is pressed twice on a link without a form books once', async () => {
  const url = await office.calendarAt('pressed-twice');
  const page = await openPage(browser, `${url}?name=Carrie&email=carrie@example.com&location=virtual_static&skip=1`, {
    javaScriptEnabled: false,
  });
  const [form, fields] = (await page.evaluate(`(() => {
    const slot = document.querySelector('button.slot');
    return [slot.form.action, [...new FormData(slot.form, slot)]];
  })()`)) as [string, [string, string][]];
  const press = () => fetch(form, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const replies = await Promise.all([press(), press(), press()]);
  assert.deepEqual(
    replies.map(({ status }) => status),
    [303, 303, 303],
  );
  assert.equal(new Set(replies.map(({ headers }) => headers.get('location'))).size, 1);
  await page.context().close();
});

test('looking at a link books nothing, whatever it knows', async () => {
  const url = await office.calendarAt('only-looked');
  const query = 'name=Carrie&email=carrie@example.com&location=virtual_static&skip=1&start=2026-12-01T15:00:00.000Z';
  const reply = await fetch(`${url}?${query}`);
  assert.equal(reply.status, 200);
  const calendar = await idOf('only-looked');
  const list = await server.get(`/v2/bookings?booking_calendar=${calendar}`, key);
  assert.deepEqual(list.body.data, []);
});

test('guests who use one link at the same moment are booked once', async () => {
  await office.calendarAt('at-once');
  const { id, url } = await link('at-once', { booking_form: {} });
  const send = (hour: number) =>
    fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        name: `Guest ${hour}`,
        email: `guest${hour}@example.com`,
        location: 'virtual_static:',
        iana_time_zone: 'UTC',
        start: `2026-12-01T${hour}:00:00.000Z`,
        key: String(hour),
      }),
    });
  const replies = await Promise.all([15, 16, 17, 18].map(send));
  assert.deepEqual(replies.map(({ status }) => status).sort(), [303, 410, 410, 410]);
  const shown = (await server.get(`/v2/one-time-links/${id}`, key)).body;
  assert.equal(shown.status, 'used');
});

test('a link that is over, or that nobody made, says so in words', async () => {
  await office.calendarAt('over');
  const { url } = await link('over', {});
  const before = server.clock.now;
  server.clock.now += 91 * 86_400_000;
  const over = await fetch(url);
  server.clock.now = before;
  assert.equal(over.status, 410);
  assert.match(await over.text(), /This link is no longer good/);
  const unknown = await fetch(`${server.url}/.AAAAAAAAAAAA`);
  assert.equal(unknown.status, 404);
  assert.match(await unknown.text(), /There is nothing here/);
});

test('a link opens a page that has a password, and shows no way to the page behind it', async () => {
  await office.calendarAt('behind', {}, { settings: { password: 'secret word' } });
  const { url } = await link('behind', {});
  const page = await openPage(browser, url);
  await page.locator('button.slot').first().click();
  await fillIn(page);
  await page.getByLabel('Online meeting').check();
  await page.locator('.send button').click();
  await page.locator('#done').waitFor();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Cancel the booking' }).click();
  await page.getByText('Your booking is cancelled').waitFor();
  assert.equal((await page.content()).includes('/behind'), false);
  await page.context().close();
});

test('a master page’s link lets a guest choose, and takes one booking', async () => {
  const [one, two] = [await fresh('First'), await fresh('Second')];
  const page = await office.page({ name: 'Andrea', slug: 'andrea-behind-master' });
  const master = await office.master({
    name: 'Team',
    slug: 'ruled-team',
    scenario: 'rule_based',
    event_types: [
      { event_type: one, owner: page },
      { event_type: two, owner: page },
    ],
  });
  const made = await server.post(`/v2/master-pages/${master}/one-time-links`, undefined, key);
  const visit = await openPage(browser, made.body.url);
  await visit.getByRole('link', { name: 'Second' }).click();
  await visit.locator('button.slot').first().click();
  await fillIn(visit);
  const online = visit.getByLabel('Online meeting');
  if ((await online.count()) > 0) await online.check();
  await visit.locator('.send button').click();
  await visit.locator('#done').waitFor();
  assert.equal((await booked(bookingOf(visit))).event_type, two);
  await visit.goto(made.body.url);
  await visit.getByRole('heading', { name: 'This link has been used' }).waitFor();
  await visit.context().close();
});

test('a page is found by its id as by its slug, and nobody else’s slug can stand in its way', async () => {
  await office.calendarAt('by-id');
  const id = await idOf('by-id');
  for (const path of [id, id.toLowerCase()])
    assert.match(await (await fetch(`${server.url}/${path}`)).text(), /Talk at by-id/);
  const other = await guestOffice(server, 'Other');
  await other.calendarAt(id.toLowerCase());
  assert.match(await (await fetch(`${server.url}/${id}`)).text(), /Talk at by-id/);
});
