import { type Tx, violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { SavedViewChange } from './schema.ts';
import { lockView, type SavedViewRow, updateView } from './store.ts';

/** Renames a view or lets it show something else. Refused if there is none, or if its user has another of that name. */
export async function change(
  tx: Tx,
  accountId: string,
  id: string,
  { name, query }: SavedViewChange,
): Promise<SavedViewRow> {
  const row = await lockView(tx, accountId, id);
  if (row === undefined) throw problem('no_such_saved_view', { value: id });
  const changed = { ...row, name: name?.trim() ?? row.name, query: query ?? row.query };
  try {
    await updateView(tx, accountId, changed);
  } catch (error) {
    if (violatedConstraint(error) === 'saved_view_name_unique')
      throw problem('saved_view_name_taken', { value: changed.name });
    throw error;
  }
  return changed;
}
