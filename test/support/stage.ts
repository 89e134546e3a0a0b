import { after } from 'node:test';
import { pino } from 'pino';
import { createAccount } from '../../src/accounts/create.ts';
import { type Database, statement } from '../../src/db/pool.ts';
import { sealWith } from '../../src/db/seal.ts';
import type { Attempt } from '../../src/deliveries/attempt.ts';
import { emit, type NewEvent } from '../../src/deliveries/emit.ts';
import { type DeliveryOptions, startDeliveries } from '../../src/deliveries/jobs.ts';
import { resume } from '../../src/deliveries/resume.ts';
import { allEvents } from '../../src/events.ts';
import { allowHosts } from '../../src/http/address-guard.ts';
import { createWebhook } from '../../src/webhooks/create.ts';
import { removeWebhook } from '../../src/webhooks/remove.ts';
import type { NewWebhook } from '../../src/webhooks/schema.ts';
import { testDatabase } from './database.ts';
import { type Receiver, startReceiver } from './receiver.ts';

/** When the tests' clocks begin. */
export const start = Date.parse('2026-11-24T06:10:16.123Z');
const seal = sealWith(Buffer.alloc(32, 7));
const allowed = allowHosts(['127.0.0.1']);

/** What the tests look at of a delivery. */
export interface DeliveryRow {
  id: string;
  webhook_id: string;
  version: number;
  state: string;
  attempts: number;
  next_time: number;
  lease_until: number | null;
}

const deliveriesOf = statement<DeliveryRow>(
  'select id, webhook_id, version, state, attempts, next_time, lease_until from deliveries order by webhook_id, version, creation_time',
);

/** An account on an empty database, a clock that only the test moves, and the slice's own verbs. */
export async function stage(given?: Database) {
  const closing: (() => Promise<void>)[] = [];
  after(async () => {
    for (const close of closing.reverse()) await close();
  });
  let db = given;
  if (db === undefined) {
    const empty = await testDatabase();
    closing.push(() => empty.close());
    db = empty.db;
  }
  const database = db;
  const clock = { now: start };
  const accountId = await db.system((tx) =>
    createAccount(tx, { name: 'Office', email: 'admin@office.example', timezone: 'America/New_York' }, start),
  );
  let names = 0;
  let subjects = 0;
  let latest = '';
  const running = new Set<{ settle(): Promise<void> }>();
  return {
    db,
    clock,
    accountId,
    subscribe: async (url: string, events: NewWebhook['events'] = ['booking']) => {
      const wanted = { url, name: `Webhook ${++names}`, events };
      const made = await database.transaction(accountId, (tx) =>
        createWebhook(tx, accountId, wanted, clock.now, { allowed, seal }),
      );
      latest = made.row.id;
      return { id: latest, secret: made.secret };
    },
    /** Resumes the webhook that was subscribed last. */
    resume: (how: { replay: boolean }) =>
      database.transaction(accountId, (tx) => resume(tx, accountId, latest, how, clock.now)),
    unsubscribe: (id: string) => database.transaction(accountId, (tx) => removeWebhook(tx, accountId, id, clock.now)),
    emit: (event: Partial<NewEvent> = {}) =>
      database.transaction(accountId, (tx) => emit(tx, bookingEvent(accountId, clock.now, ++subjects, event))),
    /** A running loop, and a wait for its attempts as they are recorded. */
    deliver: (options: Partial<DeliveryOptions> = {}) => {
      const recorded: Attempt[] = [];
      let taken = 0;
      let arrival = Promise.withResolvers<void>();
      let round = Promise.withResolvers<number>();
      // A round that fails is tried again for ever: whoever waits for it would wait as long, and never hear why.
      const fail = (line: string) => {
        const waiting = [arrival, round];
        arrival = Promise.withResolvers();
        round = Promise.withResolvers();
        for (const { promise, reject } of waiting) {
          promise.catch(() => {});
          reject(new Error(`The delivery loop says: ${line}`));
        }
      };
      const loop = startDeliveries({
        db: database,
        log: pino({ level: 'error' }, { write: fail }),
        clock: () => clock.now,
        version: '1.2.3',
        random: () => 0,
        seal,
        allowed,
        ...options,
        onRecorded: (attempt) => {
          recorded.push(attempt);
          arrival.resolve();
          arrival = Promise.withResolvers();
        },
        onRound: (unfinished) => {
          round.resolve(unfinished);
          round = Promise.withResolvers();
        },
      });
      const settled = {
        // The first round may have begun before it was asked for.
        async settle() {
          loop.wake();
          await round.promise;
          do loop.wake();
          while ((await round.promise) > 0);
        },
      };
      running.add(settled);
      let stopped: Promise<void> | undefined;
      const stop = () => {
        running.delete(settled);
        stopped ??= loop.stop();
        return stopped;
      };
      closing.push(stop);
      return {
        recorded,
        stop,
        /** Resolves when the next attempt is recorded. */
        more: () => arrival.promise,
        /** The oldest recorded attempt not yet handed out. */
        async next(): Promise<Attempt> {
          while (recorded[taken] === undefined) await arrival.promise;
          return recorded[taken++]!;
        },
        /** Moves the clock and lets the loop see it. */
        at(time: number) {
          clock.now = time;
          loop.wake();
        },
      };
    },
    /** Resolves once the loops that run have nothing left to do at the present time. */
    async quiet() {
      for (const loop of running) await loop.settle();
    },
    deliveries: () => database.system((tx) => tx.rows(deliveriesOf)),
  };
}

/** A booking as events carry it. */
export const example: object = allEvents[0]!.example;

export function bookingEvent(accountId: string, now: number, number: number, event: Partial<NewEvent>): NewEvent {
  const id = `BKNG-${String(number).padStart(12, '0')}`;
  return {
    accountId,
    type: 'booking.scheduled',
    subjectId: id,
    version: 1,
    now,
    data: { ...example, id },
    ...event,
  };
}

/** A receiver that is closed at the end of the test file. */
export async function receiver(options?: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  const started = await startReceiver(options);
  after(() => started.close().catch(() => {}));
  return started;
}
