import type { Database } from '../db/pool.ts';
import { findPersonalLink } from '../personal-links/find-personal-link.ts';
import { type LinkMailing, mailLink } from '../personal-links/mail-link.ts';
import { makeLink } from '../personal-links/make-link.ts';
import { findOwnersOf } from './store.ts';

/** Nobody gets more mails than one in this time, however often they are asked for. */
const pauseMs = 60_000;

/**
 * Sends a link to set a new password to everybody who has the address, in each account that he belongs to. Who has none is sent
 * none, and nobody is told.
 */
export async function sendResetLinks(
  db: Database,
  email: string,
  options: LinkMailing & { now: number; baseUrl: string },
): Promise<void> {
  const { now } = options;
  const people = await db.system((tx) => findOwnersOf(tx, email));
  for (const { account_id: accountId, id: userId, email: address, first_name, last_name } of people)
    await db.transaction(accountId, async (tx) => {
      const earlier = await findPersonalLink(tx, accountId, userId, 'password');
      if (earlier !== undefined && now - earlier.creation_time < pauseMs) return;
      const token = await makeLink(tx, accountId, { userId, purpose: 'password' }, now);
      const to = { email: address, name: `${first_name} ${last_name}`.trim() };
      await mailLink(tx, accountId, { purpose: 'password', token, to, from: to.name }, options);
    });
}
