import type { z } from 'zod';
import type { Tx } from '../db/pool.ts';
import { redacted } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { requireNamed, requireReach } from '../http/reach.ts';
import { route } from '../http/route.ts';
import { chooseTarget } from '../master-pages/choose-target.ts';
import { ofPage, type Target } from '../offerings/schema.ts';
import { understand } from '../search/understand.ts';
import { moveQuery, slots } from '../slots/schema.ts';
import { approve } from './approve.ts';
import { cancel } from './cancel.ts';
import { decline } from './decline.ts';
import { expand } from './expand.ts';
import { listHosts } from './list-hosts.ts';
import { listMoves } from './list-moves.ts';
import { markNoShow } from './mark-no-show.ts';
import { moveToTrash } from './move-to-trash.ts';
import { presentLivingBooking, presentScheduled } from './present.ts';
import { reassign } from './reassign.ts';
import { requestReschedule } from './request-reschedule.ts';
import { reschedule } from './reschedule.ts';
import { schedule } from './schedule.ts';
import * as schema from './schema.ts';
import { type BookingRow, findBooking, listBookings } from './store.ts';

type Booking = never;

/** A booking as an action or a read answers it. */
async function showOne(tx: Tx, accountId: string, row: BookingRow, wanted: ReadonlySet<string>, baseUrl: string) {
  const [shown] = await expand(tx, accountId, [presentLivingBooking(row, baseUrl)], wanted, baseUrl);
  return shown as Booking;
}

/** Where a booking is to go; undefined if it stays where it is. */
function targetNamed(body: z.output<typeof schema.rescheduleBody>): Target | undefined {
  if (body.booking_calendar != null) return { calendar: body.booking_calendar };
  if (body.booking_page != null) return ofPage(body.booking_page, body);
  return undefined;
}

/** How a booking on them is refused. */
const pageBookingProblems = [
  'booking_form_missing',
  'missing_fields',
  'invalid_date',
  'invalid_time_zone',
  'invalid_email',
  'invalid_phone',
  'invalid_location',
  'invalid_value',
  'too_long',
  'wrong_number_of_starts',
  'start_not_available',
  'invalid_duration',
  'no_such_hold',
  'no_such_attachment',
  'has_booking_already',
] as const;

/** How a one-time link is refused. */
const linkProblems = ['no_such_link', 'link_used', 'link_expired'] as const;

/** An action on one booking, which it answers as it is then; with the roles that most of them are for. */
const onBooking = {
  method: 'POST',
  tag: 'Bookings',
  params: idParam('BKNG-J4FR05BKEWEX'),
  query: schema.expandQuery,
  reply: schema.booking,
} as const;
const action = { ...onBooking, reach: { teamManager: 'team', member: 'own', of: 'booking' } } as const;

export const bookingRoutes = [
  route({
    method: 'GET',
    path: '/v2/bookings',
    id: 'listBookings',
    tag: 'Bookings',
    summary: 'List bookings',
    description: 'Newest first by creation time. Filters add up, the search with `q` among them.',
    reach: { teamManager: 'team', member: 'own' },
    query: schema.bookingListQuery,
    reply: listOf(schema.booking),
    problems: [
      'date_range',
      'invalid_date',
      'limit_out_of_range',
      'both_cursors',
      'cannot_expand',
      'invalid_value',
      'no_such_booking',
      'too_long',
      'search_without_words',
      'search_too_many_words',
    ],
    handle: async ({ query }, context) => {
      const { caller, within, baseUrl, db } = context;
      return db.read(caller.accountId, async (tx) => {
        const sought = await understand(tx, caller.accountId, query.q);
        const found = await listBookings(tx, caller.accountId, query, within, sought);
        const page = foundPage(found, 'no_such_booking', query);
        const reply = listReply(page, context, query.limit, (row) => presentLivingBooking(row, baseUrl));
        return { ...reply, data: (await expand(tx, caller.accountId, reply.data, query.expand, baseUrl)) as Booking[] };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/v2/bookings/{id}',
    id: 'getBooking',
    tag: 'Bookings',
    summary: 'Get a booking',
    reach: { teamManager: 'team', member: 'own', of: 'booking' },
    params: idParam('BKNG-J4FR05BKEWEX'),
    query: schema.expandQuery,
    reply: schema.bookingOrDeleted,
    problems: ['no_such_booking', 'cannot_expand'],
    handle: async ({ params, query }, { db, caller, baseUrl }) =>
      db.read(caller.accountId, async (tx) => {
        const row = await findBooking(tx, caller.accountId, params.id);
        if (row === undefined) throw problem('no_such_booking', { value: params.id });
        if (row.deleted_time !== null) return redacted('booking', row.id);
        return showOne(tx, caller.accountId, row, query.expand, baseUrl);
      }),
  }),
  route({
    ...action,
    path: '/v2/bookings/{id}/cancel',
    id: 'cancelBooking',
    summary: 'Cancel a booking',
    body: schema.cancelBody,
    example: { cancellation_reason: 'Change in schedule', send_cancellation_email: true },
    bodyOptional: true,
    problems: ['no_such_booking', 'cannot_cancel', 'cannot_cancel_paid', 'cannot_expand', 'invalid_value', 'too_long'],
    handle: async ({ params, query, body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const { cancellation_reason: reason = null, send_cancellation_email: tellGuest } = body;
        const by = { actor: 'user' as const, reason, withoutGuest: !tellGuest };
        const row = await cancel(tx, caller.accountId, params.id, by, { now, baseUrl });
        return showOne(tx, caller.accountId, row, query.expand, baseUrl);
      }),
  }),
  route({
    ...action,
    path: '/v2/bookings/{id}/request-reschedule',
    id: 'requestReschedule',
    summary: 'Ask the guest to reschedule',
    description: 'Cancels the booking and frees its time; the guest is asked to pick another.',
    body: schema.requestRescheduleBody,
    example: { reschedule_reason: 'Something urgent came up' },
    bodyOptional: true,
    problems: [
      'no_such_booking',
      'cannot_cancel',
      'cannot_request_reschedule_paid',
      'cannot_expand',
      'invalid_value',
      'too_long',
    ],
    handle: async ({ params, query, body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const reason = body.reschedule_reason ?? null;
        const row = await requestReschedule(tx, caller.accountId, params.id, reason, { now, baseUrl });
        return showOne(tx, caller.accountId, row, query.expand, baseUrl);
      }),
  }),
  route({
    ...action,
    path: '/v2/bookings/{id}/no-show',
    id: 'markBookingNoShow',
    summary: 'Mark a booking as no-show',
    problems: ['no_such_booking', 'cannot_mark_no_show', 'cannot_expand'],
    handle: async ({ params, query }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const row = await markNoShow(tx, caller.accountId, params.id, { now, baseUrl });
        return showOne(tx, caller.accountId, row, query.expand, baseUrl);
      }),
  }),
  route({
    ...onBooking,
    path: '/v2/bookings/{id}/reassign',
    id: 'reassignBooking',
    summary: 'Give a booking another host',
    reach: { teamManager: 'team', member: 'none', of: 'booking' },
    body: schema.reassignBody,
    example: { new_host: 'USR-FSD4234231', location: { type: 'virtual', value: 'google_meet' } },
    problems: [
      'no_such_booking',
      'no_such_user',
      'user_inactive',
      'reassign_to_same_host',
      'cannot_reassign',
      'cannot_reassign_session',
      'cannot_reassign_package',
      'provider_not_connected',
      'reassign_without_seat',
      'new_host_busy',
      'location_not_virtual',
      'cannot_expand',
      'invalid_value',
    ],
    handle: async ({ params, query, body }, context) => {
      const { db, caller, now, baseUrl } = context;
      requireReach(context, body.new_host);
      return db.transaction(caller.accountId, async (tx) => {
        const row = await reassign(tx, caller.accountId, params.id, body, { now, baseUrl });
        return showOne(tx, caller.accountId, row, query.expand, baseUrl);
      });
    },
  }),
  route({
    ...action,
    path: '/v2/bookings/{id}/approve',
    id: 'approveBooking',
    summary: 'Approve a request',
    extension: true,
    body: schema.approveBody,
    example: { start_time: '2026-12-02T14:30:00.000Z' },
    bodyOptional: true,
    problems: [
      'no_such_booking',
      'cannot_approve',
      'start_not_proposed',
      'start_not_available',
      'people_gone',
      'missing_fields',
      'invalid_date',
      'cannot_expand',
      'invalid_value',
    ],
    handle: async ({ params, query, body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const start = body.start_time ?? undefined;
        const row = await approve(tx, caller.accountId, params.id, start, { now, baseUrl });
        return showOne(tx, caller.accountId, row, query.expand, baseUrl);
      }),
  }),
  route({
    ...action,
    path: '/v2/bookings/{id}/decline',
    id: 'declineBooking',
    summary: 'Decline a request',
    extension: true,
    body: schema.declineBody,
    example: { reason: 'On holiday that week', request_new_times: true },
    bodyOptional: true,
    problems: ['no_such_booking', 'cannot_decline', 'cannot_expand', 'invalid_value', 'too_long'],
    handle: async ({ params, query, body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const how = { reason: body.reason ?? null, newTimes: body.request_new_times };
        const row = await decline(tx, caller.accountId, params.id, how, { now, baseUrl });
        return showOne(tx, caller.accountId, row, query.expand, baseUrl);
      }),
  }),
  route({
    ...action,
    path: '/v2/bookings/{id}/reschedule',
    id: 'rescheduleBooking',
    summary: 'Move a booking to another time',
    description:
      'On its own calendar or page the booking stays the same. Elsewhere, or after the host asked for another time, the answer is the booking that stands for it from now on.',
    extension: true,
    body: schema.rescheduleBody,
    example: { start_time: '2026-12-02T14:30:00.000Z', reason: 'Something came up', on_behalf_of: 'customer' },
    problems: [
      'no_such_booking',
      'no_such_booking_calendar',
      'no_such_booking_page',
      'no_such_event_type',
      'cannot_reschedule',
      'people_gone',
      'schedule_unpublished',
      'schedule_disabled',
      'start_not_available',
      'invalid_location',
      'missing_fields',
      'invalid_date',
      'invalid_phone',
      'cannot_expand',
      'invalid_value',
      'too_long',
    ],
    handle: async ({ params, query, body }, context) => {
      const { db, caller, now, baseUrl } = context;
      return db.transaction(caller.accountId, async (tx) => {
        if (body.booking_calendar != null) await requireNamed(tx, context, 'booking_calendar', body.booking_calendar);
        else if (body.booking_page != null) await requireNamed(tx, context, 'booking_page', body.booking_page);
        const move = {
          start: body.start_time,
          target: targetNamed(body),
          actor: body.on_behalf_of,
          reason: body.reason ?? null,
          location: body.location,
        };
        const row = await reschedule(tx, caller.accountId, params.id, move, { now, baseUrl });
        return showOne(tx, caller.accountId, row, query.expand, baseUrl);
      });
    },
  }),
  route({
    method: 'GET',
    path: '/v2/bookings/{id}/time-slots',
    id: 'listTimeSlotsOfBooking',
    tag: 'Bookings',
    summary: 'List where a booking can move',
    description: 'The starts of its own calendar or page that are free for its host, as a bare array.',
    extension: true,
    reach: { teamManager: 'team', member: 'own', of: 'booking' },
    params: idParam('BKNG-J4FR05BKEWEX'),
    query: moveQuery,
    reply: slots,
    problems: [
      'no_such_booking',
      'invalid_date',
      'end_before_start',
      'range_too_long',
      'cannot_reschedule',
      'people_gone',
    ],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, (tx) =>
        listMoves(tx, caller.accountId, params.id, { start: query.start_time, end: query.end_time }, now),
      ),
  }),
  route({
    method: 'GET',
    path: '/v2/bookings/{id}/hosts',
    id: 'listHostsOfBooking',
    tag: 'Bookings',
    summary: 'List who could take a booking over',
    description: 'Users, newest first, each with what stands in the way of giving him the booking, if anything does.',
    extension: true,
    reach: { teamManager: 'team', member: 'none', of: 'booking' },
    params: idParam('BKNG-J4FR05BKEWEX'),
    query: schema.possibleHostQuery,
    reply: listOf(schema.possibleHost),
    problems: [
      'no_such_booking',
      'no_such_user',
      'limit_out_of_range',
      'both_cursors',
      'cannot_reassign',
      'cannot_reassign_package',
    ],
    handle: async ({ params, query }, context) => {
      const { db, caller, now, within } = context;
      const page = await db.read(caller.accountId, (tx) =>
        listHosts(tx, caller.accountId, params.id, query, { now, within }),
      );
      return listReply(foundPage(page, 'no_such_user', query), context, query.limit, (host) => ({
        object: 'possible_host' as const,
        ...host,
      }));
    },
  }),
  ...([true, false] as const).map((inTrash) =>
    route({
      ...onBooking,
      path: `/v2/bookings/{id}/${inTrash ? 'trash' : 'restore'}`,
      id: inTrash ? 'trashBooking' : 'restoreBooking',
      summary: inTrash ? 'Move a booking to the trash' : 'Take a booking out of the trash',
      description: 'The meeting itself stays as it is. After 30 days in the trash a booking is erased.',
      extension: true,
      problems: ['no_such_booking', 'cannot_expand'],
      handle: async ({ params, query }, { db, caller, now, baseUrl }) =>
        db.transaction(caller.accountId, async (tx) => {
          const row = await moveToTrash(tx, caller.accountId, params.id, inTrash, now);
          return showOne(tx, caller.accountId, row, query.expand, baseUrl);
        }),
    }),
  ),
  route({
    method: 'POST',
    path: '/v2/booking-calendars/{id}/schedule',
    id: 'scheduleMeeting',
    tag: 'Booking calendars',
    summary: 'Book a time slot',
    reach: { teamManager: 'team', member: 'own', of: 'booking_calendar' },
    params: idParam('BKC-LDJ878496X'),
    body: schema.scheduleBody,
    example: {
      start_time: '2026-12-02T06:30:00.000Z',
      guest_time_zone: 'America/New_York',
      booking_form: { name: 'Carrie Customer', email: 'carrie.customer@example.com', phone: '+12025550195' },
      location: { type: 'virtual', value: 'google_meet' },
    },
    reply: schema.scheduled,
    problems: [
      'no_such_booking_calendar',
      'booking_form_missing',
      'missing_fields',
      'invalid_date',
      'invalid_time_zone',
      'invalid_email',
      'invalid_phone',
      'invalid_location',
      'invalid_value',
      'too_long',
      'start_not_available',
      'invalid_duration',
      'no_such_hold',
      'no_such_attachment',
      'has_booking_already',
      ...linkProblems,
      'schedule_without_seat',
      'schedule_unpublished',
    ],
    handle: async ({ params, body }, { db, caller, now, baseUrl }) => {
      const wish = { ...body, starts: [body.start_time] };
      const [row] = await db.transaction(caller.accountId, (tx) =>
        schedule(tx, caller.accountId, { calendar: params.id }, wish, { now, baseUrl }),
      );
      return { id: row!.id };
    },
  }),
  route({
    method: 'POST',
    path: '/v2/booking-pages/{id}/schedule',
    id: 'scheduleMeetingOnBookingPage',
    reach: { teamManager: 'team', member: 'own', of: 'booking_page' },
    tag: 'Booking pages',
    summary: 'Book on a booking page',
    description: 'A package takes all its sessions at once, a request as many times as are to be proposed.',
    extension: true,
    params: idParam('BP-3F7JAWT4UA'),
    body: schema.pageScheduleBody,
    example: {
      start_times: ['2026-12-02T06:30:00.000Z'],
      event_type: 'ET-7I7PKDTFJS',
      guest_time_zone: 'America/New_York',
      booking_form: { name: 'Carrie Customer', email: 'carrie.customer@example.com', phone: '+12025550195' },
    },
    reply: schema.pageScheduled,
    problems: [
      'no_such_booking_page',
      'no_such_event_type',
      ...pageBookingProblems,
      'schedule_without_seat',
      'schedule_disabled',
    ],
    handle: async ({ params, body }, { db, caller, now, baseUrl }) => {
      const wish = { ...body, starts: body.start_times };
      const rows = await db.transaction(caller.accountId, async (tx) =>
        schedule(tx, caller.accountId, ofPage(params.id, body), wish, { now, baseUrl }),
      );
      return presentScheduled(rows);
    },
  }),
  route({
    method: 'POST',
    path: '/v2/master-pages/{id}/schedule',
    id: 'scheduleMeetingOnMasterPage',
    tag: 'Master pages',
    summary: 'Book on a master page',
    description: 'A package takes all its sessions at once, a request as many times as are to be proposed.',
    extension: true,
    params: idParam('MP-73E6RHFU77'),
    body: schema.masterScheduleBody,
    example: {
      start_times: ['2026-12-02T06:30:00.000Z'],
      event_type: 'ET-7I7PKDTFJS',
      guest_time_zone: 'America/New_York',
      booking_form: { name: 'Carrie Customer', email: 'carrie.customer@example.com', phone: '+12025550195' },
    },
    reply: schema.pageScheduled,
    problems: [
      'no_such_master_page',
      'no_such_booking_page',
      'no_such_event_type',
      'page_by_rules',
      ...pageBookingProblems,
      ...linkProblems,
      'schedule_without_seat',
      'schedule_disabled',
    ],
    handle: async ({ params, body }, { db, caller, now, baseUrl }) => {
      const wish = { ...body, starts: body.start_times };
      const rows = await db.transaction(caller.accountId, async (tx) =>
        schedule(tx, caller.accountId, await chooseTarget(tx, caller.accountId, params.id, body, 'book'), wish, {
          now,
          baseUrl,
        }),
      );
      return presentScheduled(rows);
    },
  }),
];
