import { days } from '../availability/schema.ts';
import type { Tx } from '../db/pool.ts';
import type { AccountChange } from './schema.ts';
import { type AccountRow, findAccount, lockAccount, updateAccount } from './store.ts';

/** Changes an account's own particulars and returns it. Its zone is what new users start with; those it has keep theirs. */
export async function changeAccount(tx: Tx, accountId: string, change: AccountChange): Promise<AccountRow> {
  await lockAccount(tx, accountId);
  const { week_start: weekStart, ...rest } = change;
  const account = (await findAccount(tx, accountId))!;
  const changed: AccountRow = {
    ...account,
    name: rest.name ?? account.name,
    email: rest.email ?? account.email,
    timezone: rest.timezone ?? account.timezone,
    week_start: weekStart === undefined ? account.week_start : days.indexOf(weekStart) + 1,
  };
  await updateAccount(tx, changed);
  return changed;
}
