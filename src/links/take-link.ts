import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findLinkRow, type LinkRow, lockLinkRow } from './store.ts';

/**
 * The link with this id, good for this target. With `forBooking` it is locked, so that of two guests at once one books. Refused
 * if there is none such, it was used, or its 90 days are over.
 */
export async function takeLink(
  tx: Tx,
  accountId: string,
  id: string,
  target: LinkRow['target'],
  { now, forBooking }: { now: number; forBooking: boolean },
): Promise<LinkRow> {
  const row = await (forBooking ? lockLinkRow : findLinkRow)(tx, accountId, id);
  if (row === undefined || !isDeepStrictEqual(row.target, target))
    throw problem('no_such_link', { value: id, param: 'one_time_link' });
  if (row.used_time !== null) throw problem('link_used', { value: id });
  if (row.expires_time <= now) throw problem('link_expired', { value: id });
  return row;
}
