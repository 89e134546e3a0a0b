import type { Database } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import type { Mailer } from './open-mailer.ts';
import { withheld } from './schema.ts';
import { findMail, noteAttempt, settleMail } from './store.ts';

/** A mail that could not be sent now, and may be later. */
export class NotSent extends Error {}

/**
 * Sends a queued mail and writes down what became of it. Throws `NotSent` if it is worth trying again; with `last` it is given
 * up instead. Nothing happens to a mail that is settled already. A process that dies between the mail server's yes and the
 * writing sends it twice: that cannot be told from one that died before.
 */
export async function sendMail(
  db: Database,
  mailer: Mailer,
  { accountId, id }: { accountId: string; id: string },
  { last, now, seal }: { last: boolean; now: () => number; seal: Seal },
): Promise<void> {
  const mail = await db.read(accountId, (tx) => findMail(tx, accountId, id));
  if (mail?.state !== 'queued') return;
  const settle = (state: 'sent' | 'kept' | 'failed', attempts: number, error: string | null) =>
    db.transaction(accountId, (tx) => settleMail(tx, accountId, id, { state, attempts, error }, now()));
  if (mail.useful_until !== null && mail.useful_until <= now())
    return settle('failed', 0, mail.error ?? 'It could not be sent in time');
  const secret = mail.secret === null ? withheld : seal.open(mail.secret);
  const outcome = await mailer.send({
    id,
    writtenTime: mail.creation_time,
    recipient: mail.recipient,
    envelope: mail.envelope,
    subject: mail.subject,
    text: mail.text.replaceAll(withheld, secret),
    html: mail.html!.replaceAll(withheld, secret),
    locale: mail.locale,
    calendar: mail.calendar === null ? null : { method: mail.calendar_method!, text: mail.calendar },
  });
  if (outcome.state === 'kept') return settle('kept', 1, null);
  if (outcome.state === 'sent' || outcome.permanent || last) return settle(outcome.state, 1, outcome.error);
  await db.transaction(accountId, (tx) => noteAttempt(tx, accountId, id, outcome.error));
  throw new NotSent(outcome.error);
}
