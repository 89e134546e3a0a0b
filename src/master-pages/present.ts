import { redacted } from '../http/deleted.ts';
import type { AssignmentRuleRow, MasterMemberRow, MasterPageRow } from './store.ts';

/** A master page as the API shows one (contract 7.4), or what is left of a deleted one. */
export function presentMasterPage(row: MasterPageRow, baseUrl: string) {
  return row.deleted_time === null ? presentLivingMasterPage(row, baseUrl) : redacted('master_page', row.id);
}

/** A master page of a list, which holds no deleted ones. */
export function presentLivingMasterPage({ id, name, label, slug, active }: MasterPageRow, baseUrl: string) {
  return { id, object: 'master_page' as const, name, label, url: `${baseUrl}/${slug}`, active };
}

/** Everything that can be set on a master page. */
export function presentMasterSettings(
  row: MasterPageRow,
  members: readonly MasterMemberRow[],
  rules: readonly AssignmentRuleRow[],
) {
  const { id, name, label, slug, active, scenario, distribution } = row;
  return {
    object: 'master_page_settings' as const,
    id,
    name,
    label,
    slug,
    active,
    scenario,
    distribution,
    booking_pages: members.map(({ booking_page_id, priority }) => ({ booking_page: booking_page_id, priority })),
    event_types: rules.map(({ event_type_id, owner_id, member_ids }) => ({
      event_type: event_type_id,
      owner: owner_id,
      additional_members: member_ids,
    })),
  };
}
