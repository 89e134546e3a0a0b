import type { Tx } from '../db/pool.ts';
import { checkEventTypes } from '../event-types/check-event-types.ts';
import { problem } from '../http/problem.ts';
import { checkMasterPages } from '../offerings/check-master-pages.ts';
import { changesSessions, checkRules } from '../offerings/check-rules.ts';
import { checkOwner } from './check-owner.ts';
import { ownDates, ownWeek } from './create.ts';
import type { BookingPageChange } from './schema.ts';
import { type BookingPageRow, lockBookingPage, setEventTypes, updateBookingPage } from './store.ts';

/**
 * Changes a booking page: what is not named stays, null gives hours back to the owner's profile. Refused like a new page, if
 * its event types do not go with a master page that it is on, or if there is no such living page.
 */
export async function changeBookingPage(
  tx: Tx,
  accountId: string,
  id: string,
  change: BookingPageChange,
  now: number,
): Promise<BookingPageRow> {
  const row = await lockBookingPage(tx, accountId, id);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_booking_page', { value: id });
  const { name, label, subject, owner, slug, active, timezone, weekly, overrides, event_types, ...sent } = change;
  if (owner !== undefined) await checkOwner(tx, accountId, owner);
  const rules = checkRules(row.rules, sent);
  const eventTypes = event_types === undefined ? row.event_types : [...new Set(event_types)];
  const changed: BookingPageRow = {
    ...row,
    name: name ?? row.name,
    label: label ?? row.label,
    subject: subject === undefined ? row.subject : subject,
    owner_id: owner ?? row.owner_id,
    slug: slug ?? row.slug,
    active: active ?? row.active,
    timezone: timezone ?? row.timezone,
    weekly: weekly === undefined ? row.weekly : ownWeek(weekly),
    overrides: overrides === undefined ? row.overrides : ownDates(overrides),
    rules,
    settings_version: row.settings_version + (changesSessions(row.rules, rules) ? 1 : 0),
    event_types: eventTypes,
  };
  await updateBookingPage(tx, accountId, changed, now);
  if (event_types !== undefined) {
    await checkEventTypes(tx, accountId, eventTypes);
    await setEventTypes(tx, accountId, row, eventTypes);
    await checkMasterPages(tx, accountId, id, 'event_types');
  }
  return changed;
}
