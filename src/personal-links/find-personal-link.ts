import type { Tx } from '../db/pool.ts';
import { findLink, type LinkPurpose, type LinkRow } from './store.ts';

/** A user's link for a purpose, which may be too old. */
export async function findPersonalLink(
  tx: Tx,
  accountId: string,
  userId: string,
  purpose: LinkPurpose,
): Promise<LinkRow | undefined> {
  return findLink(tx, accountId, userId, purpose);
}
