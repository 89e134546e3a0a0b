import { createContact } from '../contacts/create.ts';
import { requireContact } from '../contacts/require.ts';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { findAccountOwner } from '../users/find-account-owner.ts';
import { requireUser } from '../users/require.ts';
import type { NewConversation } from './schema.ts';
import { type ConversationRow, idOfNamed } from './store.ts';

/**
 * A new conversation in which nobody has said anything, not written yet. A visitor who is not known becomes a contact of
 * the owner. Refused for unknown contacts and users.
 */
export async function openConversation(
  tx: Tx,
  accountId: string,
  wanted: NewConversation,
  initiatedBy: ConversationRow['initiated_by'],
  now: number,
): Promise<ConversationRow> {
  const { bot, website, audience } = wanted;
  if (wanted.owner != null) await requireUser(tx, accountId, wanted.owner, 'owner');
  const known = wanted.contact == null ? undefined : await requireContact(tx, accountId, wanted.contact, 'contact');
  const owner = wanted.owner ?? known?.owner_id ?? (await findAccountOwner(tx, accountId)) ?? null;
  const botId = await idOfNamed(tx, accountId, 'bot', bot.name, { newId: newId('BOT'), now, more: [] });
  const contact =
    known ?? (await createContact(tx, accountId, { owner, status: null, salutation: 'website visitor' }, now, botId));
  return {
    id: newId('CVR'),
    version: 1,
    creation_time: now,
    last_updated_time: now,
    last_interacted_time: now,
    initiated_by: initiatedBy,
    engaged: false,
    contact_id: contact.id,
    owner_id: owner,
    bot_id: botId,
    website_id:
      website == null
        ? null
        : await idOfNamed(tx, accountId, 'website', website.name, { newId: newId('WEB'), now, more: [website.url] }),
    audience_id:
      audience == null
        ? null
        : await idOfNamed(tx, accountId, 'audience', audience.name, { newId: newId('AUD'), now, more: [] }),
    status: 'started',
    answers: [],
    bookings: [],
  };
}
