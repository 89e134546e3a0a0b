import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { acme } from '../support/acme.ts';
import { openBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
import { violations } from '../support/guest.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook();
const made = await acme(server);
const user = { accountId: made.accountId, id: made.andrea };
await made.book('2026-11-24T15:00:00Z', { form: { name: 'Ines Dubois', email: 'ines@example.com' } });

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

test('the palette finds bookings, guests, screens and actions by a few letters', async () => {
  const page = await openConsole(browser, server, '', { user });
  await page.getByRole('heading', { name: 'Good morning, Andrea' }).waitFor();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Search and do' });
  await dialog.getByRole('option', { name: 'Bookings' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.type('ines');
  await page.clock.runFor(1000);
  await dialog.getByRole('group', { name: 'Guests' }).getByRole('option', { name: 'Ines Dubois' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('complementary').getByRole('heading', { name: 'Ines Dubois' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('dark');
  await page.clock.runFor(1000);
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
  await page.reload();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark', 'it is remembered');
});

test('two keys lead to each screen, and a list tells which', async () => {
  const page = await openConsole(browser, server, '', { user });
  await page.getByRole('heading', { name: 'Good morning, Andrea' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await page.getByRole('heading', { name: 'Bookings' }).waitFor();
  assert.equal(await page.title(), 'Bookings · Daybook');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main', 'readers begin at the new screen');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help
    .getByText('Search bookings')
    .or(help.getByText('Search', { exact: true }))
    .first()
    .waitFor();
  assert.deepEqual(await violations(page), []);
});

test('somebody who reads German changes the language, and it stays', async () => {
  const page = await openConsole(browser, server, '/bookings', { user });
  await page.getByRole('button', { name: 'Andrea Hartie' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { name: 'Buchungen' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Buchungen' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
});

test('while the server is out of reach the page says so, and goes on by itself when it is back', async () => {
  const page = await openConsole(browser, server, '/bookings', { user });
  await page.getByRole('row').filter({ hasText: 'Ines' }).waitFor();
  await page.context().setOffline(true);
  await page.getByText('The server cannot be reached. What you see may be old.').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.context().setOffline(false);
  await page.getByText('The server cannot be reached. What you see may be old.').waitFor({ state: 'detached' });
});

test('an address that leads nowhere says so', async () => {
  const page = await openConsole(browser, server, '/nowhere', { user });
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
});

test('on a phone the navigation is a drawer that closes when it is used', async () => {
  const page = await openConsole(browser, server, '', { user, viewport: { width: 360, height: 740 } });
  await page.getByRole('button', { name: 'Menu' }).click();
  const drawer = page.getByRole('dialog', { name: 'Menu' });
  assert.deepEqual(await violations(page), []);
  await drawer.getByRole('link', { name: 'Bookings' }).click();
  await page.getByRole('heading', { name: 'Bookings' }).waitFor();
  assert.equal(await drawer.count(), 0);
});

test('home shows the day of who signed in, what comes next, and what waits for him', async () => {
  const asking = await acme(server, { approval: true });
  await asking.book('2026-11-25T15:00:00Z', { form: { name: 'Hugo Costa', email: 'hugo@example.com' } });
  const page = await openConsole(browser, server, '', { user: { accountId: asking.accountId, id: asking.andrea } });
  await page.getByText('Hugo Costa asks for Tomorrow, 10:00 AM').waitFor();
  await page.getByRole('link', { name: 'Answer' }).click();
  await page.getByRole('button', { name: 'Approve' }).waitFor();
  const mine = await openConsole(browser, server, '', { user });
  await mine.getByRole('link', { name: 'Ines Dubois' }).waitFor();
  await mine.getByText('Nothing waits for you.').waitFor();
});
