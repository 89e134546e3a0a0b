import { removed } from '../http/deleted.ts';
import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { requireReach } from '../http/reach.ts';
import { route } from '../http/route.ts';
import { changeContact } from './change.ts';
import { createContact } from './create.ts';
import { importContacts } from './import-contacts.ts';
import { presentContact, presentLivingContact } from './present.ts';
import { removeContact } from './remove.ts';
import {
  contact,
  contactChange,
  contactImport,
  contactListQuery,
  contactOrDeleted,
  importBody,
  newContact,
} from './schema.ts';
import { findContacts, listContacts } from './store.ts';

export const contactRoutes = [
  route({
    method: 'GET',
    path: '/v2/contacts',
    id: 'listContacts',
    tag: 'Contacts',
    summary: 'List contacts',
    reach: { teamManager: 'team', member: 'own' },
    query: contactListQuery,
    reply: listOf(contact),
    problems: ['date_range', 'invalid_date', 'limit_out_of_range', 'both_cursors', 'no_such_contact'],
    handle: async ({ query }, context) => {
      const page = await context.db.read(context.caller.accountId, (tx) =>
        listContacts(tx, context.caller.accountId, query, context.within),
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
    reach: { teamManager: 'team', member: 'own', of: 'contact' },
    params: idParam('CTC-J4FR05BKEW'),
    reply: contactOrDeleted,
    problems: ['no_such_contact'],
    handle: async ({ params }, { db, caller }) => {
      const [row] = await db.read(caller.accountId, (tx) => findContacts(tx, caller.accountId, [params.id]));
      if (row === undefined) throw problem('no_such_contact', { value: params.id });
      return presentContact(row);
    },
  }),
  route({
    method: 'POST',
    path: '/v2/contacts',
    id: 'createContact',
    tag: 'Contacts',
    summary: 'Create a contact',
    reach: { teamManager: 'team', member: 'own' },
    body: newContact,
    example: {
      first_name: 'Carrie',
      last_name: 'Customer',
      email: 'carrie.customer@example.com',
      mobile_phone: '+12025550195',
      status: 'Qualified',
      custom_fields: [{ name: 'new_to_our_tool', value: true }],
    },
    status: 201,
    reply: contact,
    problems: [
      'contact_needs_identity',
      'field_required',
      'invalid_email',
      'invalid_phone',
      'invalid_time_zone',
      'invalid_value',
      'too_long',
      'unsupported_fields',
      'no_such_user',
      'contact_exists',
      'role_forbidden',
    ],
    handle: async ({ body }, context) => {
      const { db, caller, within, now } = context;
      // Who reaches only his own could not see a contact without an owner again.
      const wanted = within === undefined ? body : { ...body, owner: body.owner ?? caller.actor.id };
      if (body.owner) requireReach(context, body.owner);
      return presentLivingContact(
        await db.transaction(caller.accountId, (tx) => createContact(tx, caller.accountId, wanted, now)),
      );
    },
  }),
  route({
    method: 'PATCH',
    path: '/v2/contacts/{id}',
    id: 'updateContact',
    tag: 'Contacts',
    summary: 'Update a contact',
    description: 'What is left out stays, also within custom_fields.',
    reach: { teamManager: 'team', member: 'own', of: 'contact' },
    params: idParam('CTC-262WER5NR9CG38'),
    body: contactChange,
    example: { company: 'Acme', status: 'Sales qualified' },
    reply: contact,
    problems: [
      'nothing_to_update',
      'identifiers_fixed',
      'invalid_phone',
      'invalid_time_zone',
      'invalid_value',
      'too_long',
      'no_such_custom_field',
      'unsupported_field',
      'no_such_user',
      'no_such_contact',
      'role_forbidden',
    ],
    handle: async ({ params, body }, context) => {
      const { db, caller, now } = context;
      if (body.owner !== undefined) requireReach(context, body.owner);
      return presentLivingContact(
        await db.transaction(caller.accountId, (tx) => changeContact(tx, caller.accountId, params.id, body, now)),
      );
    },
  }),
  route({
    method: 'DELETE',
    path: '/v2/contacts/{id}',
    id: 'deleteContact',
    tag: 'Contacts',
    summary: 'Delete a contact',
    params: idParam('CTC-262WER5NR9CG38'),
    reply: removed,
    problems: ['no_such_contact'],
    handle: async ({ params }, { db, caller, now }) =>
      db.transaction(caller.accountId, (tx) => removeContact(tx, caller.accountId, params.id, now)),
  }),
  route({
    method: 'POST',
    path: '/v2/contacts/import',
    id: 'importContacts',
    tag: 'Contacts',
    summary: 'Import contacts from a CSV file',
    description: 'Row by row: what is wrong with one keeps no other out, and is said. Try it first with `dry_run`.',
    extension: true,
    body: importBody,
    example: { csv: 'First name,Last name,E-mail\nCarrie,Customer,carrie.customer@example.com\n', dry_run: true },
    reply: contactImport,
    problems: ['missing_fields', 'invalid_value', 'unsupported_fields', 'csv_unreadable', 'contact_exists'],
    handle: async ({ body }, { db, caller, now }) =>
      db.transaction(caller.accountId, (tx) => importContacts(tx, caller.accountId, body, now)),
  }),
];
