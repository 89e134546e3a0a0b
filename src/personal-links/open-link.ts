import type { Tx } from '../db/pool.ts';
import { hashKey } from '../http/auth.ts';
import { problem } from '../http/problem.ts';
import { type LinkPurpose, type LinkRow, lockLink } from './store.ts';

/** Whose link a token is. Refused if it was used or replaced, is too old, or never was one. Needs a system transaction. */
export async function openLink(tx: Tx, token: string, purpose: LinkPurpose, now: number): Promise<LinkRow> {
  const link = await lockLink(tx, hashKey(token), purpose);
  if (link === undefined || link.expiry_time <= now) throw problem('link_over');
  return link;
}
