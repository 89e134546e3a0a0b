import { iso } from '../http/time.ts';
import type { MailRow } from './store.ts';

/** A mail as the API shows it. */
export function presentMail(row: MailRow) {
  return {
    object: 'mail' as const,
    id: row.id,
    state: row.state,
    creation_time: iso(row.creation_time),
    settled_time: iso(row.settled_time),
    scenario: row.scenario,
    booking: row.booking_id,
    recipient: row.recipient,
    recipient_type: row.recipient_kind,
    bcc: row.envelope.bcc,
    reply_to: row.envelope.replyTo?.address ?? null,
    locale: row.locale,
    subject: row.subject,
    text: row.text,
    invite: row.calendar_method,
    attempts: row.attempts,
    error: row.error,
  };
}
