import type { Logger } from 'pino';
import type { Database, Tx } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { advance } from './advance.ts';
import { onReplay, wakeReplays } from './wake.ts';

/** How many old deliveries are on their way to a webhook at once; fewer than its endpoint may have requests. */
const atOnce = 2;

/** For what other processes began or delivered. */
const everyMs = 1000;

/** The running job. */
export interface Replays extends Pick<Running, 'stop'> {
  /** Lets replays go on within the transaction that recorded what had been replayed. */
  replayNext(tx: Tx, now: number): Promise<void>;
}

/** Carries out replays for as long as the server runs. */
export function startReplays({ db, log, clock }: { db: Database; log: Logger; clock: () => number }): Replays {
  const running = every(everyMs, 'replays', log, async () => {
    while (await db.system((tx) => advance(tx, clock(), atOnce)));
  });
  const stopListening = onReplay(running.wake);
  return {
    async replayNext(tx, now) {
      // What takes longer to find is found beside the deliveries.
      if (await advance(tx, now, atOnce)) tx.afterCommit(wakeReplays);
    },
    stop() {
      stopListening();
      return running.stop();
    },
  };
}
