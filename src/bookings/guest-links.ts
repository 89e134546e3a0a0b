import type { BookingRow } from './store.ts';

/**
 * A guest's own links to his booking, which show it in full and let him change it. The secret stands where the contract's
 * Classic links have theirs (10.3); the addresses of calendars' bookings in the API have none (7.1, decision 17).
 */
export function guestLinks(
  { id, guest_token, ics_token }: Pick<BookingRow, 'id' | 'guest_token' | 'ics_token'>,
  baseUrl: string,
): { manage: string; reschedule: string; cancel: string; ics: string } {
  const query = `?Params=${guest_token}`;
  return {
    manage: `${baseUrl}/m/${id}${query}`,
    reschedule: `${baseUrl}/m/${id}/reschedule${query}`,
    cancel: `${baseUrl}/m/${id}/cancel${query}`,
    ics: `${baseUrl}/api/bookings/ics/${ics_token}-${id.slice(-6).toLowerCase()}`,
  };
}
