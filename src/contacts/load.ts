import type { Tx } from '../db/pool.ts';
import { presentContact } from './present.ts';
import { findContacts } from './store.ts';

/** The contacts with these ids as the API shows them, by id. */
export async function loadContacts(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<Map<string, ReturnType<typeof presentContact>>> {
  return new Map((await findContacts(tx, accountId, ids)).map((row) => [row.id, presentContact(row)]));
}
