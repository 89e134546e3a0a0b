import { fillTemplate } from '../core/template.ts';
import { nameOf } from '../invites/name-of.ts';
import type { Fact, Letter } from '../mail/schema.ts';
import type { GuestScenario, HostScenario, Template } from '../words/schema.ts';
import { wordsFor } from '../words/words-for.ts';
import { answersOf, fillValues, type Reader, timesOf } from './fill-values.ts';
import type { Story } from './load-story.ts';
import type { Settings } from './schema.ts';
import { writeTimes } from './write-times.ts';

/** What is told, and to which side. */
export type Telling = { audience: 'guest'; scenario: GuestScenario } | { audience: 'host'; scenario: HostScenario };

/** A message about a booking, for one reader. */
export interface Composed {
  subject: string;
  letter: Letter;
  sms: string;
  /** False if nothing but what the reader knows is in it: a follow-up that nobody gave a text. */
  worthTelling: boolean;
}

/** Writes a message: the account's own words where it has some, else those of the reader's language. */
export function compose(
  story: Story,
  telling: Telling,
  reader: Reader,
  { baseUrl, unsubscribeUrl }: { baseUrl: string; unsubscribeUrl: string | null },
): Composed {
  const words = wordsFor(reader.locale);
  const template = templateOf(telling, words);
  const own = ownWords(story.settings, telling);
  const values = fillValues(story, reader, baseUrl);
  const fill = (text: string) => fillTemplate(text, values);
  const note = noteOf(story.settings, telling.scenario);
  const text = [fill(own.text ?? template.text), note === null ? '' : fill(note)].filter((part) => part !== '');
  const { booking } = story.meeting;
  const letter: Letter = {
    locale: reader.locale,
    account: story.account.name,
    title: fill(template.title),
    ...whenOf(story, telling.scenario, reader),
    text: text.join('\n\n'),
    facts: telling.audience === 'guest' ? factsForGuest(story, reader) : factsForHost(story, reader),
    actions: actionsOf(story, telling, reader, baseUrl),
    footer: fill(words.footer),
    unsubscribe: unsubscribeUrl === null ? null : { label: fill(words.unsubscribe), url: unsubscribeUrl },
  };
  const subject = fill(own.subject ?? template.subject).replaceAll(/\s+/g, ' ');
  return {
    subject: subject === '' ? booking.subject : subject,
    letter,
    sms: fill(own.sms_text ?? template.sms),
    worthTelling: telling.scenario !== 'follow_up' || text.length > 0,
  };
}

function templateOf(telling: Telling, words: ReturnType<typeof wordsFor>): Template {
  return telling.audience === 'guest' ? words.guest[telling.scenario] : words.host[telling.scenario];
}

function ownWords(settings: Settings, telling: Telling) {
  return telling.audience === 'guest' ? settings.guest[telling.scenario] : settings.host[telling.scenario];
}

/** One note for confirmations, one for reminders, one for the follow-up (product description 1.9). */
function noteOf({ notes }: Settings, scenario: Telling['scenario']): string | null {
  if (scenario === 'booked' || scenario === 'approved') return notes.confirmation;
  if (scenario === 'reminder') return notes.reminder;
  return scenario === 'follow_up' ? notes.follow_up : null;
}

const over: readonly string[] = [
  'canceled_by_guest',
  'canceled_by_host',
  'reschedule_requested',
  'declined',
  'request_withdrawn',
  'new_times_requested',
  'reassigned_away',
];

/** Day and hours, unless there are several or none to show. */
function whenOf(story: Story, scenario: string, { locale, zone }: Reader): Pick<Letter, 'leaf' | 'when'> {
  const { starting_time: start, duration_minutes } = story.meeting.booking;
  if (start === null || story.sessions.length > 0) return { leaf: null, when: [] };
  const times = writeTimes(locale, zone);
  const end = start + duration_minutes * 60_000;
  const leaf = { ...times.leaf(start), struck: over.includes(scenario) };
  return { leaf, when: [times.date(start), times.hours(start, end), times.zone(start)] };
}

/** Facts with something in them. */
function present(facts: readonly (Fact | false)[]): Fact[] {
  return facts.filter((fact) => fact !== false && fact.value !== '') as Fact[];
}

function factsForGuest(story: Story, reader: Reader): Fact[] {
  const { labels } = wordsFor(reader.locale);
  const { booking, team } = story.meeting;
  const form = booking.form_submission;
  return present([
    { label: labels.what, value: booking.subject },
    ...timeFacts(story, reader),
    { label: labels.where, value: whereOf(story) },
    { label: labels.host, value: nameOf(team[0]) },
    { label: labels.coHosts, value: team.slice(1).map(nameOf).join(', ') },
    { label: labels.guests, value: (form?.guests ?? []).join('\n') },
    { label: labels.note, value: form?.note ?? '' },
    { label: labels.reason, value: booking.cancel_reason ?? '' },
    { label: labels.bookingId, value: booking.id },
  ]);
}

function factsForHost(story: Story, reader: Reader): Fact[] {
  const { labels } = wordsFor(reader.locale);
  const { booking, team } = story.meeting;
  const form = booking.form_submission;
  const [host, ...coHosts] = team;
  return present([
    { label: labels.what, value: booking.subject },
    ...timeFacts(story, reader),
    { label: labels.where, value: whereOf(story) },
    { label: labels.guest, value: form?.name ?? '' },
    { label: labels.email, value: form?.email ?? '' },
    { label: labels.phone, value: form?.mobile_phone ?? '' },
    { label: labels.company, value: form?.company ?? '' },
    { label: labels.guests, value: (form?.guests ?? []).join('\n') },
    { label: labels.note, value: form?.note ?? '' },
    ...answersOf(form).map(({ name, value }) => ({ label: name, value })),
    { label: labels.host, value: nameOf(host) },
    { label: labels.coHosts, value: coHosts.map(nameOf).join(', ') },
    { label: labels.reason, value: booking.cancel_reason ?? '' },
    { label: labels.bookingId, value: booking.id },
  ]);
}

function whereOf({ meeting: { booking } }: Story): string {
  const { join_url, location_description } = booking;
  return [join_url, location_description]
    .filter((part, index, all) => part !== null && all.indexOf(part) === index)
    .join('\n');
}

/** Sessions, suggestions, the time before a move, and what the guest's clock shows if it shows another time. */
function timeFacts(story: Story, reader: Reader): Fact[] {
  const { labels } = wordsFor(reader.locale);
  const { booking } = story.meeting;
  const times = writeTimes(reader.locale, reader.zone);
  const several = timesOf(story).map(times.short).join('\n');
  const { start: former } = story.former;
  const start = booking.starting_time;
  const guests = start === null ? '' : writeTimes(reader.locale, booking.customer_timezone).short(start);
  const moved = former !== null && former !== start;
  return present([
    { label: story.sessions.length > 0 ? labels.sessions : labels.proposals, value: several },
    moved && { label: labels.was, value: times.short(former), struck: true },
    start !== null &&
      story.sessions.length === 0 &&
      guests !== times.short(start) && { label: labels.guestTime, value: guests },
  ]);
}

/** What the reader may want to do next; the likeliest first. */
function actionsOf(story: Story, telling: Telling, reader: Reader, baseUrl: string): Letter['actions'] {
  const { labels } = wordsFor(reader.locale);
  const { booking } = story.meeting;
  const values = fillValues(story, reader, baseUrl);
  const url = booking.join_url !== null && /^https?:\/\/\S+$/.test(booking.join_url) ? booking.join_url : null;
  const join = url === null ? [] : [{ label: labels.join, url }];
  if (telling.audience === 'host') return over.includes(telling.scenario) ? [] : join;
  const own = (...actions: Letter['actions']) => (reader.is === 'guest' ? actions : []);
  switch (telling.scenario) {
    case 'booked':
    case 'approved':
    case 'rescheduled':
    case 'reassigned':
    case 'reminder':
      return [
        ...(join.length > 0 ? join : [{ label: labels.toCalendar, url: values('calendar_link') }]),
        ...own(
          { label: labels.reschedule, url: values('reschedule_link') },
          { label: labels.cancel, url: values('cancel_link') },
        ),
      ];
    case 'requested':
      return own({ label: labels.cancel, url: values('cancel_link') });
    case 'reschedule_requested':
    case 'new_times_requested':
      return own({ label: labels.pickTime, url: values('reschedule_link') });
    case 'declined':
    case 'request_withdrawn':
    case 'canceled_by_guest':
    case 'canceled_by_host':
    case 'follow_up':
      return story.place === null ? [] : [{ label: labels.bookAgain, url: story.place.url }];
  }
}
