import type { BookingRow } from '../bookings/store.ts';
import type { Tx } from '../db/pool.ts';
import type { Story } from './load-story.ts';
import { clearReminders, planReminders, type ReminderRow } from './store.ts';

/**
 * Plans what a booking is to be told by the clock, instead of whatever was planned: its reminders and its follow-up, as the
 * settings are now, as far as their time has not passed. Nothing for a booking that will not take place.
 */
export async function planFor(tx: Tx, story: Story, booking: BookingRow, now: number): Promise<void> {
  await clearReminders(tx, story.accountId, booking.id);
  const { status, starting_time: start, ending_time: end } = booking;
  if ((status !== 'scheduled' && status !== 'rescheduled') || start === null || end === null) return;
  const { reminders, follow_up } = story.settings;
  const rows: Omit<ReminderRow, 'booking_id'>[] = reminders.map(({ minutes_before: minutes }) => ({
    kind: 'reminder',
    minutes,
    due_time: start - minutes * 60_000,
  }));
  if (follow_up !== null)
    rows.push({
      kind: 'follow_up',
      minutes: follow_up.minutes_after,
      due_time: end + follow_up.minutes_after * 60_000,
    });
  await planReminders(
    tx,
    story.accountId,
    booking.id,
    rows.filter((row) => row.due_time > now),
  );
}
