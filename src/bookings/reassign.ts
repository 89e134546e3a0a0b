import { countForAnother } from '../assignment/count-for-another.ts';
import { listMeetingPlaces } from '../availability/list-meeting-places.ts';
import type { Location } from '../availability/schema.ts';
import { may } from '../core/booking.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { noteOccasion } from '../occasions/note-occasion.ts';
import { handOverTime } from '../slots/hand-over-time.ts';
import { findHost } from '../users/find-host.ts';
import { announce } from './announce.ts';
import { providerNames } from './choose-location.ts';
import { lockLiving } from './lock-living.ts';
import type { ReassignBody } from './schema.ts';
import * as store from './store.ts';

/** In this order a provider is picked for a host who lacks the meeting's own (contract 6.6). */
const preferred = ['google_meet', 'microsoft_teams', 'zoom', 'webex', 'gotomeeting'];

/**
 * Gives a booking another host, who must be active, have a seat and no other meeting at its time; its status and owner stay.
 * Refused for sessions of a package (product description, chapter 12).
 * A meeting online goes on with the wanted provider, else with its own if the new host has it, else with his first, or
 * without a link. Emits `booking.reassigned` for calendars (contract 6.6 and 8.1); meetings on pages change hands without an event.
 */
export async function reassign(
  tx: Tx,
  accountId: string,
  id: string,
  { new_host: newHostId, location }: ReassignBody,
  ways: { now: number; baseUrl: string },
): Promise<store.BookingRow> {
  const booking = await lockLiving(tx, accountId, id);
  const host = await findHost(tx, accountId, newHostId);
  if (host === undefined) throw problem('no_such_user', { value: newHostId, param: 'new_host' });
  if (!may('reassign', booking.status)) throw problem('cannot_reassign');
  if (booking.package_id !== null) throw problem('cannot_reassign_package');
  if (host.id === booking.host_id) throw problem('reassign_to_same_host');
  if (!host.active) throw problem('user_inactive');
  if (!host.seat) throw problem('reassign_without_seat');
  const places = await listMeetingPlaces(tx, accountId, host.id);
  const where = location == null ? meetingOf(booking, places) : wantedProvider(location.value, places);
  const hands = { from: booking.host_id, to: host.id };
  const when = { start: booking.starting_time!, end: booking.ending_time! };
  await handOverTime(tx, accountId, { ...hands, ...when, sourceId: booking.session_id ?? booking.id }, ways.now);
  const before = await findHost(tx, accountId, booking.host_id);
  const reassigned: store.BookingRow = {
    ...booking,
    ...where,
    version: booking.version + 1,
    last_updated_time: ways.now,
    host_id: host.id,
    attendees: [host.email, ...booking.attendees.filter((each) => each !== before?.email && each !== host.email)],
    external_calendar: null,
    tallied: await countForAnother(
      tx,
      accountId,
      { ...hands, tallied: booking.tallied, pageId: booking.booking_page_id },
      ways.now,
    ),
  };
  await store.changeHost(tx, accountId, booking, host.id);
  await store.updateStatus(tx, accountId, reassigned);
  await store.updateMeeting(tx, accountId, reassigned);
  if (booking.booking_calendar_id !== null) await announce(tx, accountId, 'booking.reassigned', reassigned, ways);
  await noteOccasion(tx, accountId, 'reassigned', reassigned, ways.now, { formerHostId: booking.host_id });
  return reassigned;
}

type Where = Pick<store.BookingRow, 'location' | 'join_url' | 'location_description'>;

function providersOf(places: readonly Location[]): string[] {
  return places.flatMap((place) => (place.type === 'online_dynamic_link' && place.value !== null ? [place.value] : []));
}

function wantedProvider(provider: string, places: readonly Location[]): Where {
  const connected = providersOf(places);
  if (!connected.includes(provider)) {
    const options = connected.length === 0 ? 'none' : connected.join(', ');
    throw problem('provider_not_connected', { value: providerNames[provider] ?? provider, other: options });
  }
  return virtual(provider);
}

/** Where the meeting takes place with a host of these places. */
function meetingOf(booking: store.BookingRow, places: readonly Location[]): Where {
  const { location, join_url, location_description } = booking;
  if (location?.type !== 'virtual' && location?.type !== 'virtual_static')
    return { location, join_url, location_description };
  const connected = providersOf(places);
  const room = places.find((place) => place.type === 'online_static_link');
  if (location.type === 'virtual_static' && room !== undefined) return ownRoom(room);
  if (location.value !== null && connected.includes(location.value)) return virtual(location.value);
  const first = preferred.find((provider) => connected.includes(provider));
  if (first !== undefined) return virtual(first);
  return room === undefined ? { location: null, join_url: null, location_description: null } : ownRoom(room);
}

function virtual(provider: string): Where {
  return {
    location: { type: 'virtual', value: provider, id: null },
    join_url: null,
    location_description: providerNames[provider] ?? provider,
  };
}

function ownRoom({ value }: Location): Where {
  return {
    location: { type: 'virtual_static', value: null, id: null },
    join_url: value,
    location_description: value,
  };
}
