import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';
import { sealWith } from '../../src/db/seal.ts';
import { allEvents } from '../../src/events.ts';
import { allowHosts } from '../../src/http/address-guard.ts';
import { readDocs } from '../../src/http/docs-pages.ts';
import { type ProblemName, problems } from '../../src/http/problem.ts';
import { advice } from '../../src/http/problem-advice.ts';
import { addReference } from '../../src/http/reference.ts';
import { apiDocument, endpointsOf } from '../../src/http/reference-document.ts';
import { type Route, route } from '../../src/http/route.ts';
import { openMailer } from '../../src/mail/open-mailer.ts';
import { allRoutes } from '../../src/routes.ts';
import { openBrowser } from '../support/browser.ts';

const mailer = openMailer({ smtpUrl: undefined, from: { name: null, address: 'daybook@example.com' }, folder: '' });
const routes = allRoutes({
  allowed: allowHosts([]),
  mostUsers: 0,
  seal: sealWith(new Uint8Array(32)),
  mailer,
  jobs: { add: async () => {} },
  signOnGuard: { allowed: allowHosts([]) },
});
const publicUrl = 'https://daybook.example.com';
const endpoints = endpointsOf(apiDocument({ routes, events: allEvents }, { serverUrl: publicUrl, version: '1.0.0' }));

const guides = readDocs().flatMap((section) => section.pages);

/** The front page, every guide, and of the pages of single errors some that have much to show. */
const pages = [
  '/',
  ...guides.map(({ slug }) => (slug === '' ? '/docs' : `/docs/${slug}`)),
  '/docs/reference',
  '/docs/errors/no_such_user',
  '/docs/errors/cannot_request_reschedule_paid',
];

const servers: ServerType[] = [];
let browser: Browser;
let url: string;
before(async () => {
  browser = await openBrowser();
  url = await serveReference(routes);
});
after(async () => {
  await browser.close();
  for (const server of servers) server.close();
});

/** A server with nothing but the pages; it ends with the tests. */
async function serveReference(shown: readonly Route[]): Promise<string> {
  const app = new Hono();
  addReference(app, { routes: shown, events: allEvents }, publicUrl);
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(url + path);
  return page;
}

test('the reference is complete and can be walked without script', async () => {
  const page = await open('/docs/reference', { javaScriptEnabled: false });
  assert.ok(endpoints.length > 10);
  for (const { method, path, operation } of endpoints) {
    const section = page.locator(`section[aria-labelledby="${operation.operationId}"]`);
    assert.equal(await section.locator('.endpoint').textContent(), `${method} ${path}`);
    assert.ok((await section.textContent())?.includes('API-Key: $DAYBOOK_API_KEY'), operation.operationId);
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Cancel a booking' }).click();
  assert.ok(page.url().endsWith('#cancelBooking'));
  const section = page.locator('section[aria-labelledby="cancelBooking"]');
  assert.ok(await section.getByRole('row', { name: "409 Booking cannot be cancelled: '123' id" }).isVisible());
  const field = section.getByText('cancel_reschedule_information.', { exact: true }).first();
  assert.equal(await field.isVisible(), false);
  await section.locator('summary').click();
  assert.ok(await field.isVisible());
});

test('nothing comes from elsewhere, and the browser has nothing to complain about', async () => {
  const page = await (await browser.newContext()).newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  for (const path of pages) await page.goto(url + path);
  assert.deepEqual(complaints, []);
  const asked = new Set(requests.filter((each) => !each.startsWith('data:')));
  assert.deepEqual(asked, new Set([`${url}/docs/reference.css`, ...pages.map((path) => url + path)]));
});

test('from the front page every page can be reached, every link leads somewhere, and no id is there twice', async () => {
  const idsByPath = new Map<string, Set<string>>();
  const linked = new Map<string, string>();
  const waiting = ['/'];
  for (const path of waiting) {
    const response = await fetch(url + path);
    assert.equal(response.status, 200, `${path}, linked from ${linked.get(path)}`);
    if (!response.headers.get('content-type')?.startsWith('text/html')) continue;
    const text = await response.text();
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]!);
    assert.equal(new Set(ids).size, ids.length, path);
    idsByPath.set(path, new Set(ids));
    for (const [, href] of text.matchAll(/<a [^>]*href="([^"]*)"/g)) {
      const target = new URL(href!, url + path);
      if (target.origin !== url || target.pathname === '/healthz') continue;
      linked.set(target.pathname + target.hash, path);
      if (!waiting.includes(target.pathname)) waiting.push(target.pathname);
    }
  }
  for (const [target, from] of linked) {
    const [path, id] = target.split('#') as [string, string?];
    if (id !== undefined) assert.ok(idsByPath.get(path)?.has(decodeURIComponent(id)), `${from} links to ${target}`);
  }
  for (const path of [...pages, ...Object.keys(problems).map((name) => `/docs/errors/${name}`)])
    assert.ok(idsByPath.has(path), `nothing links to ${path}`);
});

test('headings form an outline, and each can be linked to', async () => {
  for (const path of pages) {
    const page = await open(path);
    const headings = await page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName, id }) => ({
        level: Number(tagName[1]),
        id,
      })),
    );
    assert.equal(headings.filter(({ level }) => level === 1).length, 1);
    let above = 0;
    for (const { level, id } of headings) {
      assert.ok(level <= above + 1, `${path} ${id}: h${level} below h${above}`);
      assert.notEqual(id, '');
      above = level;
    }
    await page.context().close();
  }
});

for (const width of [360, 900, 1280]) {
  test(`at ${width} px nothing sticks out to the side`, async () => {
    for (const path of pages) {
      const page = await open(path, { viewport: { width, height: 800 } });
      const sticking = await page.evaluate(() => {
        for (const fold of document.querySelectorAll('details')) fold.open = true;
        const all = [...document.querySelectorAll('main *')];
        return all
          .filter((element) => element.closest('.table > *') === null)
          .filter((element) => element.getBoundingClientRect().right > innerWidth)
          .map((element) => element.outerHTML);
      });
      assert.deepEqual(sticking.slice(0, 3), [], path);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, path);
      await page.context().close();
    }
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every text has a contrast of at least 4.5 to 1 in ${colorScheme} colours`, async () => {
    for (const path of pages) {
      const page = await open(path, { colorScheme });
      assert.deepEqual(await page.evaluate(faintTexts), [], path);
      await page.context().close();
    }
  });
}

/** Runs in the page: kinds of text whose contrast is below 4.5 to 1, with their contrast. */
function faintTexts(): string[] {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  const luminance = (layers: readonly string[]) => {
    for (const layer of layers) {
      canvas.fillStyle = layer;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const faint = new Set<string>();
  for (const element of document.querySelectorAll('body *:not(.anchor)')) {
    if (![...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== ''))
      continue;
    const grounds: string[] = [];
    for (let at: Element | null = element; at !== null; at = at.parentElement)
      grounds.unshift(getComputedStyle(at).backgroundColor);
    const [dark, bright] = [luminance(grounds), luminance([...grounds, getComputedStyle(element).color])].sort(
      (a, b) => a - b,
    );
    const contrast = (bright! + 0.05) / (dark! + 0.05);
    if (contrast < 4.5) faint.add(`${element.tagName} ${element.className} ${contrast.toFixed(2)}`);
  }
  return [...faint];
}

test('the keyboard reaches the text past the contents, and the contents in order', async () => {
  const page = await open('/docs', { viewport: { width: 1280, height: 800 } });
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Skip to the content');
  const walked: (string | undefined)[] = [];
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('Tab');
    walked.push(await focused());
  }
  assert.deepEqual(walked, ['Daybook', 'Guides', 'Reference', 'Errors', 'Introduction']);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
  assert.equal(outline, 'solid');
  await page.goto(`${url}/docs`);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
});

test('what a route says of itself is shown as text, never as HTML', async () => {
  const attack = '</code><img src=x onerror="alert(1)">\'&amp;';
  const text = z.string().meta({ description: attack, examples: [attack] });
  const hostile = route({
    method: 'POST',
    path: '/v2/things/{id}',
    id: 'attack',
    tag: attack,
    summary: attack,
    description: attack,
    params: z.object({ id: text }),
    query: z.object({ [attack]: text.optional() }),
    body: z.object({ [attack]: text, kind: z.enum([attack]), inner: z.object({ [attack]: text }) }),
    reply: z.object({ [attack]: text }).meta({ id: 'Thing' }),
    problems: [],
    handle: async () => ({ [attack]: '' }),
  });
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${await serveReference([hostile])}/docs/reference`);
  assert.equal(await page.locator('img').count(), 0);
  assert.ok((await page.getByText(attack).count()) > 10);
});

test('every guide shows the server’s own address, and no mark of Markdown', async () => {
  for (const { slug } of guides) {
    const page = await open(`/docs/${slug}`);
    const text = await page.evaluate(() => {
      for (const code of document.querySelectorAll('code')) code.remove();
      return document.querySelector('main')!.textContent;
    });
    assert.doesNotMatch(text, /\]\(|^#+ |\*\*|<!--/m, slug);
  }
  const app = new Hono();
  addReference(app, { routes, events: allEvents }, 'https://booking.example.org');
  const text = await (await app.request('/docs')).text();
  assert.match(text, /curl https:\/\/booking\.example\.org\/v2\/test/);
  assert.doesNotMatch(text, /daybook\.example\.com/);
});

test('the page of an error says what it is, what to do, and who answers it', async () => {
  const page = await open('/docs/errors/start_not_available', { javaScriptEnabled: false });
  const main = page.getByRole('main');
  assert.equal(
    await main.getByRole('heading', { level: 1 }).textContent(),
    'The selected start time is not available.',
  );
  assert.ok(await main.getByText('List the free times again and choose one.').isVisible());
  await main.getByRole('link', { name: 'Book a time slot' }).click();
  assert.equal(page.url(), `${url}/docs/reference#scheduleMeeting`);
  const operation = page.locator('section[aria-labelledby=scheduleMeeting]');
  await operation.getByRole('link', { name: 'The selected start time is not available.' }).click();
  assert.equal(page.url(), `${url}/docs/errors/start_not_available`);
});

test('every problem has advice', () => {
  const silent = Object.keys(problems).filter((name) => advice[name as ProblemName] === undefined);
  assert.deepEqual(silent, [], 'say in src/http/problem-advice.ts what a caller can do');
});

test('the front page says what runs here and leads on', async () => {
  const page = await open('/', { javaScriptEnabled: false });
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Daybook');
  const targets = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  assert.deepEqual(targets, ['/docs', '/docs/reference', '/openapi.json', '/healthz']);
});

test('behind a path of a proxy the links keep that path', async () => {
  const app = new Hono();
  addReference(app, { routes, events: allEvents }, 'https://example.com/daybook');
  assert.match(await (await app.request('/docs')).text(), /href="\/daybook\/docs\/reference\.css"/);
});

test('the document and the pages are sent once, and guarded', async () => {
  const first = await fetch(`${url}/openapi.json`);
  assert.equal(first.headers.get('content-type'), 'application/json');
  assert.equal(((await first.json()) as { openapi: string }).openapi, '3.1.0');
  for (const path of [...pages, '/docs/reference.css', '/openapi.json']) {
    const { headers } = await fetch(url + path);
    assert.match(
      headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'self';.* frame-ancestors 'none'$/,
    );
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    const again = await fetch(url + path, { headers: { 'If-None-Match': `"other", W/${headers.get('etag')}` } });
    assert.equal(again.status, 304);
    assert.equal(await again.text(), '');
  }
});
