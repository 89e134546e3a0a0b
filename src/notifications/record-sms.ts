import { newId } from '../core/id.ts';
import { smsSegments } from '../core/sms-segments.ts';
import type { Tx } from '../db/pool.ts';
import type { RecipientType } from './schema.ts';
import { insertSms, type SmsRow } from './store.ts';

/** A message that a provider was asked to deliver, and whether it took it. */
export interface SentSms {
  recipientType: RecipientType;
  /** Id of a contact or a user of the account. */
  recipientId: string;
  /** The number, in E.164. */
  deliveredTo: string;
  messageBody: string;
  status: 'sent' | 'failed' | 'rejected';
}

/** Keeps an SMS, so that it can be read and its fate followed. Returns its id. */
export async function recordSms(tx: Tx, accountId: string, sms: SentSms, now: number): Promise<string> {
  const row: SmsRow = {
    id: newId('SMS'),
    creation_time: now,
    status: sms.status,
    contact_id: sms.recipientType === 'contact' ? sms.recipientId : null,
    user_id: sms.recipientType === 'user' ? sms.recipientId : null,
    delivered_to: sms.deliveredTo,
    message_body: sms.messageBody,
    segment_count: smsSegments(sms.messageBody),
  };
  // The contract's eight letters are few enough that an account with millions of SMS draws one twice.
  while (!(await insertSms(tx, accountId, row))) row.id = newId('SMS');
  return row.id;
}
