import { newId } from '../core/id.ts';
import { type Tx, violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findLivingWebhook } from '../webhooks/find-living.ts';
import type { NewReplay } from './schema.ts';
import { countMatching, insertReplay, type ReplayRow } from './store.ts';
import { wakeReplays } from './wake.ts';

/**
 * Begins to send settled deliveries of a living webhook again, oldest first, and returns the replay; the job does the rest. What
 * is written after this moment is left alone. Refused while another replay goes to the webhook.
 */
export async function startReplay(
  tx: Tx,
  accountId: string,
  webhookId: string,
  wanted: NewReplay,
  now: number,
): Promise<ReplayRow> {
  await findLivingWebhook(tx, accountId, webhookId);
  const row: ReplayRow = {
    account_id: accountId,
    id: newId('RPL'),
    webhook_id: webhookId,
    states: [...new Set(wanted.states)],
    event_type: wanted.type ?? null,
    subject_id: wanted.subject ?? null,
    from_time: wanted.since ?? null,
    until_time: Math.min(wanted.until ?? now, now),
    state: 'running',
    matched: 0,
    replayed: 0,
    creation_time: now,
    finished_time: null,
  };
  row.matched = await countMatching(tx, row);
  try {
    await insertReplay(tx, row);
  } catch (error) {
    if (violatedConstraint(error) === 'replay_one_at_a_time') throw problem('replay_running', { value: webhookId });
    throw error;
  }
  tx.afterCommit(wakeReplays);
  return row;
}
