import { statement, type Tx } from '../db/pool.ts';
import type { Overrides, Weekly } from './schema.ts';

const upsert = statement(
  `insert into schedules (account_id, user_id, weekly, overrides) values ($1, $2, $3, $4)
   on conflict (account_id, user_id) do update set weekly = excluded.weekly, overrides = excluded.overrides`,
);

/** Replaces a user's schedule. */
export async function upsertSchedule(
  tx: Tx,
  accountId: string,
  userId: string,
  weekly: Weekly,
  overrides: Overrides,
): Promise<void> {
  await tx.run(upsert, [accountId, userId, JSON.stringify(weekly), JSON.stringify(overrides)]);
}
