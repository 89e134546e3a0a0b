import { z } from 'zod';
import { contact, contactOrDeleted } from '../contacts/schema.ts';
import { checkedQuery, expandable, paging, refuse, someText, textUpTo, timeFilter, webUrl } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { user, userOrDeleted } from '../users/schema.ts';

const id = z.string();
const text = z.string().nullable();

export const conversationStatuses = ['started', 'closed', 'abandoned'] as const;

export type ConversationStatus = (typeof conversationStatuses)[number];

const initiators = ['bot', 'contact'] as const;

const bot = z.object({ id, object: z.literal('bot'), name: z.string() }).meta({ id: 'Bot' });
const website = z
  .object({ id, object: z.literal('website'), name: z.string(), url: z.string() })
  .meta({ id: 'Website' });
const audience = z.object({ id, object: z.literal('audience'), name: z.string() }).meta({ id: 'Audience' });

const answerValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const answer = z.object({ id, internal_label: text, question: z.string(), value: answerValue });

export type Answer = z.output<typeof answer>;

/** With every relation an id. */
const shape = {
  object: z.literal('conversation'),
  id,
  creation_time: z.iso.datetime(),
  initiated_by: z.enum(initiators).meta({ description: 'A bot that reached out, or the visitor.' }),
  last_updated_time: z.iso.datetime(),
  last_interacted_time: z.iso.datetime(),
  contact: id,
  owner: text,
  status: z.enum(conversationStatuses),
  bot: id,
  website: text,
  audience: text,
  answers: z.array(answer),
  bookings: z.array(id).meta({ description: 'Ids of the bookings that came of it.' }),
};

const example = {
  object: 'conversation' as const,
  id: 'CVR-022EAEA41C',
  creation_time: '2026-06-18T10:12:24.000Z',
  initiated_by: 'contact' as const,
  last_updated_time: '2026-06-18T10:17:53.000Z',
  last_interacted_time: '2026-06-18T10:17:53.000Z',
  contact: 'CTC-262WER5NR9CG38',
  owner: 'USR-FSD4234231',
  status: 'closed' as const,
  bot: 'BOT-62774A40FB',
  website: 'WEB-B1D45D12BB',
  audience: null,
  answers: [{ id: 'INT-5D22DCBE36', internal_label: null, question: 'Full name', value: 'Carrie Customer' }],
  bookings: ['BKNG-J4FR05BKEWEX'],
};

export const conversation = z
  .object({
    ...shape,
    contact: z.union([id, contactOrDeleted]),
    owner: z.union([id, userOrDeleted]).nullable(),
    bot: z.union([id, bot]),
    website: z.union([id, website]).nullable(),
    audience: z.union([id, audience]).nullable(),
  })
  .meta({ id: 'Conversation', examples: [example] });

/** The conversation inside a booking's event: its own members are ids (contract 8.4). */
export const conversationOfBooking = z.object(shape).meta({ id: 'ConversationOfBooking', examples: [example] });

/** `data` of a conversation's event: who and where are whole objects (contract 8.5). */
export const conversationData = z
  .object({
    ...shape,
    contact: contactOrDeleted,
    owner: userOrDeleted.nullable(),
    bot,
    website: website.nullable(),
  })
  .meta({
    id: 'ConversationEventData',
    examples: [
      {
        ...example,
        contact: exampleOf(contact),
        owner: exampleOf(user),
        bot: { id: 'BOT-62774A40FB', object: 'bot', name: 'Website bot' },
        website: { id: 'WEB-B1D45D12BB', object: 'website', name: 'Example', url: 'https://www.example.com' },
      },
    ],
  });

function exampleOf(schema: z.ZodType): unknown {
  return (schema.meta()!.examples as unknown[])[0];
}

const expand = expandable('contact', 'owner', 'bot', 'website', 'audience');

export const expandQuery = z.object({ expand });

export const conversationListQuery = checkedQuery({
  status: z
    .string()
    .optional()
    .transform((value, context) => {
      const known = conversationStatuses.find((each) => each === value);
      return value === known
        ? known
        : refuse(context, problem('invalid_value', { kind: 'string', value: value!, param: 'status' }));
    })
    .meta({ type: 'string', enum: [...conversationStatuses] }),
  contact: z.string().optional().meta({ description: 'Id of the visitor’s contact.' }),
  owner: z.string().optional().meta({ description: 'Id of the user who owns the conversations.' }),
  bot: z.string().optional().meta({ description: 'Id of a bot.' }),
  'creation_time.gt': timeFilter('creation_time.gt'),
  'creation_time.lt': timeFilter('creation_time.lt'),
  expand,
  ...paging,
});

const name = (param: string) => someText(200, param).transform((text) => text.trim());

const newAnswers = z
  .array(
    z.object({
      question: someText(5000, 'answers.question'),
      value: z.union([textUpTo(5000, 'answers.value'), z.number(), z.boolean(), z.array(z.string().max(500)).max(100)]),
      internal_label: textUpTo(200, 'answers.internal_label').nullish(),
    }),
  )
  .max(100);

export type NewAnswers = z.output<typeof newAnswers>;

export const newConversation = z
  .object({
    initiated_by: z
      .enum(initiators)
      .default('contact')
      .meta({ description: '`bot` if it reached out; the conversation then starts with the first answer.' }),
    contact: z.string().nullish().meta({ description: 'Id of the visitor’s contact. Left out: a new one is made.' }),
    owner: z
      .string()
      .nullish()
      .meta({ description: 'Id of a user. Left out: whoever owns the contact, else the account’s owner.' }),
    bot: z
      .object({ name: name('bot.name') })
      .meta({ description: 'The chatbot or routing form, known by its name and made when it is first named.' }),
    website: z
      .object({ name: name('website.name'), url: webUrl('website.url') })
      .nullish()
      .meta({ description: 'Where it takes place, known by its name.' }),
    audience: z
      .object({ name: name('audience.name') })
      .nullish()
      .meta({ description: 'The group of visitors that the bot spoke to, known by its name.' }),
    answers: newAnswers.default([]).meta({ description: 'What the visitor has said already.' }),
  })
  .meta({ id: 'NewConversation' });

export type NewConversation = z.output<typeof newConversation>;

export const moreAnswers = z
  .object({
    answers: newAnswers.default([]),
    booking: z.string().nullish().meta({ description: 'Id of a booking that came of the conversation.' }),
  })
  .superRefine(({ answers, booking }, context) => {
    if (answers.length === 0 && booking == null) refuse(context, problem('missing_fields', { param: 'answers' }));
  })
  .meta({ id: 'MoreAnswers' });
