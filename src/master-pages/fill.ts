import type { Tx } from '../db/pool.ts';
import { checkEventTypes } from '../event-types/check-event-types.ts';
import { problem } from '../http/problem.ts';
import { checkMasterPages } from '../offerings/check-master-pages.ts';
import { checkMembers } from '../pages/check-members.ts';
import { findLivingPages } from '../pages/find-living.ts';
import { findLivingPools } from '../pools/find-living.ts';
import type { MasterPageChange } from './schema.ts';
import { type MasterPageRow, setAssignmentRules, setMasterMembers } from './store.ts';

/**
 * Sets what a master page offers: pages of the account, or for dynamic rules its own event types with who takes their
 * meetings; what is undefined stays. Refused if the scenario has no such thing, if something is unknown or named twice, or
 * if it does not go together (product description 2.1).
 */
export async function fillMasterPage(
  tx: Tx,
  accountId: string,
  { id, scenario }: Pick<MasterPageRow, 'id' | 'scenario'>,
  { booking_pages, event_types, distribution }: MasterPageChange,
): Promise<void> {
  const conflict = (param: string, value: string) => problem('settings_conflict', { param, value });
  const dynamic = scenario === 'rule_based';
  if (dynamic && booking_pages !== undefined && booking_pages.length > 0)
    throw conflict('booking_pages', 'with dynamic rules the event types name the pages');
  if (!dynamic && event_types !== undefined && event_types.length > 0)
    throw conflict('event_types', 'only with dynamic rules a master page has event types of its own');
  if (distribution !== undefined && scenario !== 'rule_based_static')
    throw conflict('distribution', 'only static rules share meetings out among all pages');
  if (booking_pages !== undefined) {
    await checkMembers(tx, accountId, booking_pages, 'booking_pages');
    await setMasterMembers(tx, accountId, id, booking_pages);
  }
  if (event_types !== undefined) {
    await checkAssignments(tx, accountId, event_types);
    const rules = event_types.map((each) => ({
      event_type_id: each.event_type,
      owner_id: each.owner,
      member_ids: each.additional_members,
    }));
    await setAssignmentRules(tx, accountId, id, rules);
  }
  if (booking_pages !== undefined || event_types !== undefined)
    await checkMasterPages(tx, accountId, id, dynamic ? 'event_types' : 'booking_pages');
}

type Assignments = NonNullable<MasterPageChange['event_types']>;

async function checkAssignments(tx: Tx, accountId: string, assignments: Assignments): Promise<void> {
  const param = 'event_types';
  const twice = (ids: readonly string[]) => new Set(ids).size < ids.length;
  const eventTypes = assignments.map((each) => each.event_type);
  await checkEventTypes(tx, accountId, eventTypes);
  if (twice(eventTypes)) throw problem('settings_conflict', { param, value: 'an event type is named once' });
  const taking = assignments.map((each) => [each.owner, ...each.additional_members]);
  const ids = [...new Set(taking.flat())];
  const [pages, pools] = await Promise.all([findLivingPages(tx, accountId, ids), findLivingPools(tx, accountId, ids)]);
  const unknown = ids.find((id) => !pages.has(id) && !pools.has(id));
  if (unknown !== undefined)
    throw problem(unknown.startsWith('POOL-') ? 'no_such_pool' : 'no_such_booking_page', { value: unknown, param });
  if (taking.some(twice))
    throw problem('settings_conflict', { param, value: 'a page or pool takes one place of a meeting' });
}
