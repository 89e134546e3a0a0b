import type { z } from 'zod';
import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { requireReach } from '../http/reach.ts';
import { type Context, route } from '../http/route.ts';
import type { meetingRules } from '../offerings/schema.ts';
import { changeCalendar } from './change.ts';
import { createCalendar } from './create.ts';
import { duplicateCalendar } from './duplicate.ts';
import { presentCalendar, presentLivingCalendar, presentSettings } from './present.ts';
import { removeCalendar } from './remove.ts';
import {
  calendar,
  calendarChange,
  calendarListQuery,
  calendarOrDeleted,
  calendarSettings,
  duplicateBody,
  newCalendar,
} from './schema.ts';
import { findCalendars, listCalendars } from './store.ts';

const tag = 'Booking calendars';
const params = idParam('BKC-LDJ878496X');

/** How settings can be wrong. */
const settingProblems = [
  'missing_fields',
  'invalid_value',
  'too_long',
  'invalid_slug',
  'slug_taken',
  'no_such_host',
  'no_such_user',
  'invalid_duration',
  'settings_conflict',
] as const;

/** A member's calendars are his alone; a team manager's people are those of his teams (product description 5.1). */
function requireHosts(context: Context, body: { host?: string | undefined; co_hosts?: unknown }): void {
  const coHosts = (body.co_hosts ?? []) as { user: string }[];
  for (const id of [body.host, ...coHosts.map((each) => each.user)]) if (id !== undefined) requireReach(context, id);
}

export const calendarRoutes = [
  route({
    method: 'GET',
    path: '/v2/booking-calendars',
    id: 'listBookingCalendars',
    tag,
    summary: 'List booking calendars',
    reach: { teamManager: 'team', member: 'own' },
    query: calendarListQuery,
    reply: listOf(calendar),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_booking_calendar'],
    handle: async ({ query }, context) => {
      const page = await context.db.read(context.caller.accountId, (tx) =>
        listCalendars(tx, context.caller.accountId, query, context.within),
      );
      const present = foundPage(page, 'no_such_booking_calendar', query);
      return listReply(present, context, query.limit, (row) => presentLivingCalendar(row, context.baseUrl));
    },
  }),
  route({
    method: 'GET',
    path: '/v2/booking-calendars/{id}',
    id: 'getBookingCalendar',
    tag,
    summary: 'Get a booking calendar',
    reach: { teamManager: 'team', member: 'own', of: 'booking_calendar' },
    params,
    reply: calendarOrDeleted,
    problems: ['no_such_booking_calendar'],
    handle: async ({ params }, { db, caller, baseUrl }) => {
      const [row] = await db.read(caller.accountId, (tx) => findCalendars(tx, caller.accountId, [params.id]));
      if (row === undefined) throw problem('no_such_booking_calendar', { value: params.id });
      return presentCalendar(row, baseUrl);
    },
  }),
  route({
    method: 'POST',
    path: '/v2/booking-calendars',
    id: 'createBookingCalendar',
    tag,
    summary: 'Create a booking calendar',
    reach: { teamManager: 'team', member: 'own', of: 'calendar_settings' },
    extension: true,
    body: newCalendar,
    example: {
      name: 'Andrea Hartie booking calendar',
      subject: 'Meeting with Andrea Hartie',
      host: 'USR-HYPGJXN3A8',
      slug: 'andreahartie',
      durations: [30, 60],
      buffer_after_minutes: 10,
      lead_time: { unit: 'hours', amount: 3 },
      horizon: { kind: 'days', days: 60 },
    },
    status: 201,
    reply: calendar,
    problems: [...settingProblems, 'unsupported_fields', 'role_forbidden'],
    handle: async ({ body }, context) => {
      const { db, caller, now, baseUrl } = context;
      requireHosts(context, body);
      const { name, subject, host, slug, published, duration_minutes, ...sent } = body;
      const rules = sent as z.input<typeof meetingRules>;
      return db.transaction(caller.accountId, async (tx) => {
        const wanted = { name, subject, hostId: host, slug, published, durationMinutes: duration_minutes, rules };
        const id = await createCalendar(tx, caller.accountId, wanted, now);
        const [row] = await findCalendars(tx, caller.accountId, [id]);
        return presentLivingCalendar(row!, baseUrl);
      });
    },
  }),
  route({
    method: 'GET',
    path: '/v2/booking-calendars/{id}/settings',
    id: 'getBookingCalendarSettings',
    tag,
    summary: 'Get the settings of a booking calendar',
    reach: { teamManager: 'team', member: 'own', of: 'booking_calendar' },
    extension: true,
    params,
    reply: calendarSettings,
    problems: ['no_such_booking_calendar'],
    handle: async ({ params }, { db, caller }) => {
      const [row] = await db.read(caller.accountId, (tx) => findCalendars(tx, caller.accountId, [params.id]));
      if (row === undefined || row.deleted_time !== null)
        throw problem('no_such_booking_calendar', { value: params.id });
      return presentSettings(row);
    },
  }),
  route({
    method: 'PATCH',
    path: '/v2/booking-calendars/{id}',
    id: 'updateBookingCalendar',
    tag,
    summary: 'Change or publish a booking calendar',
    reach: { teamManager: 'team', member: 'own', of: 'calendar_settings' },
    description:
      'What is left out stays. Sessions that are partly booked take no more guests once hosts, durations or seats change.',
    extension: true,
    params,
    body: calendarChange,
    example: { published: true, durations: [30] },
    reply: calendarSettings,
    problems: [
      ...settingProblems,
      'no_such_booking_calendar',
      'nothing_to_update',
      'unsupported_field',
      'role_forbidden',
    ],
    handle: async ({ params, body }, context) => {
      const { db, caller, now } = context;
      requireHosts(context, body);
      return presentSettings(
        await db.transaction(caller.accountId, (tx) => changeCalendar(tx, caller.accountId, params.id, body, now)),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/v2/booking-calendars/{id}/duplicate',
    id: 'duplicateBookingCalendar',
    tag,
    summary: 'Duplicate a booking calendar',
    reach: { teamManager: 'team', member: 'own', of: 'calendar_settings' },
    description: 'The copy has an address of its own and is not published.',
    extension: true,
    params,
    body: duplicateBody,
    example: { name: 'Andrea Hartie in summer' },
    bodyOptional: true,
    status: 201,
    reply: calendar,
    problems: [
      'no_such_booking_calendar',
      'invalid_value',
      'missing_fields',
      'too_long',
      'unsupported_fields',
      'no_such_host',
    ],
    handle: async ({ params, body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const id = await duplicateCalendar(tx, caller.accountId, params.id, body, now);
        const [row] = await findCalendars(tx, caller.accountId, [id]);
        return presentLivingCalendar(row!, baseUrl);
      }),
  }),
  route({
    method: 'DELETE',
    path: '/v2/booking-calendars/{id}',
    id: 'deleteBookingCalendar',
    tag,
    summary: 'Delete a booking calendar',
    reach: { teamManager: 'team', member: 'own', of: 'calendar_settings' },
    description: 'Its bookings stay as they are.',
    extension: true,
    params,
    reply: removed,
    problems: ['no_such_booking_calendar'],
    handle: async ({ params }, { db, caller, now }) =>
      db.transaction(caller.accountId, (tx) => removeCalendar(tx, caller.accountId, params.id, now)),
  }),
];
