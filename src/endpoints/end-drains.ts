import type { Tx } from '../db/pool.ts';
import { type EndpointRow, endDrainsOf } from './store.ts';

/** Notes of endpoints that all of their parked backlog has been sent. */
export async function endDrains(tx: Tx, drained: readonly EndpointRow[]): Promise<void> {
  if (drained.length > 0) await endDrainsOf(tx, drained);
}
