import { randomUUID } from 'node:crypto';
import type { Guest } from '../contacts/store.ts';
import { randomText } from '../core/id.ts';
import type { Candidate, Offering } from '../offerings/schema.ts';
import type { NewBooking } from './book.ts';
import type { Meeting } from './choose-location.ts';
import type { BookingRow } from './store.ts';

/** Somebody of the account who takes part in a booking. */
export interface TeamMember {
  userId: string;
  email: string;
  role: 'host' | 'co_host' | 'optional';
}

/** A new booking's row, before it has a time. */
export function draftBooking(
  { source, subject, durationMinutes }: Offering,
  parts: {
    id: string;
    host: Candidate;
    team: readonly TeamMember[];
    meeting: Meeting;
    contactId: string;
    wanted: Omit<NewBooking, 'start' | 'event'>;
    now: number;
  },
): BookingRow {
  const { id, host, team, meeting, contactId, wanted, now } = parts;
  const { answers, replaces } = wanted;
  return {
    id,
    subject,
    status: wanted.status,
    in_trash: false,
    version: 1,
    creation_time: now,
    last_updated_time: now,
    starting_time: null,
    ending_time: null,
    duration_minutes: durationMinutes,
    owner_id: host.id,
    host_id: host.id,
    contact_id: contactId,
    booking_calendar_id: source.booking_calendar_id,
    booking_page_id: host.pageId,
    master_page_id: source.master_page_id,
    event_type_id: source.event_type_id,
    session_id: null,
    package_id: wanted.packageId ?? null,
    conversation_id: replaces?.conversation_id ?? null,
    rescheduled_booking_id: replaces?.id ?? null,
    customer_timezone: wanted.guestTimeZone,
    guest_locale: wanted.guestLocale ?? replaces?.guest_locale ?? null,
    sms_consent: wanted.smsConsent ?? replaces?.sms_consent ?? false,
    attendees: [...team.map((member) => member.email), answers.email, ...answers.guests],
    location: meeting.location,
    join_url: meeting.joinUrl,
    location_description: meeting.description,
    cancel_reason: null,
    canceled_by: null,
    canceled_by_user_id: null,
    form_submission: answers,
    utm_params: wanted.utmParams ?? replaces?.utm_params ?? null,
    custom_fields: replaces?.custom_fields ?? [],
    external_calendar: null,
    payment_information: null,
    ics_token: randomUUID(),
    guest_token: randomText(24),
    proposed_times: null,
    reschedule_requested: false,
    trashed_time: null,
    tallied: [],
    policy: replaces?.policy ?? wanted.policy ?? null,
    deleted_time: null,
  };
}

/** The guest of a booking, as the account's contacts know one. */
export function guestOf({ answers, guestTimeZone }: Pick<NewBooking, 'answers' | 'guestTimeZone'>): Guest {
  return {
    email: answers.email,
    ...splitName(answers.name),
    mobilePhone: answers.mobile_phone,
    timezone: guestTimeZone,
  };
}

/** The last word is the last name; a single word is a first name. */
function splitName(name: string): { firstName: string; lastName: string } {
  const words = name.split(/\s+/);
  return words.length === 1
    ? { firstName: name, lastName: '' }
    : { firstName: words.slice(0, -1).join(' '), lastName: words.at(-1)! };
}
