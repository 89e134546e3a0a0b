import { scheduleAsGuest } from '../bookings/schedule-as-guest.ts';
import type { BookingRow } from '../bookings/store.ts';
import type { Tx } from '../db/pool.ts';
import { livingHolds } from '../slots/living-holds.ts';
import type { Subject } from './look-at-page.ts';
import type { GuestWish } from './read-form.ts';

/**
 * Books what a guest's form asks for. Times that are held for him are taken over; where a hold has run out the time is his if
 * nobody was faster. Emits and is refused like `schedule`.
 */
export async function bookVisit(
  tx: Tx,
  accountId: string,
  { target, invitation, wanted }: Subject,
  wish: GuestWish,
  holds: readonly string[],
  ways: { now: number; baseUrl: string },
): Promise<BookingRow[]> {
  const starts = wish.start_times;
  const living = (await livingHolds(tx, accountId, holds, target, ways.now)).filter((hold) =>
    starts.includes(hold.starts_at),
  );
  const { start_times: _, event_type: __, ...rest } = wish;
  const named = {
    one_time_link: invitation.link ?? null,
    host: invitation.host ?? null,
    co_hosts: invitation.coHosts?.join(',') ?? null,
  };
  const all = { ...rest, ...named, starts, holds: living.length === wanted ? living.map(({ id }) => id) : [] };
  return scheduleAsGuest(tx, accountId, target, all, ways);
}
