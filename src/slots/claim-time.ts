import { newId } from '../core/id.ts';
import { type Tx, violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Candidate, Offering } from '../offerings/schema.ts';
import * as store from './store.ts';

/** What is taken: for whom, when, and until when it is only held, if it is. */
export interface Wanted {
  /** A booking or a hold. */
  id: string;
  host: Candidate;
  /** Who takes part as well and must be free. */
  panel: readonly Candidate[];
  start: number;
  end: number;
  now: number;
  expiresAt?: number;
}

/**
 * Takes people's time for a booking or a hold, or a seat of the session that has one. Returns the id of the session, if
 * any; refused if the time was taken meanwhile. The people must be locked, and `claims` be read after that.
 */
export async function claimTime(
  tx: Tx,
  accountId: string,
  { rules }: Offering,
  wanted: Wanted,
  claims: readonly store.ClaimRow[],
): Promise<string | null> {
  const { id, host, panel, start, end, now, expiresAt = null } = wanted;
  const group = rules.capacity > 1;
  const session = claims.find(
    (each) =>
      group &&
      each.seats > 0 &&
      each.user_id === host.id &&
      each.offering_id === host.offeringId &&
      each.starts_at === start &&
      each.ends_at === end,
  );
  if (session !== undefined) {
    const seat = { capacity: rules.capacity, now, expiresAt };
    if (!(await store.joinSession(tx, accountId, session.source_id, seat))) throw problem('start_not_available');
    return session.source_id;
  }
  const sourceId = group ? newId('SES') : id;
  const people = [host, ...panel];
  const runOut = claims.filter((each) => each.seats <= 0 && people.some((person) => person.id === each.user_id));
  if (runOut.length > 0) {
    await store.clearClaims(tx, accountId, [...new Set(runOut.map((each) => each.source_id))]);
  }
  try {
    await store.claim(tx, accountId, {
      sourceId,
      people: people.map((person) => ({
        userId: person.id,
        countsFor: person === host ? host.countsFor : null,
      })),
      offeringId: host.offeringId,
      start,
      end,
      expiresAt,
    });
  } catch (error) {
    if (violatedConstraint(error) === 'claim_no_overlap') throw problem('start_not_available');
    throw error;
  }
  return group ? sourceId : null;
}
