import type { Tx } from '../db/pool.ts';
import type { Offering } from '../offerings/schema.ts';
import { lockUsersOf } from './store.ts';

/**
 * Locks everybody whose time a meeting of the offering may take: two bookings that share some of them take turns. What is read
 * after it, in a statement of its own, is what the one before left.
 */
export async function lockPeople(tx: Tx, accountId: string, { host, panel }: Offering): Promise<void> {
  const people = [host, ...panel].flatMap((place) => place.members);
  await lockUsersOf(tx, accountId, [...new Set(people.map((person) => person.id))]);
}
