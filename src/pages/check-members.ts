import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findLivingPages } from './find-living.ts';

/** Refuses booking pages that the account does not have, or that are named twice. */
export async function checkMembers(
  tx: Tx,
  accountId: string,
  members: readonly { booking_page: string }[],
  param: string,
): Promise<void> {
  const ids = members.map((each) => each.booking_page);
  const living = await findLivingPages(tx, accountId, ids);
  const unknown = ids.find((id) => !living.has(id));
  if (unknown !== undefined) throw problem('no_such_booking_page', { value: unknown, param });
  if (new Set(ids).size < ids.length) throw problem('settings_conflict', { param, value: 'a page is named once' });
}
