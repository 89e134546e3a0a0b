import { z } from 'zod';
import { deliveryStates, eventType } from '../delivery-log/schema.ts';
import { checkedQuery, paging, refuse, time } from '../http/fields.ts';
import { problem } from '../http/problem.ts';

const id = z.string();
const instant = z.string().meta({ format: 'date-time' });

/** What can be sent again: whatever is settled. */
const settledStates = deliveryStates.filter((state) => state !== 'pending');

const settled = z.enum(settledStates);

export const replay = z
  .object({
    object: z.literal('replay'),
    id,
    webhook: id,
    states: z.array(settled),
    type: eventType.nullable(),
    subject: id.nullable(),
    since: instant.nullable(),
    until: instant.meta({ description: 'Only what is older is sent again; never later than the replay itself.' }),
    state: z.enum(['running', 'finished', 'canceled']),
    matched: z.int().meta({ description: 'How many deliveries there were to send again; counted up to a million.' }),
    replayed: z.int().meta({ description: 'How many of them are on their way, or were.' }),
    creation_time: instant,
    finished_time: instant.nullable(),
  })
  .meta({
    id: 'Replay',
    examples: [
      {
        object: 'replay',
        id: 'RPL-5H2K8Q0ZXB',
        webhook: 'WHK-7JD9LBVZTQ',
        states: ['failed'],
        type: null,
        subject: null,
        since: '2026-11-21T00:00:00.000Z',
        until: '2026-11-24T06:00:00.000Z',
        state: 'running',
        matched: 1200,
        replayed: 340,
        creation_time: '2026-11-24T06:00:00.000Z',
        finished_time: null,
      },
    ],
  });

export const newReplay = z
  .strictObject({
    states: z
      .array(settled)
      .min(1)
      .default(['failed'])
      .meta({ description: 'Of which deliveries: those that failed, unless said otherwise.' }),
    type: eventType.optional(),
    subject: z.string().optional().meta({ description: 'Id of a booking or conversation.' }),
    since: time('since').optional().meta({ description: 'Only deliveries that were written at this time or later.' }),
    until: time('until').optional().meta({ description: 'Only deliveries that were written at this time or earlier.' }),
  })
  .superRefine(({ since, until }, context) => {
    if (since !== undefined && until !== undefined && since > until)
      refuse(context, problem('date_range', { param: 'since', other: 'until' }));
  });

export type NewReplay = z.output<typeof newReplay>;

export type SettledState = NewReplay['states'][number];

export const replayListQuery = checkedQuery(paging);
