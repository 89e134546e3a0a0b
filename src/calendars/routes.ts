import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentCalendar, presentLivingCalendar } from './present.ts';
import { calendar, calendarListQuery, calendarOrDeleted } from './schema.ts';
import { findCalendars, listCalendars } from './store.ts';

export const calendarRoutes = [
  route({
    method: 'GET',
    path: '/v2/booking-calendars',
    id: 'listBookingCalendars',
    tag: 'Booking calendars',
    summary: 'List booking calendars',
    query: calendarListQuery,
    reply: listOf(calendar),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_booking_calendar'],
    handle: async ({ query }, context) => {
      const page = await context.db.read(context.caller.accountId, (tx) =>
        listCalendars(tx, context.caller.accountId, query),
      );
      const present = foundPage(page, 'no_such_booking_calendar', query);
      return listReply(present, context, query.limit, (row) => presentLivingCalendar(row, context.baseUrl));
    },
  }),
  route({
    method: 'GET',
    path: '/v2/booking-calendars/{id}',
    id: 'getBookingCalendar',
    tag: 'Booking calendars',
    summary: 'Get a booking calendar',
    params: idParam('BKC-LDJ878496X'),
    reply: calendarOrDeleted,
    problems: ['no_such_booking_calendar'],
    handle: async ({ params }, { db, caller, baseUrl }) => {
      const [row] = await db.read(caller.accountId, (tx) => findCalendars(tx, caller.accountId, [params.id]));
      if (row === undefined) throw problem('no_such_booking_calendar', { value: params.id });
      return presentCalendar(row, baseUrl);
    },
  }),
];
