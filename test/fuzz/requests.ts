import assert from 'node:assert/strict';
import { completeEnded } from '../../src/bookings/complete.ts';
import { type Database, openDatabase, statement } from '../../src/db/pool.ts';
import { recordSms } from '../../src/notifications/record-sms.ts';
import { checkAgainstDocument } from '../support/document.ts';
import { startReceiver } from '../support/receiver.ts';
import { call, type Office, office, testDaybook, tuesday, wish } from '../support/server.ts';
import { type FuzzRequest, requestGenerator, type Tenant } from './generator.ts';
import { type RawReply, rawClient } from './raw-client.ts';

/** What a run found. */
export interface FuzzReport {
  seed: number;
  requests: number;
  seconds: number;
  /** How many answers had which status; 0 stands for a connection closed without one. */
  statuses: Record<number, number>;
  slowestMs: number;
  failures: string[];
}

const answerWithinMs = 20_000;
const errorTypes = ['authentication_error', 'invalid_request_error', 'rate_limit_error', 'api_error'];

/**
 * Sends generated requests to a server of its own and holds every answer against the promises: no 5xx, an answer within
 * two seconds, a body that the OpenAPI document describes, and nothing written by what was refused.
 */
export async function fuzz(count: number, seed: number, clients = 8): Promise<FuzzReport> {
  const receiver = await startReceiver();
  const server = await testDaybook({ WEBHOOK_ALLOW_HOSTS: receiver.host });
  const offices = [await office(server.db, { name: 'Acme' }), await office(server.db, { name: 'Bravo' })];
  const failures: string[] = [];
  const unhandled = (error: unknown) => failures.push(`unhandled rejection: ${(error as Error)?.stack ?? error}`);
  process.on('unhandledRejection', unhandled);
  try {
    const tenants: Tenant[] = [];
    for (const each of offices) tenants.push(await furnish(server, each));
    const before = await contents(server.db);
    const written = new Written();
    const requests = requestGenerator(seed, tenants, server.clock.now, receiver.url);
    const statuses: Record<number, number> = {};
    let slowestMs = 0;
    let left = count;

    const client = async () => {
      const raw = rawClient(Number(new URL(server.url).port));
      while (left-- > 0 && failures.length < 20) {
        server.clock.now += 10;
        const request = requests.next();
        const begin = performance.now();
        try {
          const withoutBody = request.method === 'HEAD';
          const reply = await raw.send(request.bytes, {
            limitMs: answerWithinMs,
            withoutBody,
            thenEnd: request.cutShort,
          });
          if (request.cutShort) raw.drop();
          slowestMs = Math.max(slowestMs, performance.now() - begin);
          const status = reply?.status ?? 0;
          statuses[status] = (statuses[status] ?? 0) + 1;
          judge(request, reply);
          if (reply?.status === 200 || reply?.status === 201) written.note(request, reply);
        } catch (error) {
          raw.drop();
          failures.push(`${(error as Error).message}\n--- ${request.operation ?? ''}\n${excerpt(request.bytes)}`);
        }
      }
      raw.drop();
    };

    const begin = performance.now();
    await Promise.all(Array.from({ length: clients }, client));
    const seconds = (performance.now() - begin) / 1000;
    // Rows may be counted only when nothing is under way any more, such as a request whose client is gone.
    await server.daybook.stop();
    const db = openDatabase({ connectionString: server.databaseUrl });
    try {
      failures.push(...written.differences(before, await contents(db)), ...(await strays(db, written.contacts())));
    } finally {
      await db.close();
    }
    return { seed, requests: count, seconds, statuses, slowestMs, failures };
  } finally {
    process.off('unhandledRejection', unhandled);
    await receiver.close();
  }
}

type Server = Awaited<ReturnType<typeof testDaybook>>;

/** Objects of each kind, some bookings of them over. Moves the clock to the tests' present. */
async function furnish(
  server: Server,
  { accountId, key, andrea, ben, team, calendar, teamCalendar }: Office,
): Promise<Tenant> {
  const make = async (noun: string, body: object): Promise<string> =>
    (await call(server.url, 'POST', `/v2/${noun}`, body, key)).body.id;
  const eventType = await make('event-types', { name: 'Demo', durations: [30], spacing_minutes: 30 });
  const pages = [
    await make('booking-pages', { name: 'Andrea', owner: andrea, event_types: [eventType] }),
    await make('booking-pages', { name: 'Ben', owner: ben, event_types: [eventType] }),
  ];
  const pool = await make('resource-pools', {
    name: 'Sales',
    method: 'round_robin',
    members: pages.map((booking_page) => ({ booking_page })),
  });
  const master = await make('master-pages', {
    name: 'Sales',
    scenario: 'rule_based',
    event_types: [{ event_type: eventType, owner: pool }],
  });
  server.clock.now = tuesday - 4 * 86_400_000;
  const slots = await call(server.url, 'GET', `/v2/booking-calendars/${calendar}/time-slots`, undefined, key);
  const bookings: string[] = [];
  for (const [i, slot] of slots.body.slice(0, 40).entries()) {
    const body = wish(slot.start_time, { email: `guest${i}@example.com` });
    const { id } = (await call(server.url, 'POST', `/v2/booking-calendars/${calendar}/schedule`, body, key)).body;
    bookings.push(id);
  }
  server.clock.now = tuesday;
  await server.db.system((tx) => completeEnded(tx, { now: tuesday, baseUrl: server.url }));
  const contacts = await call(server.url, 'GET', '/v2/contacts?limit=100', undefined, key);
  const keys = (await call(server.url, 'GET', '/v2/api-keys', undefined, key)).body.data;
  const ids = {
    'api-keys': [keys[0].id],
    bookings,
    contacts: contacts.body.data.map((each: { id: string }) => each.id),
    'booking-calendars': [calendar, teamCalendar],
    'booking-pages': pages,
    'event-types': [eventType],
    'master-pages': [master],
    'resource-pools': [pool],
    users: [andrea, ben],
    teams: [team],
    webhooks: [],
    conversations: [],
    notifications: await sendSms(server, accountId, contacts.body.data[0].id),
  };
  const kept = [keys[0].id, andrea, ben, team, calendar, teamCalendar, ...pages, eventType, pool, master];
  return { accountId, key, ids, kept: new Set(kept) };
}

/** Some SMS to a contact: no request can send one. */
async function sendSms(server: Server, accountId: string, contact: string): Promise<string[]> {
  const sms = { recipientType: 'contact' as const, recipientId: contact, deliveredTo: '+12025550195' };
  return server.db.transaction(accountId, async (tx) => {
    const ids: string[] = [];
    for (let i = 0; i < 20; i++)
      ids.push(await recordSms(tx, accountId, { ...sms, messageBody: `${i}`, status: 'sent' }, tuesday + i));
    return ids;
  });
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

/** The type of the event that an operation emits. An operation that is not here must emit none. */
const eventOf: Record<string, string> = {
  scheduleMeeting: 'booking.scheduled',
  scheduleMeetingOnBookingPage: 'booking.scheduled',
  scheduleMeetingOnMasterPage: 'booking.scheduled',
  cancelBooking: 'booking.canceled',
  declineBooking: 'booking.canceled',
  markBookingNoShow: 'booking.no_show',
  reassignBooking: 'booking.reassigned',
  requestReschedule: 'booking.canceled',
  rescheduleBooking: 'booking.rescheduled',
  startConversation: 'conversation.started',
};

/** Which of two types it is follows from what was there before, so they are counted together. */
const countedAs: Record<string, string> = {
  'booking.canceled_then_rescheduled': 'booking.rescheduled',
  'booking.canceled_reschedule_requested': 'booking.canceled',
};

/** What an operation makes that its path does not end with. */
const madeBy: Record<string, string> = {
  createOneTimeLink: 'one-time-links',
  createOneTimeLinkOfMasterPage: 'one-time-links',
  duplicateBookingCalendar: 'booking-calendars',
  duplicateBookingPage: 'booking-pages',
  duplicateEventType: 'event-types',
  duplicateMasterPage: 'master-pages',
  scheduleMeeting: 'bookings',
  scheduleMeetingOnBookingPage: 'bookings',
  scheduleMeetingOnMasterPage: 'bookings',
};

/** What is in the database: ids of each table that has ids, numbers of rows of the others. */
interface Contents {
  ids: Record<string, Set<string>>;
  rows: Record<string, number>;
  events: Record<string, number>;
}

/** Rows that follow from other tables' rows; `strays` looks at those that could be wrong. */
const derived = [
  'audiences',
  'audit_log',
  'deleted_objects',
  'booking_hosts',
  'public_addresses',
  'bots',
  'claims',
  'custom_fields',
  'guest_settings',
  'guest_images',
  'deliveries',
  'events',
  'tallies',
  'slot_holds',
  'idempotency_keys',
  'master_page_event_types',
  'master_page_pages',
  'page_event_types',
  'public_addresses',
  'resource_pool_members',
  'schedules',
  'team_members',
  'webhook_endpoints',
  'websites',
];

/** What accepted requests must have written, and nothing else. */
class Written {
  readonly #made: Record<string, Set<string>> = {};
  readonly #events: Record<string, number> = {};

  note({ operation, tenant, method, target }: FuzzRequest, reply: RawReply): void {
    if (operation === undefined || method === 'GET' || method === 'HEAD') return;
    // Meetings on pages change hands silently.
    const silent = operation === 'reassignBooking' && JSON.parse(reply.text).booking_calendar === null;
    const type = silent ? undefined : eventOf[operation];
    if (type !== undefined) this.#events[type] = (this.#events[type] ?? 0) + 1;
    const [, , noun = '', id] = pathOf(target).split('/');
    const made = JSON.parse(reply.text).id;
    const replaces = operation === 'rescheduleBooking' && made !== id;
    const makes = replaces ? 'bookings' : (madeBy[operation] ?? (method === 'POST' && !id ? noun : undefined));
    if (makes === undefined) return;
    const all = this.#made[tableOf(makes)] ?? new Set();
    this.#made[tableOf(makes)] = all.add(made);
    const known = tenant.ids[makes] ?? [];
    tenant.ids[makes] = known;
    if (known.length < 500) known.push(made);
    else known[100 + (all.size % 400)] = made;
  }

  differences(before: Contents, after: Contents): string[] {
    const found: string[] = [];
    for (const [table, ids] of Object.entries(after.ids)) {
      const expected = before.ids[table]!.union(this.#made[table] ?? new Set());
      const missing = expected.difference(ids);
      if (missing.size > 0) found.push(`${table} lacks ${[...missing].slice(0, 5)}`);
      const extra = ids.difference(expected);
      // A booking makes its guest's contact; that each is somebody's guest is for `strays` to say.
      if (extra.size > 0 && table !== 'contacts')
        found.push(`${table} has ${[...extra].slice(0, 5)}, which no answer told of`);
    }
    for (const [table, rows] of Object.entries(after.rows)) {
      if (rows !== before.rows[table]) found.push(`${table} has ${rows} rows instead of ${before.rows[table]}`);
    }
    for (const [type, events] of Object.entries(after.events)) {
      const expected = (before.events[type] ?? 0) + (this.#events[type] ?? 0);
      if (events !== expected) found.push(`${type} happened ${events} times instead of ${expected}`);
    }
    return found;
  }

  /** Contacts that were made by themselves. */
  contacts(): string[] {
    return [...(this.#made.contacts ?? [])];
  }
}

const tableOf = (noun: string) => noun.replaceAll('-', '_');

const tables = statement<{ name: string; keyed: boolean }>(
  `select relname as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'id') as keyed
   from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'attempts%'`,
);
// How conversations end is not for one request to say: another bot's start closes them, and silence abandons them.
const eventCounts = statement<{ type: string; events: number }>(
  `select type, count(*)::int as events from events
   where type not in ('conversation.closed', 'conversation.abandoned') group by type`,
);

async function contents(db: Database): Promise<Contents> {
  return db.system(async (tx) => {
    const found: Contents = { ids: {}, rows: {}, events: {} };
    for (const { name, keyed } of await tx.rows(tables)) {
      if (derived.includes(name)) continue;
      if (keyed)
        found.ids[name] = new Set(
          (await tx.rows(statement<{ id: string }>(`select id from ${name}`))).map((row) => row.id),
        );
      else
        found.rows[name] = (await tx.one(
          statement<{ rows: number }>(`select count(*)::int as rows from ${name}`),
        ))!.rows;
    }
    for (const { type, events } of await tx.rows(eventCounts)) {
      const name = countedAs[type] ?? type;
      found.events[name] = (found.events[name] ?? 0) + events;
    }
    return found;
  });
}

const strayRows = statement<{ stray: string }>(
  `select 'contact ' || id as stray from contacts t
     where not (id = any($1)) and not exists (select 1 from bookings b where b.account_id = t.account_id and b.contact_id = t.id)
       and not exists (select 1 from conversations v where v.account_id = t.account_id and v.contact_id = t.id)
   union all select 'conversation whose events do not tell its status ' || id from conversations v
     where (select array_agg(split_part(type, '.', 2) order by version) from events e
       where e.account_id = v.account_id and e.subject_id = v.id)
       <> case when status = 'started' then array['started'] else array['started', status] end
   union all select 'claim ' || source_id from claims c
     where not exists (select 1 from bookings b where b.account_id = c.account_id and b.id = c.source_id and b.status <> 'canceled')
       and not exists (select 1 from slot_holds h where h.account_id = c.account_id and h.source_id = c.source_id)
   union all select 'hold without claim ' || id from slot_holds h
     where not exists (select 1 from claims c where c.account_id = h.account_id and c.source_id = h.source_id)
   union all select 'booking without claim or host ' || id from bookings b
     where (b.status <> 'canceled') <> exists (select 1 from claims c where c.account_id = b.account_id and c.source_id = b.id and c.user_id = b.host_id)
       or not exists (select 1 from booking_hosts h where h.account_id = b.account_id and h.booking_id = b.id and h.user_id = b.host_id)`,
);

/** Rows that no accepted request accounts for. */
async function strays(db: Database, contacts: string[]): Promise<string[]> {
  return (await db.system((tx) => tx.rows(strayRows, [contacts]))).map((row) => row.stray);
}

function excerpt(bytes: Buffer): string {
  const text = bytes.toString('utf8').replaceAll(/API-Key: \w+/gi, 'API-Key: …');
  return text.length > 1500 ? `${text.slice(0, 1500)}… (${bytes.length} bytes)` : text;
}

// node test/fuzz/requests.ts <requests> [seed]
if (import.meta.main) {
  const count = Number(process.argv[2] ?? 10_000);
  const seed = Number(process.argv[3] ?? Math.floor(Math.random() * 1e9));
  console.log(`seed ${seed}`);
  const report = await fuzz(count, seed);
  console.log(
    `${report.requests} requests, ${Math.round(report.requests / report.seconds)}/s, slowest ${Math.round(report.slowestMs)} ms`,
  );
  console.log(report.statuses);
  for (const failure of report.failures) console.log(`\nFAILURE ${failure}`);
  if (report.failures.length > 0) process.exitCode = 1;
}
