import ical, {
  type ICalAttendeeData,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import type { BookingRow } from '../bookings/store.ts';
import { wordsFor } from '../words/words-for.ts';
import { nameOf } from './name-of.ts';
import type { InviteMethod, Meeting } from './schema.ts';

/** What an invite needs beside its meetings. */
export interface InviteOptions {
  method: InviteMethod;
  /** Who is named as organizer and gets the answers; the address that the mail comes from. */
  organizer: string;
  /** Of the labels in the description. */
  locale: string;
  /** What the account adds to every event. */
  note?: string;
  /** Where a booking is changed, for whoever gets the invite. */
  manageUrl: (booking: BookingRow) => string;
  /** When it is written, in epoch milliseconds. */
  now: number;
}

/**
 * The text of a calendar file (RFC 5545, 5546) with the meetings that have a time. All times are in UTC, which is right in every
 * zone and needs no table of its rules. Everybody finds the same event in his calendar (product description 1.9).
 */
export function makeInvite(meetings: readonly Meeting[], options: InviteOptions): string {
  const { method } = options;
  const calendar = ical({ prodId: '//Daybook//Daybook//EN', method: ICalCalendarMethod[method] });
  for (const meeting of meetings) {
    const { booking, uid, sequence, team } = meeting;
    if (booking.starting_time === null || booking.ending_time === null) continue;
    const canceled = method === 'CANCEL' || booking.status === 'canceled';
    const pending = booking.status === 'requested';
    calendar.createEvent({
      id: uid,
      sequence,
      stamp: new Date(options.now),
      start: new Date(booking.starting_time),
      end: new Date(booking.ending_time),
      summary: titleOf(meeting),
      description: descriptionOf(meeting, options),
      location: booking.join_url ?? booking.location_description,
      url: booking.join_url,
      created: new Date(booking.creation_time),
      lastModified: new Date(booking.last_updated_time),
      status: canceled ? ICalEventStatus.CANCELLED : pending ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
      transparency: canceled ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
      organizer: { name: plain(nameOf(team[0])), email: options.organizer },
      attendees: attendeesOf(meeting),
    });
  }
  return calendar.toString();
}

/** What the event is called in a calendar: the subject and who meets whom. */
function titleOf({ booking, team }: Meeting): string {
  const guest = booking.form_submission?.name;
  const people = [guest, nameOf(team[0])].filter((name) => name !== undefined && name !== '');
  return people.length === 0 ? booking.subject : `${booking.subject}: ${people.join(' & ')}`;
}

function descriptionOf({ booking }: Meeting, { locale, manageUrl, note: added = '' }: InviteOptions): string {
  const { labels } = wordsFor(locale);
  const place = booking.location_description === booking.join_url ? null : booking.location_description;
  const note = booking.form_submission?.note;
  return [
    added === '' ? null : `${added}\n`,
    booking.join_url === null ? null : `${labels.join}: ${booking.join_url}`,
    place === null ? null : `${labels.where}: ${place}`,
    note == null ? null : `${labels.note}: ${note}`,
    booking.status === 'canceled' ? null : `${labels.manage}: ${manageUrl(booking)}`,
    `${labels.bookingId}: ${booking.id}`,
  ]
    .filter((line) => line !== null)
    .join('\n');
}

/** Nobody is asked to answer: who booked, and who was booked, has said yes. */
function attendeesOf({ booking, team }: Meeting): ICalAttendeeData[] {
  const form = booking.form_submission;
  const attendee = (email: string, name: string | undefined, role: ICalAttendeeRole) => ({
    email,
    name: name === undefined || name === '' ? null : plain(name),
    role,
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
    type: ICalAttendeeType.INDIVIDUAL,
  });
  const members = team.filter((member) => member.living);
  const all = [
    ...members.map((member) => attendee(member.email, nameOf(member), roles[member.role])),
    ...(form === null ? [] : [attendee(form.email, form.name, ICalAttendeeRole.REQ)]),
    ...(form?.guests ?? []).map((email) => attendee(email, undefined, ICalAttendeeRole.REQ)),
  ];
  return [...new Map(all.reverse().map((each) => [each.email.toLowerCase(), each])).values()].reverse();
}

const roles = {
  host: ICalAttendeeRole.CHAIR,
  co_host: ICalAttendeeRole.REQ,
  optional: ICalAttendeeRole.OPT,
} as const;

/** A name as a parameter of a property may hold it: without quotes, and on one line (RFC 5545, 3.1). */
function plain(name: string): string {
  return name.replaceAll('"', '’').replaceAll(/\p{Cc}+/gu, ' ');
}
