import type { FuzzRequest } from './generator.ts';
import type { RawReply } from './raw-client.ts';

/** The type of the event that an operation emits. An operation that is not here must emit none. */
const eventOf: Record<string, string> = {
  scheduleMeeting: 'booking.scheduled',
  scheduleMeetingOnBookingPage: 'booking.scheduled',
  scheduleMeetingOnMasterPage: 'booking.scheduled',
  cancelBooking: 'booking.canceled',
  declineBooking: 'booking.canceled',
  markBookingNoShow: 'booking.no_show',
  reassignBooking: 'booking.reassigned',
  requestReschedule: 'booking.canceled',
  rescheduleBooking: 'booking.rescheduled',
  startConversation: 'conversation.started',
};

/** What an operation makes that its path does not end with. */
const madeBy: Record<string, string> = {
  createOneTimeLink: 'one-time-links',
  createOneTimeLinkOfMasterPage: 'one-time-links',
  duplicateBookingCalendar: 'booking-calendars',
  duplicateBookingPage: 'booking-pages',
  duplicateEventType: 'event-types',
  duplicateMasterPage: 'master-pages',
  scheduleMeeting: 'bookings',
  scheduleMeetingOnBookingPage: 'bookings',
  scheduleMeetingOnMasterPage: 'bookings',
  startReplay: 'replays',
};

/** What accepted requests must have written, and nothing else. */
export interface Written {
  /** Ids by table. */
  made: Record<string, Set<string>>;
  /** Ids that were deleted, by table. */
  deleted: Record<string, Set<string>>;
  /** How many, by type. */
  events: Record<string, number>;
  /** How many events were deleted since the people whom they were about were erased. */
  forgotten: number;
}

/** Of deleted ids one in so many goes on being asked for. */
const deletedToOneKept = 4;

/** Notes what an accepted request has written, and gives later requests its ids. `path` is the path as the server saw it. */
export function note(
  written: Written,
  { operation, tenant, method, number }: FuzzRequest,
  path: string,
  reply: RawReply,
): void {
  if (operation === undefined || method === 'GET' || method === 'HEAD') return;
  // Meetings on pages change hands silently.
  const silent = operation === 'reassignBooking' && JSON.parse(reply.text).booking_calendar === null;
  const type = silent ? undefined : eventOf[operation];
  if (type !== undefined) written.events[type] = (written.events[type] ?? 0) + 1;
  const [, , noun = '', id, ...rest] = path.split('/');
  if (method === 'DELETE' && rest.length === 0) {
    written.deleted[tableOf(noun)] = (written.deleted[tableOf(noun)] ?? new Set()).add(id!);
    const known = tenant.ids[noun] ?? [];
    const place = known.indexOf(id!);
    if (place >= 0 && number % deletedToOneKept > 0) known.splice(place, 1);
    return;
  }
  if (operation === 'importContacts') {
    const { rows } = JSON.parse(reply.text) as { rows: { contact: string | null }[] };
    const contacts = rows.flatMap((row) => row.contact ?? []);
    written.made.contacts = new Set([...(written.made.contacts ?? []), ...contacts]);
    return;
  }
  if (operation === 'erasePerson') {
    written.forgotten += JSON.parse(reply.text).removed.events;
    return;
  }
  const made = JSON.parse(reply.text).id;
  const replaces = operation === 'rescheduleBooking' && made !== id;
  const makes = replaces ? 'bookings' : (madeBy[operation] ?? (method === 'POST' && !id ? noun : undefined));
  // What has no id can be asked for by none, such as a request for a mail.
  if (makes === undefined || made === undefined) return;
  const all = written.made[tableOf(makes)] ?? new Set();
  written.made[tableOf(makes)] = all.add(made);
  const known = tenant.ids[makes] ?? [];
  tenant.ids[makes] = known;
  if (known.length < 500) known.push(made);
  else known[100 + (all.size % 400)] = made;
}

const tableOf = (noun: string) => noun.replaceAll('-', '_');
