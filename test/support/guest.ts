import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { createCalendar } from '../../src/calendars/create.ts';
import { type Classic, classic } from './pages.ts';
import { type TestDaybook, tuesday } from './server.ts';

/** An account whose pages guests can look at. */
export interface GuestOffice extends Classic {
  /** A calendar of Andrea's, and its address. */
  calendarAt(slug: string, rules?: object, more?: { host?: string; settings?: object }): Promise<string>;
  setOf(path: string, settings: object): Promise<void>;
}

export async function guestOffice(server: TestDaybook, name?: string): Promise<GuestOffice> {
  const made = await classic(server, name);
  const { accountId, andrea, key } = made;
  const setOf = async (path: string, settings: object) => {
    const reply = await server.patch(`/v2/${path}/guest-settings`, settings, key);
    assert.equal(reply.status, 200, reply.text);
  };
  return {
    ...made,
    setOf,
    async calendarAt(slug, rules = {}, { host = andrea, settings } = {}) {
      const all = { durations: [30], start_minutes: [0, 30], spacing_minutes: 30, ...rules };
      const id = await server.db.transaction(accountId, (tx) =>
        createCalendar(
          tx,
          accountId,
          { name: slug, subject: `Talk at ${slug}`, hostId: host, slug, rules: all },
          tuesday,
        ),
      );
      if (settings !== undefined) await setOf(`booking-calendars/${id}`, settings);
      return `${server.url}/${slug}`;
    },
  };
}

/** A page that fails the test if the browser complains of anything, and that never waits long. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ timezoneId: 'America/New_York', locale: 'en-US', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(url);
  return page;
}

/** Fills in who books. */
export async function fillIn(page: Page, name = 'Carrie Customer', email = 'carrie@example.com'): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail', { exact: true }).fill(email);
}

/** The booking that a page is about. */
export function bookingOf(page: Page): string {
  return /BKNG-[A-Z0-9]{12}/.exec(page.url())![0];
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page, or with the page in a frame, in words. */
export async function violations(page: Page | Frame): Promise<string[]> {
  await page.evaluate(`${axeSource};0`);
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe brings itself along as a global
    const { violations: found } = await (globalThis as any).axe.run(document, { resultTypes: ['violations'] });
    return found.map(
      ({ id, nodes }: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' | ')}`,
    );
  });
}
