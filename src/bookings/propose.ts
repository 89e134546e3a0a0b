import { upsertGuest } from '../contacts/upsert.ts';
import { newId } from '../core/id.ts';
import { listSlots } from '../core/slots.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { noteOccasion } from '../occasions/note-occasion.ts';
import type { Offering } from '../offerings/schema.ts';
import { loadStanding } from '../slots/load-standing.ts';
import { offeredLocations } from '../slots/offered-locations.ts';
import type { NewBooking } from './book.ts';
import { chooseLocation } from './choose-location.ts';
import { draftBooking, guestOf, type TeamMember } from './draft-booking.ts';
import * as store from './store.ts';

/**
 * Makes a request that proposes times, epoch ms, and holds none of them, as booking pages with approval take it; the host
 * picks one when he approves. Silent. Each of them must be free now.
 */
export async function propose(
  tx: Tx,
  accountId: string,
  offering: Offering,
  starts: readonly number[],
  wanted: Omit<NewBooking, 'start' | 'event' | 'status'>,
  now: number,
): Promise<store.BookingRow> {
  const host = offering.host.members[0]!;
  const asked = { ...offering, host: { ...offering.host, members: [host] } };
  let meeting: ReturnType<typeof chooseLocation> | undefined;
  for (const start of starts) {
    const { standing } = await loadStanding(tx, accountId, asked, { from: start, to: start + 1, now });
    const slots = listSlots({ ...standing, from: start, to: start + 1 });
    if (slots.starts.length === 0) throw problem('start_not_available');
    const offered = offeredLocations(host, slots.blockOf(0, 0)!);
    meeting ??= chooseLocation(offered, wanted.location, wanted.answers.mobile_phone);
  }
  const id = newId('BKNG');
  const team: TeamMember[] = [{ userId: host.id, email: host.email, role: 'host' }];
  const contactId = await upsertGuest(tx, accountId, host.id, guestOf(wanted), now);
  const parts = {
    id,
    host,
    team,
    meeting: meeting!,
    contactId,
    wanted: { ...wanted, status: 'requested' as const },
    now,
  };
  const row = { ...draftBooking(offering, parts), proposed_times: [...starts] };
  await Promise.all([
    store.insertBooking(tx, accountId, row),
    store.insertBookingHosts(tx, accountId, id, team, now),
    noteOccasion(tx, accountId, 'requested', row, now),
  ]);
  return row;
}
