import type { Tx } from '../db/pool.ts';
import { endConversation } from './end.ts';
import { findConversations, lockSilent } from './store.ts';

/** For how long a visitor may be silent (contract 8.1). */
const patienceMs = 10 * 60_000;
/** How many conversations one transaction abandons. */
const batch = 100;

/**
 * Abandons conversations whose visitor was silent for more than ten minutes, also those whose bot reached out to nobody who
 * answered, and emits `conversation.abandoned` for each. Returns true if there may be more. Needs a system transaction.
 */
export async function abandonConversations(tx: Tx, now: number): Promise<boolean> {
  const silent = await lockSilent(tx, now - patienceMs, batch);
  for (const { account_id: accountId, id } of silent) {
    const [row] = await findConversations(tx, accountId, [id]);
    await endConversation(tx, accountId, row!, 'abandoned', now);
  }
  return silent.length === batch;
}
