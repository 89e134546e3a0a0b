import { presentSchedule } from '../availability/present.ts';
import { redacted } from '../http/deleted.ts';
import { iso } from '../http/time.ts';
import { meetingRules } from '../offerings/schema.ts';
import type {
  AssignmentRuleRow,
  BookingPageRow,
  EventTypeRow,
  MasterMemberRow,
  MasterPageRow,
  PoolMemberRow,
  PoolRow,
} from './store.ts';

/** A booking page as the API shows one (contract 7.3), or what is left of a deleted one. */
export function presentBookingPage(row: BookingPageRow, baseUrl: string) {
  return row.deleted_time === null ? presentLivingBookingPage(row, baseUrl) : redacted('booking_page', row.id);
}

/** A booking page of a list, which holds no deleted ones. */
export function presentLivingBookingPage(row: BookingPageRow, baseUrl: string) {
  const { id, name, label, slug, active, timezone } = row;
  return { id, object: 'booking_page' as const, name, label, url: `${baseUrl}/${slug}`, active, timezone };
}

/** An event type as the API shows one (contract 7.5), or what is left of a deleted one. */
export function presentEventType(row: EventTypeRow) {
  return row.deleted_time === null ? presentLivingEventType(row) : redacted('event_type', row.id);
}

/** An event type of a list, which holds no deleted ones. */
export function presentLivingEventType({ id, name, label, description }: EventTypeRow) {
  return { id, object: 'event_type' as const, name, label, description };
}

/** A master page as the API shows one (contract 7.4), or what is left of a deleted one. */
export function presentMasterPage(row: MasterPageRow, baseUrl: string) {
  return row.deleted_time === null ? presentLivingMasterPage(row, baseUrl) : redacted('master_page', row.id);
}

/** A master page of a list, which holds no deleted ones. */
export function presentLivingMasterPage({ id, name, label, slug, active }: MasterPageRow, baseUrl: string) {
  return { id, object: 'master_page' as const, name, label, url: `${baseUrl}/${slug}`, active };
}

/** The rules that pages and event types have; the others are of booking calendars. */
function shownRules(stored: unknown) {
  const {
    approval: _,
    concurrent: __,
    distribution: ___,
    correction: ____,
    co_hosts: _____,
    ...rules
  } = meetingRules.parse(stored);
  return rules;
}

/** Everything that can be set on a booking page. */
export function presentBookingPageSettings(row: BookingPageRow) {
  const { id, name, label, subject, owner_id, slug, active, timezone, weekly, overrides, event_types } = row;
  const own = presentSchedule({ timezone, weekly: weekly ?? {}, overrides: overrides ?? {} });
  return {
    object: 'booking_page_settings' as const,
    id,
    name,
    label,
    subject,
    owner: owner_id,
    slug,
    active,
    timezone,
    weekly: weekly === null ? null : own.weekly,
    overrides: overrides === null ? null : own.overrides,
    event_types,
    ...shownRules(row.rules),
  };
}

/** Everything that can be set on an event type. */
export function presentEventTypeSettings({ id, name, label, description, rules }: EventTypeRow) {
  return { object: 'event_type_settings' as const, id, name, label, description, ...shownRules(rules) };
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

/** A resource pool with its members, or what is left of a deleted one. */
export function presentPool(row: PoolRow, members: readonly PoolMemberRow[]) {
  return row.deleted_time === null ? presentLivingPool(row, members) : redacted('resource_pool', row.id);
}

/** A resource pool of a list, which holds no deleted ones. */
export function presentLivingPool(row: PoolRow, members: readonly PoolMemberRow[]) {
  const { id, name, method, correction, cycle, timezone } = row;
  return {
    object: 'resource_pool' as const,
    id,
    name,
    method,
    correction,
    cycle,
    timezone,
    members: members
      .filter((each) => each.pool_id === id)
      .map(({ booking_page_id, priority, joined_time, participating }) => ({
        booking_page: booking_page_id,
        priority,
        joined_time: iso(joined_time),
        participating,
      })),
  };
}
