import { newId } from '../core/id.ts';
import { type Tx, violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findHost } from '../users/find-host.ts';
import type { NewSavedView } from './schema.ts';
import { countViews, insertView, type SavedViewRow } from './store.ts';

/** More than that nobody finds his way in. */
const mostViews = 100;

/** Keeps a view for a user of the account. Refused if he has one of that name for the screen, or a hundred. */
export async function create(
  tx: Tx,
  accountId: string,
  userId: string,
  { screen, name, query }: NewSavedView,
  now: number,
): Promise<SavedViewRow> {
  if ((await findHost(tx, accountId, userId)) === undefined)
    throw problem('no_such_user', { value: userId, param: 'user' });
  if ((await countViews(tx, accountId, userId)) >= mostViews) throw problem('saved_view_limit');
  const row = { id: newId('VIEW'), user_id: userId, screen, name: name.trim(), query, creation_time: now };
  try {
    await insertView(tx, accountId, row);
  } catch (error) {
    if (violatedConstraint(error) === 'saved_view_name_unique')
      throw problem('saved_view_name_taken', { value: row.name });
    throw error;
  }
  return row;
}
