import type { z } from 'zod';
import { equals, type KeysetPage, keysetPage, oneOf, timeBounds } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { Answer, ConversationStatus, conversationListQuery } from './schema.ts';

export interface ConversationRow {
  id: string;
  version: number;
  creation_time: number;
  last_updated_time: number;
  last_interacted_time: number;
  initiated_by: 'bot' | 'contact';
  /** False while a bot has spoken and the visitor has not. */
  engaged: boolean;
  contact_id: string;
  owner_id: string | null;
  bot_id: string;
  website_id: string | null;
  audience_id: string | null;
  status: ConversationStatus;
  answers: Answer[];
  /** Ids, oldest first. They are kept with the bookings. */
  bookings: string[];
}

const columns = `id, version, creation_time, last_updated_time, last_interacted_time, initiated_by, engaged, contact_id,
  owner_id, bot_id, website_id, audience_id, status, answers`;
const columnsAndBookings = `${columns}, array(select b.id from bookings b where b.account_id = conversations.account_id
  and b.conversation_id = conversations.id order by b.creation_time, b.id) as bookings`;

const byIds = statement<ConversationRow>(
  `select ${columnsAndBookings} from conversations where account_id = $1 and id = any($2) and deleted_time is null`,
);

/** The living conversations with these ids, in no order. */
export async function findConversations(tx: Tx, accountId: string, ids: readonly string[]): Promise<ConversationRow[]> {
  return tx.rows(byIds, [accountId, ids]);
}

const lockById = statement(`select 1 from conversations where account_id = $1 and id = $2 for no key update`);

/**
 * The conversation with this id; nobody else changes it until the transaction ends. It is read by a statement of its own: one
 * that waits for the lock sees the bookings as they were before it waited.
 */
export async function lockConversation(tx: Tx, accountId: string, id: string): Promise<ConversationRow | undefined> {
  const [, [row]] = await Promise.all([tx.run(lockById, [accountId, id]), findConversations(tx, accountId, [id])]);
  return row;
}

const lockWithOtherBots = statement<{ id: string }>(
  `select id from conversations
   where account_id = $1 and contact_id = $2 and bot_id <> $3 and status = 'started' and engaged and deleted_time is null
   order by id for no key update`,
);

/** Locks the conversations that a contact is in with other bots than this one, and returns their ids. */
export async function lockOthers(tx: Tx, accountId: string, contactId: string, botId: string): Promise<string[]> {
  return (await tx.rows(lockWithOtherBots, [accountId, contactId, botId])).map((row) => row.id);
}

const silent = statement<{ account_id: string; id: string }>(
  `select account_id, id from conversations
   where status = 'started' and deleted_time is null and last_interacted_time < $1
   order by last_interacted_time limit $2 for no key update skip locked`,
);

/** Locks open conversations that nothing was said in since, and that nobody else is at, oldest first. Needs a system transaction. */
export async function lockSilent(tx: Tx, since: number, limit: number): Promise<{ account_id: string; id: string }[]> {
  return tx.rows(silent, [new Date(since), limit]);
}

/** One page of the conversations, or of those that one of `owners` has. */
export async function listConversations(
  tx: Tx,
  accountId: string,
  query: z.output<typeof conversationListQuery>,
  owners?: readonly string[],
): Promise<KeysetPage<ConversationRow>> {
  const { limit, after, before } = query;
  const reached = oneOf('owner_id', owners);
  const filters = [
    ...reached,
    ...equals('status', query.status),
    ...equals('contact_id', query.contact),
    ...equals('owner_id', query.owner),
    ...equals('bot_id', query.bot),
    ...timeBounds('creation_time', query['creation_time.gt'], query['creation_time.lt']),
  ];
  const ranked = ['contact_id', 'owner_id', 'bot_id', 'status'];
  const table = { table: 'conversations', columns: columnsAndBookings, ranked };
  return keysetPage<ConversationRow>(tx, { ...table, accountId, filters, reach: reached[0], limit, after, before });
}

const write = statement(
  `insert into conversations (account_id, ${columns})
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
   on conflict (account_id, id) do update set
     version = excluded.version, last_updated_time = excluded.last_updated_time,
     last_interacted_time = excluded.last_interacted_time, engaged = excluded.engaged, status = excluded.status,
     answers = excluded.answers`,
);

/** Writes a conversation as it is, new or changed, but for its bookings. */
export async function writeConversation(tx: Tx, accountId: string, row: ConversationRow): Promise<void> {
  await tx.run(write, [
    accountId,
    row.id,
    row.version,
    new Date(row.creation_time),
    new Date(row.last_updated_time),
    new Date(row.last_interacted_time),
    row.initiated_by,
    row.engaged,
    row.contact_id,
    row.owner_id,
    row.bot_id,
    row.website_id,
    row.audience_id,
    row.status,
    JSON.stringify(row.answers),
  ]);
}

const bookingById = statement<{ conversation_id: string | null }>(
  `select conversation_id from bookings where account_id = $1 and id = $2 and deleted_time is null for no key update`,
);
const setConversation = statement(
  `update bookings set conversation_id = $3, last_updated_time = $4 where account_id = $1 and id = $2`,
);

/** The conversation that a living booking belongs to, and nobody else changes the booking; undefined if there is no such booking. */
export async function lockConversationOfBooking(
  tx: Tx,
  accountId: string,
  bookingId: string,
): Promise<{ conversation_id: string | null } | undefined> {
  return tx.one(bookingById, [accountId, bookingId]);
}

/** Makes a booking one of the conversation's. */
export async function setConversationOfBooking(
  tx: Tx,
  accountId: string,
  bookingId: string,
  conversationId: string,
  now: number,
): Promise<void> {
  await tx.run(setConversation, [accountId, bookingId, conversationId, new Date(now)]);
}

/** A bot, a website or an audience. */
export interface NamedRow {
  id: string;
  name: string;
}

export interface WebsiteRow extends NamedRow {
  url: string;
}

const botsByIds = statement<NamedRow>('select id, name from bots where account_id = $1 and id = any($2)');
const websitesByIds = statement<WebsiteRow>(
  'select id, name, url from websites where account_id = $1 and id = any($2)',
);
const audiencesByIds = statement<NamedRow>('select id, name from audiences where account_id = $1 and id = any($2)');

/** The bots with these ids, in no order. */
export async function findBots(tx: Tx, accountId: string, ids: readonly string[]): Promise<NamedRow[]> {
  return tx.rows(botsByIds, [accountId, ids]);
}

/** The websites with these ids, in no order. */
export async function findWebsites(tx: Tx, accountId: string, ids: readonly string[]): Promise<WebsiteRow[]> {
  return tx.rows(websitesByIds, [accountId, ids]);
}

/** The audiences with these ids, in no order. */
export async function findAudiences(tx: Tx, accountId: string, ids: readonly string[]): Promise<NamedRow[]> {
  return tx.rows(audiencesByIds, [accountId, ids]);
}

/** How something is found by its name, and made. Most are found: only then is nothing written, so that nobody waits for anybody. */
const named = {
  bot: {
    find: statement<{ id: string }>('select id from bots where account_id = $1 and name = $2'),
    make: statement(
      `insert into bots (account_id, name, id, creation_time) values ($1, $2, $3, $4)
       on conflict on constraint bot_name_unique do nothing`,
    ),
  },
  website: {
    find: statement<{ id: string }>('select id from websites where account_id = $1 and name = $2'),
    make: statement(
      `insert into websites (account_id, name, id, creation_time, url) values ($1, $2, $3, $4, $5)
       on conflict on constraint website_name_unique do nothing`,
    ),
  },
  audience: {
    find: statement<{ id: string }>('select id from audiences where account_id = $1 and name = $2'),
    make: statement(
      `insert into audiences (account_id, name, id, creation_time) values ($1, $2, $3, $4)
       on conflict on constraint audience_name_unique do nothing`,
    ),
  },
};

/** The id of the bot, website or audience with this name, which is made with `newId` if there is none. `more` is a website's URL. */
export async function idOfNamed(
  tx: Tx,
  accountId: string,
  kind: keyof typeof named,
  name: string,
  made: { newId: string; now: number; more: readonly string[] },
): Promise<string> {
  const { find, make } = named[kind];
  const known = await tx.one(find, [accountId, name]);
  if (known !== undefined) return known.id;
  await tx.run(make, [accountId, name, made.newId, new Date(made.now), ...made.more]);
  return (await tx.one(find, [accountId, name]))!.id;
}

const ofContact = statement<ConversationRow>(
  `select ${columnsAndBookings} from conversations where account_id = $1 and contact_id = $2 and deleted_time is null
   order by creation_time, id`,
);

/** A contact's living conversations, oldest first. */
export async function findOfContact(tx: Tx, accountId: string, contactId: string): Promise<ConversationRow[]> {
  return tx.rows(ofContact, [accountId, contactId]);
}

const erased = statement<{ id: string }>(
  `update conversations set deleted_time = $3, last_updated_time = $3, answers = '[]', owner_id = null
   where account_id = $1 and contact_id = $2 and deleted_time is null returning id`,
);

/** Leaves nothing of a contact's conversations but that they were; returns their ids. */
export async function eraseConversations(tx: Tx, accountId: string, contactId: string, now: number): Promise<string[]> {
  return (await tx.rows(erased, [accountId, contactId, new Date(now)])).map((row) => row.id);
}

const passed = statement(
  `update conversations set contact_id = $3, last_updated_time = $4
   where account_id = $1 and contact_id = $2 and deleted_time is null`,
);

/** Gives the conversations of one contact to another; returns how many there were. */
export async function setContact(tx: Tx, accountId: string, from: string, to: string, now: number): Promise<number> {
  return tx.run(passed, [accountId, from, to, new Date(now)]);
}
