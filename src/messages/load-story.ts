import { loadAccount } from '../accounts/load-account.ts';
import type { BookingRow } from '../bookings/store.ts';
import { loadCalendars } from '../calendars/load-many.ts';
import type { Tx } from '../db/pool.ts';
import { loadEventTypes } from '../event-types/load.ts';
import { loadMeeting } from '../invites/load-meeting.ts';
import type { Meeting } from '../invites/schema.ts';
import { loadPages } from '../pages/load.ts';
import { loadSettings } from './load-settings.ts';
import type { Settings } from './schema.ts';

/** All that messages about a booking are made of. */
export interface Story {
  accountId: string;
  account: { name: string; timezone: string };
  meeting: Meeting;
  /** The sessions of a package that is told as a whole, in the order of their times; empty otherwise. */
  sessions: Meeting[];
  former: { start: number | null; hostName: string };
  settings: Settings;
  /** The calendar or page that was booked; null once it is deleted. */
  place: { name: string; url: string } | null;
  eventType: string | null;
}

/** Reads what is to be told about a booking, as it is given. */
export async function loadStory(
  tx: Tx,
  accountId: string,
  booking: BookingRow,
  { baseUrl }: { baseUrl: string },
): Promise<Story> {
  const { booking_calendar_id: calendar, booking_page_id: page, event_type_id: eventType } = booking;
  const [account, meeting, settings, calendars, pages, types] = await Promise.all([
    loadAccount(tx, accountId),
    loadMeeting(tx, accountId, booking),
    loadSettings(tx, accountId, { calendar, page, eventType }),
    loadCalendars(tx, accountId, calendar === null ? [] : [calendar], baseUrl),
    loadPages(tx, accountId, page === null ? [] : [page], baseUrl),
    loadEventTypes(tx, accountId, eventType === null ? [] : [eventType]),
  ]);
  const source = calendars.get(calendar ?? '') ?? pages.get(page ?? '');
  const type = types.get(eventType ?? '');
  const name = source === undefined || 'deleted' in source ? '' : 'subject' in source ? source.subject : source.name;
  return {
    accountId,
    account: { name: account.name, timezone: account.timezone },
    meeting,
    sessions: [],
    former: { start: null, hostName: '' },
    settings,
    place: source === undefined || 'deleted' in source ? null : { name, url: source.url },
    eventType: type === undefined || 'deleted' in type ? null : type.name,
  };
}
