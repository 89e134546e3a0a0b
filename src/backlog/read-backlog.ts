import type { Tx } from '../db/pool.ts';
import { type BacklogRow, type LastAttemptRow, lastAttemptsOf, webhookBacklogs } from './store.ts';

/** How a webhook does: as its status in the API says it. */
export type WebhookState = 'active' | 'failing' | 'paused' | 'deleted';

/** What becomes of a delivery that is owed: sent now; tried later; kept until its webhook is well, or no longer paused. */
export type OwedState = 'due' | 'waiting' | 'parked' | 'paused';

/** A webhook, how it does, and what it is owed. */
export interface WebhookBacklog extends BacklogRow {
  state: WebhookState;
  owed: Record<OwedState, number>;
}

/**
 * Every living webhook of all accounts or of one, and deleted ones that are still owed something. `now` is in epoch
 * milliseconds. Needs a system transaction.
 */
export async function readBacklog(tx: Tx, now: number, accountId?: string): Promise<WebhookBacklog[]> {
  const rows = await webhookBacklogs(tx, now, accountId);
  return rows.map((row) => ({ ...row, state: stateOf(row), owed: owedOf(row) }));
}

function stateOf({ deleted, paused_time, failing_since }: BacklogRow): WebhookState {
  if (deleted) return 'deleted';
  if (paused_time !== null) return 'paused';
  return failing_since === null ? 'active' : 'failing';
}

function owedOf({ paused_time, failing_since, pending, due }: BacklogRow): Record<OwedState, number> {
  const none = { due: 0, waiting: 0, parked: 0, paused: 0 };
  if (paused_time !== null) return { ...none, paused: pending };
  if (failing_since !== null) return { ...none, parked: pending };
  return { ...none, due, waiting: pending - due };
}

/** The last attempts of those webhooks that are owed something or fail, by the webhook's id. Needs a system transaction. */
export async function readLastAttempts(
  tx: Tx,
  webhooks: readonly WebhookBacklog[],
): Promise<Map<string, LastAttemptRow>> {
  const asked = webhooks.filter(({ pending, failing_since }) => pending > 0 || failing_since !== null);
  return new Map((await lastAttemptsOf(tx, asked)).map((row) => [row.webhook_id, row]));
}
