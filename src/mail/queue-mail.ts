import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import type { Jobs } from '../jobs/open-jobs.ts';
import { mailQueue } from './jobs.ts';
import { layOutHtml } from './lay-out-html.ts';
import { layOutText } from './lay-out-text.ts';
import type { NewMail } from './schema.ts';
import { insertMail } from './store.ts';

/** What is needed to send a mail that was queued. */
export interface MailJob {
  accountId: string;
  id: string;
}

/**
 * Writes a mail and the job that sends it, in the caller's transaction: both are there or none. Mails about one appointment reach
 * a person in the order in which they were queued.
 */
export async function queueMail(
  tx: Tx,
  accountId: string,
  mail: NewMail,
  { now, jobs, seal }: { now: number; jobs: Pick<Jobs, 'add'>; seal: Seal },
): Promise<string> {
  const id = newId('MAIL');
  const recipient = mail.recipient.toLowerCase();
  await insertMail(tx, accountId, {
    id,
    creation_time: now,
    state: 'queued',
    scenario: mail.scenario,
    booking_id: mail.bookingId,
    recipient,
    recipient_kind: mail.recipientKind,
    envelope: mail.envelope,
    subject: mail.subject,
    text: layOutText(mail.letter),
    html: layOutHtml(mail.letter),
    calendar: mail.calendar?.text ?? null,
    calendar_method: mail.calendar?.method ?? null,
    locale: mail.letter.locale,
    attempts: 0,
    error: null,
    settled_time: null,
    useful_until: mail.usefulUntil,
    secret: mail.secret === undefined ? null : seal.seal(mail.secret),
  });
  const key = `${accountId} ${mail.envelope.thread ?? id} ${recipient}`;
  await jobs.add<MailJob>(tx, mailQueue, [{ key, data: { accountId, id } }]);
  return id;
}
