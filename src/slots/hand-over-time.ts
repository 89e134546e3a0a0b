import { type Tx, violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import * as store from './store.ts';

/** A meeting whose host's time another is to take. */
interface Meeting {
  /** The booking, or the session that it is in. */
  sourceId: string;
  start: number;
  end: number;
  from: string;
  to: string;
}

/**
 * Gives the host's share of a meeting's time to another host; both are locked from then on. Times in epoch milliseconds.
 * Refused if several guests share the time, or if the new host has another meeting then.
 */
export async function handOverTime(
  tx: Tx,
  accountId: string,
  { sourceId, start, end, from, to }: Meeting,
  now: number,
): Promise<void> {
  await store.lockUsersOf(tx, accountId, [from, to]);
  if ((await store.countSeats(tx, accountId, sourceId)) > 1) throw problem('cannot_reassign_session');
  const taken = await store.findClaims(tx, accountId, [to], start, end, now);
  const runOut = taken.filter((each) => each.seats <= 0).map((each) => each.source_id);
  if (runOut.length > 0) await store.clearClaims(tx, accountId, runOut);
  try {
    await store.moveClaim(tx, accountId, sourceId, from, to);
  } catch (error) {
    if (violatedConstraint(error) === 'claim_no_overlap') throw problem('new_host_busy');
    throw error;
  }
}
