import { loadCalendars } from '../calendars/load-many.ts';
import { loadContacts } from '../contacts/load.ts';
import { loadConversations } from '../conversations/load.ts';
import type { Tx } from '../db/pool.ts';
import { loadEventTypes } from '../event-types/load.ts';
import { expandWith, type Loader } from '../http/expand.ts';
import { loadMasterPages } from '../master-pages/load.ts';
import { loadPages } from '../pages/load.ts';
import { loadUsers } from '../users/load.ts';
import type { presentLivingBooking } from './present.ts';

type Presented = ReturnType<typeof presentLivingBooking>;

/** Puts the objects in place of their ids, one query for each kind. Deleted ones come in their redacted form. */
export async function expand(
  tx: Tx,
  accountId: string,
  bookings: readonly Presented[],
  wanted: ReadonlySet<string>,
  baseUrl: string,
): Promise<object[]> {
  const loaders: Partial<Record<keyof Presented, Loader>> = {
    owner: (ids) => loadUsers(tx, accountId, ids),
    contact: (ids) => loadContacts(tx, accountId, ids),
    conversation: (ids, within) => loadConversations(tx, accountId, ids, within),
    booking_calendar: (ids) => loadCalendars(tx, accountId, ids, baseUrl),
    booking_page: (ids) => loadPages(tx, accountId, ids, baseUrl),
    master_page: (ids) => loadMasterPages(tx, accountId, ids, baseUrl),
    event_type: (ids) => loadEventTypes(tx, accountId, ids),
  };
  return expandWith(bookings, wanted, loaders);
}
