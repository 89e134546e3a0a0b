import { keepBlocks } from '../availability/keep-blocks.ts';
import type { Overrides, Weekly } from '../availability/schema.ts';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { checkEventTypes } from '../event-types/check-event-types.ts';
import { checkRules } from '../offerings/check-rules.ts';
import { checkOwner } from './check-owner.ts';
import type { NewBookingPage } from './schema.ts';
import { insertBookingPage, setEventTypes } from './store.ts';

/**
 * Makes a booking page and returns its id. Without a slug it gets one that nobody can guess, without hours those of its
 * owner's profile, without durations meetings of half an hour. Refused if owner or event types are unknown, the slug is
 * taken, or the rules exclude each other.
 */
export async function createBookingPage(
  tx: Tx,
  accountId: string,
  wanted: NewBookingPage,
  now: number,
): Promise<string> {
  const { name, label, subject, owner, slug, active, timezone, weekly, overrides, event_types, ...sent } = wanted;
  const zone = await checkOwner(tx, accountId, owner);
  const eventTypes = [...new Set(event_types ?? [])];
  await checkEventTypes(tx, accountId, eventTypes);
  const page = {
    id: newId('BP'),
    name,
    label: label ?? name,
    subject: subject ?? null,
    slug: slug ?? newId('PAGE'),
    owner_id: owner,
    active: active ?? true,
    timezone: timezone ?? zone,
    weekly: ownWeek(weekly),
    overrides: ownDates(overrides),
    rules: checkRules({ durations: [30] }, sent),
    creation_time: now,
  };
  await insertBookingPage(tx, accountId, page);
  await setEventTypes(tx, accountId, page, eventTypes);
  return page.id;
}

/** A page's own week as it is kept; null if the profile's holds. */
export function ownWeek(weekly: NewBookingPage['weekly']): Weekly | null {
  if (weekly == null) return null;
  return Object.fromEntries(weekly.map(({ day, working_hours }) => [day, keepBlocks(working_hours)]));
}

/** A page's own dates as they are kept; null if the profile's hold. */
export function ownDates(overrides: NewBookingPage['overrides']): Overrides | null {
  if (overrides == null) return null;
  return Object.fromEntries(overrides.map(({ date, working_hours }) => [date, keepBlocks(working_hours ?? [])]));
}
