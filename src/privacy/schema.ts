import { z } from 'zod';
import { booking } from '../bookings/schema.ts';
import { contact } from '../contacts/schema.ts';
import { conversation } from '../conversations/schema.ts';
import { checkedQuery, paging } from '../http/fields.ts';
import { mail } from '../mail/schema.ts';
import { notification } from '../notifications/schema.ts';

const exampleOf = <Schema extends z.ZodType>(schema: Schema) =>
  (schema.meta()!.examples as unknown[])[0] as z.input<Schema>;

export const personalData = z
  .object({
    object: z.literal('personal_data'),
    contact,
    bookings: z.array(booking).meta({ description: 'All of them, oldest first, those in the trash too.' }),
    conversations: z.array(conversation),
    sms_notifications: z.array(notification),
    mails: z.array(mail).meta({ description: 'What was written to the contact’s address and is still kept.' }),
  })
  .meta({
    id: 'PersonalData',
    examples: [
      {
        object: 'personal_data',
        contact: exampleOf(contact),
        bookings: [exampleOf(booking)],
        conversations: [],
        sms_notifications: [],
        mails: [],
      },
    ],
  });

const count = z.int().min(0);

/** What is counted when somebody is erased. */
const removed = z.object({
  contacts: count,
  bookings: count.meta({ description: 'Erased, with their files: what is left is the id, the time and the host.' }),
  guests: count.meta({ description: 'Meetings of others from which the person’s address was taken out.' }),
  conversations: count,
  sms_notifications: count,
  mails: count.meta({
    description: 'To the person, about those bookings to whomever they went, and those of others that name the person.',
  }),
  events: count.meta({ description: 'What webhooks were told, with the bodies and the answers.' }),
});

export type Removed = z.output<typeof removed>;

export const erasure = z
  .object({
    object: z.literal('erasure'),
    id: z.string(),
    creation_time: z.iso.datetime(),
    contact: z.string().meta({ description: 'Id of the contact, of whom nothing else is left.' }),
    actor: z.object({ type: z.enum(['key', 'user']), id: z.string() }).meta({ description: 'Who asked for it.' }),
    removed,
  })
  .meta({
    id: 'Erasure',
    examples: [
      {
        object: 'erasure',
        id: 'ERS-5QX04J7ZB1',
        creation_time: '2026-11-24T06:00:00.000Z',
        contact: 'CTC-262WER5NR9CG38',
        actor: { type: 'user', id: 'USR-FSD4234231' },
        removed: { contacts: 1, bookings: 2, guests: 0, conversations: 1, sms_notifications: 1, mails: 8, events: 5 },
      },
    ],
  });

export const erasureListQuery = checkedQuery(paging);
