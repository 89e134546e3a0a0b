import { idParam } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentHappened } from './present.ts';
import { timeline } from './schema.ts';
import { isBooking, listHappened } from './store.ts';

/** More than anything happens to one booking in practice. */
const mostShown = 500;

export const timelineRoutes = [
  route({
    method: 'GET',
    path: '/v2/bookings/{id}/timeline',
    id: 'getBookingTimeline',
    tag: 'Bookings',
    summary: 'See what happened to a booking',
    description:
      'Newest first: every change with who made it, every mail, and every event with its deliveries. What was erased with the booking’s personal data is not in it any more.',
    extension: true,
    reach: { teamManager: 'team', member: 'own', of: 'booking' },
    params: idParam('BKNG-J4FR05BKEWEX'),
    reply: timeline,
    problems: ['no_such_booking'],
    handle: async ({ params }, { db, caller, within }) => {
      const { accountId } = caller;
      const rows = await db.read(accountId, async (tx) => {
        if (!(await isBooking(tx, accountId, params.id))) throw problem('no_such_booking', { value: params.id });
        return listHappened(tx, accountId, params.id, mostShown);
      });
      const data = rows.flatMap((row) => presentHappened(row, within === undefined) ?? []);
      return { object: 'list' as const, data, has_more: rows.length === mostShown };
    },
  }),
];
