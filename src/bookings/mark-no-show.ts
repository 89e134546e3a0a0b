import { countRemoved } from '../assignment/count-removed.ts';
import { may } from '../core/booking.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { noteOccasion } from '../occasions/note-occasion.ts';
import { announce } from './announce.ts';
import { lockLiving } from './lock-living.ts';
import * as store from './store.ts';

/** Notes that the guest did not come; it cannot be undone. Emits `booking.no_show`. Refused outside the states of contract 6.7. */
export async function markNoShow(
  tx: Tx,
  accountId: string,
  id: string,
  ways: { now: number; baseUrl: string },
): Promise<store.BookingRow> {
  const booking = await lockLiving(tx, accountId, id);
  if (!may('mark_no_show', booking.status)) throw problem('cannot_mark_no_show', { value: id });
  const marked: store.BookingRow = {
    ...booking,
    status: 'no_show',
    version: booking.version + 1,
    last_updated_time: ways.now,
  };
  await store.updateStatus(tx, accountId, marked);
  await countRemoved(tx, accountId, booking.tallied);
  await announce(tx, accountId, 'booking.no_show', marked, ways);
  await noteOccasion(tx, accountId, 'no_show', marked, ways.now);
  return marked;
}
