import { erase } from '../bookings/erase.ts';
import { leaveOutGuest } from '../bookings/leave-out-guest.ts';
import { lockOfContact } from '../bookings/lock-of-contact.ts';
import { removeContact } from '../contacts/remove.ts';
import { requireContact } from '../contacts/require.ts';
import { eraseOfContact } from '../conversations/erase-of-contact.ts';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Actor } from '../http/route.ts';
import { forgetMailsTo } from '../mail/forget-mails-to.ts';
import { eraseSmsTo } from '../notifications/erase-sms-to.ts';
import { forgetEvents } from '../retention/forget-events.ts';
import { type ErasureRow, forgetAnswersWith, forgetOptOut, insertErasure } from './store.ts';

const toCome = ['requested', 'scheduled', 'rescheduled'];

/**
 * Erases a contact and all that is kept of the person, and notes that it was done. What webhooks are still owed about it is not sent
 * any more. Numbers that want no SMS stay on their list, since that is what they asked for. Refused while meetings are to come.
 */
export async function erasePerson(
  tx: Tx,
  accountId: string,
  contactId: string,
  { actor, now }: { actor: Actor; now: number },
): Promise<ErasureRow> {
  const contact = await requireContact(tx, accountId, contactId, 'id');
  // First of all, so that whoever books for the same person meanwhile waits, and finds nobody.
  await removeContact(tx, accountId, contactId, now);
  const bookings = await lockOfContact(tx, accountId, contactId);
  const coming = bookings.find(({ status, in_trash, ending_time }) => {
    return toCome.includes(status) && !in_trash && (ending_time === null || ending_time > now);
  });
  if (coming !== undefined) throw problem('has_meetings_to_come', { value: coming.id });
  for (const booking of bookings) await erase(tx, accountId, booking, now);
  const ids = bookings.map((booking) => booking.id);
  const { email, mobile_phone } = contact;
  const guests = email === null ? [] : await leaveOutGuest(tx, accountId, email, now);
  const conversations = await eraseOfContact(tx, accountId, contactId, now);
  const sms = await eraseSmsTo(tx, accountId, contactId, now);
  const mails = await forgetMailsTo(tx, accountId, email ?? '', { about: ids, naming: guests });
  const events = await forgetEvents(tx, accountId, [...ids, ...guests, ...conversations]);
  if (email !== null) await forgetOptOut(tx, accountId, email);
  const names = [email, mobile_phone, contactId].filter((name) => name !== null);
  await forgetAnswersWith(
    tx,
    accountId,
    names.map((name) => name.toLowerCase()),
  );
  const row: ErasureRow = {
    id: newId('ERS'),
    creation_time: now,
    contact_id: contactId,
    actor_kind: actor.kind,
    actor_id: actor.id,
    removed: {
      contacts: 1,
      bookings: ids.length,
      guests: guests.length,
      conversations: conversations.length,
      sms_notifications: sms.length,
      mails,
      events,
    },
  };
  await insertErasure(tx, accountId, row);
  return row;
}
