import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { fillIn, guestOffice, openPage, violations } from '../support/guest.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook({ ATTACK_FORMS_PER_MINUTE: '3' });
const office = await guestOffice(server);

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

async function attack(url: string): Promise<void> {
  for (let i = 0; i < 5; i++)
    await fetch(`${url}/hold`, { method: 'POST', body: new URLSearchParams({ start: 'never' }), redirect: 'manual' });
}

async function fill(page: Page): Promise<void> {
  await page.locator('form[data-form]').waitFor();
  await fillIn(page);
  await page.getByLabel('Online meeting').check();
}

/** Everything that the page ever says while it is used. */
async function listen(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    new MutationObserver(() => said.push(document.body.innerText)).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  return () => page.evaluate(() => (globalThis as unknown as { said: string[] }).said.join('\n'));
}

test('a guest of a page under attack books as ever: his browser does the work while he fills in the form', async () => {
  const url = await office.calendarAt('under-attack');
  await attack(url);
  const page = await openPage(browser, `${url}?date=2026-12-02`);
  const said = await listen(page);
  await page.locator('.slot').first().click();
  await fill(page);
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Book' }).click();
  await page.locator('#done').waitFor();
  assert.doesNotMatch(await said(), /great many forms/);
  await page.context().close();
});

test('a form that was open before the attack began goes out again by itself, with the work done', async () => {
  const url = await office.calendarAt('attack-begins');
  const page = await openPage(browser, `${url}?date=2026-12-02`);
  const modules: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('prove')) modules.push(request.url());
  });
  await page.locator('.slot').nth(2).click();
  await fill(page);
  assert.deepEqual(modules, [], 'nobody loads it where nothing is wrong');
  const said = await listen(page);
  await attack(url);
  await page.getByRole('button', { name: 'Book' }).click();
  await page.locator('#done').waitFor();
  assert.equal(modules.length, 1);
  assert.doesNotMatch(await said(), /great many forms/);
  await page.context().close();
});

test('without script the page says what is going on and how long to wait', async () => {
  const url = await office.calendarAt('attack-no-script');
  await attack(url);
  const page = await openPage(browser, `${url}?date=2026-12-02`, { javaScriptEnabled: false });
  await page.locator('.slot').nth(4).click();
  await fill(page);
  await page.getByRole('button', { name: 'Book' }).click();
  await page.getByText('Please wait 20 seconds and send yours once more').waitFor();
  assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), 'Carrie Customer');
  server.clock.now += 20_000;
  await page.getByRole('button', { name: 'Book' }).click();
  await page.locator('#done').waitFor();
  await page.context().close();
});
