import { iso } from '../http/time.ts';
import type { ErasureRow } from './store.ts';

/** An erasure as the API shows it. */
export function presentErasure({ id, creation_time, contact_id, actor_kind, actor_id, removed }: ErasureRow) {
  const { contacts, bookings, guests, conversations, sms_notifications, mails, events } = removed;
  return {
    object: 'erasure' as const,
    id,
    creation_time: iso(creation_time),
    contact: contact_id,
    actor: { type: actor_kind, id: actor_id },
    // The database keeps the keys of an object in an order of its own.
    removed: { contacts, bookings, guests, conversations, sms_notifications, mails, events },
  };
}
