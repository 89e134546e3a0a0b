import { guestLinks } from '../bookings/guest-links.ts';
import { type FormSubmission, shownAnswers } from '../bookings/schema.ts';
import { nameOf } from '../invites/name-of.ts';
import { wordsFor } from '../words/words-for.ts';
import type { Story } from './load-story.ts';
import type { placeholders } from './schema.ts';
import { writeTimes } from './write-times.ts';

/** In which language, and by which clocks, somebody reads. */
export interface Reader {
  locale: string;
  zone: string;
  /** The guest himself, whose links let him change the booking; who comes along; or somebody of the account, who sees every answer. */
  is: 'guest' | 'companion' | 'team';
}

/** What each placeholder stands for in a story, for one reader; empty for what there is not. */
export function fillValues(story: Story, reader: Reader, baseUrl: string): (name: string, rest?: string) => string {
  const { booking, team } = story.meeting;
  const form = booking.form_submission;
  const host = team[0];
  const times = writeTimes(reader.locale, reader.zone);
  const { labels } = wordsFor(reader.locale);
  const start = booking.starting_time ?? booking.proposed_times?.[0] ?? null;
  const end = start === null ? null : start + booking.duration_minutes * 60_000;
  const short = (instant: number | null) => (instant === null ? '' : times.short(instant));
  const plain = `${baseUrl}/m/${booking.id}`;
  const answers = reader.is === 'team' ? answersOf(form) : textsOf(form === null ? [] : shownAnswers(form));
  const own = guestLinks(booking, baseUrl);
  const links = reader.is === 'guest' ? own : { manage: plain, reschedule: plain, cancel: `${plain}/cancel` };
  const values: Record<keyof typeof placeholders, () => string> = {
    account_name: () => story.account.name,
    meeting_subject: () => booking.subject,
    guest_name: () => form?.name ?? '',
    guest_first_name: () => firstNameOf(form?.name ?? ''),
    guest_email: () => form?.email ?? '',
    guest_phone: () => form?.mobile_phone ?? '',
    guest_company: () => form?.company ?? '',
    guest_note: () => form?.note ?? '',
    guests: () => (form?.guests ?? []).join(', '),
    answers: () => answers.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    host_name: () => nameOf(host),
    host_first_name: () => host?.first_name ?? '',
    host_email: () => host?.email ?? '',
    co_hosts: () => team.slice(1).map(nameOf).join(', '),
    former_host_name: () => story.former.hostName || nameOf(host),
    start: () => short(start),
    date: () => (start === null ? '' : times.date(start)),
    time: () => (start === null ? '' : times.hours(start, end!)),
    time_zone: () => (start === null ? '' : times.zone(start)),
    duration: () => `${booking.duration_minutes} ${labels.minutes}`,
    former_start: () => short(story.former.start ?? start),
    times: () => timesOf(story).map(short).join('\n'),
    location: () => booking.join_url ?? booking.location_description ?? '',
    join_link: () => booking.join_url ?? '',
    reason: () => booking.cancel_reason ?? '',
    booking_id: () => booking.id,
    booking_page: () => story.place?.name ?? '',
    booking_page_link: () => story.place?.url ?? '',
    event_type: () => story.eventType ?? '',
    manage_link: () => links.manage,
    reschedule_link: () => links.reschedule,
    cancel_link: () => links.cancel,
    calendar_link: () => own.ics,
  };
  return (name, rest) => {
    if (name === 'answer') return answers.find((each) => each.name === rest)?.value ?? '';
    return values[name]?.() ?? '';
  };
}

/** The starts of a package's sessions, or those that a guest suggests. */
export function timesOf({ sessions, meeting }: Story): number[] {
  if (sessions.length > 0) return sessions.flatMap((session) => session.booking.starting_time ?? []);
  return meeting.booking.starting_time === null ? (meeting.booking.proposed_times ?? []) : [];
}

/** All answers to the form's own questions, as text; those to hidden questions are not for guests. */
export function answersOf(form: FormSubmission | null): { name: string; value: string }[] {
  return textsOf(form?.custom_fields ?? []);
}

function textsOf(answers: FormSubmission['custom_fields']): { name: string; value: string }[] {
  return answers.map(({ name, value }) => ({ name, value: Array.isArray(value) ? value.join(', ') : String(value) }));
}

/** The last word is the last name, as contacts have it; a single word is a first name. */
function firstNameOf(name: string): string {
  const words = name.split(/\s+/);
  return words.length === 1 ? name : words.slice(0, -1).join(' ');
}
