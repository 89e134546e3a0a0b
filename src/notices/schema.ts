import { z } from 'zod';
import { checkedQuery, paging } from '../http/fields.ts';

const text = z.string().nullable();
const time = z.iso.datetime().nullable();

export const notice = z
  .object({
    object: z.literal('notice'),
    id: z.string(),
    kind: z.enum(['webhook_failing', 'webhook_paused']),
    message: z.string().meta({ description: 'All of it, for people to read.' }),
    webhook: z.string().meta({ description: 'Id of the webhook.' }),
    webhook_name: z.string(),
    url: z.string(),
    hours: z.int().nullable().meta({ description: 'How long it had failed: 1, 24 or 72. Null for a pause.' }),
    reason: z
      .enum(['requested', 'gone', 'failing'])
      .nullable()
      .meta({ description: 'Why it was paused: it answered 410, or failed for 72 hours.' }),
    failing_since: time,
    failures: z.int().meta({ description: 'Attempts without a success between them.' }),
    error: text.meta({ description: 'What went wrong with the last attempt.' }),
    creation_time: z.iso.datetime(),
    mailed_time: time.meta({ description: 'When a mail to the administrators was made of it.' }),
    resolved_time: time.meta({ description: 'When the webhook worked again, was resumed, or was deleted.' }),
    dismissed_time: time,
  })
  .meta({
    id: 'Notice',
    examples: [
      {
        object: 'notice',
        id: 'NTC-5QX04J7ZB1',
        kind: 'webhook_failing',
        message:
          'The webhook "New bookings" has accepted nothing for an hour; 92 attempts failed. The last attempt: status 503. What it is owed is kept and tried on.',
        webhook: 'WHK-7JD9LBVZTQ',
        webhook_name: 'New bookings',
        url: 'https://mywebsite.com/webhooks/booking',
        hours: 1,
        reason: null,
        failing_since: '2026-11-24T05:00:00.000Z',
        failures: 92,
        error: 'status 503',
        creation_time: '2026-11-24T06:00:00.000Z',
        mailed_time: '2026-11-24T06:00:02.000Z',
        resolved_time: null,
        dismissed_time: null,
      },
    ],
  });

export const noticeQuery = checkedQuery({
  state: z
    .enum(['open', 'closed', 'all'])
    .default('all')
    .meta({ description: 'Closed: dismissed by somebody, or resolved by what happened since.' }),
  ...paging,
});

export type NoticeQuery = z.output<typeof noticeQuery>;
