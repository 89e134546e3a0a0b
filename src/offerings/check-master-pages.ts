import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { type Conflict, findConflict } from './store.ts';

const reasons: Record<Conflict, string> = {
  proposals: 'event types whose requests propose times stand on no master page with rules',
  sessions: 'packages stand on no master page with rules',
  capacity: 'meetings with additional members have one guest',
  with_event_types: 'this master page takes only pages without event types',
  without_event_types: 'this master page takes only pages with event types',
};

/**
 * Refuses what the transaction has written if it does not go together on a master page that the object with this id is, or
 * is part of (product description 2.1 and chapter 12). Blames `param`, or for an event type the rule of it.
 */
export async function checkMasterPages(tx: Tx, accountId: string, id: string, param?: string): Promise<void> {
  const conflict = await findConflict(tx, accountId, id);
  if (conflict !== undefined)
    throw problem('settings_conflict', { param: param ?? conflict, value: reasons[conflict] });
}
