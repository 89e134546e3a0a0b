import { loadAccount } from '../accounts/load-account.ts';
import { fillTemplate } from '../core/template.ts';
import type { Tx } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import type { Jobs } from '../jobs/open-jobs.ts';
import { queueMail } from '../mail/queue-mail.ts';
import { type Letter, withheld } from '../mail/schema.ts';
import { bestLocale, wordsFor } from '../words/words-for.ts';
import { linkUrl } from './link-url.ts';
import { linkLifeMs } from './make-link.ts';
import type { LinkPurpose } from './store.ts';

/** What mails with links are made with. */
export interface LinkMailing {
  jobs: Pick<Jobs, 'add'>;
  seal: Seal;
}

/**
 * Writes somebody the mail that brings him a link. Of the link itself no mail that is kept tells anything: administrators read the
 * mails of their account.
 */
export async function mailLink(
  tx: Tx,
  accountId: string,
  link: {
    purpose: LinkPurpose;
    token: string;
    to: { email: string; name: string };
    from: string;
    locale?: string | null;
  },
  { jobs, seal, now, baseUrl }: LinkMailing & { now: number; baseUrl: string },
): Promise<void> {
  const { purpose, token, to, from } = link;
  const account = await loadAccount(tx, accountId);
  const locale = bestLocale([link.locale]);
  const words = wordsFor(locale);
  const hours = linkLifeMs[purpose] / 3_600_000;
  const values: Record<string, string> = {
    name: from,
    email: to.email,
    account_name: account.name,
    hours: String(hours),
    days: String(hours / 24),
  };
  const fill = (text: string) => fillTemplate(text, (name) => values[name] ?? '');
  const template = words.people[purpose];
  const label = purpose === 'invitation' ? words.people.accept : words.people.choosePassword;
  const letter: Letter = {
    ...{ locale, account: account.name, title: fill(template.title), leaf: null, when: [], text: fill(template.text) },
    ...{ facts: [], actions: [{ label, url: linkUrl(purpose, withheld, baseUrl) }] },
    ...{ footer: fill(words.footer), unsubscribe: null },
  };
  const mail = {
    scenario: purpose,
    bookingId: null,
    recipient: to.email,
    recipientKind: 'user' as const,
    envelope: { fromName: account.name, toName: to.name, replyTo: null, bcc: [], thread: null, unsubscribeUrl: null },
    subject: fill(template.subject).replaceAll(/\s+/g, ' '),
    letter,
    calendar: null,
    usefulUntil: now + linkLifeMs[purpose],
    secret: token,
  };
  await queueMail(tx, accountId, mail, { now, jobs, seal });
}
