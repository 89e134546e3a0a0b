import type { Paging } from '../db/keyset.ts';
import type { Tx } from '../db/pool.ts';
import { foundPage } from '../http/list.ts';
import { renderV1 } from './render-v1.ts';
import type { BookingStatus } from './schema.ts';
import { listBookings } from './store.ts';

/**
 * One page of an account's bookings, or of those that one of `within` takes part in, as API v1 shows them, newest first. `page` is a
 * booking page's or a calendar's id.
 */
export async function listInV1(
  tx: Tx,
  accountId: string,
  query: Paging & {
    status?: BookingStatus | undefined;
    page?: string | undefined;
    within?: readonly string[] | undefined;
  },
  baseUrl: string,
) {
  const { status, page, limit, after } = query;
  const wanted = {
    status: status === undefined ? undefined : [status],
    booking_page: page?.startsWith('BKC-') ? undefined : page,
    booking_calendar: page?.startsWith('BKC-') ? page : undefined,
    expand: new Set<string>(),
    sort: '-creation_time' as const,
    limit,
    after,
  };
  const found = await listBookings(tx, accountId, wanted, query.within);
  return renderV1(tx, accountId, foundPage(found, 'no_such_booking', {}).rows, baseUrl);
}
