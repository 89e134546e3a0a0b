import type { Tx } from '../db/pool.ts';
import { findAdministrators, type UserRow } from './store.ts';

/** Who looks after an account: its owner and its administrators, once they have accepted their invitations. */
export async function loadAdministrators(tx: Tx, accountId: string): Promise<UserRow[]> {
  return findAdministrators(tx, accountId);
}
