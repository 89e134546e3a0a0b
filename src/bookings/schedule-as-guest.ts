import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Target } from '../offerings/schema.ts';
import { withDuration } from '../slots/find-offering.ts';
import { slotsOf } from '../slots/list-slots.ts';
import { offerToGuest } from '../slots/offer-to-guest.ts';
import { schedule, type Wish } from './schedule.ts';
import type { BookingRow } from './store.ts';

/**
 * Books as a guest does himself on a page: like `schedule`, but within the offering's horizon, which closes times for guests
 * and not for the API (product description 1.4, contract 6.9). What was held for him lies in it. Emits and is refused like
 * `schedule`.
 */
export async function scheduleAsGuest(
  tx: Tx,
  accountId: string,
  target: Target,
  wish: Wish,
  ways: { now: number; baseUrl: string },
): Promise<BookingRow[]> {
  if ((wish.holds ?? []).length === 0) await refuseBeyondHorizon(tx, accountId, target, wish, ways.now);
  return schedule(tx, accountId, target, wish, ways);
}

async function refuseBeyondHorizon(tx: Tx, accountId: string, target: Target, wish: Wish, now: number): Promise<void> {
  const invitation = { link: wish.one_time_link, host: wish.host };
  const { offering: found } = await offerToGuest(tx, accountId, target, invitation, { now, forBooking: false });
  const offering = withDuration(found, wish.duration_minutes ?? undefined);
  if (offering.rules.horizon.kind === 'none') return;
  for (const start of wish.starts) {
    const window = { from: start, to: start + 1, now, withHorizon: true };
    if ((await slotsOf(tx, accountId, offering, window)).length === 0) throw problem('start_not_available');
  }
}
