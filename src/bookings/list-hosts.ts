import { may } from '../core/booking.ts';
import type { KeysetPage, Paging } from '../db/keyset.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { listBusy } from '../slots/list-busy.ts';
import { listPage } from '../users/list-page.ts';
import { findBooking } from './store.ts';

/** Somebody who could take a booking over, and what stands in his way. */
export interface PossibleHost {
  id: string;
  name: string;
  email: string;
  hosts: boolean;
  reason: 'busy' | 'inactive' | 'without_seat' | null;
}

/**
 * One page of the users to whom `reassign` could give a booking, by the same rules: active, with a seat, and free at its time.
 * Refused where no reassignment is possible at all.
 */
export async function listHosts(
  tx: Tx,
  accountId: string,
  id: string,
  paging: Paging,
  { now, within }: { now: number; within: readonly string[] | undefined },
): Promise<KeysetPage<PossibleHost>> {
  const booking = await findBooking(tx, accountId, id);
  if (booking === undefined || booking.deleted_time !== null) throw problem('no_such_booking', { value: id });
  if (!may('reassign', booking.status)) throw problem('cannot_reassign');
  if (booking.package_id !== null) throw problem('cannot_reassign_package');
  const page = await listPage(tx, accountId, paging, within);
  if ('noSuchCursor' in page) return page;
  const ids = page.rows.map((user) => user.id);
  const busy = await listBusy(tx, accountId, ids, { start: booking.starting_time!, end: booking.ending_time! }, now);
  const rows = page.rows.map((user) => {
    const hosts = user.id === booking.host_id;
    const inTheWay =
      user.status !== 'active' ? 'inactive' : !user.seat ? 'without_seat' : !hosts && busy.has(user.id) ? 'busy' : null;
    return {
      id: user.id,
      name: `${user.first_name} ${user.last_name}`.trim(),
      email: user.email,
      hosts,
      reason: inTheWay as PossibleHost['reason'],
    };
  });
  return { ...page, rows };
}
