import type { Tx } from '../db/pool.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { cancel } from './cancel.ts';
import { expand } from './expand.ts';
import { explainStart } from './explain-start.ts';
import { listSlots } from './list-slots.ts';
import { markNoShow } from './mark-no-show.ts';
import { presentLivingBooking } from './present.ts';
import { requestReschedule } from './request-reschedule.ts';
import { schedule } from './schedule.ts';
import * as schema from './schema.ts';
import { type BookingRow, findBooking, listBookings } from './store.ts';

type Booking = never;

/** A booking as an action or a read answers it. */
async function showOne(tx: Tx, accountId: string, row: BookingRow, wanted: ReadonlySet<string>, baseUrl: string) {
  const [shown] = await expand(tx, accountId, [presentLivingBooking(row, baseUrl)], wanted, baseUrl);
  return shown as Booking;
}

export const bookingRoutes = [
  route({
    method: 'GET',
    path: '/v2/bookings',
    id: 'listBookings',
    tag: 'Bookings',
    summary: 'List bookings',
    description: 'Newest first by creation time.',
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
    ],
    handle: async ({ query }, context) => {
      const { caller, baseUrl, db } = context;
      return db.read(caller.accountId, async (tx) => {
        const page = foundPage(await listBookings(tx, caller.accountId, query), 'no_such_booking', query);
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
    params: idParam('BKNG-J4FR05BKEWEX'),
    query: schema.expandQuery,
    reply: schema.bookingOrDeleted,
    problems: ['no_such_booking', 'cannot_expand'],
    handle: async ({ params, query }, { db, caller, baseUrl }) =>
      db.read(caller.accountId, async (tx) => {
        const row = await findBooking(tx, caller.accountId, params.id);
        if (row === undefined) throw problem('no_such_booking', { value: params.id });
        if (row.deleted_time !== null) return { id: row.id, object: 'booking', deleted: true };
        return showOne(tx, caller.accountId, row, query.expand, baseUrl);
      }),
  }),
  route({
    method: 'POST',
    path: '/v2/bookings/{id}/cancel',
    id: 'cancelBooking',
    tag: 'Bookings',
    summary: 'Cancel a booking',
    params: idParam('BKNG-J4FR05BKEWEX'),
    query: schema.expandQuery,
    body: schema.cancelBody,
    example: { cancellation_reason: 'Change in schedule', send_cancellation_email: true },
    bodyOptional: true,
    reply: schema.booking,
    problems: ['no_such_booking', 'cannot_cancel', 'cannot_cancel_paid', 'cannot_expand', 'invalid_value', 'too_long'],
    handle: async ({ params, query, body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const by = { actor: 'user' as const, reason: body.cancellation_reason ?? null };
        const row = await cancel(tx, caller.accountId, params.id, by, { now, baseUrl });
        return showOne(tx, caller.accountId, row, query.expand, baseUrl);
      }),
  }),
  route({
    method: 'POST',
    path: '/v2/bookings/{id}/request-reschedule',
    id: 'requestReschedule',
    tag: 'Bookings',
    summary: 'Ask the guest to reschedule',
    description: 'Cancels the booking and frees its time; the guest is asked to pick another.',
    params: idParam('BKNG-J4FR05BKEWEX'),
    query: schema.expandQuery,
    body: schema.requestRescheduleBody,
    example: { reschedule_reason: 'Something urgent came up' },
    bodyOptional: true,
    reply: schema.booking,
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
    method: 'POST',
    path: '/v2/bookings/{id}/no-show',
    id: 'markBookingNoShow',
    tag: 'Bookings',
    summary: 'Mark a booking as no-show',
    params: idParam('BKNG-J4FR05BKEWEX'),
    query: schema.expandQuery,
    reply: schema.booking,
    problems: ['no_such_booking', 'cannot_mark_no_show', 'cannot_expand'],
    handle: async ({ params, query }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const row = await markNoShow(tx, caller.accountId, params.id, { now, baseUrl });
        return showOne(tx, caller.accountId, row, query.expand, baseUrl);
      }),
  }),
  route({
    method: 'GET',
    path: '/v2/booking-calendars/{id}/time-slots',
    id: 'listTimeSlots',
    tag: 'Booking calendars',
    summary: 'List free time slots',
    description: 'The starts that can be booked, as a bare array. The range is at most 30 days.',
    params: idParam('BKC-LDJ878496X'),
    query: schema.slotQuery,
    reply: schema.slots,
    problems: [
      'no_such_booking_calendar',
      'invalid_date',
      'end_before_start',
      'range_too_long',
      'start_in_past',
      'slots_without_seat',
      'slots_unpublished',
    ],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, (tx) =>
        listSlots(tx, caller.accountId, params.id, { start: query.start_time, end: query.end_time }, now),
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
    params: idParam('BKC-LDJ878496X'),
    query: schema.explainQuery,
    reply: schema.slotExplanation,
    problems: ['no_such_booking_calendar', 'invalid_date', 'missing_fields'],
    handle: async ({ params, query }, { db, caller, now }) =>
      db.read(caller.accountId, (tx) => explainStart(tx, caller.accountId, params.id, query.start_time, now)),
  }),
  route({
    method: 'POST',
    path: '/v2/booking-calendars/{id}/schedule',
    id: 'scheduleMeeting',
    tag: 'Booking calendars',
    summary: 'Book a time slot',
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
      'schedule_without_seat',
      'schedule_unpublished',
    ],
    handle: async ({ params, body }, { db, caller, now, baseUrl }) => {
      const row = await db.transaction(caller.accountId, (tx) =>
        schedule(tx, caller.accountId, params.id, body, { now, baseUrl }),
      );
      return { id: row.id };
    },
  }),
];
