import { newId } from '../core/id.ts';
import { fillTemplate } from '../core/template.ts';
import { bestLocale, wordsFor } from '../words/words-for.ts';
import { layOutHtml } from './lay-out-html.ts';
import { layOutText } from './lay-out-text.ts';
import type { Mailer } from './open-mailer.ts';
import type { Letter } from './schema.ts';

/** Sends a mail that says that mail works, at once, and tells what the mail server made of it. It is not among the account's mails. */
export async function sendTestMail(
  mailer: Mailer,
  {
    to,
    locale: wanted,
    account,
    now,
  }: { to: string; locale?: string | null | undefined; account: string; now: number },
) {
  const locale = bestLocale([wanted]);
  const words = wordsFor(locale);
  const fill = (text: string) => fillTemplate(text, (name) => (name === 'account_name' ? account : ''));
  const letter: Letter = {
    ...{ locale, account, title: words.test.title, leaf: null, when: [], text: fill(words.test.text) },
    ...{ facts: [], actions: [], footer: fill(words.footer), unsubscribe: null },
  };
  const outcome = await mailer.send({
    id: newId('MAIL'),
    writtenTime: now,
    recipient: to.toLowerCase(),
    envelope: { fromName: account, toName: '', replyTo: null, bcc: [], thread: null, unsubscribeUrl: null },
    subject: fill(words.test.subject).replaceAll(/\s+/g, ' '),
    text: layOutText(letter),
    html: layOutHtml(letter),
    locale,
    calendar: null,
  });
  return {
    object: 'test_mail' as const,
    to,
    from: mailer.address,
    state: outcome.state,
    server: mailer.server,
    error: outcome.state === 'kept' ? null : outcome.error,
    file: outcome.state === 'kept' ? outcome.file : null,
  };
}
