import type { Tx } from '../db/pool.ts';
import type { Person } from './schema.ts';
import { findPeople } from './store.ts';

/** The active users with a seat who have one of these addresses, whatever its letters' case, with their hours; others are left out. */
export async function findByEmail(tx: Tx, accountId: string, emails: readonly string[]): Promise<Person[]> {
  if (emails.length === 0) return [];
  return findPeople(
    tx,
    accountId,
    emails.map((email) => email.toLowerCase()),
  );
}
