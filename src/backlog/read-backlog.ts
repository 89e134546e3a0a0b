import { type EndpointState, stateOf } from '../core/endpoint.ts';
import type { Tx } from '../db/pool.ts';
import { type BacklogRow, type LastAttemptRow, lastAttemptsOf, webhookBacklogs } from './store.ts';

/** How a webhook does: as its status in the API says it, or that it was deleted. */
export type WebhookState = EndpointState | 'deleted';

/**
 * What becomes of a delivery that is owed: sent now; tried later; kept until its webhook answers a probe; sent at the pace
 * of a webhook that has just answered; kept until its webhook is no longer paused.
 */
export type OwedState = 'due' | 'waiting' | 'parked' | 'draining' | 'paused';

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
  return rows.map((row) => {
    const state = row.deleted ? 'deleted' : stateOf(row, row.pending);
    return { ...row, state, owed: owedOf(row, state) };
  });
}

function owedOf({ parked_since, pending, due }: BacklogRow, state: WebhookState): Record<OwedState, number> {
  const none = { due: 0, waiting: 0, parked: 0, draining: 0, paused: 0 };
  if (state === 'paused') return { ...none, paused: pending };
  if (state === 'recovering') return { ...none, draining: pending };
  if (parked_since !== null) return { ...none, parked: pending };
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
