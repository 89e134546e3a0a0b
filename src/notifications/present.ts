import { iso } from '../http/time.ts';
import type { SmsRow } from './store.ts';

/** An SMS with every key of the contract's 7.11. The recipient is an id. */
export function presentSms(row: SmsRow) {
  return {
    object: 'notification' as const,
    id: row.id,
    type: 'sms' as const,
    status: row.status,
    creation_time: iso(row.creation_time),
    recipient: row.contact_id ?? row.user_id!,
    recipient_type: row.contact_id === null ? ('user' as const) : ('contact' as const),
    details: {
      delivered_to: row.delivered_to,
      message_body: row.message_body,
      segment_count: row.segment_count,
    },
  };
}
