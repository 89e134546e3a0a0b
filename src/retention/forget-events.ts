import type { Tx } from '../db/pool.ts';
import { deleteEventsAbout } from './store.ts';

/**
 * Deletes what webhooks were told of some objects, and what they are still owed of them, as must happen when personal data is erased;
 * returns how many events there were.
 */
export function forgetEvents(tx: Tx, accountId: string, subjectIds: readonly string[]): Promise<number> {
  return deleteEventsAbout(tx, accountId, subjectIds);
}
