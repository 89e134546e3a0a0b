import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { collectPersonalData } from './collect-personal-data.ts';
import { erasePerson } from './erase-person.ts';
import { presentErasure } from './present.ts';
import { erasure, erasureListQuery, personalData } from './schema.ts';
import { findErasure, listErasures } from './store.ts';

const tag = 'Privacy';

/** What the law gives people of whom something is kept; for administrators. */
export const privacyRoutes = [
  route({
    method: 'GET',
    path: '/v2/contacts/{id}/personal-data',
    id: 'getPersonalData',
    tag,
    summary: 'Collect what is kept of a person',
    description: 'The contact with all bookings, conversations, SMS and mails, to be handed over to the person.',
    extension: true,
    params: idParam('CTC-262WER5NR9CG38'),
    reply: personalData,
    problems: ['no_such_contact'],
    handle: async ({ params }, { db, caller, baseUrl }) =>
      db.read(caller.accountId, (tx) => collectPersonalData(tx, caller.accountId, params.id, baseUrl)),
  }),
  route({
    method: 'POST',
    path: '/v2/contacts/{id}/erase',
    id: 'erasePerson',
    tag,
    summary: 'Erase a person',
    description:
      'The contact, the bookings with their files, the conversations, SMS and mails, what webhooks were told of them, and what the audit ' +
      'log held. It cannot be taken back. Receivers of webhooks have their own copies, and read of deletions in the list of deleted objects.',
    extension: true,
    params: idParam('CTC-262WER5NR9CG38'),
    status: 201,
    reply: erasure,
    problems: ['no_such_contact', 'has_meetings_to_come'],
    handle: async ({ params }, { db, caller, now }) =>
      presentErasure(
        await db.transaction(caller.accountId, (tx) =>
          erasePerson(tx, caller.accountId, params.id, { actor: caller.actor, now }),
        ),
      ),
  }),
  route({
    method: 'GET',
    path: '/v2/erasures',
    id: 'listErasures',
    tag,
    summary: 'List who was erased when',
    description: 'The proof that it was done, without a word about whom. Newest first.',
    extension: true,
    query: erasureListQuery,
    reply: listOf(erasure),
    problems: ['limit_out_of_range', 'both_cursors', 'no_such_erasure'],
    handle: async ({ query }, context) => {
      const { caller, db } = context;
      const page = await db.read(caller.accountId, (tx) => listErasures(tx, caller.accountId, query));
      return listReply(foundPage(page, 'no_such_erasure', query), context, query.limit, presentErasure);
    },
  }),
  route({
    method: 'GET',
    path: '/v2/erasures/{id}',
    id: 'getErasure',
    tag,
    summary: 'Get an erasure',
    extension: true,
    params: idParam('ERS-5QX04J7ZB1'),
    reply: erasure,
    problems: ['no_such_erasure'],
    handle: async ({ params }, { caller, db }) => {
      const row = await db.read(caller.accountId, (tx) => findErasure(tx, caller.accountId, params.id));
      if (row === undefined) throw problem('no_such_erasure', { value: params.id });
      return presentErasure(row);
    },
  }),
];
