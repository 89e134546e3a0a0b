import type { Calendar } from '../calendars/load.ts';
import type { HostRow } from '../calendars/store.ts';
import { newId } from '../core/id.ts';
import { type Tx, violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import * as store from './store.ts';

/** Takes the hosts' time for the booking, or a seat of the session that has one. Returns the id of the session, if any; refused if the time was taken meanwhile. */
export async function claimTime(
  tx: Tx,
  accountId: string,
  calendar: Calendar,
  host: HostRow,
  bookingId: string,
  { start, end }: { start: number; end: number },
  claims: readonly store.ClaimRow[],
): Promise<string | null> {
  const { rules, row } = calendar;
  const group = rules.capacity > 1;
  const session = claims.find(
    (each) =>
      group &&
      each.user_id === host.id &&
      each.booking_calendar_id === row.id &&
      each.starts_at === start &&
      each.ends_at === end,
  );
  if (session !== undefined) {
    if (!(await store.joinSession(tx, accountId, session.source_id, rules.capacity)))
      throw problem('start_not_available');
    return session.source_id;
  }
  const sourceId = group ? newId('SES') : bookingId;
  const userIds = [host, ...calendar.required].map((person) => person.id);
  try {
    await store.claim(tx, accountId, sourceId, userIds, row.id, start, end);
  } catch (error) {
    if (violatedConstraint(error) === 'claim_no_overlap') throw problem('start_not_available');
    throw error;
  }
  return group ? sourceId : null;
}
