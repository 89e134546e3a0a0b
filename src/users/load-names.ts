import type { Tx } from '../db/pool.ts';
import { findUsers } from './store.ts';

/** The full names and the zones of these users, by id; who was deleted is still called what he was called. */
export async function loadNames(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, { name: string; timezone: string }>> {
  const rows = await findUsers(tx, accountId, ids);
  return new Map(
    rows.map(({ id, first_name, last_name, timezone }) => [
      id,
      { name: `${first_name} ${last_name}`.trim(), timezone },
    ]),
  );
}
