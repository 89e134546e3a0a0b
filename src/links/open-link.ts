import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findAnyLinkRow, type LinkRow } from './store.ts';

/**
 * The link that a guest opens, and the account that it belongs to: the id is all that he has. Refused if there is none, it was
 * used, or its 90 days are over. Needs a system transaction.
 */
export async function openLink(tx: Tx, id: string, now: number): Promise<{ accountId: string; link: LinkRow }> {
  const found = await findAnyLinkRow(tx, id);
  if (found === undefined) throw problem('no_such_link', { value: id });
  const { account_id: accountId, ...link } = found;
  if (link.used_time !== null) throw problem('link_used', { value: id });
  if (link.expires_time <= now) throw problem('link_expired', { value: id });
  return { accountId, link };
}
