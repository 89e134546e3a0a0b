/**
 * What guests wait for: the first byte of a booking page at 200 requests a second, against a server that has finished HTML in its
 * hand; the sizes of style and script; and in Chromium, four times slower than this machine, the largest paint and how soon the
 * next month shows its times. Run alone: `node bench/pages.ts`.
 */
import { Agent, get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { brotliDecompressSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { statement } from '../src/db/pool.ts';
import { openBrowser } from '../test/support/browser.ts';
import { makeCompany, startBenchDatabase } from './database.ts';
import type { BenchOptions } from './options.ts';
import { startDaybookProcess, startWorker } from './processes.ts';
import { median } from './rounds.ts';
import type { Row } from './row.ts';

const perSecond = 200;
const firstByteWithinMs = 20;
const scriptWithinBytes = 20_000;
const paintWithinMs = 600;
const monthWithinMs = 100;

export async function pages({ quick }: BenchOptions): Promise<Row[]> {
  const database = await startBenchDatabase();
  try {
    const { accountId, calendars } = await makeCompany(database.db, 1);
    const slug = statement<{ slug: string }>('select slug from booking_calendars where account_id = $1 and id = $2');
    const row = await database.db.read(accountId, (tx) => tx.one(slug, [accountId, calendars[0]]));
    const daybook = await startDaybookProcess({ DATABASE_URL: database.url, RATE_LIMIT_PAGES_PER_MINUTE: '0' });
    try {
      const url = `${daybook.url}/${row!.slug}`;
      return [
        ...(await firstBytes(url, quick ? 3 : 15)),
        ...(await sizes(url)),
        ...(await inBrowser(url, quick ? 3 : 9)),
      ];
    } finally {
      await daybook.stop();
    }
  } finally {
    await database.stop();
  }
}

async function firstBytes(url: string, seconds: number): Promise<Row[]> {
  const bytes = await rawPage(url);
  const bare = await startWorker('bare-page.ts');
  try {
    const { url: bareUrl } = await bare.ask<{ url: string }>({ html: bytes.toString('base64'), encoding: 'br' });
    await waits(url, 2);
    await waits(bareUrl, 1);
    const [own, theirs] = [await waits(url, seconds), await waits(bareUrl, seconds)];
    const p99 = quantile(own, 0.99);
    return [
      {
        name: `booking page: first byte at ${perSecond} requests/s, p99`,
        value: p99,
        unit: 'ms',
        baseline: `bare HTML, ${quantile(theirs, 0.99).toFixed(2)} ms`,
        ratio: p99 / quantile(theirs, 0.99),
        target: `<= ${firstByteWithinMs} ms`,
        pass: p99 <= firstByteWithinMs,
      },
      {
        name: 'booking page: first byte, median',
        value: quantile(own, 0.5),
        unit: 'ms',
        baseline: `bare HTML, ${quantile(theirs, 0.5).toFixed(2)} ms`,
        ratio: quantile(own, 0.5) / quantile(theirs, 0.5),
      },
    ];
  } finally {
    await bare.stop();
  }
}

/** Milliseconds from when each request was due, whatever the others do, to its first byte. */
async function waits(url: string, seconds: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const begin = performance.now();
  const all: Promise<number>[] = [];
  for (let i = 0; i < seconds * perSecond; i++) {
    const due = begin + (i * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 1) await delay(early);
    all.push(
      new Promise((resolve, reject) => {
        get(url, { agent, headers: { 'Accept-Encoding': 'br' } }, (response) => {
          response.once('data', () => resolve(performance.now() - due));
          response.on('error', reject).resume();
          if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
        }).on('error', reject);
      }),
    );
  }
  const found = await Promise.all(all);
  agent.destroy();
  return found;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
}

function rawPage(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'Accept-Encoding': 'br' } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve(Buffer.concat(chunks)));
    }).on('error', reject);
  });
}

async function sizes(url: string): Promise<Row[]> {
  const page = await rawPage(url);
  const html = brotliDecompressSync(page).toString();
  const zipped = async (kind: string) => {
    const path = new RegExp(`/assets/guest-[0-9a-f]+\\.${kind}`).exec(html)![0];
    return gzipSync(await (await fetch(new URL(path, url))).text(), { level: 9 }).byteLength;
  };
  const script = await zipped('js');
  return [
    {
      name: 'script of a booking page, gzipped',
      value: script,
      unit: 'bytes',
      target: `<= ${scriptWithinBytes}`,
      pass: script <= scriptWithinBytes,
    },
    { name: 'style of a booking page, gzipped', value: await zipped('css'), unit: 'bytes' },
    { name: 'booking page itself, as it is sent', value: page.byteLength, unit: 'bytes' },
  ];
}

async function inBrowser(url: string, rounds: number): Promise<Row[]> {
  const browser = await openBrowser();
  const paints: number[] = [];
  const months: number[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      const there = page.waitForResponse((response) => response.url().includes('/times?'));
      await page.goto(url);
      await (await there).finished();
      paints.push(await largestPaint(page));
      months.push(await nextMonth(page));
      await context.close();
    }
  } finally {
    await browser.close();
  }
  const [paint, month] = [median(paints), median(months)];
  return [
    {
      name: 'booking page: largest paint, CPU 4 times slower',
      value: paint,
      unit: 'ms',
      target: `< ${paintWithinMs} ms`,
      pass: paint < paintWithinMs,
    },
    {
      name: 'booking page: next month shows its times, CPU 4 times slower',
      value: month,
      unit: 'ms',
      target: `< ${monthWithinMs} ms`,
      pass: month < monthWithinMs,
    },
  ];
}

function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
}

/** From the click to the frame that shows the month with its times. */
function nextMonth(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const before = document.getElementById('month')!.textContent;
        const begin = performance.now();
        const look = () => {
          const shown = document.getElementById('month')!.textContent !== before;
          if (shown && document.querySelector('.slot') !== null)
            requestAnimationFrame(() => resolve(performance.now() - begin));
          else requestAnimationFrame(look);
        };
        document.querySelector<HTMLElement>('a.step[rel="next"]')!.click();
        look();
      }),
  );
}

if (import.meta.main) console.table(await pages({ quick: process.argv.includes('--quick') }));
