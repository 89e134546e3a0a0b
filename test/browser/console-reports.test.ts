import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { crc32, inflateRawSync } from 'node:zlib';
import type { Browser, Download, Page } from 'playwright-core';
import { completeEnded } from '../../src/bookings/complete.ts';
import { acme } from '../support/acme.ts';
import { openBrowser } from '../support/browser.ts';
import { type ConsoleOptions, openConsole } from '../support/console.ts';
import { violations } from '../support/guest.ts';
import { testDaybook } from '../support/server.ts';

// Two weeks of meetings, seen from the day after them: some took place, one guest did not come, one canceled, one moved.
const server = await testDaybook();
const made = await acme(server);
const { accountId, andrea, ben, act, book, teamCalendar } = made;
const facebook = { source: 'facebook', medium: 'social', campaign: 'winter', term: null, content: null };
const guests: [string, string, object?][] = [
  ['2026-11-25T15:00:00Z', 'Ines Dubois', { utm_params: facebook }],
  ['2026-11-25T16:00:00Z', '=HYPERLINK("https://evil.example")', { utm_params: facebook }],
  ['2026-11-26T15:00:00Z', 'Hugo Costa'],
  // Andrea is taken then, so the team's is Ben's.
  ['2026-11-26T15:00:00Z', 'Lena Vogel', { calendarId: teamCalendar }],
  ['2026-11-27T15:00:00Z', 'Mira, "Mo" Okafor'],
  ['2026-12-01T15:30:00Z', 'Sam Reyes'],
];
const ids: Record<string, string> = {};
for (const [start, name, more = {}] of guests) {
  server.clock.now += 1000;
  const email = `guest${Object.keys(ids).length}@example.com`;
  ids[name] = (await book(start, { form: { name, email }, ...more })).id;
}
server.clock.now += 60_000;
await act(ids['Hugo Costa']!, 'cancel', { cancellation_reason: 'No time' });
server.clock.now = Date.parse('2026-12-02T15:00:00Z');
await server.db.system((tx) => completeEnded(tx, { now: server.clock.now, baseUrl: server.url }));
await act(ids['Sam Reyes']!, 'no-show');
await act(ids['Ines Dubois']!, 'trash');

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const open = (path: string, { member = false, ...more }: ConsoleOptions & { member?: boolean } = {}) =>
  openConsole(browser, server, path, { user: { accountId, id: member ? ben : andrea }, ...more });
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });
const figure = (page: Page, name: string) =>
  page
    .locator('.figures > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator('dd')
    .first();
const rowsOf = (page: Page) => page.locator('.table-body .row').count();

async function exported(page: Page, kind: string): Promise<Download> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: kind }).click(),
  ]);
  return download;
}

test('the overview shows how much was booked, when, by whom, from where and how long before', async () => {
  const page = await open('/reports');
  await page.getByRole('heading', { name: 'Activities over time' }).waitFor();
  await figure(page, 'All activities').getByText('6').waitFor();
  assert.equal(await figure(page, 'No-show rate').textContent(), '20%');
  assert.equal(await figure(page, 'Cancellation rate').textContent(), '16.7%');
  const trend = page.locator('.block').filter({ has: page.getByRole('heading', { name: 'Activities over time' }) });
  await trend.getByText('Show as a table').click();
  await trend.getByRole('row', { name: /Wed, Nov 25, 2026 2 0 0 0 2/ }).waitFor();
  await trend.getByLabel('One bar for each').selectOption('week');
  await trend.getByText('Show as a table').click();
  await trend.getByRole('row', { name: /Week of Nov 23, 2026 4 0 0 1 5/ }).waitFor();
  await page
    .getByRole('table', { name: 'Sources' })
    .getByRole('row', { name: /facebook 2/ })
    .waitFor();
  const hours = page.locator('.block').filter({ has: page.getByRole('heading', { name: 'Busiest hours' }) });
  await hours.getByText('Show as a table').click();
  await hours.getByRole('row', { name: /^10 AM 0 1 1 2 1 0 0/ }).waitFor();
  await page.getByRole('table', { name: 'Sources' }).getByRole('link', { name: 'facebook' }).click();
  await row(page, 'Ines Dubois').waitFor();
  assert.equal(await rowsOf(page), 2);
});

test('a bar tells its numbers when it is pointed at, and leads to its activities', async () => {
  const page = await open('/reports?from=2026-11-25&to=2026-11-26');
  const chart = page.locator('.bar-stack').first();
  await chart.hover();
  await page.locator('.chart-reading').getByText('Wed, Nov 25, 2026: 2').waitFor();
  await chart.click();
  await row(page, 'Ines Dubois').waitFor();
  assert.match(page.url(), /report=activities&from=2026-11-25&to=2026-11-25/);
  assert.equal(await rowsOf(page), 2);
});

test('a row of a summary leads to the log behind it, in the same dates', async () => {
  const page = await open('/reports?report=booking_calendar&range=last_90');
  const all = row(page, 'Andrea');
  await all.getByText('5').first().waitFor();
  await page.getByRole('columnheader', { name: 'Canceled' }).getByRole('link').click();
  await page.locator('[role=columnheader][aria-sort=descending]').getByText('Canceled').waitFor();
  await page.getByRole('columnheader', { name: 'Canceled' }).getByRole('link').click();
  await page.locator('[role=columnheader][aria-sort=ascending]').getByText('Canceled').waitFor();
  await page.locator('.table-body .row').nth(1).getByText('Andrea').waitFor();
  await all.getByRole('link').click();
  await page.getByRole('link', { name: 'Remove filter Booking calendar: Andrea' }).waitFor();
  await row(page, 'Sam Reyes').waitFor();
  assert.match(page.url(), /range=last_90/);
  assert.equal(await rowsOf(page), 5);
  assert.equal(await figure(page, 'All activities').textContent(), '5');
  await row(page, 'Ines Dubois').getByText('In the trash').waitFor();
  await page.goBack();
  await page.locator('[role=columnheader][aria-sort=ascending]').waitFor();
});

test('users are counted for what they owned first or for what they host', async () => {
  const page = await open('/reports?report=owner');
  await row(page, 'Andrea Hartie').waitFor();
  const kinds = page.getByRole('navigation', { name: 'Counted for' });
  await kinds.getByRole('link', { name: 'Host' }).click();
  await row(page, 'Andrea Hartie').waitFor();
  assert.match(page.url(), /report=host/);
  assert.equal(await kinds.getByRole('link', { name: 'Host' }).getAttribute('aria-current'), 'true');
  for (const name of ['Contacts', 'Sources', 'Event types', 'Master pages', 'Booking pages']) {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('link', { name, exact: true }).and(page.locator('[aria-current=page]')).waitFor();
    await page
      .locator('.table-body .row')
      .or(page.getByRole('heading', { name: 'Nothing in these dates' }))
      .first()
      .waitFor();
  }
});

test('dates are presets or days of one’s own, of the meeting or of the booking', async () => {
  const page = await open('/reports?report=activities');
  await row(page, 'Sam Reyes').waitFor();
  await page.getByRole('button', { name: 'Dates: Last 30 days' }).click();
  const panel = page.getByRole('dialog', { name: 'Dates: Last 30 days' });
  assert.deepEqual(await violations(page), []);
  await panel.getByRole('button', { name: 'Last 7 days' }).click();
  await row(page, 'Ines Dubois').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Dates: Last 7 days' }).click();
  await page.getByLabel('First day').fill('2026-11-24');
  await page.getByLabel('Last day').fill('2026-11-24');
  await page.keyboard.press('Tab');
  await page.getByRole('heading', { name: 'Nothing in these dates' }).waitFor();
  await page.getByLabel('the booking').check();
  await row(page, 'Sam Reyes').waitFor();
  assert.match(page.url(), /from=2026-11-24&to=2026-11-24&by=creation/);
});

test('filters offer what has activities, and each is taken off by itself', async () => {
  const page = await open('/reports?report=activities');
  await page.getByRole('button', { name: 'Filters' }).click();
  const panel = page.getByRole('dialog', { name: 'Filters' });
  await panel.getByLabel('Completed').check();
  await row(page, 'Sam Reyes').waitFor({ state: 'detached' });
  await panel.getByRole('combobox', { name: 'Contact' }).fill('Lena');
  await panel.getByRole('option', { name: /Lena Vogel/ }).click();
  await row(page, 'Ines Dubois').waitFor({ state: 'detached' });
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Escape');
  assert.equal(await rowsOf(page), 1);
  await page.getByRole('link', { name: 'Remove filter Contact: Lena Vogel' }).click();
  await row(page, 'Ines Dubois').waitFor();
  await page.getByRole('link', { name: 'Clear all' }).click();
  await row(page, 'Sam Reyes').waitFor();
});

test('columns that somebody chooses are there again the next time', async () => {
  const page = await open('/reports?report=activities');
  await row(page, 'Sam Reyes').waitFor();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Reason' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Subject' }).click();
  await page.keyboard.press('Escape');
  await row(page, 'Hugo Costa').getByText('No time').waitFor();
  await page.reload();
  await row(page, 'Hugo Costa').getByText('No time').waitFor();
  assert.equal(await page.getByRole('columnheader', { name: 'Subject' }).count(), 0);
});

test('a CSV file has all rows, and nothing in it is calculated', async () => {
  const page = await open('/reports?report=activities');
  await row(page, 'Sam Reyes').waitFor();
  const download = await exported(page, 'CSV file');
  assert.equal(download.suggestedFilename(), 'all-activities-2026-11-03-2026-12-02.csv');
  const text = await readFile(await download.path(), 'utf8');
  const lines = text.split('\r\n');
  assert.equal(lines[0], '\uFEFFCustomer,Customer’s e-mail,Meeting time,Subject,Status,Host');
  assert.equal(lines.length, guests.length + 2, 'a head, the rows, and the end of the last');
  assert.match(text, /^"'=HYPERLINK\(""https:\/\/evil\.example""\)"/m);
  assert.match(text, /^"Mira, ""Mo"" Okafor"/m);
  assert.match(text, /,12\/01\/2026 10:30 AM,/);
  await page.getByText('6 rows exported').waitFor();
});

test('for readers of German the file is what their spreadsheet expects', async () => {
  const page = await open('/reports?report=activities', { locale: 'de-DE' });
  await row(page, 'Sam Reyes').waitFor();
  await page.getByRole('button', { name: 'Exportieren' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'CSV-Datei' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  assert.match(text, /^\uFEFFKunde;E-Mail des Kunden;Terminzeit;/);
  assert.match(text, /;01\.12\.2026 10:30;/);
});

test('an Excel file holds texts as texts, numbers as numbers and times as times', async () => {
  const page = await open('/reports?report=activities');
  await row(page, 'Sam Reyes').waitFor();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Minutes' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'Minutes' }).waitFor();
  const download = await exported(page, 'Excel file');
  const sheet = await partOf(await readFile(await download.path()), 'xl/worksheets/sheet1.xml');
  assert.equal(sheet.match(/<row>/g)?.length, guests.length + 1);
  assert.match(sheet, /<t xml:space="preserve">=HYPERLINK\("https:\/\/evil\.example"\)<\/t>/);
  assert.match(sheet, /<c><v>30<\/v><\/c>/);
  // 2026-12-01 10:30 in New York, in days since the end of 1899.
  assert.match(sheet, /<c s="1"><v>46357\.4375<\/v><\/c>/);
});

/** The text of one file of an archive, read from its directory as unpackers do. */
async function partOf(bytes: Buffer, path: string): Promise<string> {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const size = bytes.readUInt32LE(at + 20);
    const plainSize = bytes.readUInt32LE(at + 24);
    const crc = bytes.readUInt32LE(at + 16);
    const local = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    if (name === path) {
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const plain = inflateRawSync(bytes.subarray(from, from + size));
      assert.equal(plain.length, plainSize);
      assert.equal(crc32(plain), crc);
      return plain.toString('utf8');
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  throw new Error(`${path} is not in the archive`);
}

test('on paper stand all rows, what was asked for, and the columns that were chosen', async () => {
  const page = await open('/reports?report=activities&status=completed');
  await row(page, 'Lena Vogel').waitFor();
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'Print or PDF' }).click();
  await page.getByRole('row').filter({ hasText: 'Lena Vogel' }).waitFor();
  await page.getByRole('heading', { name: 'All activities: Nov 3, 2026 – Dec 2, 2026' }).waitFor();
  await page.getByText(`${made.name} ·`).waitFor();
  assert.equal(await page.locator('tbody tr').count(), 4);
  assert.deepEqual(await violations(page), []);
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.getByRole('button', { name: 'Print or PDF' }).isHidden());
  assert.ok(await page.getByRole('navigation').first().isHidden());
});

test('a report that somebody keeps as a view is there again with its dates and filters', async () => {
  const page = await open('/reports?report=contact&range=last_90&status=no_show');
  await row(page, 'Sam Reyes').waitFor();
  await page.getByRole('button', { name: 'Save as a view' }).click();
  await page.getByLabel('Name of the view').fill('Who did not come');
  await page.getByRole('dialog').getByRole('button', { name: 'Save as a view' }).click();
  await page.getByText('View saved').waitFor();
  await page.goto(`${server.url}/console/reports`);
  await page.getByRole('link', { name: 'Who did not come' }).click();
  await row(page, 'Sam Reyes').waitFor();
  assert.match(page.url(), /report=contact/);
  await page.goto(`${server.url}/console/bookings`);
  await page.getByRole('link', { name: 'Trash' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Who did not come' }).count(), 0, 'it is no view of bookings');
});

test('a member’s figures are of his own bookings, in the page as at the API', async () => {
  const page = await open('/reports?report=activities', { member: true });
  await row(page, 'Lena Vogel').waitFor();
  assert.equal(await figure(page, 'All activities').textContent(), '1');
  assert.equal(await rowsOf(page), 1);
});

test('everything can be reached by the keyboard', async () => {
  const page = await open('');
  await page.getByRole('heading', { name: 'Good morning, Andrea' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('heading', { name: 'Reports' }).waitFor();
  await page.getByRole('link', { name: 'Contacts', exact: true }).focus();
  await page.keyboard.press('Enter');
  await row(page, 'Sam Reyes').waitFor();
  await page.locator('.table [tabindex="0"]').focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /Remove filter Contact/ }).waitFor();
  await page.getByRole('button', { name: 'Dates: Last 30 days' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Last 7 days');
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-haspopup') === 'dialog');
});

for (const [name, options] of Object.entries({
  'on a desktop, light': {},
  'on a desktop, dark': { colorScheme: 'dark' },
  'on a phone, light': { viewport: { width: 360, height: 740 } },
  'on a phone, dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  'in German': { locale: 'de-DE' },
} as const)) {
  test(`reports pass axe and fit the screen ${name}`, async () => {
    const page = await open('/reports', options);
    const shown = [
      ['', '.heat'],
      ['?report=activities', '.table-body a'],
      ['?report=owner', '.table-body a'],
      ['?report=contact&status=completed', '.table-body a'],
      ['?range=last_year', '.state'],
      ['/print?report=activities', 'tbody tr'],
    ] as const;
    for (const [path, part] of shown) {
      await page.goto(`${server.url}/console/reports${path}`);
      await page.locator(part).first().waitFor();
      await page.locator('.skeleton').waitFor({ state: 'detached' });
      for (const summary of await page.locator('summary').all()) await summary.click();
      assert.deepEqual(await violations(page), [], path);
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(width <= 0, `${path} is ${width} px too wide`);
    }
  });
}
