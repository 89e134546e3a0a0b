import { paused } from '../core/endpoint.ts';
import type { Tx } from '../db/pool.ts';
import { lockEndpoints, writeEndpoints } from './store.ts';

/** Lets an endpoint get nothing until it is resumed; one that is paused already stays as it is. */
export async function pauseEndpoint(tx: Tx, accountId: string, webhookId: string, now: number): Promise<void> {
  const id = { account_id: accountId, webhook_id: webhookId };
  const [row] = await lockEndpoints(tx, [id]);
  if (row!.paused_time === null) await writeEndpoints(tx, [{ ...id, ...paused(row!, 'requested', now) }]);
}
