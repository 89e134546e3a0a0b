import { iso } from '../http/time.ts';
import type { SavedViewRow } from './store.ts';

/** A saved view as the API shows it. */
export function presentView(row: SavedViewRow) {
  return {
    object: 'saved_view' as const,
    id: row.id,
    user: row.user_id,
    screen: row.screen,
    name: row.name,
    query: row.query,
    creation_time: iso(row.creation_time),
  };
}
