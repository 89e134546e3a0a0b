import { z } from 'zod';

const time = z.iso.datetime().nullable();

const shape = {
  object: z.literal('webhook_status'),
  webhook: z.string().meta({ description: 'Id of the webhook.' }),
  state: z.enum(['active', 'failing', 'recovering', 'paused']).meta({
    description:
      'Failing: nothing was accepted since `failing_since`, and one delivery at a time is tried. Recovering: it accepts again and gets its backlog at a growing pace. Paused: it gets nothing, and its events are kept for 30 days.',
  }),
  failing_since: time.meta({ description: 'When the first attempt failed after the last success.' }),
  failures: z.int().meta({ description: 'Failed attempts since the last success.' }),
  last_success_time: time,
  next_attempt_time: time.meta({ description: 'While it fails: when the next delivery is tried at the latest.' }),
  paused_time: time,
  paused_reason: z
    .enum(['requested', 'gone', 'failing'])
    .nullable()
    .meta({ description: 'Requested by somebody, answered 410, or failed for 72 hours.' }),
  pace_per_second: z.number().nullable().meta({
    description: 'How many deliveries a second it gets at most while it recovers; null for as many as it takes.',
  }),
  waiting: z.int().meta({ description: 'Deliveries that it is owed.' }),
  oldest_waiting_time: time.meta({ description: 'When the oldest of them was written.' }),
};

const example = {
  object: 'webhook_status',
  webhook: 'WHK-7JD9LBVZTQ',
  state: 'failing',
  failing_since: '2026-11-24T05:12:40.120Z',
  failures: 71,
  last_success_time: '2026-11-24T05:10:02.007Z',
  next_attempt_time: '2026-11-24T06:00:31.500Z',
  paused_time: null,
  paused_reason: null,
  pace_per_second: null,
  waiting: 14,
  oldest_waiting_time: '2026-11-24T05:12:40.001Z',
};

export const webhookStatus = z.object(shape).meta({ id: 'WebhookStatus', examples: [example] });

export const resumedWebhook = z
  .object({
    ...shape,
    replayed: z.int().meta({ description: 'Deliveries that were kept and are now sent.' }),
    dropped: z.int().meta({ description: 'Deliveries that were kept and are given up.' }),
  })
  .meta({
    id: 'ResumedWebhook',
    examples: [
      {
        ...example,
        state: 'recovering',
        failing_since: null,
        failures: 0,
        next_attempt_time: null,
        pace_per_second: 10,
        replayed: 14,
        dropped: 0,
      },
    ],
  });

export const resumption = z.object({
  replay: z.boolean().default(true).meta({
    description: 'Whether what was kept, and what was given up since it began to fail, is sent. False gives it up.',
  }),
});
