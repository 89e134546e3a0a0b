import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { renderV1 } from './render-v1.ts';
import { findBooking } from './store.ts';

/** A living booking as API v1 shows it; refused if there is none. */
export async function findInV1(tx: Tx, accountId: string, id: string, baseUrl: string) {
  const row = await findBooking(tx, accountId, id);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_booking', { value: id });
  const [shown] = await renderV1(tx, accountId, [row], baseUrl);
  return shown!;
}
