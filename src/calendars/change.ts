import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { meetingRules } from '../offerings/schema.ts';
import { checkSettings } from './check-settings.ts';
import type { CalendarChange } from './schema.ts';
import { type CalendarRow, lockCalendar, updateCalendar } from './store.ts';

/** What guests of one session share: when one of these changes, nobody joins a session of before any more. */
const ofSessions = ['durations', 'capacity', 'concurrent', 'co_hosts'] as const;

/**
 * Changes a calendar: what is not named stays. Sessions that are partly booked take no more guests once what they are like
 * has changed (product description 1.5). Refused like a new calendar, and if there is no such living calendar.
 */
export async function changeCalendar(
  tx: Tx,
  accountId: string,
  id: string,
  change: CalendarChange,
  now: number,
): Promise<CalendarRow> {
  const row = await lockCalendar(tx, accountId, id);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_booking_calendar', { value: id });
  const { name, subject, host, slug, published, duration_minutes, ...settings } = change;
  const before = meetingRules.parse(row.rules);
  const sent = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const rules = meetingRules.parse({ ...before, ...sent });
  const kept = rules.durations.includes(row.duration_minutes) ? row.duration_minutes : rules.durations[0]!;
  const changed: CalendarRow = {
    ...row,
    name: name ?? row.name,
    subject: subject ?? row.subject,
    host_id: host ?? row.host_id,
    slug: slug ?? row.slug,
    published: published ?? row.published,
    duration_minutes: duration_minutes ?? kept,
    rules,
  };
  await checkSettings(tx, accountId, { hostId: changed.host_id, durationMinutes: changed.duration_minutes, rules });
  const apart =
    changed.host_id !== row.host_id ||
    ofSessions.some((field) => JSON.stringify(rules[field]) !== JSON.stringify(before[field]));
  if (apart) changed.settings_version = row.settings_version + 1;
  await updateCalendar(tx, accountId, changed, now);
  return changed;
}
