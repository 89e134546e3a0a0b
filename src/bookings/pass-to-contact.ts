import type { Tx } from '../db/pool.ts';
import { setContact } from './store.ts';

/** Gives the bookings of one contact to another; returns how many there were. */
export function passToContact(tx: Tx, accountId: string, from: string, to: string, now: number): Promise<number> {
  return setContact(tx, accountId, from, to, now);
}
