import { iso } from '../http/time.ts';
import type { ConversationRow, NamedRow, WebsiteRow } from './store.ts';

/** A conversation with every key of the contract's 7.8. Related objects are ids. */
export function presentConversation(row: ConversationRow) {
  return {
    object: 'conversation' as const,
    id: row.id,
    creation_time: iso(row.creation_time),
    initiated_by: row.initiated_by,
    last_updated_time: iso(row.last_updated_time),
    last_interacted_time: iso(row.last_interacted_time),
    contact: row.contact_id,
    owner: row.owner_id,
    status: row.status,
    bot: row.bot_id,
    website: row.website_id,
    audience: row.audience_id,
    // The database keeps the keys of an object in an order of its own.
    answers: row.answers.map(({ id, internal_label, question, value }) => ({ id, internal_label, question, value })),
    bookings: row.bookings,
  };
}

/** A bot or an audience as an expansion shows one. */
export function presentNamed(object: 'bot' | 'audience', { id, name }: NamedRow) {
  return { id, object, name };
}

/** A website as an expansion shows one. */
export function presentWebsite({ id, name, url }: WebsiteRow) {
  return { id, object: 'website' as const, name, url };
}
