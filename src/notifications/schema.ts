import { z } from 'zod';
import { contactOrDeleted } from '../contacts/schema.ts';
import { checkedQuery, expandable, paging, refuse, timeFilter } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { userOrDeleted } from '../users/schema.ts';

export const smsStatuses = ['sent', 'failed', 'delivered', 'rejected'] as const;

export type SmsStatus = (typeof smsStatuses)[number];

const recipientTypes = ['contact', 'user'] as const;

export type RecipientType = (typeof recipientTypes)[number];

export const notification = z
  .object({
    object: z.literal('notification'),
    id: z.string(),
    type: z.literal('sms'),
    status: z.enum(smsStatuses),
    creation_time: z.iso.datetime(),
    recipient: z
      .union([z.string(), contactOrDeleted, userOrDeleted])
      .meta({ description: 'Id of a contact or a user, or that object if expanded.' }),
    recipient_type: z.enum(recipientTypes),
    details: z.object({
      delivered_to: z.string().meta({ description: 'The phone number.' }),
      message_body: z.string(),
      segment_count: z.int().meta({ description: 'In how many SMS the message was sent.' }),
    }),
  })
  .meta({
    id: 'Notification',
    examples: [
      {
        object: 'notification',
        id: 'SMS-8X92M293',
        type: 'sms',
        status: 'delivered',
        creation_time: '2026-06-19T13:00:00.000Z',
        recipient: 'CTC-262WER5NR9CG38',
        recipient_type: 'contact',
        details: {
          delivered_to: '+12025550195',
          message_body: 'Hi Carrie, see you at 3PM!',
          segment_count: 1,
        },
      },
    ],
  });

export const smsListQuery = checkedQuery({
  'creation_time.gt': timeFilter('creation_time.gt'),
  'creation_time.lt': timeFilter('creation_time.lt'),
  recipient: z.string().optional().meta({ description: 'Id of a contact or a user.' }),
  recipient_type: z
    .string()
    .optional()
    .transform((value, context) => {
      const known = recipientTypes.find((each) => each === value);
      return value === known
        ? known
        : refuse(context, problem('invalid_value', { kind: 'string', value: value!, param: 'recipient_type' }));
    })
    .meta({ type: 'string', enum: [...recipientTypes] }),
  expand: expandable('recipient'),
  ...paging,
});
