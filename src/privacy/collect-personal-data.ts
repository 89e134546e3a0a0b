import { listOfContact as listBookings } from '../bookings/list-of-contact.ts';
import { presentLivingBooking } from '../bookings/present.ts';
import { presentLivingContact } from '../contacts/present.ts';
import { requireContact } from '../contacts/require.ts';
import { listOfContact as listConversations } from '../conversations/list-of-contact.ts';
import { presentConversation } from '../conversations/present.ts';
import type { Tx } from '../db/pool.ts';
import { listMailsTo } from '../mail/list-mails-to.ts';
import { presentMail } from '../mail/present.ts';
import { listSmsTo } from '../notifications/list-sms-to.ts';
import { presentSms } from '../notifications/present.ts';

/** All that is kept of a contact, as the person may ask for it. */
export async function collectPersonalData(tx: Tx, accountId: string, contactId: string, baseUrl: string) {
  const contact = await requireContact(tx, accountId, contactId, 'id');
  const [bookings, conversations, sms, mails] = await Promise.all([
    listBookings(tx, accountId, contactId),
    listConversations(tx, accountId, contactId),
    listSmsTo(tx, accountId, contactId),
    contact.email === null ? [] : listMailsTo(tx, accountId, contact.email),
  ]);
  return {
    object: 'personal_data' as const,
    contact: presentLivingContact(contact),
    bookings: bookings.map((row) => presentLivingBooking(row, baseUrl)),
    conversations: conversations.map(presentConversation),
    sms_notifications: sms.map(presentSms),
    mails: mails.map(presentMail),
  };
}
