import { loadAccount } from '../accounts/load-account.ts';
import { fillTemplate } from '../core/template.ts';
import type { Tx } from '../db/pool.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { Letter } from '../mail/schema.ts';
import { takeNoticesToMail } from '../notices/take-notices-to-mail.ts';
import { loadAdministrators } from '../users/load-administrators.ts';
import { bestLocale, wordsFor } from '../words/words-for.ts';
import { loadSettings } from './load-settings.ts';
import { loadUserSettings } from './load-user-settings.ts';
import type { TellOptions } from './tell.ts';
import { writeTimes } from './write-times.ts';

type Notice = Awaited<ReturnType<typeof takeNoticesToMail>>[number]['notice'];

/**
 * Writes to the administrators of accounts about their webhooks that fail or were paused, each in his language; whatever is over
 * already is not worth a mail. True if there may be more than the `most` of this time. Needs a system transaction.
 */
export async function tellNotices(tx: Tx, most: number, options: TellOptions): Promise<boolean> {
  const taken = await takeNoticesToMail(tx, options.now, most);
  for (const { accountId, notice } of taken)
    if (notice.resolved_time === null) await tellNotice(tx, accountId, notice, options);
  return taken.length === most;
}

async function tellNotice(tx: Tx, accountId: string, notice: Notice, options: TellOptions): Promise<void> {
  const [account, settings, people] = await Promise.all([
    loadAccount(tx, accountId),
    loadSettings(tx, accountId, {}),
    loadAdministrators(tx, accountId),
  ]);
  const wishes = await loadUserSettings(
    tx,
    accountId,
    people.map((person) => person.id),
  );
  for (const person of people) {
    const locale = bestLocale([wishes.get(person.id)?.locale, settings.locale]);
    const { subject, letter } = letterOf(notice, { locale, zone: person.timezone, account: account.name });
    const toName = `${person.first_name} ${person.last_name}`.trim();
    const envelope = { fromName: account.name, toName, replyTo: null, bcc: [], unsubscribeUrl: null };
    await queueMail(
      tx,
      accountId,
      {
        scenario: notice.kind,
        bookingId: null,
        recipient: person.email,
        recipientKind: 'administrator',
        envelope: { ...envelope, thread: `${notice.webhook}@daybook` },
        subject,
        letter,
        calendar: null,
        usefulUntil: null,
      },
      options,
    );
  }
}

function letterOf(
  notice: Notice,
  { locale, zone, account }: { locale: string; zone: string; account: string },
): { subject: string; letter: Letter } {
  const { webhook, footer } = wordsFor(locale);
  const template =
    notice.kind === 'webhook_failing' ? webhook.failing : notice.reason === 'gone' ? webhook.gone : webhook.paused;
  const values: Record<string, string> = {
    name: notice.webhook_name,
    hours: String(notice.hours ?? ''),
    account_name: account,
  };
  const fill = (text: string) => fillTemplate(text, (name) => values[name] ?? '');
  const since = notice.failing_since === null ? '' : writeTimes(locale, zone).short(Date.parse(notice.failing_since));
  const facts = [
    { label: webhook.name, value: `${notice.webhook_name}\n${notice.url}` },
    { label: webhook.since, value: since },
    { label: webhook.failures, value: String(notice.failures) },
    { label: webhook.error, value: notice.error ?? '' },
  ];
  return {
    subject: fill(template.subject).replaceAll(/\s+/g, ' '),
    letter: {
      ...{ locale, account, title: fill(template.title), leaf: null, when: [], text: fill(template.text) },
      ...{ facts: facts.filter((fact) => fact.value !== ''), actions: [], footer: fill(footer), unsubscribe: null },
    },
  };
}
