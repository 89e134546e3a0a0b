import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { createSetupLink } from '../../src/sign-up/create-setup-link.ts';
import { openBrowser } from '../support/browser.ts';
import { openConsole } from '../support/console.ts';
import { violations } from '../support/guest.ts';
import { office, testDaybook } from '../support/server.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

test('the first owner sets the server up in the browser, signs out, and signs in again', async () => {
  const server = await testDaybook();
  const token = await server.db.system((tx) => createSetupLink(tx, server.clock.now));
  const page = await openConsole(browser, server, `/setup?token=${token}`);
  await page.getByRole('heading', { name: 'Set up Daybook' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Create the account' }).click();
  assert.equal(await page.getByText('Please fill this in.').count(), 4);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('autocomplete')), 'given-name');
  await page.getByLabel('First name').fill('Erika');
  await page.getByLabel('Last name').fill('Mustermann');
  await page.getByLabel('E-mail').fill('erika@example.com');
  await page.getByLabel('Password').fill('abc');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.locator('.error').waitFor();
  assert.equal(await page.getByLabel('Password').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Password').fill('tr0mbone-Kettle');
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('heading', { name: 'Good morning, Erika' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/console');

  await page.getByRole('button', { name: 'Erika Mustermann' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByLabel('E-mail').fill('erika@example.com');
  await page.getByLabel('Password').fill('wrong-Kettle');
  await page.keyboard.press('Enter');
  await page.getByText(/wrong|not the/i).waitFor();
  await page.getByLabel('Password').fill('tr0mbone-Kettle');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Good morning, Erika' }).waitFor();
});

test('a setup link that was used leads to the sign-in', async () => {
  const server = await testDaybook();
  const page = await openConsole(browser, server, '/setup?token=used');
  await page.getByText('This link does not open an account any more.').waitFor();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('Password').waitFor();
});

test('whose session ends while he works signs in again where he is', async () => {
  const server = await testDaybook();
  const { accountId, andrea } = await office(server.db);
  const page = await openConsole(browser, server, '/bookings', { user: { accountId, id: andrea } });
  await page.getByRole('heading', { name: 'Nothing ahead' }).waitFor();
  await page.context().clearCookies();
  await page.getByRole('link', { name: 'Past', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.waitFor();
  assert.equal(await dialog.getByLabel('E-mail').inputValue(), 'andrea@office.example');
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Escape');
  assert.ok(await dialog.isVisible(), 'it stays until it is answered');
  await dialog.getByRole('button', { name: 'Sign in as somebody else' }).click();
  await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
});

test('nobody else’s page can frame the console, and it loads nothing from elsewhere', async () => {
  const server = await testDaybook();
  const reply = await fetch(`${server.url}/console/bookings`);
  const policy = reply.headers.get('content-security-policy')!;
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe|https?:/);
  assert.doesNotMatch(await reply.text(), /<script(?! type="module" src)|style=|onload/);
});
