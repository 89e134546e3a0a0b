import { foundPage, listOf, listReply } from '../http/list.ts';
import { route } from '../http/route.ts';
import { presentDeletion, presentEntry } from './present.ts';
import { auditEntry, auditQuery, deletable, deletion, deletionQuery } from './schema.ts';
import { listDeletions, listEntries } from './store.ts';

export const auditRoutes = [
  route({
    method: 'GET',
    path: '/v2/audit-log',
    id: 'listAuditEntries',
    tag: 'Audit log',
    summary: 'List who changed what',
    description:
      'Every change of accounts, keys, users, schedules, teams, calendars, contacts, bookings and webhooks, newest first.',
    extension: true,
    query: auditQuery,
    reply: listOf(auditEntry),
    problems: [
      'date_range',
      'invalid_date',
      'invalid_value',
      'limit_out_of_range',
      'both_cursors',
      'no_such_audit_entry',
    ],
    handle: async ({ query }, context) => {
      const { accountId } = context.caller;
      const page = await context.db.read(accountId, (tx) => listEntries(tx, accountId, query));
      return listReply(foundPage(page, 'no_such_audit_entry', query), context, query.limit, presentEntry);
    },
  }),
  route({
    method: 'GET',
    path: '/v2/deleted-objects',
    id: 'listDeletedObjects',
    tag: 'Deleted objects',
    summary: 'List what was deleted',
    description:
      'For those who keep a copy of the data: ids in the order of their deletion, the oldest first. Ask each time since one ' +
      'minute before the last deletion that you know of, since one that is under way appears when it is done.',
    extension: true,
    query: deletionQuery,
    reply: listOf(deletion),
    problems: ['invalid_date', 'invalid_value', 'limit_out_of_range', 'no_such_deleted_object'],
    handle: async ({ query }, context) => {
      const { accountId } = context.caller;
      const page = await context.db.read(accountId, (tx) => listDeletions(tx, accountId, query, deletable));
      return listReply(foundPage(page, 'no_such_deleted_object', {}), context, query.limit, presentDeletion);
    },
  }),
];
