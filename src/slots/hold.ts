import { newId } from '../core/id.ts';
import { judge } from '../core/slots.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { lastInstant } from '../http/time.ts';
import { memberOf, type Target } from '../offerings/schema.ts';
import { choosePeople } from './choose-people.ts';
import { claimTime } from './claim-time.ts';
import { withDuration } from './find-offering.ts';
import { loadStanding } from './load-standing.ts';
import { lockPeople } from './lock-people.ts';
import { type Invitation, offerToGuest } from './offer-to-guest.ts';
import * as store from './store.ts';

/** For how long a guest's pick is kept for him (product description 0.4). */
export const holdMs = 5 * 60_000;

/**
 * Keeps a start of an offering for a guest who fills in the form: for five minutes nobody else is offered it. Refused like
 * a booking.
 */
export async function hold(
  tx: Tx,
  accountId: string,
  target: Target,
  wish: { start: number; durationMinutes: number | undefined } & Invitation,
  now: number,
): Promise<store.HoldRow> {
  const { offering: found, link } = await offerToGuest(tx, accountId, target, wish, { now, forBooking: false });
  const offering = withDuration(found, link?.duration_minutes ?? wish.durationMinutes);
  if (!offering.open || offering.host.members.length === 0 || offering.rules.proposals > 0)
    throw problem('start_not_available');
  const { start } = wish;
  const end = start + offering.durationMinutes * 60_000;
  if (end > lastInstant) throw problem('start_not_available');
  const [, loaded] = await Promise.all([
    lockPeople(tx, accountId, offering),
    loadStanding(tx, accountId, offering, { from: start, to: start + 1, now }),
  ]);
  const { host, panel } = await choosePeople(tx, accountId, offering, judge(loaded.standing, start), loaded, start);
  const id = newId('HOLD');
  const expiresAt = now + holdMs;
  const sessionId = await claimTime(
    tx,
    accountId,
    offering,
    { id, host, panel, start, end, now, expiresAt },
    loaded.claims,
  );
  const row: store.HoldRow = {
    id,
    source_id: sessionId ?? id,
    host_id: host.id,
    member_id: memberOf(host),
    target,
    starts_at: start,
    duration_minutes: offering.durationMinutes,
    creation_time: now,
    expires_at: expiresAt,
  };
  await store.insertHold(tx, accountId, row);
  return row;
}
