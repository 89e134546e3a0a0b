import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { acme } from '../support/acme.ts';
import { openBrowser } from '../support/browser.ts';
import { checkLooks, openConsole } from '../support/console.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook();

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const line = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

async function company(path: string) {
  const made = await acme(server);
  const page = await openConsole(browser, server, path, { user: { accountId: made.accountId, id: made.andrea } });
  return { ...made, page };
}

test('a colleague is invited by a link that is shown once, gets another role, and opens the link', async () => {
  const { page } = await company('/people');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('First name').fill('Nora');
  await dialog.getByLabel('Last name').fill('Nyberg');
  await dialog.getByLabel('E-mail').fill('nobody');
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog.locator('.error').waitFor();
  await dialog.getByLabel('E-mail').fill('nora@example.com');
  await dialog.getByLabel('Send the invitation by mail').uncheck();
  await checkLooks(page, 'invite');
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  const made = page.getByRole('dialog', { name: 'Invitation for Nora Nyberg' });
  const link = new URL(await made.getByLabel('Link').inputValue());
  await made.getByRole('button', { name: 'Done' }).click();
  await line(page, 'Nora Nyberg').getByText('Invited').waitFor();
  await checkLooks(page, 'people');
  await page.getByRole('button', { name: 'Actions for Nora Nyberg' }).click();
  await page.getByRole('menuitem', { name: 'Change role' }).click();
  await page.getByRole('dialog').getByLabel('Role').selectOption('Team Manager');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await line(page, 'Nora Nyberg').locator('.facts-inline').getByText('Team manager').waitFor();
  const hers = await openConsole(browser, server, link.pathname.replace(/^.*\/console/, '') + link.search);
  await hers.getByText('nora@example.com').or(hers.getByLabel('First name')).first().waitFor();
});

test('a team is made with members and priorities, changed and deleted', async () => {
  const { page, key } = await company('/people');
  await page.getByRole('button', { name: 'New team' }).click();
  const dialog = page.getByRole('dialog', { name: 'New team' });
  await dialog.getByLabel('Name').fill('Support');
  await dialog.getByLabel('Ben', { exact: false }).first().check();
  await dialog.getByRole('spinbutton').fill('9');
  await checkLooks(page, 'team');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await line(page, 'Support').getByText('1 member').waitFor();
  const { body } = await server.get('/v2/teams', key);
  const { id } = body.data.find((team: { name: string }) => team.name === 'Support');
  assert.equal((await server.get(`/v2/teams/${id}/members`, key)).body.data[0].priority, 9);
  await page.getByRole('button', { name: 'Delete Support' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await line(page, 'Support').waitFor({ state: 'detached' });
});

test('an auditor finds who changed a calendar, and what it was before', async () => {
  const { page, key, calendar } = await company('/audit');
  await server.patch(`/v2/booking-calendars/${calendar}`, { name: 'Renamed talk' }, key);
  await page.getByLabel('Id of what was changed').fill(calendar);
  await page.clock.runFor(1000);
  await page.waitForURL(/object=[A-Z]+-/);
  await page.getByRole('combobox', { name: 'What' }).selectOption('updated');
  const entry = page.getByRole('listitem').filter({ hasText: 'Key Test' }).filter({ hasText: calendar });
  await entry.locator('summary').click();
  await entry.getByText('Renamed talk').waitFor();
  assert.match(page.url(), /object=[A-Z]+-/);
  await checkLooks(page, 'audit');
});
