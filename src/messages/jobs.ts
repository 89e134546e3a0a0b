import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Database, isOutage, type Tx } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { takeNoticesToMail } from '../notices/take-notices-to-mail.ts';
import { takeOccasions } from '../occasions/take-occasions.ts';
import { onOccasion } from '../occasions/wake.ts';
import { relay } from './relay.ts';
import { remind } from './remind.ts';
import { takeDueReminders } from './store.ts';
import type { TellOptions } from './tell.ts';
import { tellNotices } from './tell-notices.ts';

const everyMs = 2000;
const noticesEveryMs = 30_000;
/** How much one transaction tells: each occasion makes a few mails, and meanwhile requests wait for the processor. */
const batch = 20;

interface Options extends Omit<TellOptions, 'now'> {
  db: Database;
  log: Logger;
  clock: () => number;
}

/** Tells what has happened to bookings soon after it has, for as long as the server runs. */
export function startRelaying({ db, log, clock, ...options }: Options): Running {
  const running = every(everyMs, 'messages', log, () =>
    inBatches(
      db,
      log,
      (tx, most) => relay(tx, most, { ...options, now: clock() }),
      (tx) => takeOccasions(tx, 1),
    ),
  );
  const stopListening = onOccasion(() => void running.wake());
  return {
    wake: running.wake,
    async stop() {
      stopListening();
      await running.stop();
    },
  };
}

/** Reminds of meetings within seconds of the time, for as long as the server runs. */
export function startReminding({ db, log, clock, ...options }: Options): Running {
  return every(everyMs, 'reminders', log, () =>
    inBatches(
      db,
      log,
      (tx, most) => remind(tx, most, { ...options, now: clock() }),
      (tx) => takeDueReminders(tx, clock(), 1),
    ),
  );
}

/** Tells administrators what they have to know of their webhooks, for as long as the server runs. */
export function startTellingNotices({ db, log, clock, ...options }: Options): Running {
  return every(noticesEveryMs, 'notices', log, () =>
    inBatches(
      db,
      log,
      (tx, most) => tellNotices(tx, most, { ...options, now: clock() }),
      (tx) => takeNoticesToMail(tx, clock(), 1),
    ),
  );
}

/**
 * Works until nothing is left. What fails is tried again by itself, so that it does not hold up the others; failing again it is
 * taken away and logged, since a mistake of ours would repeat for ever. A database that is away takes nothing away.
 */
async function inBatches(
  db: Database,
  log: Logger,
  work: (tx: Tx, most: number) => Promise<boolean>,
  takeOne: (tx: Tx) => Promise<unknown[]>,
): Promise<void> {
  for (let most = batch, more = true; more; await nextTurn()) {
    try {
      more = await db.system((tx) => work(tx, most));
      most = batch;
    } catch (error) {
      if (isOutage(error)) throw error;
      if (most === 1) log.error({ err: error, lost: await db.system(takeOne) }, 'nobody could be told of this');
      most = 1;
    }
  }
}
