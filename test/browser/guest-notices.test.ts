import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { sealWith } from '../../src/db/seal.ts';
import { unsubscribeUrl } from '../../src/messages/unsubscribe-url.ts';
import { openBrowser } from '../support/browser.ts';
import { bookingOf, fillIn, guestOffice, openPage, violations } from '../support/guest.ts';
import { testDaybook } from '../support/server.ts';
import { startWebsite } from '../support/website.ts';

const secret = '5a'.repeat(32);
const server = await testDaybook({ SECRET_KEY: secret });
const office = await guestOffice(server);
const website = await startWebsite();
const { accountId, andrea, ben, key } = office;

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const introduction = await office.eventType({ name: 'Introduction' });
const pages = [andrea, ben].map((owner, index) =>
  office.page({ name: `Page ${index}`, slug: `page-${index}`, owner, event_types: [introduction] }),
);
const both = { booking_pages: (await Promise.all(pages)).map((booking_page) => ({ booking_page })) };
await office.master({ name: 'Types', slug: 'types', scenario: 'event_types_first', ...both });
await office.master({ name: 'Pages', slug: 'pages', scenario: 'pages_first', ...both });
const byTime = { scenario: 'rule_based_static', distribution: 'member_by_time' };
await office.master({ name: 'By time', slug: 'by-time', ...byTime, ...both });
await office.calendarAt('whole-team', {}, { host: office.team });
await office.calendarAt('framed');
await office.calendarAt('once');
await office.calendarAt('closed');
const calendars = (await server.get('/v2/booking-calendars?limit=100', key)).body.data as { id: string; url: string }[];
const idOf = (slug: string) => calendars.find(({ url }) => url.endsWith(`/${slug}`))!.id;
await server.patch(`/v2/booking-calendars/${idOf('closed')}`, { published: false }, key);

const linkOf = async () => (await server.post(`/v2/booking-calendars/${idOf('once')}/one-time-links`, {}, key)).body;
const used = (await linkOf()).url as string;
const start = '2026-12-02T15:00:00.000Z';
const guest = {
  name: 'Carrie Customer',
  email: 'carrie@example.com',
  location: 'virtual_static:',
  iana_time_zone: 'UTC',
};
const book = async (address: string, at = start) => {
  const body = new URLSearchParams({ ...guest, start: at, key: at });
  const reply = await fetch(address, { method: 'POST', body, redirect: 'manual' });
  assert.equal(reply.status, 303, await reply.text());
  return server.url + reply.headers.get('location')!;
};
await book(used);
const late = await book(`${server.url}/framed`, '2026-12-01T15:00:00.000Z');
const classic = await book(`${server.url}/page-0?event_type=${introduction}`, '2026-12-03T15:00:00.000Z');

const unsubscribe = unsubscribeUrl(
  { accountId, email: 'carrie@example.com', locale: 'en' },
  sealWith(Buffer.from(secret, 'hex')),
  server.url,
);

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [360, 1280]) {
    const options = { colorScheme, viewport: { width, height: 800 } };
    const check = async (page: Page, what: string) => {
      assert.deepEqual(await violations(page), [], what);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${what} sticks out`);
    };

    test(`nothing is wrong for axe on any other page either, at ${width} px in ${colorScheme} colours`, async () => {
      const page = await openPage(browser, `${server.url}/closed`, options);
      await page.getByText('Not open for bookings').waitFor();
      await check(page, 'closed');
      for (const [address, said] of [
        [used, 'This link has been used'],
        [`${server.url}/m/${bookingIn(classic)}`, 'There is nothing here'],
        [`${server.url}/framed?start=2026-12-04T15:00:00.000Z`, 'Your details'],
        [`${server.url}/framed?start=2026-12-01T15:00:00.000Z`, 'That time was just taken'],
        [`${server.url}/types`, 'Introduction'],
        [`${server.url}/pages`, 'Page 0'],
        [`${server.url}/whole-team`, 'Talk at whole-team'],
        [unsubscribe, 'Do you want no more reminders'],
      ] as const) {
        await page.goto(address);
        await page.getByText(said).first().waitFor();
        await check(page, address);
      }
      await page.getByRole('button').click();
      await page.getByText('You will get no more reminders').waitFor();
      await check(page, 'no more reminders');
      await page.goto(`${server.url}/by-time`);
      await page.locator('a.slot').first().click();
      await page.getByRole('heading', { name: 'Who would you like to meet?' }).waitFor();
      await check(page, 'people');
      const before = server.clock.now;
      const over = (await linkOf()).url;
      server.clock.now += 91 * 86_400_000;
      await page.goto(over);
      await page.getByText('This link is no longer good').waitFor();
      await check(page, 'link is over');
      // The meeting is over as well by then, so that nothing about it can be changed.
      for (const sub of ['/cancel', '/reschedule']) {
        await page.goto(late.replace('?', `${sub}?`));
        await page.locator('main').waitFor();
        await check(page, `refused ${sub}`);
      }
      server.clock.now = before;
      await page.context().close();
    });

    test(`nor in a frame or in the window above a website, at ${width} px in ${colorScheme} colours`, async () => {
      const embed = `<script src="${server.url}/cal/embed.js" async></script>`;
      const inside = async (page: Page) => {
        const frame = page.frames().find((each) => each.url().startsWith(server.url))!;
        await frame.locator('.slot').first().waitFor();
        assert.deepEqual(await violations(frame), []);
        assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await frame.locator('.slot').first().click();
        await frame.locator('form[data-form]').waitFor();
        assert.deepEqual(await violations(frame), []);
      };
      const frame = (attributes: string, tag: string) =>
        website.show(
          `/${tag}`,
          `<!doctype html><html lang="en"><title>Us</title><main><h1>Us</h1><${tag} ${attributes}>Book</${tag}></main>${embed}`,
        );
      const inline = await openPage(browser, frame('data-oh-booking-calendar-id="framed"', 'div'), options);
      await inline.locator('iframe').waitFor();
      await inside(inline);
      await inline.context().close();
      const lightbox = await openPage(browser, frame('data-oh-lightbox-bkc-id="framed"', 'button'), {
        ...options,
        viewport: { width: Math.max(width, 800), height: 800 },
      });
      await lightbox.getByRole('button', { name: 'Book' }).click();
      await lightbox.locator('dialog iframe').waitFor();
      assert.deepEqual(await violations(lightbox), []);
      await inside(lightbox);
      await lightbox.context().close();
    });
  }

function bookingIn(address: string): string {
  return /BKNG-[A-Z0-9]{12}/.exec(address)![0];
}

test('a guest moves and cancels his booking by keyboard alone', async () => {
  const page = await openPage(browser, `${await office.calendarAt('by-keyboard')}?date=2026-12-14`);
  await page.locator('.slot').first().click();
  await page.locator('form[data-form]').waitFor();
  await fillIn(page);
  await page.getByLabel('Online meeting').check();
  await page.getByRole('button', { name: 'Book' }).click();
  await page.locator('#done').waitFor();
  const id = bookingOf(page);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  const press = async (wanted: string | RegExp, how: 'Enter' | null = 'Enter') => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press('Tab');
      if ((await focused()).match(wanted)) return how === null ? undefined : page.keyboard.press(how);
    }
    assert.fail(`no Tab leads to ${wanted}; at ${await focused()}`);
  };
  assert.equal(await focused(), 'You are booked');
  await press('Pick another time');
  await page.locator('#reschedule').waitFor();
  await press(/^2:30 PM/);
  await page.getByRole('heading', { name: 'Move your booking?' }).waitFor();
  await press('Move the booking');
  await page.locator('#done').waitFor();
  assert.equal(await focused(), 'Your booking has moved');
  const moved = (await server.get(`/v2/bookings/${id}`, key)).body;
  assert.match(moved.starting_time, /T19:30:00\.000Z$/);
  await press(/^Cancel$/);
  await page.locator('#cancel').waitFor();
  await press('Cancel the booking');
  await page.getByRole('heading', { name: 'Your booking is cancelled' }).waitFor();
  assert.equal((await server.get(`/v2/bookings/${id}`, key)).body.status, 'canceled');
  await page.context().close();
});
