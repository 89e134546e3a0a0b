import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import * as store from './store.ts';

/** Gives a held start back before its time. Refused if there is no such hold, or it has run out. */
export async function releaseHold(tx: Tx, accountId: string, id: string, now: number): Promise<void> {
  const held = await store.findHold(tx, accountId, id);
  if (held === undefined || held.expires_at <= now) throw problem('no_such_hold', { value: id });
  await store.lockUsersOf(tx, accountId, [held.host_id]);
  // A twin may have been faster while this one waited.
  if (await store.deleteHold(tx, accountId, id)) await store.release(tx, accountId, held.source_id);
}
