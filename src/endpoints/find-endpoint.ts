import type { Tx } from '../db/pool.ts';
import { type EndpointRow, findEndpointRow } from './store.ts';

/** What is known of the endpoint of a webhook that there is. */
export async function findEndpoint(tx: Tx, accountId: string, webhookId: string): Promise<EndpointRow> {
  return (await findEndpointRow(tx, accountId, webhookId))!;
}
