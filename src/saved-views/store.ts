import { equals, type KeysetPage, keysetPage, oneOf } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { SavedViewQuery } from './schema.ts';

export interface SavedViewRow {
  id: string;
  user_id: string;
  screen: string;
  name: string;
  query: string;
  creation_time: number;
}

const columns = 'id, user_id, screen, name, query, creation_time';

/** One page of the views of an account, or of those of the users in `within`, newest first. */
export function listViews(
  tx: Tx,
  accountId: string,
  { user, screen, limit, after, before }: SavedViewQuery,
  within: readonly string[] | undefined,
): Promise<KeysetPage<SavedViewRow>> {
  const reached = oneOf('user_id', within);
  const filters = [...equals('user_id', user), ...equals('screen', screen), ...reached];
  const paging = { limit, after, before, reach: reached[0], keepsAll: true };
  return keysetPage<SavedViewRow>(tx, { table: 'saved_views', columns, accountId, filters, ...paging });
}

const count = statement<{ n: number }>('select count(*) as n from saved_views where account_id = $1 and user_id = $2');

/** How many views a user has. */
export async function countViews(tx: Tx, accountId: string, userId: string): Promise<number> {
  return (await tx.one(count, [accountId, userId]))!.n;
}

const insert = statement(
  `insert into saved_views (account_id, id, user_id, screen, name, query, creation_time) values ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Writes a new view. */
export async function insertView(tx: Tx, accountId: string, row: SavedViewRow): Promise<void> {
  const { id, user_id, screen, name, query, creation_time } = row;
  await tx.run(insert, [accountId, id, user_id, screen, name, query, new Date(creation_time)]);
}

const lockById = statement<SavedViewRow>(
  `select ${columns} from saved_views where account_id = $1 and id = $2 for no key update`,
);

/** The view with this id; nobody else changes it until the transaction ends. */
export async function lockView(tx: Tx, accountId: string, id: string): Promise<SavedViewRow | undefined> {
  return tx.one(lockById, [accountId, id]);
}

const update = statement('update saved_views set name = $3, query = $4 where account_id = $1 and id = $2');

/** Writes a view's name and query. */
export async function updateView(tx: Tx, accountId: string, { id, name, query }: SavedViewRow): Promise<void> {
  await tx.run(update, [accountId, id, name, query]);
}

const remove = statement('delete from saved_views where account_id = $1 and id = $2');

/** Deletes a view; false if there is none. */
export async function deleteView(tx: Tx, accountId: string, id: string): Promise<boolean> {
  return (await tx.run(remove, [accountId, id])) > 0;
}
