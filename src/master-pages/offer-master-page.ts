import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Offering, PageTarget } from '../offerings/schema.ts';
import { offerPage } from '../pages/offer-page.ts';
import { offerByRules } from './offer-by-rules.ts';
import { findMasterMembers, findMasterPages } from './store.ts';

/**
 * What a master page leads to, as guests book it: the page that the guest picked, or whoever the rules find. `now`, epoch ms, says
 * in which of its cycles a pool is. Refused if there is no such living master page, page or event type, or if they do not belong
 * together.
 */
export async function offerMasterPage(tx: Tx, accountId: string, target: PageTarget, now: number): Promise<Offering> {
  const masterId = target.master!;
  const [master] = await findMasterPages(tx, accountId, [masterId]);
  if (master === undefined || master.deleted_time !== null) throw problem('no_such_master_page', { value: masterId });
  if (!('page' in target)) return offerByRules(tx, accountId, master, target.eventType, { picked: target.picked }, now);
  const { page } = target;
  if (master.scenario.startsWith('rule_based'))
    return offerByRules(tx, accountId, master, target.eventType ?? '', { kept: page }, now);
  const members = await findMasterMembers(tx, accountId, masterId);
  if (!members.some((each) => each.booking_page_id === page))
    throw problem('no_such_booking_page', { value: page, param: 'booking_page' });
  return offerPage(tx, accountId, { page, eventType: target.eventType }, master);
}
