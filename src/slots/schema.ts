import { z } from 'zod';
import { calendarDate, refuse, textUpTo, time } from '../http/fields.ts';
import { problem } from '../http/problem.ts';

const text = z.string().nullable();

export const moveQuery = z.object({
  start_time: time('start_time').optional().meta({ description: 'Start of the range; now if left out.' }),
  end_time: time('end_time').optional().meta({ description: 'End of the range; a week after its start if left out.' }),
});

export const slotQuery = z.object({
  ...moveQuery.shape,
  duration_minutes: z
    .string()
    .optional()
    .transform((value, context) => {
      if (value === undefined) return undefined;
      const minutes = /^\d{1,4}$/.test(value) ? Number(value) : 0;
      return minutes > 0
        ? minutes
        : refuse(context, problem('invalid_value', { kind: 'number', value, param: 'duration_minutes' }));
    })
    .meta({ type: 'integer', description: 'One of the durations on offer; the default one if left out.' }),
  host: z.string().optional().meta({ description: 'E-mail of the one who is to host, on a calendar of a team.' }),
  co_hosts: z
    .string()
    .optional()
    .meta({ description: 'E-mails of users who must be free as well, separated by commas; unknown ones are ignored.' }),
});

export const calendarSlotQuery = z.object({
  ...slotQuery.shape,
  one_time_link: z.string().optional().meta({ description: 'Id of a one-time link: the times that it offers.' }),
});

const eventType = z.string().optional().meta({ description: 'Id of the event type; needed if the page has some.' });
const pickedPage = z.string().optional().meta({
  description:
    'Id of the booking page; needed if guests pick one, and left out if rules do. With member_by_time: only its times.',
});

export const pageSlotQuery = z.object({
  ...moveQuery.shape,
  duration_minutes: slotQuery.shape.duration_minutes,
  event_type: eventType,
});

export const masterSlotQuery = z.object({
  ...pageSlotQuery.shape,
  booking_page: pickedPage,
  one_time_link: z.string().optional().meta({ description: 'Id of a one-time link: the times that it offers.' }),
});

export const locationTypes = ['virtual', 'virtual_static', 'physical', 'guest_phone', 'in_person_by_guest'] as const;

export type LocationType = (typeof locationTypes)[number];

const slot = z.object({
  start_time: z.iso.datetime(),
  locations: z.array(z.object({ type: z.enum(locationTypes), value: text, id: text })),
});

export const slots = z.array(slot.meta({ id: 'TimeSlot' }));

export const masterSlots = z.array(
  z
    .object({
      ...slot.shape,
      booking_pages: z
        .array(z.string())
        .nullable()
        .meta({
          description: 'Ids of the pages of which a guest picks one at this start, with member_by_time; else null.',
          examples: [['BP-3F7JAWT4UA']],
        }),
    })
    .meta({ id: 'MasterTimeSlot' }),
);

const duration = slotQuery.shape.duration_minutes;
const explained = {
  start_time: time('start_time').meta({ description: 'The start to explain.' }),
  duration_minutes: duration,
};
const explainedDay = {
  date: calendarDate('date').meta({ description: 'The date to explain, as each host has it in his own zone.' }),
  duration_minutes: duration,
};

export const explainQuery = z.object(explained);
export const pageExplainQuery = z.object({ ...explained, event_type: eventType });
export const masterExplainQuery = z.object({ ...pageExplainQuery.shape, booking_page: pickedPage });

export const dayQuery = z.object(explainedDay);
export const pageDayQuery = z.object({ ...explainedDay, event_type: eventType });
export const masterDayQuery = z.object({ ...pageDayQuery.shape, booking_page: pickedPage });

const rules = [
  'not_published',
  'past',
  'lead_time',
  'horizon',
  'cap',
  'outside_hours',
  'does_not_fit',
  'off_grid',
  'busy',
  'buffer',
  'panel',
] as const;

const reasons = z.array(
  z.object({
    rule: z.enum(rules),
    start_time: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Where what is in the way begins, or what is allowed.' }),
    end_time: z.iso.datetime().nullable(),
    booking: text.meta({ description: 'The booking that takes the time, if one does.' }),
    detail: text.meta({ description: 'The hours, the dates or the count that the rule is about.' }),
  }),
);

const busyReason = {
  rule: 'busy',
  start_time: '2026-12-02T14:00:00.000Z',
  end_time: '2026-12-02T15:00:00.000Z',
  booking: 'BKNG-J4FR05BKEWEX',
  detail: null,
} as const;
const outsideHours = {
  rule: 'outside_hours',
  start_time: null,
  end_time: null,
  booking: null,
  detail: '12:00-15:00',
} as const;

const whose = {
  host: z.string().meta({ description: 'Id of the user.' }),
  booking_page: text.meta({ description: 'Id of the booking page by which he is offered; null on a calendar.' }),
};

export const slotExplanation = z
  .object({
    object: z.literal('slot_explanation'),
    start_time: z.iso.datetime(),
    offered: z.boolean().meta({ description: 'True if a host is free at this start and every rule allows it.' }),
    hosts: z.array(z.object({ ...whose, reasons })),
  })
  .meta({
    id: 'SlotExplanation',
    examples: [
      {
        object: 'slot_explanation',
        start_time: '2026-12-02T14:30:00.000Z',
        offered: false,
        hosts: [
          {
            host: 'USR-FSD4234231',
            booking_page: null,
            reasons: [busyReason],
          },
        ],
      },
    ],
  });

export const dayExplanation = z
  .object({
    object: z.literal('day_explanation'),
    date: z.iso.date(),
    duration_minutes: z.int().meta({ description: 'How long the meetings are whose starts are explained.' }),
    hosts: z.array(
      z.object({
        ...whose,
        time_zone: z.string(),
        start_time: z.iso.datetime().meta({ description: 'When the date begins in the host’s zone.' }),
        end_time: z.iso.datetime(),
        stretches: z
          .array(
            z.object({
              start_time: z.iso.datetime(),
              end_time: z.iso.datetime(),
              offered: z.boolean().meta({ description: 'True if meetings may start in it: at its `starts`.' }),
              starts: z.array(z.iso.datetime()),
              reasons: reasons.meta({ description: 'Every rule that closes the stretch; none if it is offered.' }),
            }),
          )
          .meta({
            description:
              'The whole day, in order. Each minute belongs to one stretch, and stands for the meeting that would start in it.',
          }),
      }),
    ),
  })
  .meta({
    id: 'DayExplanation',
    examples: [
      {
        object: 'day_explanation',
        date: '2026-12-02',
        duration_minutes: 60,
        hosts: [
          {
            host: 'USR-FSD4234231',
            booking_page: null,
            time_zone: 'Europe/London',
            start_time: '2026-12-02T00:00:00.000Z',
            end_time: '2026-12-03T00:00:00.000Z',
            stretches: [
              {
                start_time: '2026-12-02T00:00:00.000Z',
                end_time: '2026-12-02T12:00:00.000Z',
                offered: false,
                starts: [],
                reasons: [outsideHours],
              },
              {
                start_time: '2026-12-02T12:00:00.000Z',
                end_time: '2026-12-02T13:01:00.000Z',
                offered: true,
                starts: ['2026-12-02T12:00:00.000Z', '2026-12-02T13:00:00.000Z'],
                reasons: [],
              },
              {
                start_time: '2026-12-02T13:01:00.000Z',
                end_time: '2026-12-02T15:00:00.000Z',
                offered: false,
                starts: [],
                reasons: [busyReason],
              },
              {
                start_time: '2026-12-02T15:00:00.000Z',
                end_time: '2026-12-03T00:00:00.000Z',
                offered: false,
                starts: [],
                reasons: [outsideHours],
              },
            ],
          },
        ],
      },
    ],
  });

/** Whom a guest asks for. */
export const named = {
  host: textUpTo(254, 'host')
    .nullish()
    .meta({ description: 'E-mail of the one who is to host, on a calendar of a team. An extension.' }),
  co_hosts: textUpTo(3000, 'co_hosts')
    .nullish()
    .meta({ description: 'E-mails of users who must take part as well, separated by commas. An extension.' }),
};

export const oneTimeLink = z
  .string()
  .nullish()
  .meta({ description: 'Id of the one-time link that is used up. An extension.' });

export const eventTypeOfPage = z
  .string()
  .nullish()
  .meta({ description: 'Id of the event type; needed if the page has some.' });

export const chosenPage = z.string().nullish().meta({
  description: 'Id of the booking page; needed if guests pick one, first or by time, and left out if rules do.',
});

const held = {
  start_time: time('start_time'),
  duration_minutes: z.int().nullish().meta({ description: 'One of the durations on offer.' }),
  ...named,
};

export const holdBody = z.object({ ...held, one_time_link: oneTimeLink });

const pageHeld = { start_time: held.start_time, duration_minutes: held.duration_minutes, event_type: eventTypeOfPage };

export const pageHoldBody = z.object(pageHeld);

export const masterHoldBody = z.object({ ...pageHeld, booking_page: chosenPage, one_time_link: oneTimeLink });

export const slotHold = z
  .object({
    object: z.literal('slot_hold'),
    id: z.string(),
    start_time: z.iso.datetime(),
    duration_minutes: z.int(),
    host: z.string().meta({ description: 'Id of the user whose time is held.' }),
    expires_time: z.iso.datetime(),
  })
  .meta({
    id: 'SlotHold',
    examples: [
      {
        object: 'slot_hold',
        id: 'HOLD-3KM0HY2BF9SL',
        start_time: '2026-12-02T14:30:00.000Z',
        duration_minutes: 30,
        host: 'USR-FSD4234231',
        expires_time: '2026-12-01T09:05:00.000Z',
      },
    ],
  });
