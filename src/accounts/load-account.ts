import type { Tx } from '../db/pool.ts';
import { type AccountRow, findAccount } from './store.ts';

/** The account's own particulars. */
export async function loadAccount(tx: Tx, accountId: string): Promise<AccountRow> {
  return (await findAccount(tx, accountId))!;
}
