import type { Tx } from '../db/pool.ts';
import { deleteMailsOf } from './store.ts';

/** Deletes the mails about a booking, as must happen when its personal data is erased. Those not yet sent are not sent. */
export async function forgetMails(tx: Tx, accountId: string, bookingId: string): Promise<void> {
  await deleteMailsOf(tx, accountId, bookingId);
}
