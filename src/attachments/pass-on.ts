import type { Tx } from '../db/pool.ts';
import { passAttachments } from './store.ts';

/** The files of a booking go on with the one that replaces it. */
export function passOnAttachments(tx: Tx, accountId: string, from: string, to: string): Promise<void> {
  return passAttachments(tx, accountId, from, to);
}
