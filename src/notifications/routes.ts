import { foundPage, listOf, listReply } from '../http/list.ts';
import { route } from '../http/route.ts';
import { expandSms } from './expand.ts';
import { presentSms } from './present.ts';
import { notification, smsListQuery } from './schema.ts';
import { listSms } from './store.ts';

type Notification = never;

export const notificationRoutes = [
  route({
    method: 'GET',
    path: '/v2/notifications/sms',
    id: 'listSmsNotifications',
    tag: 'Notifications',
    summary: 'List SMS',
    description: 'Newest first by creation time.',
    reach: { teamManager: 'team', member: 'own' },
    query: smsListQuery,
    reply: listOf(notification),
    problems: [
      'date_range',
      'invalid_date',
      'limit_out_of_range',
      'both_cursors',
      'cannot_expand',
      'invalid_value',
      'no_such_notification',
    ],
    handle: async ({ query }, context) => {
      const { caller, within, db } = context;
      return db.read(caller.accountId, async (tx) => {
        const page = foundPage(await listSms(tx, caller.accountId, query, within), 'no_such_notification', query);
        const reply = listReply(page, context, query.limit, presentSms);
        const data = await expandSms(tx, caller.accountId, reply.data, query.expand);
        return { ...reply, data: data as Notification[] };
      });
    },
  }),
];
