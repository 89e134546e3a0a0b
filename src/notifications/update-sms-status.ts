import type { Tx } from '../db/pool.ts';
import type { SmsStatus } from './schema.ts';
import { settleSms } from './store.ts';

/**
 * Notes what the provider says became of an SMS. The first word counts: reports come more than once and in any order.
 * Returns false if nothing changed.
 */
export async function updateSmsStatus(
  tx: Tx,
  accountId: string,
  id: string,
  status: Exclude<SmsStatus, 'sent'>,
): Promise<boolean> {
  return settleSms(tx, accountId, id, status);
}
