import type { Tx } from '../db/pool.ts';
import { unpublishHostedBy } from './store.ts';

/** Closes every calendar of a host for bookings, as happens when he is deleted. Bookings made before stay. */
export async function closeHostedBy(tx: Tx, accountId: string, hostId: string, now: number): Promise<void> {
  await unpublishHostedBy(tx, accountId, hostId, new Date(now));
}
