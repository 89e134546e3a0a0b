import type { Tx } from '../db/pool.ts';
import { dropLinks } from '../personal-links/drop-links.ts';
import { endSessionsOf } from '../sessions/end-sessions-of.ts';
import { setPassword } from './set-password.ts';

/** Gives a user another password: his sessions end, but for one that he keeps, and so do links to set one. Says how many ended. */
export async function replacePassword(
  tx: Tx,
  accountId: string,
  { userId, hash, keep }: { userId: string; hash: string; keep?: string },
  now: number,
): Promise<number> {
  await setPassword(tx, accountId, userId, hash, now);
  await dropLinks(tx, accountId, userId, 'password');
  return endSessionsOf(tx, accountId, userId, keep);
}
