import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { acme } from '../support/acme.ts';
import { openBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
import { violations } from '../support/guest.ts';
import { call, testDaybook } from '../support/server.ts';

const server = await testDaybook();

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const days = ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01'];

/** An account with a booking on each of some days, and Andrea, its administrator, at the list of them. */
async function workList(options: { path?: string; bookings?: number; rules?: object; member?: boolean } = {}) {
  const { path = '/bookings', bookings = 3, rules = {}, member = false } = options;
  const made = await acme(server, rules as Record<string, unknown>);
  const ids: string[] = [];
  for (let i = 0; i < bookings; i++) {
    const slot = Math.floor(i / days.length);
    const start = `${days[i % days.length]}T${15 + Math.floor(slot / 2)}:${slot % 2 === 0 ? '00' : '30'}:00Z`;
    const booking = await made.book(start, { form: { name: `Guest ${i}`, email: `guest${i}@example.com` } });
    ids.push(booking.id);
  }
  const open = (to = path, more = {}) =>
    openConsole(browser, server, to, {
      user: { accountId: made.accountId, id: member ? made.ben : made.andrea },
      ...more,
    });
  return { ...made, ids, open };
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('upcoming meetings stand in the order in which they take place; each view and search is an address', async () => {
  const { open } = await workList({ bookings: 4 });
  const page = await open();
  await row(page, 'Guest 0').waitFor();
  const names = await page.locator('.table-body .row .strong').allTextContents();
  assert.deepEqual(names, ['Guest 0', 'Guest 1', 'Guest 2', 'Guest 3']);
  await page.getByRole('searchbox', { name: 'Search bookings' }).fill('guest2@example');
  await row(page, 'Guest 1').waitFor({ state: 'detached' });
  assert.match(page.url(), /\?q=guest2/);
  await page.reload();
  await row(page, 'Guest 2').waitFor();
  assert.equal(await page.locator('.table-body .row').count(), 1);
  await page.getByRole('link', { name: 'Past', exact: true }).click();
  await page.getByRole('heading', { name: 'Nothing has taken place yet' }).waitFor();
  await page.goBack();
  await row(page, 'Guest 2').waitFor();
});

test('a booking that a guest makes appears by itself', async () => {
  const { open, book } = await workList({ bookings: 1 });
  const page = await open();
  await row(page, 'Guest 0').waitFor();
  server.clock.now += 1000;
  await book('2026-12-02T15:00:00Z', { form: { name: 'Late Guest', email: 'late@example.com' } });
  await page.clock.runFor(5000);
  await row(page, 'Late Guest').waitFor();
});

test('an open booking tells who, when and where, and everything that happened to it', async () => {
  const { open, ids, act } = await workList({ bookings: 1 });
  server.clock.now += 60_000;
  await act(ids[0]!, 'reschedule', { start_time: '2026-11-25T16:00:00Z', reason: 'Train strike' });
  const page = await open();
  await row(page, 'Guest 0').getByRole('link').click();
  const pane = page.getByRole('complementary', { name: 'Booking' });
  await pane.getByRole('heading', { name: 'Guest 0' }).waitFor();
  assert.match(page.url(), new RegExp(`/bookings/${ids[0]}`));
  await pane.getByText('11:00 – 11:30 AM').waitFor();
  const history = pane.locator('.timeline li');
  await history.first().waitFor();
  const told = (await history.allTextContents()).join('\n');
  assert.match(told, /Now: Rescheduled|Now Rescheduled/);
  assert.match(told, /Moved to Wed, Nov 25, 11:00 AM/);
  assert.match(told, /by the key Test/);
  assert.match(told, /Event booking.rescheduled/);
  assert.match(told, /Booked/);
  assert.deepEqual(await violations(page), []);
});

test('a host cancels with a reason, and the guest is told only if he wants that', async () => {
  const { open, ids, key } = await workList({ bookings: 1 });
  const page = await open(`/bookings/${ids[0]}`);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel this booking?' });
  await dialog.getByLabel('Reason').fill('I am ill');
  await dialog.getByLabel('Tell the guest by mail').uncheck();
  assert.deepEqual(await violations(page), []);
  await dialog.getByRole('button', { name: 'Cancel the booking' }).click();
  await page.getByText('Booking canceled').waitFor();
  const { body } = await server.get(`/v2/bookings/${ids[0]}`, key);
  assert.deepEqual([body.status, body.cancel_reschedule_information.reason], ['canceled', 'I am ill']);
  await page.getByRole('heading', { name: 'Canceled by us' }).waitFor();
});

test('a host moves a booking to one of the times that are free', async () => {
  const { open, ids, key } = await workList({ bookings: 2 });
  const page = await open(`/bookings/${ids[0]}`);
  await page.getByRole('button', { name: 'Reschedule', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Pick another time' });
  const thursday = dialog.getByRole('group', { name: 'Thursday, November 26' });
  await thursday.getByText('9:00 AM').waitFor();
  assert.equal(await thursday.getByText('10:00 AM', { exact: true }).count(), 0, 'the other booking is then');
  await dialog.getByRole('button', { name: 'Move the booking' }).click();
  await dialog.getByText('Choose a time first.').waitFor();
  await thursday.getByText('9:00 AM').click();
  await dialog.getByRole('button', { name: 'Move the booking' }).click();
  await page.locator('.toast').getByText('Moved to Thu, Nov 26, 9:00 AM').waitFor();
  assert.equal((await server.get(`/v2/bookings/${ids[0]}`, key)).body.starting_time, '2026-11-26T14:00:00.000Z');
});

test('a manager sees who is free, hands a booking over, and takes that back', async () => {
  const { open, ids, key, book, teamCalendar, ben } = await workList({ bookings: 1 });
  const hostOf = async () => (await server.get(`/v2/bookings?host=${ben}`, key)).body.data.length;
  const page = await open(`/bookings/${ids[0]}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Give to another host' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who takes over?' });
  await dialog.getByText('Free', { exact: true }).waitFor();
  await dialog.getByText('Ben Hartie').click();
  await dialog.getByRole('button', { name: 'Hand over' }).click();
  await page.getByText('Ben Hartie takes over').waitFor();
  assert.equal(await hostOf(), 1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Andrea Hartie takes over').waitFor();
  assert.equal(await hostOf(), 0);
  // Andrea has the booking at this time, so the team's is Ben's: he is busy then.
  await book('2026-11-25T15:00:00Z', { calendarId: teamCalendar });
  await page.reload();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Give to another host' }).click();
  await dialog.getByText('Has another meeting', { exact: true }).waitFor();
  assert.ok(await dialog.getByRole('radio').isDisabled());
});

test('a request is approved with one click or declined with a reason', async () => {
  const { open, ids, key } = await workList({
    bookings: 2,
    rules: { approval: true },
    path: '/bookings?view=requests',
  });
  const page = await open();
  await row(page, 'Guest 0').getByRole('link').click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved', { exact: true }).waitFor();
  assert.equal((await server.get(`/v2/bookings/${ids[0]}`, key)).body.status, 'scheduled');
  await row(page, 'Guest 0').waitFor({ state: 'detached' });
  await row(page, 'Guest 1').getByRole('link').click();
  await page.getByRole('button', { name: 'Decline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decline this request?' });
  await dialog.getByLabel('Reason').fill('Fully booked');
  await dialog.getByRole('button', { name: 'Decline' }).click();
  await page.locator('.toast').getByText('Declined').waitFor();
  assert.equal((await server.get(`/v2/bookings/${ids[1]}`, key)).body.status, 'canceled');
});

test('what is thrown away can be brought back at once', async () => {
  const { open, ids, key } = await workList({ bookings: 1 });
  const inTrash = async () => (await server.get(`/v2/bookings/${ids[0]}`, key)).body.in_trash;
  const page = await open(`/bookings/${ids[0]}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Move to trash' }).click();
  await page.locator('.toast').getByText('Moved to trash').waitFor();
  assert.equal(await inTrash(), true);
  await page.keyboard.press('Control+z');
  await page.locator('.toast').getByText('Taken out of the trash').waitFor();
  assert.equal(await inTrash(), false);
});

test('what the server refuses is said in its words, and the page shows what is true', async () => {
  const { open, ids, act } = await workList({
    bookings: 1,
    rules: { approval: true },
    path: '/bookings?view=requests',
  });
  const page = await open(`/bookings/${ids[0]}?view=requests`);
  await page.getByRole('button', { name: 'Approve' }).waitFor();
  await act(ids[0]!, 'decline');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.locator('.toast.failed').waitFor();
});

test('everything can be reached by the keyboard: rows, the booking, its actions, and back', async () => {
  const { open } = await workList({ bookings: 3 });
  const page = await open();
  await row(page, 'Guest 0').waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.locator('.table [tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  assert.match(await focused(), /Guest 1/);
  await page.keyboard.press('End');
  assert.match(await focused(), /Guest 2/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Guest 2' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Guest 2' }).waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.textContent?.includes('Guest 2'));
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('type')), 'search');
});

test('a view that somebody saves is there again the next time, for him alone', async () => {
  const made = await workList({ bookings: 2 });
  const page = await made.open('/bookings?view=all&status=canceled');
  await page.getByRole('button', { name: 'Save as a view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as a view' });
  await dialog.getByLabel('Name of the view').fill('Called off');
  await dialog.getByRole('button', { name: 'Save as a view' }).click();
  await page.getByText('View saved').waitFor();
  await page.goto(`${server.url}/console/bookings`);
  await page.getByRole('link', { name: 'Called off' }).click();
  assert.match(page.url(), /status=canceled/);
  const other = await openConsole(browser, server, '/bookings', { user: { accountId: made.accountId, id: made.ben } });
  await other.getByRole('link', { name: 'Trash' }).waitFor();
  assert.equal(await other.getByRole('link', { name: 'Called off' }).count(), 0);
  await page.getByRole('button', { name: 'Delete this view' }).click();
  await page.getByText('View deleted').waitFor();
});

test('a member sees and does what his role allows, in the page as at the API', async () => {
  const made = await workList({ bookings: 1, member: true });
  await made.book('2026-12-03T15:00:00Z', { calendarId: made.calendar, form: { name: 'Andreas guest' } });
  const { id } = await made.book('2026-12-03T15:00:00Z', {
    calendarId: made.teamCalendar,
    form: { name: 'Bens guest' },
  });
  const page = await made.open();
  await row(page, 'Bens guest').waitFor();
  assert.equal(await row(page, 'Andreas guest').count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Only mine' }).count(), 0);
  await row(page, 'Bens guest').getByRole('link').click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Mark as no-show' }).waitFor();
  assert.equal(await page.getByRole('menuitem', { name: 'Move to trash' }).count(), 0);
  assert.equal(await page.getByRole('menuitem', { name: 'Give to another host' }).count(), 0);
  const cookies = await page.context().cookies();
  const cookie = cookies.find(({ name }) => name === 'daybook_session')!;
  const refused = await call(
    server.url,
    'POST',
    `/v2/bookings/${id}/trash`,
    undefined,
    `daybook_session=${cookie.value}`,
  );
  assert.equal(refused.status, 403);
});

test('a list of several pages renders the rows in sight and reads on as somebody moves down', async () => {
  const made = await workList({ bookings: 60 });
  const page = await made.open('/bookings?view=all');
  await page.locator('.table [tabindex="0"]').focus();
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.activeElement?.closest('[data-row="49"]') != null);
  await page.locator('.table[aria-rowcount="61"]').waitFor();
  await page.keyboard.press('End');
  await page.waitForFunction(() => document.activeElement?.closest('[data-row="59"]') != null);
  const rendered = await page.locator('.table-body .row').count();
  assert.ok(rendered < 40, `${rendered} rows are rendered`);
});

for (const [name, options] of Object.entries({
  'on a desktop, light': {},
  'on a desktop, dark': { colorScheme: 'dark' },
  'on a phone, light': { viewport: { width: 360, height: 740 } },
  'on a phone, dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  'in German': { locale: 'de-DE' },
} as const)) {
  test(`list, booking, day sheet and home pass axe and fit the screen ${name}`, async () => {
    const { open, ids } = await workList({ bookings: 3 });
    const page = await open('/bookings', options);
    const shown = [
      ['', '.agenda'],
      ['/bookings', '.table-body a'],
      [`/bookings/${ids[0]}`, '.facts'],
      ['/bookings/day/2026-11-25', '.day-sheet li'],
    ] as const;
    for (const [path, part] of shown) {
      await page.goto(`${server.url}/console${path}`);
      await page.locator(part).first().waitFor();
      assert.deepEqual(await violations(page), [], path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(width <= 0, `${path} is ${width} px too wide`);
    }
  });
}
