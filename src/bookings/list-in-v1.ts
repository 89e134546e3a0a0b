import type { Tx } from '../db/pool.ts';
import { foundPage } from '../http/list.ts';
import { renderV1 } from './render-v1.ts';
import type { BookingStatus } from './schema.ts';
import { listBookings } from './store.ts';

/** One page of an account's bookings as API v1 shows them, newest first. `page` is a booking page's or a calendar's id. */
export async function listInV1(
  tx: Tx,
  accountId: string,
  query: { status?: BookingStatus | undefined; page?: string | undefined; limit: number; after?: string | undefined },
  baseUrl: string,
) {
  const { status, page, limit, after } = query;
  const found = await listBookings(tx, accountId, {
    status: status === undefined ? undefined : [status],
    booking_page: page?.startsWith('BKC-') ? undefined : page,
    booking_calendar: page?.startsWith('BKC-') ? page : undefined,
    expand: new Set(),
    limit,
    after,
  });
  return renderV1(tx, accountId, foundPage(found, 'no_such_booking', {}).rows, baseUrl);
}
