import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findSession, type SessionRow } from './store.ts';

/** A session of the account. Refused if it has ended meanwhile. */
export async function requireSession(tx: Tx, accountId: string, id: string): Promise<SessionRow> {
  const session = await findSession(tx, accountId, id);
  if (session === undefined) throw problem('not_signed_in');
  return session;
}
