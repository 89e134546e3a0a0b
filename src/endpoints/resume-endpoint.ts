import { resumed } from '../core/endpoint.ts';
import type { Tx } from '../db/pool.ts';
import { resolveNotices } from '../notices/resolve-notices.ts';
import { type EndpointRow, lockEndpoints, writeEndpoints } from './store.ts';

/** Lets a paused endpoint get what it is owed again, and returns how it was while paused; undefined if it was not. */
export async function resumeEndpoint(
  tx: Tx,
  accountId: string,
  webhookId: string,
  now: number,
): Promise<EndpointRow | undefined> {
  const id = { account_id: accountId, webhook_id: webhookId };
  const [row] = await lockEndpoints(tx, [id]);
  if (row!.paused_time === null) return undefined;
  await writeEndpoints(tx, [{ ...id, ...resumed(row!, now) }]);
  await resolveNotices(tx, accountId, webhookId, now);
  return row;
}
