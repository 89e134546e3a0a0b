import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { PageTarget } from '../offerings/schema.ts';
import { findMasterPages } from './store.ts';

/**
 * What a guest's choice on a master page leads to: the page he names where guests pick one, else the rules find it. Who only
 * looks at times may leave the page open where guests pick it once they have a time. Refused if there is no such living master
 * page, if a choice is missing, or if a page is named where the rules choose.
 */
export async function chooseTarget(
  tx: Tx,
  accountId: string,
  masterId: string,
  choice: { booking_page?: string | null | undefined; event_type?: string | null | undefined },
  to: 'look' | 'book',
): Promise<PageTarget> {
  const [master] = await findMasterPages(tx, accountId, [masterId]);
  if (master === undefined || master.deleted_time !== null) throw problem('no_such_master_page', { value: masterId });
  const { booking_page: page, event_type: eventType } = choice;
  if (master.scenario.startsWith('rule_based')) {
    const byTime = master.distribution === 'member_by_time';
    if (page != null && !byTime) throw problem('page_by_rules');
    if (eventType == null) throw problem('missing_fields', { param: 'event_type' });
    if (page == null && byTime && to === 'book') throw problem('missing_fields', { param: 'booking_page' });
    return { master: masterId, eventType, ...(page == null ? {} : { picked: page }) };
  }
  if (page == null) throw problem('missing_fields', { param: 'booking_page' });
  return { page, eventType: eventType ?? null, master: masterId };
}
