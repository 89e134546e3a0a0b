import { randomBytes } from 'node:crypto';
import type { Tx } from '../db/pool.ts';
import { hashKey } from '../http/auth.ts';
import { type LinkPurpose, upsertLink } from './store.ts';

/** How long links work, in milliseconds. */
export const linkLifeMs: Record<LinkPurpose, number> = { invitation: 7 * 86_400_000, password: 2 * 3_600_000 };

/** The token of a new link for a user, which works once; his earlier one for the same purpose works no longer. */
export async function makeLink(
  tx: Tx,
  accountId: string,
  { userId, purpose }: { userId: string; purpose: LinkPurpose },
  now: number,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expiry = now + linkLifeMs[purpose];
  await upsertLink(tx, accountId, { userId, purpose, hash: hashKey(token), now, expiry });
  return token;
}
