import type { Tx } from '../db/pool.ts';
import type { Scenario } from './schema.ts';
import { findAssignmentRules, findMasterMembers, findMasterPages } from './store.ts';

/** What a master page holds, in its own order. */
export interface LaidOutMasterPage {
  name: string;
  active: boolean;
  scenario: Scenario;
  /** True if guests take a time first and then one of the pages that are free at it. */
  memberByTime: boolean;
  /** Ids of its booking pages; none where dynamic rules name them. */
  pages: readonly string[];
  /** Ids of the event types that dynamic rules are about; elsewhere the pages say them. */
  eventTypes: readonly string[];
}

/** A living master page; undefined if there is none. */
export async function layOutMasterPage(tx: Tx, accountId: string, id: string): Promise<LaidOutMasterPage | undefined> {
  const [[row], members, rules] = await Promise.all([
    findMasterPages(tx, accountId, [id]),
    findMasterMembers(tx, accountId, id),
    findAssignmentRules(tx, accountId, id),
  ]);
  if (row === undefined || row.deleted_time !== null) return undefined;
  const { name, active, scenario, distribution } = row;
  return {
    name,
    active,
    scenario,
    memberByTime: scenario === 'rule_based_static' && distribution === 'member_by_time',
    pages: scenario === 'rule_based' ? [] : members.map((member) => member.booking_page_id),
    eventTypes: rules.map((rule) => rule.event_type_id),
  };
}
