import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { pino } from 'pino';
import { forgetOldEntries } from '../../src/audit/forget-old-entries.ts';
import { purgeTrash } from '../../src/bookings/purge-trash.ts';
import { isTimeout, statement } from '../../src/db/pool.ts';
import { sealWith } from '../../src/db/seal.ts';
import { emit } from '../../src/deliveries/emit.ts';
import { makeAttemptPartitions } from '../../src/deliveries/store.ts';
import { allowHosts } from '../../src/http/address-guard.ts';
import { forgetOldNotices } from '../../src/notices/forget-old-notices.ts';
import { forgetOldReplays } from '../../src/replays/forget-old-replays.ts';
import { dropOldAttempts } from '../../src/retention/drop-old-attempts.ts';
import { startDroppingAttempts, startPurgingEvents } from '../../src/retention/jobs.ts';
import { beginning, type PurgeStep, purgeEvents } from '../../src/retention/purge-events.ts';
import { createWebhook } from '../../src/webhooks/create.ts';
import { testDatabase } from '../support/database.ts';
import { until } from '../support/processes.ts';
import { startReceiver } from '../support/receiver.ts';
import { office, testDaybook, tuesday, wish } from '../support/server.ts';

const dayMs = 86_400_000;
const log = pino({ level: 'silent' });
const hooks = { allowed: allowHosts(['127.0.0.1']), seal: sealWith(Buffer.alloc(32, 7)) };

/** An account in an empty database, with events and deliveries that are in whatever state the test wants. */
async function stage() {
  const database = await testDatabase();
  after(() => database.close());
  const { db, settings } = database;
  const { accountId } = await office(db);
  let names = 0;
  let subjects = 0;
  const ids = async (text: string) =>
    (await db.system((tx) => tx.rows(statement<{ id: string }>(text), [accountId]))).map(({ id }) => id);
  return {
    db,
    settings,
    accountId,
    async subscribe() {
      const wanted = { url: 'http://127.0.0.1:9/', name: `Webhook ${++names}`, events: ['booking' as const] };
      const made = await db.transaction(accountId, (tx) => createWebhook(tx, accountId, wanted, tuesday, hooks));
      return made.row.id;
    },
    emit: (now: number) =>
      db.transaction(accountId, (tx) =>
        emit(tx, {
          accountId,
          type: 'booking.scheduled',
          subjectId: `BKNG-${++subjects}`,
          version: 1,
          now,
          data: { object: 'booking', id: `BKNG-${subjects}` },
        }),
      ),
    settle: (eventId: string, at: number, state = 'delivered', webhookId?: string) =>
      db.system((tx) =>
        tx.run(
          statement(
            `update deliveries set state = $3, settled_time = $4 where account_id = $1 and event_id = $2 and ($5::text is null or webhook_id = $5)`,
          ),
          [accountId, eventId, state, new Date(at), webhookId ?? null],
        ),
      ),
    pause: (webhookId: string, at: number) =>
      db.system((tx) =>
        tx.run(statement(`update webhook_endpoints set paused_time = $3 where account_id = $1 and webhook_id = $2`), [
          accountId,
          webhookId,
          new Date(at),
        ]),
      ),
    events: () => ids('select id from events where account_id = $1 order by creation_time, id'),
    deliveries: () => ids('select event_id as id from deliveries where account_id = $1 order by creation_time, id'),
    /** Walks through all events, as the job does. */
    async purge(now: number, keptDays: number) {
      const total = { events: 0, undelivered: 0, steps: 0 };
      for (let after: PurgeStep['next'] = beginning; after !== undefined; total.steps++) {
        const options = { now, keptMs: keptDays * dayMs, after };
        const step: PurgeStep = await db.system((tx) => purgeEvents(tx, accountId, options));
        total.events += step.events;
        total.undelivered += step.undelivered;
        after = step.next;
      }
      return total;
    },
  };
}

test('an event that was delivered is kept for as long as the setting says, to the millisecond, and then goes with its deliveries', async () => {
  const { subscribe, emit, settle, events, deliveries, purge } = await stage();
  await subscribe();
  await subscribe();
  const event = await emit(tuesday);
  await settle(event, tuesday + 500);
  assert.deepEqual(await purge(tuesday + 30 * dayMs, 30), { events: 0, undelivered: 0, steps: 1 });
  assert.deepEqual(await purge(tuesday + 30 * dayMs + 500, 30), { events: 0, undelivered: 0, steps: 1 });
  assert.deepEqual(await events(), [event]);
  assert.deepEqual(await purge(tuesday + 30 * dayMs + 501, 30), { events: 1, undelivered: 0, steps: 1 });
  assert.deepEqual([await events(), await deliveries()], [[], []]);
});

test('an event that nobody subscribed to goes as well', async () => {
  const { emit, events, purge } = await stage();
  await emit(tuesday);
  await purge(tuesday + 8 * dayMs, 7);
  assert.deepEqual(await events(), []);
});

test('what a webhook is still owed is never deleted, however old it is', async () => {
  const { subscribe, emit, settle, events, purge } = await stage();
  const [one, other] = [await subscribe(), await subscribe()];
  const event = await emit(tuesday);
  await settle(event, tuesday, 'delivered', one);
  assert.equal((await purge(tuesday + 500 * dayMs, 30)).events, 0);
  assert.deepEqual(await events(), [event]);
  await settle(event, tuesday + 500 * dayMs, 'delivered', other);
  assert.equal((await purge(tuesday + 500 * dayMs, 30)).events, 0, 'settled a moment ago, it is kept like others');
  assert.equal((await purge(tuesday + 531 * dayMs, 30)).events, 1);
});

test('what a paused webhook has not got is kept for 30 days, also if all else goes after a week', async () => {
  const { subscribe, emit, settle, pause, events, purge } = await stage();
  const paused = await subscribe();
  const failed = await emit(tuesday);
  const waiting = await emit(tuesday + 1);
  await settle(failed, tuesday + 3 * dayMs, 'failed');
  await pause(paused, tuesday + 3 * dayMs);
  await purge(tuesday + 30 * dayMs, 7);
  assert.deepEqual(await events(), [failed, waiting]);
  assert.deepEqual(await purge(tuesday + 30 * dayMs + 2, 7), { events: 2, undelivered: 1, steps: 1 });
  assert.deepEqual(await events(), []);
});

test('with a longer setting it is kept for that', async () => {
  const { subscribe, emit, pause, events, purge } = await stage();
  await pause(await subscribe(), tuesday);
  const event = await emit(tuesday);
  await purge(tuesday + 400 * dayMs, 400);
  assert.deepEqual(await events(), [event]);
  assert.equal((await purge(tuesday + 400 * dayMs + 1, 400)).undelivered, 1);
});

test('what may not go does not keep back what may, over thousands of events', async () => {
  const { db, accountId, subscribe, emit, settle, events, purge } = await stage();
  await subscribe();
  const first = await emit(tuesday);
  const many = statement(
    `insert into events (account_id, id, type, subject_id, version, creation_time)
     select $1, 'EVNT-OLD' || i, 'booking.scheduled', 'BKNG-OLD' || i, 1, $2::timestamptz + i * interval '1 ms' from generate_series(1, 1400) i`,
  );
  await db.system((tx) => tx.run(many, [accountId, new Date(tuesday)]));
  const last = await emit(tuesday + 3000);
  await settle(last, tuesday + 4000);
  assert.deepEqual(await purge(tuesday + 31 * dayMs, 30), { events: 1401, undelivered: 0, steps: 3 });
  assert.deepEqual(await events(), [first]);
});

test('only one process walks at a time, and one account’s walk touches no other account', async () => {
  const { db, accountId, emit, events } = await stage();
  const other = await office(db, { name: 'Other' });
  await emit(tuesday);
  const options = { now: tuesday + 31 * dayMs, keptMs: 30 * dayMs, after: beginning };
  assert.equal((await db.system((tx) => purgeEvents(tx, other.accountId, options))).events, 0);
  assert.equal((await events()).length, 1);
  const [first, second] = await db.system(async (tx) => [
    await purgeEvents(tx, accountId, options),
    await db.system((elsewhere) => purgeEvents(elsewhere, accountId, options)),
  ]);
  assert.deepEqual([first!.events, second!.events], [1, 0]);
});

const days = statement<{ name: string }>(
  `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'attempts'::regclass order by 1`,
);
const keepAttempt = statement(
  `insert into attempts (account_id, delivery_id, number, started_time, webhook_id, event_id, outcome, duration_ms)
   values ('ACC', 'DLV', 1, $1, 'WHK', 'EVNT', 'ok', 1)`,
);

test('attempts go by whole days once the last minute of the day is old enough, and those of no day by themselves', async () => {
  const { db } = await stage();
  const midnight = Date.parse('2026-11-24T00:00:00Z');
  await db.system((tx) => makeAttemptPartitions(tx, midnight, 2));
  for (const at of [midnight - 1, midnight, midnight + dayMs - 1, midnight + dayMs, midnight + 9 * dayMs])
    await db.system((tx) => tx.run(keepAttempt, [new Date(at)]));
  const left = () =>
    db.system((tx) => tx.rows(statement<{ at: number }>('select started_time as at from attempts order by 1')));
  const drop = async (before: number) => {
    while (await db.system((tx) => dropOldAttempts(tx, before)));
    return (await left()).map(({ at }) => (at - midnight) / dayMs);
  };
  assert.deepEqual(await drop(midnight - dayMs), [-1 / dayMs, 0, 1 - 1 / dayMs, 1, 9]);
  assert.deepEqual(await drop(midnight + dayMs - 1), [0, 1 - 1 / dayMs, 1, 9], 'the day is not over');
  assert.deepEqual(await drop(midnight + dayMs), [1, 9]);
  const names = (await db.system((tx) => tx.rows(days))).map(({ name }) => name);
  assert.deepEqual(names, ['attempts_2026_11_25', 'attempts_2026_11_26', 'attempts_default']);
});

test('a day that is being read is not waited for, so that nobody waits behind', async () => {
  const { db, settings } = await stage();
  await db.system((tx) => makeAttemptPartitions(tx, tuesday, 0));
  const reader = new pg.Client(settings);
  await reader.connect();
  await reader.query('begin');
  await reader.query('select count(*) from attempts');
  const begin = performance.now();
  await assert.rejects(
    db.system((tx) => dropOldAttempts(tx, tuesday + 2 * dayMs)),
    isTimeout,
  );
  assert.ok(performance.now() - begin < 5000);
  await db.system((tx) => tx.run(keepAttempt, [new Date(tuesday)]));
  await reader.query('commit');
  await reader.end();
  assert.equal(await db.system((tx) => dropOldAttempts(tx, tuesday + 2 * dayMs)), true);
});

test('the jobs do it by themselves, for every account', async () => {
  const { db, emit, subscribe } = await stage();
  await subscribe();
  await subscribe();
  const event = await emit(tuesday);
  await db.system((tx) => makeAttemptPartitions(tx, tuesday, 0));
  await db.system((tx) => tx.run(statement(`update deliveries set state = 'delivered', settled_time = next_time`)));
  const options = { db, log, clock: () => tuesday + 31 * dayMs, keptMs: 30 * dayMs };
  const running = [startPurgingEvents(options), startDroppingAttempts(options)];
  await until('the event is gone', async () => {
    const found = await db.system((tx) => tx.one(statement('select id from events where id = $1'), [event]));
    return found === undefined;
  });
  await until('the day is gone', async () => {
    const names = await db.system((tx) => tx.rows(days));
    return names.length === 1;
  });
  await Promise.all(running.map((job) => job.stop()));
});

test('nothing personal of a purged booking outlasts the retention, in events and attempts as in all else', async () => {
  const receiver = await startReceiver();
  after(() => receiver.close());
  const server = await testDaybook({ WEBHOOK_ALLOW_HOSTS: '127.0.0.1', WEBHOOK_RETENTION_DAYS: '30' });
  const { accountId, key, calendar } = await office(server.db);
  await server.post('/v2/webhooks', { name: 'All', url: receiver.url, events: ['booking'] }, key);
  receiver.answerWith((request, response) => response.writeHead(200).end(request.body));
  const guest = { name: 'Canary Singer', email: 'canary@example.com' };
  const route = `/v2/booking-calendars/${calendar}/schedule`;
  const { id } = (await server.post(route, wish('2026-11-25T15:00:00Z', guest), key)).body;
  await receiver.next();
  const texts = statement<{ text: string }>(
    `select e::text as text from events e where account_id = $1 union all select a::text from attempts a where account_id = $1
     union all select d::text from deliveries d where account_id = $1`,
  );
  const traces = async () => {
    const rows = await server.db.system((tx) => tx.rows(texts, [accountId]));
    return rows.filter(({ text }) => /canary/i.test(text)).length;
  };
  await until('the attempt is kept', async () => (await traces()) >= 2);
  await server.post(`/v2/bookings/${id}/trash`, undefined, key);
  const later = server.clock.now + 32 * dayMs;
  await server.db.system((tx) => purgeTrash(tx, later));
  for (let after: PurgeStep['next'] = beginning; after !== undefined; ) {
    const options = { now: later, keptMs: 30 * dayMs, after };
    const step: PurgeStep = await server.db.system((tx) => purgeEvents(tx, accountId, options));
    after = step.next;
  }
  while (await server.db.system((tx) => dropOldAttempts(tx, later - 30 * dayMs)));
  assert.equal(await traces(), 0);
});

test('entries of the audit log go when they are older than they are kept', async () => {
  const { db, accountId } = await stage();
  const count = statement<{ count: number }>('select count(*) from audit_log where account_id = $1');
  const left = async () => (await db.system((tx) => tx.one(count, [accountId])))!.count;
  const whole = await left();
  assert.ok(whole > 5);
  const newest = statement<{ at: number }>('select max(creation_time) as at from audit_log');
  const { at } = (await db.system((tx) => tx.one(newest)))!;
  assert.equal(await db.system((tx) => forgetOldEntries(tx, 0)), false);
  assert.equal(await left(), whole);
  assert.equal(await db.system((tx) => forgetOldEntries(tx, at + 1)), false);
  assert.equal(await left(), 0);
});

test('a notice goes when it is old and over, and stays for as long as somebody should heed it', async () => {
  const { db, accountId, subscribe } = await stage();
  const webhook = await subscribe();
  const write = statement(
    `insert into notices (account_id, id, kind, webhook_id, details, creation_time, resolved_time, dismissed_time)
     values ($1, 'NTC-OPEN', 'webhook_failing', $2, '{}', $3, null, null), ($1, 'NTC-OVER', 'webhook_failing', $2, '{}', $3, $3, null),
       ($1, 'NTC-READ', 'webhook_paused', $2, '{}', $3, null, $3)`,
  );
  await db.system((tx) => tx.run(write, [accountId, webhook, new Date(tuesday)]));
  const left = statement<{ id: string }>('select id from notices order by id');
  assert.equal(await db.system((tx) => forgetOldNotices(tx, tuesday)), false);
  assert.equal((await db.system((tx) => tx.rows(left))).length, 3);
  await db.system((tx) => forgetOldNotices(tx, tuesday + 1));
  assert.deepEqual(await db.system((tx) => tx.rows(left)), [{ id: 'NTC-OPEN' }]);
});

test('a replay goes once it has been over for long enough, and stays for as long as it runs', async () => {
  const { db, accountId, subscribe } = await stage();
  const [one, other] = [await subscribe(), await subscribe()];
  const write = statement(
    `insert into replays (account_id, id, webhook_id, states, until_time, state, matched, creation_time, finished_time)
     values ($1, 'RPL-DONE', $2, '{failed}', $4, 'finished', 1, $4, $4), ($1, 'RPL-ENDED', $2, '{failed}', $4, 'canceled', 1, $4, $5),
       ($1, 'RPL-RUNS', $3, '{failed}', $4, 'running', 1, $4, null)`,
  );
  const at = new Date(tuesday);
  await db.system((tx) => tx.run(write, [accountId, one, other, at, new Date(tuesday + 1)]));
  const left = statement<{ id: string }>('select id from replays order by id');
  const goes = async (before: number) => {
    assert.equal(await db.system((tx) => forgetOldReplays(tx, before)), false);
    return (await db.system((tx) => tx.rows(left))).map(({ id }) => id);
  };
  assert.deepEqual(await goes(tuesday), ['RPL-DONE', 'RPL-ENDED', 'RPL-RUNS']);
  assert.deepEqual(await goes(tuesday + 1), ['RPL-ENDED', 'RPL-RUNS']);
  assert.deepEqual(await goes(tuesday + 500 * dayMs), ['RPL-RUNS']);
});
