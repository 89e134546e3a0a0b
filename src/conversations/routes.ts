import { idParam } from '../http/fields.ts';
import { foundPage, listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { requireNamed, requireReach } from '../http/reach.ts';
import { route } from '../http/route.ts';
import { answerInConversation } from './answer.ts';
import { attachBooking } from './attach-booking.ts';
import { closeConversation } from './close.ts';
import { expandConversations } from './expand.ts';
import { loadConversations } from './load.ts';
import { presentConversation } from './present.ts';
import { reachOut } from './reach-out.ts';
import * as schema from './schema.ts';
import { startConversation } from './start.ts';
import { listConversations } from './store.ts';

type Conversation = never;

/** A conversation is whose it names as its owner. */
const reach = { teamManager: 'team', member: 'own' } as const;
const reachOne = { ...reach, of: 'conversation' } as const;

const exampleAnswers = [{ question: 'Full name', value: 'Carrie Customer', internal_label: 'name' }];

export const conversationRoutes = [
  route({
    method: 'GET',
    path: '/v2/conversations',
    id: 'listConversations',
    tag: 'Conversations',
    summary: 'List conversations',
    description: 'Newest first by creation time.',
    extension: true,
    reach,
    query: schema.conversationListQuery,
    reply: listOf(schema.conversation),
    problems: [
      'date_range',
      'invalid_date',
      'limit_out_of_range',
      'both_cursors',
      'cannot_expand',
      'invalid_value',
      'no_such_conversation',
    ],
    handle: async ({ query }, context) => {
      const { caller, within, db } = context;
      return db.read(caller.accountId, async (tx) => {
        const list = await listConversations(tx, caller.accountId, query, within);
        const page = foundPage(list, 'no_such_conversation', query);
        const reply = listReply(page, context, query.limit, presentConversation);
        const data = await expandConversations(tx, caller.accountId, reply.data, query.expand);
        return { ...reply, data: data as Conversation[] };
      });
    },
  }),
  route({
    method: 'GET',
    path: '/v2/conversations/{id}',
    id: 'getConversation',
    tag: 'Conversations',
    summary: 'Get a conversation',
    extension: true,
    reach: reachOne,
    params: idParam('CVR-022EAEA41C'),
    query: schema.expandQuery,
    reply: schema.conversation,
    problems: ['no_such_conversation', 'cannot_expand'],
    handle: async ({ params, query }, { db, caller }) =>
      db.read(caller.accountId, async (tx) => {
        const found = await loadConversations(tx, caller.accountId, [params.id], query.expand);
        const shown = found.get(params.id);
        if (shown === undefined) throw problem('no_such_conversation', { value: params.id });
        return shown as Conversation;
      }),
  }),
  route({
    method: 'POST',
    path: '/v2/conversations',
    id: 'startConversation',
    tag: 'Conversations',
    summary: 'Start a conversation',
    description:
      'A visitor begins to chat, or a bot reaches out to him. What the visitor was in with another bot is closed. After ten minutes of his silence a conversation is abandoned.',
    extension: true,
    reach,
    body: schema.newConversation,
    example: {
      initiated_by: 'contact',
      contact: 'CTC-262WER5NR9CG38',
      owner: 'USR-FSD4234231',
      bot: { name: 'Website bot' },
      website: { name: 'Example', url: 'https://www.example.com' },
      audience: { name: 'Visitors from Europe' },
      answers: exampleAnswers,
    },
    status: 201,
    reply: schema.conversation,
    problems: [
      'missing_fields',
      'invalid_value',
      'too_long',
      'no_such_contact',
      'no_such_user',
      'conversation_full',
      'role_forbidden',
    ],
    handle: async ({ body }, context) => {
      const { db, caller, within, now } = context;
      const { accountId } = caller;
      if (body.owner != null) requireReach(context, body.owner);
      return db.transaction(accountId, async (tx) => {
        if (body.contact != null) await requireNamed(tx, context, 'contact', body.contact);
        // Whoever may not act for everybody is the owner of those he meets first.
        const ownerless = body.owner == null && body.contact == null;
        const wanted = within !== undefined && ownerless ? { ...body, owner: caller.actor.id } : body;
        if (wanted.initiated_by === 'contact')
          return presentConversation(await startConversation(tx, accountId, wanted, now));
        const row = await reachOut(tx, accountId, wanted, now);
        return presentConversation(
          wanted.answers.length === 0 ? row : await answerInConversation(tx, accountId, row.id, wanted.answers, now),
        );
      });
    },
  }),
  route({
    method: 'POST',
    path: '/v2/conversations/{id}/answers',
    id: 'answerInConversation',
    tag: 'Conversations',
    summary: 'Add answers to a conversation',
    description: 'What the visitor said, or the booking that came of it; a booking can be named after the end as well.',
    extension: true,
    reach: reachOne,
    params: idParam('CVR-022EAEA41C'),
    body: schema.moreAnswers,
    example: { answers: exampleAnswers },
    reply: schema.conversation,
    problems: [
      'no_such_conversation',
      'conversation_over',
      'conversation_full',
      'no_such_booking',
      'booking_in_other_conversation',
      'missing_fields',
      'invalid_value',
      'too_long',
    ],
    handle: async ({ params, body }, context) => {
      const { db, caller, now } = context;
      const { accountId } = caller;
      return db.transaction(accountId, async (tx) => {
        const { answers, booking } = body;
        if (booking != null) await requireNamed(tx, context, 'booking', booking);
        const row =
          answers.length === 0 ? undefined : await answerInConversation(tx, accountId, params.id, answers, now);
        return presentConversation(
          booking == null ? row! : await attachBooking(tx, accountId, params.id, booking, now),
        );
      });
    },
  }),
  route({
    method: 'POST',
    path: '/v2/conversations/{id}/close',
    id: 'closeConversation',
    tag: 'Conversations',
    summary: 'Close a conversation',
    extension: true,
    reach: reachOne,
    params: idParam('CVR-022EAEA41C'),
    reply: schema.conversation,
    problems: ['no_such_conversation', 'conversation_over'],
    handle: async ({ params }, { db, caller: { accountId }, now }) =>
      presentConversation(await db.transaction(accountId, (tx) => closeConversation(tx, accountId, params.id, now))),
  }),
];
