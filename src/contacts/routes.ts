import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { presentContact, presentLivingContact } from './present.ts';
import { contact, contactListQuery, contactOrDeleted } from './schema.ts';
import { findContacts, listContacts } from './store.ts';

export const contactRoutes = [
  route({
    method: 'GET',
    path: '/v2/contacts',
    id: 'listContacts',
    tag: 'Contacts',
    summary: 'List contacts',
    query: contactListQuery,
    reply: listOf(contact),
    problems: ['date_range', 'invalid_date', 'limit_out_of_range', 'both_cursors', 'no_such_contact'],
    handle: async ({ query }, context) => {
      const page = await context.db.read(context.caller.accountId, (tx) =>
        listContacts(tx, context.caller.accountId, query),
      );
      return listReply(foundPage(page, 'no_such_contact', query), context, query.limit, presentLivingContact);
    },
  }),
  route({
    method: 'GET',
    path: '/v2/contacts/{id}',
    id: 'getContact',
    tag: 'Contacts',
    summary: 'Get a contact',
    params: idParam('CTC-J4FR05BKEW'),
    reply: contactOrDeleted,
    problems: ['no_such_contact'],
    handle: async ({ params }, { db, caller }) => {
      const [row] = await db.read(caller.accountId, (tx) => findContacts(tx, caller.accountId, [params.id]));
      if (row === undefined) throw problem('no_such_contact', { value: params.id });
      return presentContact(row);
    },
  }),
];
