import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
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
