import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { completeEnded } from '../../src/bookings/complete.ts';
import { type Database, openDatabase, statement } from '../../src/db/pool.ts';
import { recordSms } from '../../src/notifications/record-sms.ts';
import { call, type Office, office, testDaybook, tuesday, wish } from '../support/server.ts';
import type { Tenant } from './generator.ts';
import type { RoundOrder, RoundReport } from './round.ts';
import type { Written } from './written.ts';

/** What a run found. */
export interface FuzzReport {
  /** How many answers had which status; 0 stands for a connection closed without one. */
  statuses: Record<number, number>;
  /** Of the rounds themselves, as if one had followed the other. */
  seconds: number;
  slowestMs: number;
  failures: string[];
}

/** After so many a round's calendars are still far from full. */
export const requestsPerRound = 25_000;

/**
 * Sends generated requests to servers of its own and holds every answer against the promises: no 5xx, an answer in time, a body
 * that the OpenAPI document describes, and nothing written by what was refused. They come in rounds, each with a new database
 * and a seed that is the one before plus one; a round's failures name its seed. `clients` send at a time in each.
 */
export async function fuzz(count: number, seed: number, clients = 8): Promise<FuzzReport> {
  const rounds = Array.from({ length: Math.ceil(count / requestsPerRound) }, (_, round) => ({
    seed: seed + round,
    count: Math.min(requestsPerRound, count - round * requestsPerRound),
    clients,
  }));
  const total: FuzzReport = { statuses: {}, seconds: 0, slowestMs: 0, failures: [] };
  const lane = async () => {
    const worker = startRounds();
    for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) {
      const report = await playRound(worker, round);
      total.seconds += report.seconds;
      total.slowestMs = Math.max(total.slowestMs, report.slowestMs);
      for (const [status, answers] of Object.entries(report.statuses))
        total.statuses[Number(status)] = (total.statuses[Number(status)] ?? 0) + answers;
      total.failures.push(...report.failures.map((failure) => `SEED=${round.seed}, ${failure}`));
    }
    worker.stop();
  };
  await Promise.all(Array.from({ length: Math.min(rounds.length, availableParallelism()) }, lane));
  return total;
}

interface RoundsProcess {
  play(order: RoundOrder): Promise<RoundReport>;
  stop(): void;
}

/** A process of its own: the test runner follows every promise of its processes, which costs more than what is tested. */
function startRounds(): RoundsProcess {
  const child = fork(fileURLToPath(new URL('round.ts', import.meta.url)), { serialization: 'advanced' });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A round's process ended with ${code}`);
  });
  ended.catch(() => {});
  return {
    async play(order) {
      child.send(order);
      const [report] = await Promise.race([once(child, 'message'), ended]);
      return report as RoundReport;
    },
    stop: () => child.disconnect(),
  };
}

/** One round, with what it wrote compared to what it was answered. */
async function playRound(
  worker: RoundsProcess,
  round: Pick<RoundOrder, 'seed' | 'count' | 'clients'>,
): Promise<RoundReport> {
  const server = await testDaybook();
  const offices = [await office(server.db, { name: 'Acme' }), await office(server.db, { name: 'Bravo' })];
  const tenants: Tenant[] = [];
  for (const each of offices) tenants.push(await furnish(server, each));
  await server.daybook.stop();
  const db = openDatabase({ connectionString: server.databaseUrl });
  const before = await contents(db);
  const report = await worker.play({ ...round, tenants, databaseUrl: server.databaseUrl, now: server.clock.now });
  const contacts = [...(report.written.made.contacts ?? [])];
  report.failures.push(...differences(report.written, before, await contents(db)), ...(await strays(db, contacts)));
  await db.close();
  await server.stop();
  return report;
}

type Server = Awaited<ReturnType<typeof testDaybook>>;

/** Objects of each kind, some bookings of them over. Moves the clock to the tests' present. */
async function furnish(
  server: Server,
  { accountId, key, andrea, ben, team, calendar, teamCalendar }: Office,
): Promise<Tenant> {
  const make = async (noun: string, body: object): Promise<string> => {
    const made = (await call(server.url, 'POST', `/v2/${noun}`, body, key)).body;
    assert.ok(made.id, `${noun}: ${JSON.stringify(made)}`);
    return made.id;
  };
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
  const ids: Tenant['ids'] = {
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
    replays: [],
    events: (await call(server.url, 'GET', '/v2/events?limit=100', undefined, key)).body.data.map(
      (each: { id: string }) => each.id,
    ),
    conversations: [],
    notices: [],
    notifications: await sendSms(server, accountId, contacts.body.data[0].id),
  };
  const view = { user: andrea, screen: 'bookings', name: 'Past', query: 'view=past' };
  ids['saved-views'] = [await make('saved-views', view)];
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

/** Which of two types it is follows from what was there before, so they are counted together. */
const countedAs: Record<string, string> = {
  'booking.canceled_then_rescheduled': 'booking.rescheduled',
  'booking.canceled_reschedule_requested': 'booking.canceled',
};

/** What is in the database: ids of each table that has ids, numbers of rows of the others. */
interface Contents {
  ids: Record<string, Set<string>>;
  /** Tables that keep nothing of what is deleted. */
  forgetful: Set<string>;
  rows: Record<string, number>;
  events: Record<string, number>;
}

/** Rows that follow from other tables' rows; `strays` looks at those that could be wrong. */
const derived = [
  'audiences',
  'audit_log',
  'deleted_objects',
  'booking_hosts',
  'booking_words',
  'public_addresses',
  'bots',
  'claims',
  'custom_fields',
  'guest_settings',
  'guest_images',
  'deliveries',
  'erasures',
  'events',
  'mails',
  'notification_settings',
  'occasions',
  'passkey_challenges',
  'passkeys',
  'passwords',
  'personal_links',
  'recovery_codes',
  'reminder_opt_outs',
  'reminders',
  'sms_opt_outs',
  'tallies',
  'slot_holds',
  'idempotency_keys',
  'master_page_event_types',
  'master_page_pages',
  'page_event_types',
  'public_addresses',
  'resource_pool_members',
  'schedules',
  'setup_links',
  'sign_on_identities',
  'sign_on_providers',
  'team_members',
  'two_factors',
  'user_sessions',
  'webhook_endpoints',
  'websites',
  'wrong_guesses',
];

/** What is in the database and was not told of, or the other way round. */
function differences(written: Written, before: Contents, after: Contents): string[] {
  const found: string[] = [];
  for (const [table, ids] of Object.entries(after.ids)) {
    const expected = before.ids[table]!.union(written.made[table] ?? new Set());
    const forgotten = after.forgetful.has(table) ? (written.deleted[table] ?? new Set()) : new Set<string>();
    const missing = expected.difference(ids).difference(forgotten);
    if (missing.size > 0) found.push(`${table} lacks ${[...missing].slice(0, 5)}`);
    const extra = ids.difference(expected);
    // A booking makes its guest's contact; that each is somebody's guest is for `strays` to say.
    if (extra.size > 0 && table !== 'contacts')
      found.push(`${table} has ${[...extra].slice(0, 5)}, which no answer told of`);
  }
  for (const [table, rows] of Object.entries(after.rows)) {
    if (rows !== before.rows[table]) found.push(`${table} has ${rows} rows instead of ${before.rows[table]}`);
  }
  let forgotten = 0;
  for (const type of new Set([
    ...Object.keys(before.events),
    ...Object.keys(written.events),
    ...Object.keys(after.events),
  ])) {
    const events = after.events[type] ?? 0;
    const expected = (before.events[type] ?? 0) + (written.events[type] ?? 0);
    forgotten += expected - events;
    if (events > expected || forgotten > written.forgotten)
      found.push(`${type} happened ${events} times instead of ${expected}`);
  }
  return found;
}

const tables = statement<{ name: string; keyed: boolean; forgetful: boolean }>(
  `select relname as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'id') as keyed,
     not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'deleted_time') as forgetful
   from pg_class c where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'attempts%'`,
);
// How conversations end is not for one request to say: another bot's start closes them, and silence abandons them.
const eventCounts = statement<{ type: string; events: number }>(
  `select type, count(*)::int as events from events
   where type not in ('conversation.closed', 'conversation.abandoned') group by type`,
);

async function contents(db: Database): Promise<Contents> {
  return db.system(async (tx) => {
    const found: Contents = { ids: {}, forgetful: new Set(), rows: {}, events: {} };
    for (const { name, keyed, forgetful } of await tx.rows(tables)) {
      if (derived.includes(name)) continue;
      if (forgetful) found.forgetful.add(name);
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
     where not (id = any($1)) and deleted_time is null
       and not exists (select 1 from bookings b where b.account_id = t.account_id and b.contact_id = t.id)
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
     where b.deleted_time is null and (b.status <> 'canceled') <> exists (select 1 from claims c where c.account_id = b.account_id and c.source_id = b.id and c.user_id = b.host_id)
       or not exists (select 1 from booking_hosts h where h.account_id = b.account_id and h.booking_id = b.id and h.user_id = b.host_id)
   union all select 'word ' || w.word || ' of ' || w.booking_id from booking_words w
     where not exists (select 1 from bookings b where b.account_id = w.account_id and b.id = w.booking_id and b.creation_time = w.creation_time
       and b.deleted_time is null and b.search_text like '% ' || w.word || ' %')
   union all select 'booking without the word ' || word from bookings b, string_to_table(b.search_text, ' ') word
     where b.deleted_time is null and word not in ('', '|')
       and not exists (select 1 from booking_words w where w.account_id = b.account_id and w.word = word and w.booking_id = b.id)`,
);

/** Rows that no accepted request accounts for. */
async function strays(db: Database, contacts: string[]): Promise<string[]> {
  return (await db.system((tx) => tx.rows(strayRows, [contacts]))).map((row) => row.stray);
}
