import { closeHostedBy } from '../calendars/close-hosted-by.ts';
import type { Tx } from '../db/pool.ts';
import { dropLinks } from '../personal-links/drop-links.ts';
import { endSessionsOf } from '../sessions/end-sessions-of.ts';
import { requireBelow } from './require-below.ts';
import { forgetCredentials, setStatus, type UserRow } from './store.ts';

/**
 * Shuts a user out without deleting him: he is as he was before he accepted his invitation. His sessions end, his keys open
 * nothing, what he signs in with is forgotten, his calendars close and no booking comes to him; those that he has stay. Another
 * invitation lets him in again. The owner of the account cannot be shut out.
 */
export async function deactivateUser(tx: Tx, accountId: string, id: string, now: number): Promise<UserRow> {
  const user = await requireBelow(tx, accountId, id);
  await endSessionsOf(tx, accountId, id);
  await dropLinks(tx, accountId, id);
  await forgetCredentials(tx, accountId, id);
  await closeHostedBy(tx, accountId, id, now);
  await setStatus(tx, accountId, id, 'invited', new Date(now));
  return { ...user, status: 'invited' };
}
