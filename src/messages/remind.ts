import { loadBooking } from '../bookings/load-booking.ts';
import type { Tx } from '../db/pool.ts';
import { loadStory } from './load-story.ts';
import { type ReminderRow, takeDueReminders } from './store.ts';
import { type TellOptions, tellGuests, tellTeam } from './tell.ts';

/**
 * Tells what is due by now: reminders of meetings that are still to come, follow-ups of those that took place. True if there
 * may be more than the `most` of this time. Needs a system transaction.
 */
export async function remind(tx: Tx, most: number, options: TellOptions): Promise<boolean> {
  const due = await takeDueReminders(tx, options.now, most);
  for (const { account_id: accountId, ...reminder } of due) {
    // After a night without the server only the latest of several reminders is of use.
    const later = due.some(
      (other) =>
        other.account_id === accountId &&
        other.booking_id === reminder.booking_id &&
        other.kind === reminder.kind &&
        other.minutes < reminder.minutes,
    );
    if (!later) await tellReminder(tx, accountId, reminder, options);
  }
  return due.length === most;
}

async function tellReminder(tx: Tx, accountId: string, reminder: ReminderRow, options: TellOptions): Promise<void> {
  const booking = await loadBooking(tx, accountId, reminder.booking_id);
  if (booking === undefined || booking.starting_time === null) return;
  const { status, starting_time: start } = booking;
  const agreed = status === 'scheduled' || status === 'rescheduled';
  const story = await loadStory(tx, accountId, booking, options);
  if (reminder.kind === 'follow_up') {
    if (agreed || status === 'completed') await tellGuests(tx, story, 'follow_up', { method: null }, options);
    return;
  }
  // Whoever took the reminder out of the settings meanwhile means the meetings that are booked as well.
  const wanted = story.settings.reminders.find((each) => each.minutes_before === reminder.minutes);
  if (!agreed || start <= options.now || wanted === undefined) return;
  const { guest } = story.settings;
  const ways = { email: wanted.email && guest.reminder.email, sms: wanted.sms || guest.reminder.sms };
  await tellGuests(tx, story, 'reminder', { method: null, usefulUntil: start, ways }, options);
  await tellTeam(tx, story, 'reminder', story.meeting.team, { method: null, usefulUntil: start }, options);
}
