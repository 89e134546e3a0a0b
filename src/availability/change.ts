import { newId } from '../core/id.ts';
import { wallClock } from '../core/zone.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Block, DayBlocks, Overrides, ScheduleChange, Weekly } from './schema.ts';
import { lockSchedule, type ScheduleRow, upsertSchedule } from './store.ts';

type WantedBlock = NonNullable<NonNullable<ScheduleChange['overrides']>[number]['working_hours']>[number];

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
  for (const { day, working_hours } of change.weekly ?? []) weekly[day] = kept(working_hours);
  const overrides: Overrides = { ...row.overrides };
  for (const { date, working_hours } of change.overrides ?? []) {
    if (working_hours === null) delete overrides[date];
    else overrides[date] = kept(working_hours);
  }
  await upsertSchedule(tx, accountId, userId, weekly, overrides);
  return { ...row, weekly, overrides };
}

/** Blocks as they are kept: every location with all its keys, and an id for each address. */
function kept(blocks: readonly WantedBlock[]): DayBlocks {
  return blocks.map(
    ({ start, end, locations }): Block => ({
      start,
      end,
      locations: locations.map(({ type, value, id }) => ({
        type,
        value: value?.trim() || null,
        id: type === 'in_person_by_host' ? (id ?? newId('ADD')) : null,
      })),
    }),
  );
}
