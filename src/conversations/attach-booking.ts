import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import {
  type ConversationRow,
  lockConversation,
  lockConversationOfBooking,
  setConversationOfBooking,
  writeConversation,
} from './store.ts';

/**
 * Makes a booking one of the conversation's, also after the conversation's end: a chat that hands over to a booking page is
 * over before the guest has booked. A booking belongs to one conversation.
 */
export async function attachBooking(
  tx: Tx,
  accountId: string,
  id: string,
  bookingId: string,
  now: number,
): Promise<ConversationRow> {
  const row = await lockConversation(tx, accountId, id);
  if (row === undefined) throw problem('no_such_conversation', { value: id });
  if (row.bookings.includes(bookingId)) return row;
  const booking = await lockConversationOfBooking(tx, accountId, bookingId);
  if (booking === undefined) throw problem('no_such_booking', { value: bookingId, param: 'booking' });
  if (booking.conversation_id !== null) throw problem('booking_in_other_conversation', { value: bookingId });
  await setConversationOfBooking(tx, accountId, bookingId, id, now);
  const changed = { ...row, version: row.version + 1, last_updated_time: now };
  await writeConversation(tx, accountId, changed);
  return { ...changed, bookings: [...row.bookings, bookingId] };
}
