import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { acme } from '../support/acme.ts';
import { openBrowser } from '../support/browser.ts';
import { checkLooks, openConsole } from '../support/console.ts';
import { until } from '../support/processes.ts';
import { startReceiver } from '../support/receiver.ts';
import { testDaybook } from '../support/server.ts';

const to = await startReceiver();
const server = await testDaybook({ WEBHOOK_ALLOW_HOSTS: to.host });

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await to.close();
});

/** An account whose administrator is at the page of keys and webhooks. */
async function developer(path = '/api', { subscribed = false } = {}) {
  const made = await acme(server);
  let webhook = '';
  if (subscribed) {
    const body = { url: to.url, name: 'Everything', events: ['booking'] };
    webhook = (await server.post('/v2/webhooks', body, made.key)).body.id;
  }
  const open = (where: string, user = made.andrea, more = {}) =>
    openConsole(browser, server, where, { user: { accountId: made.accountId, id: user }, ...more });
  const page = await open(path.replace(':id', webhook));
  return { ...made, open, page, webhook };
}

const line = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });

/** The state of the only delivery, once it is the awaited one. */
const settled = (key: string, webhook: string, state: string) =>
  until(`a delivery that is ${state}`, async () => {
    const { body } = await server.get(`/v2/webhooks/${webhook}/deliveries`, key);
    return body.data[0]?.state === state && body.data[0].attempts > 0 ? body.data[0] : undefined;
  });

test('a key is made, shown once and copied, seen in use, and deleted', async () => {
  const { page } = await developer();
  await page.getByRole('button', { name: 'New key' }).click();
  const dialog = page.getByRole('dialog', { name: 'New key' });
  await dialog.getByRole('button', { name: 'Make the key' }).click();
  await dialog.getByText('Please fill this in.').waitFor();
  await dialog.getByLabel('Name').fill('Accounting');
  await checkLooks(page, 'new-key');
  await page.keyboard.press('Enter');
  const made = page.getByRole('dialog', { name: 'Your new key' });
  const key = await made.getByLabel('API key').inputValue();
  assert.equal((await server.get('/v2/test', key)).status, 200);
  await page.keyboard.press('Escape');
  assert.ok(await made.isVisible(), 'it stays until it was copied');
  await made.getByRole('button', { name: 'I have copied it' }).click();
  await line(page, 'Accounting').waitFor();
  assert.ok(!(await page.content()).includes(key), 'it is nowhere in the page any more');
  await page.reload();
  await line(page, 'Accounting').getByText(/^used/).waitFor();
  await page.getByRole('button', { name: 'Delete Accounting' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await line(page, 'Accounting').waitFor({ state: 'detached' });
  server.clock.now += 60_000;
  assert.equal((await server.get('/v2/test', key)).status, 401);
});

test('a webhook is made by keyboard alone, and its secret is shown once', async () => {
  const { page } = await developer();
  await page.getByRole('button', { name: 'New webhook' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'New webhook' }).waitFor();
  await page.keyboard.type('Warehouse');
  await page.keyboard.press('Tab');
  await page.keyboard.type('http://warehouse.example.com/hook');
  await page.keyboard.press('Enter');
  await page.locator('.error').waitFor();
  assert.equal(await page.getByLabel('Address').getAttribute('aria-invalid'), 'true');
  await page.getByLabel('Address').fill(to.url);
  await checkLooks(page, 'new-webhook');
  await page.keyboard.press('Enter');
  const made = page.getByRole('dialog', { name: 'Webhook made' });
  assert.match(await made.getByLabel('Secret').inputValue(), /\w{16}/);
  await made.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByRole('heading', { name: 'Warehouse' }).waitFor();
  await page.getByText('Nothing has been sent yet.').waitFor();
  await page.getByRole('link', { name: 'API & webhooks' }).first().click();
  await line(page, 'Warehouse').getByText('Active').waitFor();
  await checkLooks(page, 'api');
});

test('the log shows by itself what failed and exactly why; mended, it is sent again from there', async () => {
  const { page, webhook, key, book } = await developer('/api/webhooks/:id', { subscribed: true });
  await page.getByRole('heading', { name: 'No deliveries yet' }).waitFor();
  to.answerWith({ status: 500, headers: { 'X-Reason': 'disk' }, body: '{"problem":"The disk is full"}' });
  await book('2026-11-25T15:00:00Z');
  await settled(key, webhook, 'pending');
  await page.clock.runFor(5000);
  const row = page.getByRole('row').filter({ hasText: 'booking.scheduled' });
  await row.getByRole('link').click();
  const pane = page.getByRole('complementary', { name: 'Delivery' });
  await pane.getByText('Refused').waitFor();
  await pane.getByText('"problem": "The disk is full"').waitFor();
  await pane.getByText('HTTP 500').waitFor();
  await pane.getByText(/oncehub-signature: /i).waitFor();
  await pane.getByText('In all').waitFor();
  await pane.getByText('"type": "booking.scheduled"').waitFor();
  await checkLooks(page, 'delivery');
  await page.getByText(/It fails since|Nothing has been sent/).waitFor();
  server.clock.now += 24 * 3_600_000;
  await settled(key, webhook, 'delivered');
  await page.clock.runFor(5000);
  await pane.getByText('Delivered', { exact: true }).waitFor();
  await pane.getByText('Accepted', { exact: true }).waitFor();
  const before = to.received.length;
  await pane.getByRole('button', { name: 'Send again' }).click();
  await until('it is sent again', () => to.received.length > before);
  await page.keyboard.press('Escape');
  await pane.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Failed', exact: true }).click();
  await page.getByRole('heading', { name: 'Nothing fits' }).waitFor();
  assert.match(page.url(), /state=failed/);
});

test('a test shows the whole exchange at once', async () => {
  const { page } = await developer('/api/webhooks/:id', { subscribed: true });
  await page.getByRole('button', { name: 'Send a test' }).click();
  to.answerWith({ status: 418, body: 'teapot' });
  const dialog = page.getByRole('dialog', { name: 'Send a test' });
  await dialog.getByLabel('Event').selectOption('booking.canceled');
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await dialog.getByText('teapot').waitFor();
  await dialog.getByText('"type": "booking.canceled"').waitFor();
  await checkLooks(page, 'webhook-test');
});

test('a webhook is paused, edited, given a new secret, resumed with what was kept, and deleted', async () => {
  const { page, webhook, key, book } = await developer('/api/webhooks/:id', { subscribed: true });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Somebody paused it.').waitFor();
  await book('2026-11-25T15:00:00Z');

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit webhook' });
  await edit.getByLabel('Name').fill('Bookings only');
  await edit.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Bookings only' }).waitFor();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Change the secret' }).click();
  const rotate = page.getByRole('dialog', { name: 'Change the secret' });
  await rotate.getByRole('button', { name: 'Change the secret' }).click();
  const made = page.getByRole('dialog', { name: 'The new secret' });
  assert.match(await made.getByLabel('For libraries of Standard Webhooks').inputValue(), /^whsec_/);
  await checkLooks(page, 'new-secret');
  await made.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByText(/^The old secret is good until/).waitFor();
  await page.getByRole('button', { name: 'End it now' }).click();
  await page.getByText(/^The old secret is good until/).waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await settled(key, webhook, 'delivered');
  await page.getByRole('button', { name: 'Pause' }).waitFor();

  await page.getByRole('button', { name: 'Send again …' }).click();
  const replay = page.getByRole('dialog', { name: 'Send deliveries again' });
  await replay.getByLabel('Failed').uncheck();
  await replay.getByRole('button', { name: 'Send again' }).click();
  await replay.getByText('Choose at least one.').waitFor();
  await replay.getByLabel('Delivered').check();
  await checkLooks(page, 'replay');
  await replay.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('1 delivery is sent again').waitFor();
  await page.getByRole('region', { name: 'Sent again' }).getByText('1 of 1').or(page.getByText('0 of 1')).waitFor();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete webhook' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'API & webhooks' }).waitFor();
  assert.equal((await server.get('/v2/webhooks', key)).body.data.length, 0);
});

test('a member finds no keys and no webhooks, and neither does his address bar', async () => {
  const { open, ben } = await developer();
  const page = await open('', ben);
  await page.getByRole('link', { name: 'Bookings' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'API & webhooks' }).count(), 0);
  const forced = await open('/api', ben);
  await forced.getByRole('heading', { name: 'This is not for your role' }).waitFor();
  await checkLooks(forced, 'forbidden');
});
