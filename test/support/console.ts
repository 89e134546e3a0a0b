import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { violations } from './guest.ts';
import { cookieOf } from './people.ts';
import type { TestDaybook } from './server.ts';

export interface ConsoleOptions extends BrowserContextOptions {
  /** Who is signed in. Nobody, if it is left out. */
  user?: { accountId: string; id: string };
}

/**
 * A page of the console whose clock is the server's, for the time that passes on its own as well. It fails the test if the browser
 * complains of anything, the content policy's refusals among it.
 */
export async function openConsole(
  browser: Browser,
  server: TestDaybook,
  path: string,
  { user, ...options }: ConsoleOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    timezoneId: 'America/New_York',
    locale: 'en-US',
    reducedMotion: 'reduce',
    ...options,
  });
  if (user !== undefined) {
    const [name, value] = (await cookieOf(server, user.accountId, user.id)).split('=');
    await context.addCookies([{ name: name!, value: value!, url: server.url }]);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.clock.install({ time: server.clock.now });
  page.on('pageerror', (error) => {
    throw error;
  });
  page.on('console', (message) => {
    // What the API refuses, the browser reports as well; a test that asks for it sees it in the page.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) throw new Error(message.text());
  });
  await page.goto(`${server.url}/console${path}`);
  return page;
}

/**
 * Holds what is shown to axe, and to its own width, in light and dark, on a desk and on a phone. With `PICTURES` set to a folder it
 * leaves a picture of each there, to be looked at.
 */
export async function checkLooks(page: Page, name: string): Promise<void> {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      const picture = `${name}-${width}-${colorScheme}`;
      // A picture is taken of what has been drawn: until then some colors are still those of the other scheme.
      await page.screenshot(
        process.env.PICTURES === undefined ? {} : { path: join(process.env.PICTURES, `${picture}.png`) },
      );
      await page.evaluate(() => {
        for (const change of document.getAnimations()) if (change instanceof CSSTransition) change.finish();
      });
      assert.deepEqual(await violations(page), [], picture);
    }
    const tooWide = await page.evaluate(() => {
      const main = document.getElementById('main')!;
      return main.scrollWidth - main.clientWidth;
    });
    assert.ok(tooWide <= 0, `${name} is ${tooWide} px too wide at ${width} px`);
  }
}
