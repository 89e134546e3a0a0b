import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Offering, PageTarget } from '../offerings/schema.ts';
import { offerByRules } from './offer-by-rules.ts';
import { offerOnePage } from './offer-one-page.ts';
import { findMasterPages } from './store.ts';

/**
 * A booking page, or what a master page leads to, as guests book it. `now`, epoch ms, says in which of its cycles a pool is.
 * Refused if there is no such living page, master page or event type, or if they do not belong together.
 */
export async function offerPage(tx: Tx, accountId: string, target: PageTarget, now: number): Promise<Offering> {
  if ('page' in target && target.master === null) return offerOnePage(tx, accountId, target, undefined);
  const masterId = target.master!;
  const [master] = await findMasterPages(tx, accountId, [masterId]);
  if (master === undefined || master.deleted_time !== null) throw problem('no_such_master_page', { value: masterId });
  if ('page' in target && !master.scenario.startsWith('rule_based')) return offerOnePage(tx, accountId, target, master);
  return offerByRules(tx, accountId, master, target.eventType ?? '', 'page' in target ? target.page : null, now);
}
