import { forgetObject } from '../audit/forget-object.ts';
import type { Tx } from '../db/pool.ts';
import { eraseSms } from './store.ts';

/** Erases the SMS that went to a contact: number and words; returns their ids. */
export async function eraseSmsTo(tx: Tx, accountId: string, contactId: string, now: number): Promise<string[]> {
  const ids = await eraseSms(tx, accountId, contactId, now);
  for (const id of ids) await forgetObject(tx, accountId, id);
  return ids;
}
