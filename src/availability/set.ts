import type { Tx } from '../db/pool.ts';
import { type Overrides, overrides, type Weekly, weekly } from './schema.ts';
import { upsertSchedule } from './store.ts';

/** Sets a user's working hours as a whole. Throws on hours that overlap or are not on quarter-hours. */
export async function setSchedule(
  tx: Tx,
  accountId: string,
  userId: string,
  schedule: { weekly: Weekly; overrides?: Overrides },
): Promise<void> {
  await upsertSchedule(tx, accountId, userId, weekly.parse(schedule.weekly), overrides.parse(schedule.overrides ?? {}));
}
