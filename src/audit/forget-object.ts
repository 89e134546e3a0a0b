import type { Tx } from '../db/pool.ts';
import { emptyEntries } from './store.ts';

/**
 * Erases what the audit log holds of an object, as must happen when its personal data is erased: that it was changed, when and
 * by whom stays, what it was and became goes. Call it after the last change of the object.
 */
export async function forgetObject(tx: Tx, accountId: string, objectId: string): Promise<void> {
  await emptyEntries(tx, accountId, objectId);
}
