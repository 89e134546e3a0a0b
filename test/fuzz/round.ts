import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { startDaybook } from '../../src/start.ts';
import { checkAgainstDocument } from '../support/document.ts';
import { startNameServer } from '../support/name-server.ts';
import { startReceiver } from '../support/receiver.ts';
import { type FuzzRequest, requestGenerator, type Tenant } from './generator.ts';
import { type RawReply, rawClient } from './raw-client.ts';
import { note, type Written } from './written.ts';

/** What a round's process is told. */
export interface RoundOrder {
  seed: number;
  count: number;
  /** How many send at a time. */
  clients: number;
  databaseUrl: string;
  /** Whose objects are in the database. */
  tenants: Tenant[];
  /** The server's present; it goes on by ten milliseconds with every request. */
  now: number;
}

/** What it answers. */
export interface RoundReport {
  seconds: number;
  statuses: Record<number, number>;
  slowestMs: number;
  failures: string[];
  written: Written;
}

const answerWithinMs = 20_000;
const mostFailures = 20;
const errorTypes = ['authentication_error', 'invalid_request_error', 'rate_limit_error', 'api_error'];

process.on('message', async (order: RoundOrder) => {
  try {
    process.send!(await playRound(order));
  } catch (error) {
    // Whoever waits for the report hears that there is none.
    console.error(`SEED=${order.seed}`, error);
    process.exit(1);
  }
});

/** Sends the requests of a seed to a server of this process and judges its answers. */
async function playRound({ seed, count, clients, databaseUrl, tenants, now }: RoundOrder): Promise<RoundReport> {
  const report: RoundReport = {
    seconds: 0,
    statuses: {},
    slowestMs: 0,
    failures: [],
    written: { made: {}, deleted: {}, events: {}, forgotten: 0 },
  };
  const unhandled = (error: unknown) =>
    report.failures.push(`unhandled rejection: ${(error as Error)?.stack ?? error}`);
  process.on('unhandledRejection', unhandled);
  const clock = { now };
  const receiver = await startReceiver();
  // It knows no name: what a test of a webhook asks for stays on this machine.
  const names = await startNameServer();
  const server = await startServer(databaseUrl, receiver.host, names.address, () => clock.now);
  const requests = requestGenerator(seed, tenants, now, receiver.url);
  let left = count;
  const client = async () => {
    const raw = rawClient(Number(new URL(server.url).port));
    while (left-- > 0 && report.failures.length < mostFailures) {
      clock.now += 10;
      const request = requests.next();
      const begin = performance.now();
      try {
        const reply = await raw.send(request.bytes, {
          limitMs: answerWithinMs,
          withoutBody: request.method === 'HEAD',
          thenEnd: request.cutShort,
        });
        if (request.cutShort) raw.drop();
        const status = reply?.status ?? 0;
        report.slowestMs = Math.max(report.slowestMs, performance.now() - begin);
        report.statuses[status] = (report.statuses[status] ?? 0) + 1;
        judge(request, reply);
        if (status === 200 || status === 201) note(report.written, request, pathOf(request.target), reply!);
      } catch (error) {
        raw.drop();
        const { number, operation = '' } = request;
        report.failures.push(
          `request ${number}: ${(error as Error).message}\n--- ${operation}\n${excerpt(request.bytes)}`,
        );
      }
    }
    raw.drop();
  };
  const begin = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  report.seconds = (performance.now() - begin) / 1000;
  // Rows may be counted only when nothing is under way any more, such as a request whose client is gone.
  await server.stop();
  await Promise.all([receiver.close(), names.close()]);
  process.off('unhandledRejection', unhandled);
  return report;
}

async function startServer(databaseUrl: string, receiverHost: string, nameServer: string, clock: () => number) {
  const folder = await mkdtemp(path.join(tmpdir(), 'daybook-data-'));
  const config = readConfig({
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    RATE_LIMIT_ACCOUNT_PER_SECOND: '0',
    RATE_LIMIT_ADDRESS_PER_5_MINUTES: '0',
    WEBHOOK_ALLOW_HOSTS: receiverHost,
    WEBHOOK_NAME_SERVERS: nameServer,
  });
  const daybook = await startDaybook(config, pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }), clock);
  return {
    url: daybook.url,
    async stop() {
      await daybook.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** True if what was asked for lies outside of the API. */
function isPage({ target }: FuzzRequest): boolean {
  return !/^\/v[12](\/|$)/.test(pathOf(target));
}

function judge(request: FuzzRequest, reply: RawReply | undefined): void {
  if (reply === undefined) {
    assert.ok(!request.wellFormed, 'the connection was closed without an answer');
    return;
  }
  assert.ok(reply.status < 500, `answered ${reply.status}: ${reply.text}`);
  // 431 is Node's own: such a request never reaches the API.
  if (!request.wellFormed || request.method === 'HEAD' || reply.status === 431) return;
  const isJson = /^application\/json/.test(reply.headers.get('content-type') ?? '');
  // Guests' pages are no part of the API: they say what is wrong to people.
  if (isPage(request) && reply.headers.get('content-type')?.startsWith('text/html')) return;
  if (reply.status >= 400) {
    assert.ok(isJson, `an error that is no JSON: ${reply.status} ${reply.text}`);
    const { type, message } = JSON.parse(reply.text);
    assert.ok(errorTypes.includes(type) && typeof message === 'string' && message !== '', reply.text);
  }
  if (isJson) checkAgainstDocument(request.method, pathOf(request.target), { ...reply, body: JSON.parse(reply.text) });
}

/** The path as the server sees it: dots resolved, what needs no escape unescaped. */
function pathOf(target: string): string {
  const { pathname } = new URL(`http://host${target}`);
  try {
    return decodeURI(pathname);
  } catch {
    return pathname;
  }
}

function excerpt(bytes: Buffer): string {
  const text = bytes.toString('utf8').replaceAll(/API-Key: \w+/gi, 'API-Key: …');
  return text.length > 1500 ? `${text.slice(0, 1500)}… (${bytes.length} bytes)` : text;
}
