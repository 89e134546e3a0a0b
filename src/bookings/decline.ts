import { may } from '../core/booking.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { noteOccasion } from '../occasions/note-occasion.ts';
import { actingUser } from './acting-user.ts';
import { announce } from './announce.ts';
import { callOff } from './call-off.ts';
import { lockLiving } from './lock-living.ts';
import type { BookingRow } from './store.ts';

/**
 * Turns a request down; what it held is free. With `newTimes` the guest is asked to propose others. Emits
 * `booking.canceled`, or `booking.canceled_reschedule_requested` with `newTimes`. Refused if it is no request.
 */
export async function decline(
  tx: Tx,
  accountId: string,
  id: string,
  { reason, newTimes }: { reason: string | null; newTimes: boolean },
  ways: { now: number; baseUrl: string },
): Promise<BookingRow> {
  const booking = await lockLiving(tx, accountId, id);
  if (!may('decline', booking.status)) throw problem('cannot_decline', { value: id });
  const by = { actor: 'user' as const, userId: await actingUser(tx, accountId, booking), reason };
  const declined = await callOff(tx, accountId, booking, by, { now: ways.now, rescheduleRequested: newTimes });
  const event = newTimes ? 'booking.canceled_reschedule_requested' : 'booking.canceled';
  await announce(tx, accountId, event, declined, ways);
  await noteOccasion(tx, accountId, newTimes ? 'new_times_requested' : 'declined', declined, ways.now);
  return declined;
}
