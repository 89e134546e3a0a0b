import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { requireReach } from '../http/reach.ts';
import { route } from '../http/route.ts';
import { duplicateBody } from '../offerings/schema.ts';
import { changeBookingPage } from './change.ts';
import { createBookingPage } from './create.ts';
import { duplicateBookingPage } from './duplicate.ts';
import { presentBookingPage, presentBookingPageSettings, presentLivingBookingPage } from './present.ts';
import { removeBookingPage } from './remove.ts';
import * as schema from './schema.ts';
import * as store from './store.ts';

const listProblems = ['limit_out_of_range', 'both_cursors'] as const;
const textProblems = ['missing_fields', 'invalid_value', 'too_long'] as const;
const addressProblems = ['invalid_slug', 'slug_taken'] as const;
/** How a page's own hours can be wrong. */
const hourProblems = [
  'invalid_time_zone',
  'hours_overlap',
  'not_a_quarter',
  'end_not_after_start',
  'invalid_text',
  'invalid_date',
  'duplicate_day',
  'duplicate_location',
  'both_online_types',
] as const;
const pageProblems = [
  ...textProblems,
  ...addressProblems,
  ...hourProblems,
  'no_such_user',
  'no_such_event_type',
  'settings_conflict',
] as const;
const pages = {
  tag: 'Booking pages',
  params: idParam('BP-3F7JAWT4UA'),
  reach: { teamManager: 'team', member: 'own', of: 'booking_page' },
} as const;
export const pageRoutes = [
  route({
    method: 'GET',
    path: '/v2/booking-pages',
    id: 'listBookingPages',
    tag: pages.tag,
    reach: { teamManager: 'team', member: 'own' },
    summary: 'List booking pages',
    query: schema.bookingPageListQuery,
    reply: listOf(schema.bookingPage),
    problems: [...listProblems, 'no_such_booking_page'],
    handle: async ({ query }, context) => {
      const { db, caller, within, baseUrl } = context;
      const page = await db.read(caller.accountId, (tx) => store.listBookingPages(tx, caller.accountId, query, within));
      const found = foundPage(page, 'no_such_booking_page', query);
      return listReply(found, context, query.limit, (row) => presentLivingBookingPage(row, baseUrl));
    },
  }),
  route({
    ...pages,
    method: 'GET',
    path: '/v2/booking-pages/{id}',
    id: 'getBookingPage',
    summary: 'Get a booking page',
    reply: schema.bookingPageOrDeleted,
    problems: ['no_such_booking_page'],
    handle: async ({ params }, { db, caller, baseUrl }) => {
      const [row] = await db.read(caller.accountId, (tx) => store.findBookingPages(tx, caller.accountId, [params.id]));
      if (row === undefined) throw problem('no_such_booking_page', { value: params.id });
      return presentBookingPage(row, baseUrl);
    },
  }),
  route({
    method: 'POST',
    path: '/v2/booking-pages',
    id: 'createBookingPage',
    tag: pages.tag,
    reach: { teamManager: 'team', member: 'own' },
    summary: 'Create a booking page',
    extension: true,
    body: schema.newBookingPage,
    example: {
      name: 'Andrea Hartie',
      label: 'AndreaHartie',
      owner: 'USR-FSD4234231',
      slug: 'andreahartie',
      durations: [30],
      lead_time: { unit: 'hours', amount: 3 },
      weekly: [{ day: 'Monday', working_hours: [{ start_time: '09:00', end_time: '12:00' }] }],
    },
    status: 201,
    reply: schema.bookingPage,
    problems: [...pageProblems, 'unsupported_fields', 'role_forbidden'],
    handle: async ({ body }, context) => {
      const { db, caller, now, baseUrl } = context;
      requireReach(context, body.owner);
      return db.transaction(caller.accountId, async (tx) => {
        const id = await createBookingPage(tx, caller.accountId, body, now);
        const [row] = await store.findBookingPages(tx, caller.accountId, [id]);
        return presentLivingBookingPage(row!, baseUrl);
      });
    },
  }),
  route({
    ...pages,
    method: 'GET',
    path: '/v2/booking-pages/{id}/settings',
    id: 'getBookingPageSettings',
    summary: 'Get the settings of a booking page',
    extension: true,
    reply: schema.bookingPageSettings,
    problems: ['no_such_booking_page'],
    handle: async ({ params }, { db, caller }) => {
      const [row] = await db.read(caller.accountId, (tx) => store.findBookingPages(tx, caller.accountId, [params.id]));
      if (row === undefined || row.deleted_time !== null) throw problem('no_such_booking_page', { value: params.id });
      return presentBookingPageSettings(row);
    },
  }),
  route({
    ...pages,
    method: 'PATCH',
    path: '/v2/booking-pages/{id}',
    id: 'updateBookingPage',
    summary: 'Change, open or close a booking page',
    description: 'What is left out stays. Hours and event types are replaced as a whole.',
    extension: true,
    body: schema.bookingPageChange,
    example: { active: true, durations: [30, 60] },
    reply: schema.bookingPageSettings,
    problems: [...pageProblems, 'no_such_booking_page', 'nothing_to_update', 'unsupported_field', 'role_forbidden'],
    handle: async ({ params, body }, context) => {
      const { db, caller, now } = context;
      if (body.owner !== undefined) requireReach(context, body.owner);
      return presentBookingPageSettings(
        await db.transaction(caller.accountId, (tx) => changeBookingPage(tx, caller.accountId, params.id, body, now)),
      );
    },
  }),
  route({
    ...pages,
    method: 'POST',
    path: '/v2/booking-pages/{id}/duplicate',
    id: 'duplicateBookingPage',
    summary: 'Duplicate a booking page',
    description: 'The copy has an address of its own, is disabled and stands on no master page.',
    extension: true,
    body: duplicateBody,
    example: { label: 'Andrea in summer' },
    bodyOptional: true,
    status: 201,
    reply: schema.bookingPage,
    problems: ['no_such_booking_page', ...textProblems, 'unsupported_fields'],
    handle: async ({ params, body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        const id = await duplicateBookingPage(tx, caller.accountId, params.id, body, now);
        const [row] = await store.findBookingPages(tx, caller.accountId, [id]);
        return presentLivingBookingPage(row!, baseUrl);
      }),
  }),
  route({
    ...pages,
    method: 'DELETE',
    path: '/v2/booking-pages/{id}',
    id: 'deleteBookingPage',
    summary: 'Delete a booking page',
    description: 'Its bookings stay as they are.',
    extension: true,
    reply: removed,
    problems: ['no_such_booking_page'],
    handle: async ({ params }, { db, caller, now }) =>
      db.transaction(caller.accountId, (tx) => removeBookingPage(tx, caller.accountId, params.id, now)),
  }),
];
