import type { Database } from '../db/pool.ts';
import { findPersonalLink } from '../personal-links/find-personal-link.ts';
import { type LinkMailing, mailLink } from '../personal-links/mail-link.ts';
import { makeLink } from '../personal-links/make-link.ts';
import type { findOwnersOf } from './store.ts';

/** Nobody gets more mails than one in this time, however often they are asked for. */
const pauseMs = 60_000;

/** Sends each of these users a link to set a new password. */
export async function sendResetLinks(
  db: Database,
  people: Awaited<ReturnType<typeof findOwnersOf>>,
  options: LinkMailing & { now: number; baseUrl: string },
): Promise<void> {
  const { now } = options;
  for (const { account_id: accountId, id: userId, email: address, first_name, last_name } of people)
    await db.transaction(accountId, async (tx) => {
      const earlier = await findPersonalLink(tx, accountId, userId, 'password');
      if (earlier !== undefined && now - earlier.creation_time < pauseMs) return;
      const token = await makeLink(tx, accountId, { userId, purpose: 'password' }, now);
      const to = { email: address, name: `${first_name} ${last_name}`.trim() };
      await mailLink(tx, accountId, { purpose: 'password', token, to, from: to.name }, options);
    });
}
