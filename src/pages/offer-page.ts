import type { Tx } from '../db/pool.ts';
import { findEventType } from '../event-types/find-event-type.ts';
import { problem } from '../http/problem.ts';
import { meetingRules, type Offering } from '../offerings/schema.ts';
import { asCandidate } from './as-candidate.ts';
import { type BookingPageRow, findBookingPages, findPageHosts } from './store.ts';

/**
 * One booking page with one of its event types, alone or as a guest picked it on a master page. Its owner hosts, if he has a
 * seat. A page with event types needs one to be named; without, its own rules hold.
 */
export async function offerPage(
  tx: Tx,
  accountId: string,
  target: { page: string; eventType: string | null },
  master?: { id: string; active: boolean },
): Promise<Offering> {
  const { page: pageId, eventType: eventTypeId } = target;
  const [[page], [host], eventType] = await Promise.all([
    findBookingPages(tx, accountId, [pageId]),
    findPageHosts(tx, accountId, [pageId]),
    eventTypeId === null ? undefined : findEventType(tx, accountId, eventTypeId),
  ]);
  const param = master === undefined ? 'id' : 'booking_page';
  if (page === undefined || page.deleted_time !== null) throw problem('no_such_booking_page', { value: pageId, param });
  if (eventTypeId === null && page.event_types.length > 0) throw problem('missing_fields', { param: 'event_type' });
  if (eventTypeId !== null && (eventType === undefined || !page.event_types.includes(eventTypeId)))
    throw problem('no_such_event_type', { value: eventTypeId, param: 'event_type' });
  const rules = meetingRules.parse(eventType === undefined ? page.rules : eventType.rules);
  const scope = master === undefined ? pageId : `${master.id}/${eventTypeId ?? ''}`;
  return {
    source: { booking_calendar_id: null, master_page_id: master?.id ?? null, event_type_id: eventTypeId },
    subject: eventType?.name ?? page.subject ?? page.name,
    open: page.active && (master?.active ?? true),
    durationMinutes: rules.durations[0]!,
    rules,
    weekStart: host?.week_start ?? 1,
    host: {
      members: host?.seated ? [asCandidate(host, sessionsOf(page, eventType), 5)] : [],
      assignment: { method: 'longest_idle', correction: false, idleScope: scope, countScope: scope },
    },
    panel: [],
    optional: [],
  };
}

/** What the guests of one session have in common; another one once what sessions are like has changed. */
function sessionsOf(page: BookingPageRow, eventType: { id: string; settings_version: number } | undefined): string {
  return `${page.id}/${eventType?.id ?? ''}/${(eventType ?? page).settings_version}`;
}
