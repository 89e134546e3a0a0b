import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { pino } from 'pino';
import { createAccount } from '../../src/accounts/create.ts';
import { createKey } from '../../src/accounts/create-key.ts';
import type { Location } from '../../src/availability/schema.ts';
import { setSchedule } from '../../src/availability/set.ts';
import { createCalendar } from '../../src/calendars/create.ts';
import { readConfig } from '../../src/config.ts';
import type { Database } from '../../src/db/pool.ts';
import { consoleHeader, sessionCookie } from '../../src/http/session-cookie.ts';
import { type Daybook, startDaybook } from '../../src/start.ts';
import { createTeam } from '../../src/teams/create.ts';
import { createUser } from '../../src/users/create.ts';
import { testDatabase } from './database.ts';
import { checkAgainstDocument } from './document.ts';

/** Tuesday, early in the morning in New York: the tests' present unless they say otherwise. */
export const tuesday = Date.parse('2026-11-24T06:00:00.000Z');

export interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the server sent
  body: any;
  headers: Headers;
  /** Header names as they came over the wire, letters' case kept. */
  text: string;
}

export interface TestDaybook {
  url: string;
  db: Database;
  databaseUrl: string;
  /** Set it to move time. */
  clock: { now: number };
  get(path: string, key?: string): Promise<Reply>;
  post(path: string, body?: unknown, key?: string): Promise<Reply>;
  patch(path: string, body: unknown, key?: string): Promise<Reply>;
  delete(path: string, key?: string): Promise<Reply>;
  daybook: Daybook;
  /** Done by itself when the test ends. */
  stop(): Promise<void>;
}

/** A server of its own with a database of its own and a clock that only the test moves. Limits are off unless given. */
export async function testDaybook(settings: Record<string, string> = {}, now: number = tuesday): Promise<TestDaybook> {
  const database = await testDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), 'daybook-data-'));
  const clock = { now };
  const config = readConfig({
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    RATE_LIMIT_ACCOUNT_PER_SECOND: '0',
    RATE_LIMIT_ADDRESS_PER_5_MINUTES: '0',
    RATE_LIMIT_PAGES_PER_MINUTE: '0',
    RATE_LIMIT_FORMS_PER_MINUTE: '0',
    RATE_LIMIT_PEOPLE_PER_SECOND: '0',
    RATE_LIMIT_SIGN_IN_PER_MINUTE: '0',
    ATTACK_FORMS_PER_MINUTE: '0',
    ...settings,
  });
  const daybook = await startDaybook(config, pino({ level: process.env.TEST_LOG_LEVEL ?? 'silent' }), () => clock.now);
  const stop = async () => {
    await daybook.stop();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  };
  let stopped: Promise<void> | undefined;
  const server: TestDaybook = {
    url: daybook.url,
    db: daybook.db,
    databaseUrl: database.url,
    clock,
    daybook,
    get: (route, key) => call(daybook.url, 'GET', route, undefined, key),
    post: (route, body, key) => call(daybook.url, 'POST', route, body, key),
    patch: (route, body, key) => call(daybook.url, 'PATCH', route, body, key),
    delete: (route, key) => call(daybook.url, 'DELETE', route, undefined, key),
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
  after(() => server.stop());
  return server;
}

/**
 * One request; its answer is held against the OpenAPI document before the test sees it. The key may be a session's cookie, which is
 * then sent as the console does.
 */
export async function call(
  url: string,
  method: string,
  route: string,
  body: unknown,
  key: string | undefined,
  more: Record<string, string> = {},
): Promise<Reply> {
  const headers: Record<string, string> = { ...more };
  if (key?.startsWith(`${sessionCookie}=`)) Object.assign(headers, { Cookie: key, [consoleHeader]: '1' });
  else if (key !== undefined) headers['API-Key'] = key;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url + route, { method, headers, ...(payload === undefined ? {} : { body: payload }) });
  const text = await response.text();
  const reply = { status: response.status, body: JSON.parse(text), headers: response.headers, text };
  checkAgainstDocument(method, route, reply);
  return reply;
}

/** `fetch` for a client of the API; its answers are held against the OpenAPI document. */
export const checkedFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const text = await response.clone().text();
  const { pathname, search } = new URL(String(input));
  const { status, headers } = response;
  checkAgainstDocument(init?.method ?? 'GET', pathname + search, { status, headers, text, body: JSON.parse(text) });
  return response;
};

/** An account with a host, a team of two and two calendars, and a key for it. */
export interface Office {
  accountId: string;
  key: string;
  andrea: string;
  ben: string;
  team: string;
  /** Andrea's 30-minute meetings, Monday to Friday from nine to five in New York. */
  calendar: string;
  /** The team's 30-minute meetings; Ben keeps the same hours. */
  teamCalendar: string;
}

const video: Location = { type: 'online_static_link', value: 'https://meet.example.com/andrea', id: null };
const phone: Location = { type: 'phone_by_guest', value: null, id: null };

/** Furnishes an account. `rules` go over the calendars' defaults. */
export async function office(
  db: Database,
  {
    name = 'Office',
    rules = {},
    now = tuesday - 86_400_000,
  }: { name?: string; rules?: Record<string, unknown>; now?: number } = {},
): Promise<Office> {
  return db.system(async (tx) => {
    const accountId = await createAccount(
      tx,
      { name, email: `admin@${name.toLowerCase()}.example`, timezone: 'America/New_York' },
      now,
    );
    const key = await createKey(tx, accountId, 'Test', now);
    const person = (first_name: string, role_name: 'Administrator' | 'Member') =>
      createUser(
        tx,
        accountId,
        {
          first_name,
          last_name: 'Hartie',
          email: `${first_name.toLowerCase()}@${name.toLowerCase()}.example`,
          role_name,
          timezone: 'America/New_York',
          status: 'active',
        },
        now,
      );
    const andrea = await person('Andrea', 'Administrator');
    const ben = await person('Ben', 'Member');
    const nineToFive = [{ start: 540, end: 1020, locations: [video, phone] }];
    const weekly = {
      Monday: nineToFive,
      Tuesday: nineToFive,
      Wednesday: nineToFive,
      Thursday: nineToFive,
      Friday: nineToFive,
    };
    for (const user of [andrea, ben]) await setSchedule(tx, accountId, user, { weekly });
    const team = await createTeam(tx, accountId, { name: 'Sales', userIds: [andrea, ben] }, now);
    const make = (hostId: string, label: string) =>
      createCalendar(
        tx,
        accountId,
        {
          name: label,
          subject: label,
          hostId,
          rules: { durations: [30], start_minutes: [0, 30], spacing_minutes: 30, ...rules },
        },
        now,
      );
    return {
      accountId,
      key,
      andrea,
      ben,
      team,
      calendar: await make(andrea, 'Andrea'),
      teamCalendar: await make(team, 'Sales'),
    };
  });
}

/** The body of a booking, for a guest whose name is as good as any. */
export function wish(start: string | number, guest: Record<string, unknown> = {}) {
  return {
    start_time: typeof start === 'number' ? new Date(start).toISOString() : start,
    guest_time_zone: 'America/New_York',
    booking_form: { name: 'Carrie Customer', email: 'carrie@example.com', ...guest },
  };
}
