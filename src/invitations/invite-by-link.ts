import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Caller } from '../http/route.ts';
import { iso } from '../http/time.ts';
import { linkUrl } from '../personal-links/link-url.ts';
import { type LinkMailing, mailLink } from '../personal-links/mail-link.ts';
import { linkLifeMs, makeLink } from '../personal-links/make-link.ts';
import { requireBelow } from '../users/require-below.ts';
import { nameOfCaller } from './name-of-caller.ts';

/**
 * Makes a link by which an invited user accepts, in place of an earlier one, and sends it to him unless it is to be handed over in
 * another way. Refused for who has accepted.
 */
export async function inviteByLink(
  tx: Tx,
  caller: Caller,
  { userId, sendMail }: { userId: string; sendMail: boolean },
  options: LinkMailing & { now: number; baseUrl: string },
) {
  const { accountId } = caller;
  const { now, baseUrl } = options;
  const user = await requireBelow(tx, accountId, userId);
  if (user.status !== 'invited') throw problem('already_accepted');
  const purpose = 'invitation' as const;
  const token = await makeLink(tx, accountId, { userId, purpose }, now);
  if (sendMail) {
    const to = { email: user.email, name: `${user.first_name} ${user.last_name}`.trim() };
    await mailLink(tx, accountId, { purpose, token, to, from: await nameOfCaller(tx, caller) }, options);
  }
  return {
    object: 'invitation' as const,
    user: userId,
    url: linkUrl(purpose, token, baseUrl),
    expiry_time: iso(now + linkLifeMs[purpose]),
    mailed: sendMail,
  };
}
