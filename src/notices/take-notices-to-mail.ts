import type { Tx } from '../db/pool.ts';
import { presentNotice } from './present.ts';
import { takeUnmailedNotices } from './store.ts';

/**
 * Up to `limit` notices that no mail was made of, oldest first, as the API shows them, each with its account. They count as
 * mailed once the transaction commits: make the mails, or the jobs that will, in the same one. What was over before
 * anybody could be told is among them, with its `resolved_time`.
 */
export async function takeNoticesToMail(tx: Tx, now: number, limit: number) {
  const rows = await takeUnmailedNotices(tx, now, limit);
  rows.sort((a, b) => a.creation_time - b.creation_time);
  return rows.map((row) => ({ accountId: row.account_id, notice: presentNotice(row) }));
}
