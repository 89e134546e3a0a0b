import { wallClock } from '../core/zone.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { keepBlocks } from './keep-blocks.ts';
import type { Overrides, ScheduleChange, Weekly } from './schema.ts';
import { lockSchedule, type ScheduleRow, upsertSchedule } from './store.ts';

/**
 * Changes single days of a user's week and single dates, and returns the whole schedule. A day that is sent is replaced;
 * an override of null is taken away. Overrides must not lie in the past of the user's own calendar (contract 6.14).
 */
export async function changeSchedule(
  tx: Tx,
  accountId: string,
  userId: string,
  change: ScheduleChange,
  now: number,
): Promise<ScheduleRow> {
  const row = await lockSchedule(tx, accountId, userId);
  if (row === undefined) throw problem('no_such_user', { value: userId });
  const today = wallClock(row.timezone, now).date;
  const past = change.overrides?.find((each) => each.date < today);
  if (past !== undefined) throw problem('override_in_past', { value: past.date });
  const weekly: Weekly = { ...row.weekly };
  for (const { day, working_hours } of change.weekly ?? []) weekly[day] = keepBlocks(working_hours);
  const overrides: Overrides = { ...row.overrides };
  for (const { date, working_hours } of change.overrides ?? []) {
    if (working_hours === null) delete overrides[date];
    else overrides[date] = keepBlocks(working_hours);
  }
  await upsertSchedule(tx, accountId, userId, weekly, overrides);
  return { ...row, weekly, overrides };
}
