import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { guestOffice, openPage } from '../support/guest.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook();
const office = await guestOffice(server);
const { key } = office;

let browser: Browser;
const running: ChildProcess[] = [];
before(async () => {
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  for (const child of running) {
    const gone = once(child, 'close');
    child.kill();
    await gone;
  }
});

/** Starts an example as its reader does, and returns its address. */
async function startExample(name: string, settings: Record<string, string>): Promise<string> {
  const file = fileURLToPath(new URL(`../../examples/${name}/server.ts`, import.meta.url));
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [file], {
    env: { ...inherited, DAYBOOK_URL: server.url, PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  const [line] = await once(child.stdout!, 'data');
  return String(line).trim();
}

const bookings = async (query: string) => (await server.get(`/v2/bookings?${query}`, key)).body.data;

test('login integration: a member who is signed in books with one pick, and the website checks it', async () => {
  await office.calendarAt('for-members', {}, { settings: { company_field: 'optional' } });
  const list = await server.get('/v2/booking-calendars?limit=100', key);
  const calendar = list.body.data.find((each: { name: string }) => each.name === 'for-members').id;
  const url = await startExample('login-integration', { CALENDAR: calendar, API_KEY: key });
  const page = await openPage(browser, url);
  await page.getByLabel('Your name here').fill('carrie');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Welcome, Carrie Customer' }).waitFor();
  const frame = page.frameLocator('iframe');
  await frame.locator('.slot').first().click();
  await frame.locator('#done').waitFor();
  await page.getByText('See you at 2026-').waitFor();
  const [made, ...others] = await bookings(`booking_calendar=${calendar}`);
  assert.equal(others.length, 0);
  assert.deepEqual(
    [made.form_submission.name, made.form_submission.email, made.form_submission.company],
    ['Carrie Customer', 'carrie.customer@example.com', 'Acme & Sons'],
  );
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with script' : 'without script';

  test(`web form integration: who is wanted goes on from the website’s form to a time, and back, ${how}`, async () => {
    const slug = `from-form-${javaScriptEnabled}`;
    const host = javaScriptEnabled ? office.andrea : office.ben;
    const id = await office.page({ name: 'Sales', slug, owner: host });
    const url = await startExample('web-form', { PAGE: slug });
    await office.setOf(`booking-pages/${id}`, {
      company_field: 'required',
      redirect_scheduled: `${url}/thanks`,
      redirect_with_answers: true,
    });
    const page = await openPage(browser, url, { javaScriptEnabled });
    await page.getByLabel('Name').fill('Dana Doe');
    await page.getByLabel('E-mail').fill('dana@example.com');
    await page.getByLabel('Company').fill('Acme & Sons');
    await page.getByLabel('Employees').selectOption('11-50');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.locator('.slot').first().click();
    await page.getByRole('heading', { name: 'Thank you, Dana Doe' }).waitFor();
    const [made] = await bookings(`booking_page=${id}`);
    assert.equal(await page.locator('time').getAttribute('datetime'), made.starting_time);
    assert.deepEqual(
      [made.form_submission.company, made.utm_params.source, made.utm_params.content],
      ['Acme & Sons', 'website', 'contact form'],
    );
    await page.context().close();
  });
}

test('web form integration: who is not wanted yet sees no times', async () => {
  const page = await openPage(browser, await startExample('web-form', { PAGE: 'nobody' }));
  await page.getByLabel('Name').fill('Small Shop');
  await page.getByLabel('E-mail').fill('shop@example.com');
  await page.getByLabel('Company').fill('Shop');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('We will write to you.').waitFor();
  await page.context().close();
});
