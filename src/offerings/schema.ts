import { z } from 'zod';
import type { Person } from '../availability/schema.ts';
import type { Method } from '../core/assign.ts';
import { checkedQuery, paging, someText, textUpTo } from '../http/fields.ts';

/** Kinds of questions (product description 1.8). `hidden` ones are filled by the page's address and shown to nobody. */
export const questionTypes = [
  'text',
  'long_text',
  'single_select',
  'multi_select',
  'phone',
  'checkbox',
  'attachment',
  'hidden',
] as const;

/** A question of the booking form beside name, e-mail and phone. `name` is its key in `booking_form`. */
export const question = z.object({
  name: z.string().min(1).max(100),
  type: z.enum(questionTypes),
  required: z.boolean().default(false),
  options: z.array(z.string()).default([]),
  /** What the guest is asked; the name if null. */
  title: z.string().max(200).nullable().default(null),
  /** Smaller, below the title. */
  hint: z.string().max(500).nullable().default(null),
  /** For text: how many characters an answer has at most. */
  max_length: z.int().min(1).max(5000).nullable().default(null),
  /** For choices: a list to open, or all of them in sight. */
  display: z.enum(['dropdown', 'buttons']).default('dropdown'),
  /** The answer that stands there already, or that a hidden question has. */
  preset: z.string().max(5000).nullable().default(null),
});

export type Question = z.output<typeof question>;

/** A question as settings show it. */
export const exampleQuestion = {
  name: 'company_size',
  type: 'single_select',
  required: false,
  options: ['1-10', '11-50'],
  title: 'How large is your company?',
  hint: null,
  max_length: null,
  display: 'buttons',
  preset: null,
};

/** The rules of what is offered, as the column `rules` of a calendar, an event type or a page keeps them. */
export const meetingRules = z.object({
  /** Minutes; the offering's own duration is one of them. */
  durations: z.array(z.int().min(5).max(720)).min(1).max(4),
  buffer_before_minutes: z.int().min(0).max(720).default(0),
  buffer_after_minutes: z.int().min(0).max(720).default(0),
  lead_time: z
    .object({ unit: z.enum(['minutes', 'hours', 'days']), amount: z.int().min(0).max(10_000) })
    .default({ unit: 'minutes', amount: 0 }),
  horizon: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('days'), days: z.int().min(1).max(1000) }),
      z.object({ kind: z.literal('bookable_days'), days: z.int().min(1).max(365) }),
      z.object({ kind: z.literal('range'), from: z.iso.date(), to: z.iso.date() }),
    ])
    .default({ kind: 'none' }),
  caps: z
    .object({
      day: z.int().min(1).optional(),
      week: z.int().min(1).optional(),
      month: z.int().min(1).optional(),
    })
    .default({}),
  start_minutes: z.array(z.int().min(0).max(59).multipleOf(5)).min(1).default([0, 15, 30, 45]),
  spacing_minutes: z.int().min(5).max(1440).multipleOf(5).default(15),
  /** How many guests share one start; more than one makes it a session. */
  capacity: z.int().min(1).max(500).default(1),
  /** The guests of a session have meetings of their own, at a place of their own, instead of one together. */
  concurrent: z.boolean().default(false),
  /** Bookings begin as requests, which hold their time until somebody approves or declines. Single sessions only. */
  approval: z.boolean().default(false),
  /** How many times a guest proposes with a request, which holds none of them; 0 for no such requests. Pages only. */
  proposals: z.int().min(0).max(10).default(0),
  /** How many sessions are booked in one go. Pages only. */
  sessions: z.int().min(1).max(20).default(1),
  /** Whom of a team a guest sees: everybody who is free, or one member at a time, in turn. */
  distribution: z.enum(['any', 'round_robin']).default('any'),
  /** In turn, whoever lost a booking is next until he has caught up. */
  correction: z.boolean().default(true),
  /** Users who take part besides the host. Only the required ones must be free. */
  co_hosts: z.array(z.object({ user: z.string(), required: z.boolean().default(true) })).default([]),
  questions: z.array(question).default([]),
  /** How many of a day's free starts guests see, spread over it; null for all. No cap on bookings. Pages only. */
  slots_per_day: z.int().min(1).max(100).nullable().default(null),
});

export type MeetingRules = z.output<typeof meetingRules>;

/** Somebody out of several who can take a place in a meeting. */
export interface Candidate extends Person {
  /** The booking page that stands for the person; null on a booking calendar. */
  pageId: string | null;
  /** 1 (low) to 10 (high). */
  priority: number;
  /** The id that the guests of one session have in common. */
  offeringId: string;
  /** The id of the calendar or page whose caps his meetings count for; null if for none. */
  countsFor: string | null;
}

/** Who is counted when meetings are shared out: the page, or the user of a calendar. */
export function memberOf(candidate: Candidate): string {
  return candidate.pageId ?? candidate.id;
}

/** How one of several candidates is chosen, and the scopes of the tallies that say whose turn it is. */
export interface Assignment {
  method: Method;
  correction: boolean;
  /** Where the idle time is counted. */
  idleScope: string;
  /** Where received and removed bookings are counted. */
  countScope: string;
}

/** A place in a meeting that one of the members takes. */
export interface Place {
  members: Candidate[];
  assignment: Assignment;
  /** Bookings count for whoever takes the place of a pool, also while he is its only member. */
  counted?: boolean;
}

/** What guests can book: a calendar, or a page with its event type, with all that a booking of it needs. */
export interface Offering {
  /** The ids that bookings of it carry; the page is the candidate's, if he has one. */
  source: { booking_calendar_id: string | null; master_page_id: string | null; event_type_id: string | null };
  subject: string;
  /** True if guests can book it now. */
  open: boolean;
  durationMinutes: number;
  rules: MeetingRules;
  /** ISO weekday on which the account's weeks begin. */
  weekStart: number;
  /** Who can host, in id order. */
  host: Place;
  /** Who takes part as well and must be free, a person for each place. */
  panel: Place[];
  /** Invited, but not asked for their time. */
  optional: Person[];
  /** Ids of the booking pages of which a guest picks one once he has a time, in the order in which he sees them; absent where he picks none then. */
  picks?: readonly string[];
}

/** The address of an offering. A master page leads to a page of the guest's choice, or finds the host by its own rules. */
export type Target = { calendar: string } | PageTarget;

/**
 * A booking page, alone or below a master page of which a guest chooses it; or a master page that finds one by rules, of which a
 * guest may have picked one for its times.
 */
export type PageTarget =
  | { page: string; eventType: string | null; master: string | null }
  | { master: string; eventType: string; picked?: string };

/** A booking page by itself, with the event type that a guest chose, if it has any. */
export function ofPage(page: string, choice: { event_type?: string | null | undefined }): PageTarget {
  return { page, eventType: choice.event_type ?? null, master: null };
}

const utmText = textUpTo(500, 'utm_params').nullish();

/** Where a guest came from. */
export interface UtmParams {
  source: string | null;
  medium: string | null;
  campaign: string | null;
  term: string | null;
  content: string | null;
}

/** The same as it is sent, its keys with and without `utm_`; null if it says nothing. */
export const utmParams = z
  .object({
    source: utmText,
    medium: utmText,
    campaign: utmText,
    term: utmText,
    content: utmText,
    utm_source: utmText,
    utm_medium: utmText,
    utm_campaign: utmText,
    utm_term: utmText,
    utm_content: utmText,
  })
  .transform((sent): UtmParams | null => {
    const params = {
      source: sent.source ?? sent.utm_source ?? null,
      medium: sent.medium ?? sent.utm_medium ?? null,
      campaign: sent.campaign ?? sent.utm_campaign ?? null,
      term: sent.term ?? sent.utm_term ?? null,
      content: sent.content ?? sent.utm_content ?? null,
    };
    return Object.values(params).some((value) => value !== null) ? params : null;
  });

/** Those of the rules that pages and event types have; the others are of booking calendars. */
export const pageRules = meetingRules.pick({
  durations: true,
  buffer_before_minutes: true,
  buffer_after_minutes: true,
  lead_time: true,
  horizon: true,
  caps: true,
  start_minutes: true,
  spacing_minutes: true,
  slots_per_day: true,
  capacity: true,
  proposals: true,
  sessions: true,
  questions: true,
}).shape;

type RuleName = keyof typeof pageRules;

/** What people call the rules that are named by numbers alone. */
const notes: Partial<Record<RuleName, string>> = {
  capacity: 'How many guests share one start. With more than one there are no caps.',
  proposals: 'How many times a guest proposes with a request that somebody approves; 0 to book at once.',
  sessions: 'How many sessions are booked in one go, as a package. A package has no caps and needs no approval.',
  slots_per_day: 'How many free starts of a day are shown, spread over it; null for all.',
};

/** Each of the rules so that it can be left out. */
export const optionalRules = Object.fromEntries(
  Object.entries(pageRules).map(([key, field]) => {
    const inner = (field instanceof z.ZodDefault ? field.unwrap() : field) as z.ZodType;
    const note = notes[key as RuleName];
    return [key, (note === undefined ? inner : inner.meta({ description: note })).optional()];
  }),
) as { [Name in RuleName]: z.ZodOptional<z.ZodType<z.output<(typeof pageRules)[Name]>>> };

/** A list without filters. */
export const listQuery = checkedQuery(paging);

export const name = someText(200, 'name').meta({ description: 'What guests see.' });
export const label = someText(200, 'label').meta({ description: 'What the account calls it; the name if left out.' });

export const duplicateBody = z.strictObject({ name: name.optional(), label: label.optional() });

const priority = z.int().min(1).max(10).default(5).meta({ description: '1 (low) to 10 (high).' });

/** A booking page among those that share meetings. */
export const memberPage = z.object({ booking_page: z.string(), priority });
