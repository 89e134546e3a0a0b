import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { meetingRules } from '../offerings/schema.ts';
import { createCalendar } from './create.ts';
import { findCalendars } from './store.ts';

/** Makes a calendar with the settings of another, under an address of its own and unpublished. Returns its id. */
export async function duplicateCalendar(
  tx: Tx,
  accountId: string,
  id: string,
  names: { name?: string | undefined; subject?: string | undefined },
  now: number,
): Promise<string> {
  const [row] = await findCalendars(tx, accountId, [id]);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_booking_calendar', { value: id });
  return createCalendar(
    tx,
    accountId,
    {
      name: names.name ?? `${row.name} (copy)`.slice(-200),
      subject: names.subject ?? row.subject,
      hostId: row.host_id,
      published: false,
      durationMinutes: row.duration_minutes,
      rules: meetingRules.parse(row.rules),
    },
    now,
  );
}
