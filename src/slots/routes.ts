import type { z } from 'zod';
import { removed } from '../http/deleted.ts';
import { idParam, splitEmails } from '../http/fields.ts';
import { route } from '../http/route.ts';
import { chooseTarget } from '../master-pages/choose-target.ts';
import { ofPage } from '../offerings/schema.ts';
import { explainDay } from './explain-day.ts';
import { explainStart } from './explain-start.ts';
import { hold } from './hold.ts';
import { listSlots, type Range } from './list-slots.ts';
import type { Invitation } from './offer-to-guest.ts';
import { presentHold, presentMasterSlot } from './present.ts';
import { releaseHold } from './release-hold.ts';
import * as schema from './schema.ts';

/** How the times of a page or a master page are refused. */
const pageSlotProblems = [
  'missing_fields',
  'invalid_date',
  'end_before_start',
  'range_too_long',
  'start_in_past',
  'slots_without_seat',
  'slots_disabled',
  'invalid_duration',
  'invalid_value',
] as const;

/** How a question why is refused. */
const whyProblems = ['missing_fields', 'invalid_date', 'invalid_value', 'invalid_duration'] as const;

/** How what a guest names on a master page is refused. */
const masterProblems = ['no_such_master_page', 'no_such_booking_page', 'no_such_event_type', 'page_by_rules'] as const;

const dayDescription =
  'For each host his whole day in stretches: where meetings may start, and every rule that closes the rest.';

/** How a one-time link is refused. */
const linkProblems = ['no_such_link', 'link_used', 'link_expired'] as const;

export const slotRoutes = [
  route({
    method: 'GET',
    path: '/v2/booking-calendars/{id}/time-slots',
    id: 'listTimeSlots',
    tag: 'Booking calendars',
    summary: 'List free time slots',
    description: 'The starts that can be booked, as a bare array. The range is at most 30 days.',
    reach: { teamManager: 'team', member: 'own', of: 'booking_calendar' },
    params: idParam('BKC-LDJ878496X'),
    query: schema.calendarSlotQuery,
    reply: schema.slots,
    problems: [
      'no_such_booking_calendar',
      ...linkProblems,
      'invalid_date',
      'end_before_start',
      'range_too_long',
      'start_in_past',
      'slots_without_seat',
      'slots_unpublished',
      'invalid_duration',
      'invalid_value',
    ],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, (tx) =>
        listSlots(tx, caller.accountId, { calendar: params.id }, { ...rangeOf(query), ...invitationIn(query) }, now),
      ),
  }),
  route({
    method: 'GET',
    path: '/v2/booking-calendars/{id}/time-slots/why',
    id: 'explainTimeSlot',
    tag: 'Booking calendars',
    summary: 'Explain why a time is not offered',
    description: 'For each host, every rule that keeps the start from being offered to guests; none if he is free.',
    extension: true,
    reach: { teamManager: 'team', member: 'own', of: 'booking_calendar' },
    params: idParam('BKC-LDJ878496X'),
    query: schema.explainQuery,
    reply: schema.slotExplanation,
    problems: ['no_such_booking_calendar', ...whyProblems],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, (tx) =>
        explainStart(tx, caller.accountId, { calendar: params.id }, startIn(query), now),
      ),
  }),
  route({
    method: 'GET',
    path: '/v2/booking-calendars/{id}/time-slots/day',
    id: 'explainDay',
    tag: 'Booking calendars',
    summary: 'Explain a day',
    description: dayDescription,
    extension: true,
    reach: { teamManager: 'team', member: 'own', of: 'booking_calendar' },
    params: idParam('BKC-LDJ878496X'),
    query: schema.dayQuery,
    reply: schema.dayExplanation,
    problems: ['no_such_booking_calendar', ...whyProblems],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, (tx) => explainDay(tx, caller.accountId, { calendar: params.id }, dateIn(query), now)),
  }),
  route({
    method: 'POST',
    path: '/v2/booking-calendars/{id}/holds',
    id: 'holdTimeSlot',
    tag: 'Booking calendars',
    summary: 'Hold a time slot',
    description: 'Keeps a start for five minutes while a guest fills in the form. Give the id as `hold` when booking.',
    extension: true,
    reach: { teamManager: 'team', member: 'own', of: 'booking_calendar' },
    params: idParam('BKC-LDJ878496X'),
    body: schema.holdBody,
    example: { start_time: '2026-12-02T14:30:00.000Z' },
    status: 201,
    reply: schema.slotHold,
    problems: [
      'no_such_booking_calendar',
      ...linkProblems,
      'invalid_date',
      'invalid_value',
      'invalid_duration',
      'too_long',
      'start_not_available',
    ],
    handle: async ({ params, body }, { db, caller, now }) => {
      const wish = {
        start: body.start_time,
        durationMinutes: body.duration_minutes ?? undefined,
        link: body.one_time_link,
        host: body.host,
        coHosts: splitEmails(body.co_hosts),
      };
      return presentHold(
        await db.transaction(caller.accountId, (tx) => hold(tx, caller.accountId, { calendar: params.id }, wish, now)),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/v2/booking-pages/{id}/time-slots',
    id: 'listTimeSlotsOfBookingPage',
    reach: { teamManager: 'team', member: 'own', of: 'booking_page' },
    tag: 'Booking pages',
    summary: 'List free time slots of a booking page',
    description: 'The starts that can be booked, as a bare array. The range is at most 30 days.',
    extension: true,
    params: idParam('BP-3F7JAWT4UA'),
    query: schema.pageSlotQuery,
    reply: schema.slots,
    problems: ['no_such_booking_page', 'no_such_event_type', ...pageSlotProblems],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, async (tx) =>
        listSlots(tx, caller.accountId, ofPage(params.id, query), rangeOf(query), now),
      ),
  }),
  route({
    method: 'GET',
    path: '/v2/booking-pages/{id}/time-slots/why',
    id: 'explainTimeSlotOfBookingPage',
    reach: { teamManager: 'team', member: 'own', of: 'booking_page' },
    tag: 'Booking pages',
    summary: 'Explain why a time of a booking page is not offered',
    description: 'For each host, every rule that keeps the start from being offered to guests; none if he is free.',
    extension: true,
    params: idParam('BP-3F7JAWT4UA'),
    query: schema.pageExplainQuery,
    reply: schema.slotExplanation,
    problems: ['no_such_booking_page', 'no_such_event_type', ...whyProblems],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, (tx) =>
        explainStart(tx, caller.accountId, ofPage(params.id, query), startIn(query), now),
      ),
  }),
  route({
    method: 'GET',
    path: '/v2/booking-pages/{id}/time-slots/day',
    id: 'explainDayOfBookingPage',
    reach: { teamManager: 'team', member: 'own', of: 'booking_page' },
    tag: 'Booking pages',
    summary: 'Explain a day of a booking page',
    description: dayDescription,
    extension: true,
    params: idParam('BP-3F7JAWT4UA'),
    query: schema.pageDayQuery,
    reply: schema.dayExplanation,
    problems: ['no_such_booking_page', 'no_such_event_type', ...whyProblems],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, (tx) => explainDay(tx, caller.accountId, ofPage(params.id, query), dateIn(query), now)),
  }),
  route({
    method: 'POST',
    path: '/v2/booking-pages/{id}/holds',
    id: 'holdTimeSlotOnBookingPage',
    reach: { teamManager: 'team', member: 'own', of: 'booking_page' },
    tag: 'Booking pages',
    summary: 'Hold a time slot of a booking page',
    description: 'Keeps a start for five minutes while a guest fills in the form. Give the id as `hold` when booking.',
    extension: true,
    params: idParam('BP-3F7JAWT4UA'),
    body: schema.pageHoldBody,
    example: { start_time: '2026-12-02T14:30:00.000Z', event_type: 'ET-7I7PKDTFJS' },
    status: 201,
    reply: schema.slotHold,
    problems: [
      'no_such_booking_page',
      'no_such_event_type',
      'missing_fields',
      'invalid_date',
      'invalid_value',
      'invalid_duration',
      'start_not_available',
    ],
    handle: async ({ params, body }, { db, caller, now }) => {
      const wish = { start: body.start_time, durationMinutes: body.duration_minutes ?? undefined };
      return presentHold(
        await db.transaction(caller.accountId, async (tx) =>
          hold(tx, caller.accountId, ofPage(params.id, body), wish, now),
        ),
      );
    },
  }),
  route({
    method: 'GET',
    path: '/v2/master-pages/{id}/time-slots',
    id: 'listTimeSlotsOfMasterPage',
    tag: 'Master pages',
    summary: 'List free time slots of a master page',
    description:
      'The starts that can be booked, as a bare array. The range is at most 30 days. Where guests pick a member by time, each start says of which pages.',
    extension: true,
    params: idParam('MP-73E6RHFU77'),
    query: schema.masterSlotQuery,
    reply: schema.masterSlots,
    problems: [...linkProblems, ...masterProblems, ...pageSlotProblems],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, async (tx) => {
        const target = await chooseTarget(tx, caller.accountId, params.id, query, 'look');
        const range = { ...rangeOf(query), link: query.one_time_link };
        return (await listSlots(tx, caller.accountId, target, range, now)).map(presentMasterSlot);
      }),
  }),
  route({
    method: 'GET',
    path: '/v2/master-pages/{id}/time-slots/why',
    id: 'explainTimeSlotOfMasterPage',
    tag: 'Master pages',
    summary: 'Explain why a time of a master page is not offered',
    description: 'For each host, every rule that keeps the start from being offered to guests; none if he is free.',
    extension: true,
    params: idParam('MP-73E6RHFU77'),
    query: schema.masterExplainQuery,
    reply: schema.slotExplanation,
    problems: [...masterProblems, ...whyProblems],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, async (tx) => {
        const target = await chooseTarget(tx, caller.accountId, params.id, query, 'look');
        return explainStart(tx, caller.accountId, target, startIn(query), now);
      }),
  }),
  route({
    method: 'GET',
    path: '/v2/master-pages/{id}/time-slots/day',
    id: 'explainDayOfMasterPage',
    tag: 'Master pages',
    summary: 'Explain a day of a master page',
    description: dayDescription,
    extension: true,
    params: idParam('MP-73E6RHFU77'),
    query: schema.masterDayQuery,
    reply: schema.dayExplanation,
    problems: [...masterProblems, ...whyProblems],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, async (tx) => {
        const target = await chooseTarget(tx, caller.accountId, params.id, query, 'look');
        return explainDay(tx, caller.accountId, target, dateIn(query), now);
      }),
  }),
  route({
    method: 'POST',
    path: '/v2/master-pages/{id}/holds',
    id: 'holdTimeSlotOnMasterPage',
    tag: 'Master pages',
    summary: 'Hold a time slot of a master page',
    description: 'Keeps a start for five minutes while a guest fills in the form. Give the id as `hold` when booking.',
    extension: true,
    params: idParam('MP-73E6RHFU77'),
    body: schema.masterHoldBody,
    example: { start_time: '2026-12-02T14:30:00.000Z', event_type: 'ET-7I7PKDTFJS' },
    status: 201,
    reply: schema.slotHold,
    problems: [
      ...linkProblems,
      ...masterProblems,
      'missing_fields',
      'invalid_date',
      'invalid_value',
      'invalid_duration',
      'start_not_available',
    ],
    handle: async ({ params, body }, { db, caller, now }) => {
      const wish = {
        start: body.start_time,
        durationMinutes: body.duration_minutes ?? undefined,
        link: body.one_time_link,
      };
      return presentHold(
        await db.transaction(caller.accountId, async (tx) =>
          hold(tx, caller.accountId, await chooseTarget(tx, caller.accountId, params.id, body, 'book'), wish, now),
        ),
      );
    },
  }),
  route({
    method: 'DELETE',
    path: '/v2/holds/{id}',
    id: 'releaseHold',
    tag: 'Booking calendars',
    summary: 'Release a held time slot',
    extension: true,
    reach: { teamManager: 'team', member: 'own', of: 'hold' },
    params: idParam('HOLD-3KM0HY2BF9SL'),
    reply: removed,
    problems: ['no_such_hold'],
    handle: async ({ params }, { db, caller, now }) => {
      await db.transaction(caller.accountId, (tx) => releaseHold(tx, caller.accountId, params.id, now));
      return { id: params.id, deleted: true as const };
    },
  }),
];

function rangeOf(query: z.output<typeof schema.pageSlotQuery>): Range {
  return { start: query.start_time, end: query.end_time, durationMinutes: query.duration_minutes };
}

function startIn(query: z.output<typeof schema.explainQuery>) {
  return { start: query.start_time, durationMinutes: query.duration_minutes };
}

function dateIn(query: z.output<typeof schema.dayQuery>) {
  return { date: query.date, durationMinutes: query.duration_minutes };
}

/** Whom a guest asks for on a calendar, and by which link he comes, in the query. */
function invitationIn({ host, co_hosts, one_time_link: link }: z.output<typeof schema.calendarSlotQuery>): Invitation {
  return { host, coHosts: splitEmails(co_hosts), link };
}
