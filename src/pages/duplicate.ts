import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findBookingPages, insertBookingPage, setEventTypes } from './store.ts';

/**
 * Makes a page with the settings and event types of another, under an address of its own, disabled, and on no master page
 * (product description 1.1). Returns its id.
 */
export async function duplicateBookingPage(
  tx: Tx,
  accountId: string,
  id: string,
  names: { name?: string | undefined; label?: string | undefined },
  now: number,
): Promise<string> {
  const [row] = await findBookingPages(tx, accountId, [id]);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_booking_page', { value: id });
  const copy = {
    ...row,
    id: newId('BP'),
    name: names.name ?? row.name,
    label: names.label ?? `${row.label} (copy)`.slice(-200),
    slug: newId('PAGE'),
    active: false,
    creation_time: now,
  };
  await insertBookingPage(tx, accountId, copy);
  await setEventTypes(tx, accountId, copy, row.event_types);
  return copy.id;
}
