import type { Tx } from '../db/pool.ts';
import { setPassword } from '../passwords/set-password.ts';
import { dropLinks } from '../personal-links/drop-links.ts';
import { openLink } from '../personal-links/open-link.ts';
import { type Entrance, startSession } from '../sessions/start-session.ts';
import { admitUser } from '../users/admit-user.ts';
import type { Acceptance } from './schema.ts';

/**
 * Makes an invited user an active one, with the names that he gave and the password of which `hash` is kept, and signs him in. The
 * link is used up. Needs a system transaction.
 */
export async function acceptInvitation(
  tx: Tx,
  { token, first_name, last_name }: Acceptance,
  { hash, entrance }: { hash: string | undefined; entrance: Omit<Entrance, 'way' | 'secondFactor'> },
) {
  const { now } = entrance;
  const { account_id: accountId, user_id: userId } = await openLink(tx, token, 'invitation', now);
  await admitUser(tx, accountId, userId, { first_name, last_name }, now);
  await dropLinks(tx, accountId, userId);
  if (hash !== undefined) await setPassword(tx, accountId, userId, hash, now);
  const session = await startSession(tx, accountId, userId, { ...entrance, way: 'invitation', secondFactor: false });
  return { accountId, userId, sessionId: session.id };
}
