import { z } from 'zod';
import { booking } from './bookings/schema.ts';
import { conversationData, conversationOfBooking } from './conversations/schema.ts';
import type { ApiEvent } from './http/openapi.ts';
import { bookingInV1, statuses as statusesInV1 } from './v1/schema.ts';
import { type EventType, subscribableInV1 } from './webhooks/schema.ts';

const id = z.string();
/** `data` of a booking's event: without contact and utm_params, ids for related objects, and a link to change it (contract 8.4). */
const bookingData = booking
  .omit({ contact: true, utm_params: true })
  .extend({
    owner: z.string().meta({ description: 'Id of the host.' }),
    booking_calendar: id.nullable(),
    conversation: conversationOfBooking.nullable(),
    cancel_reschedule_url: z.string().meta({ description: 'Where the guest cancels or reschedules.' }),
  })
  .meta({ id: 'BookingEventData' });

function exampleOf<Schema extends z.ZodType>(schema: Schema): z.output<Schema> {
  return (schema.meta()!.examples as z.output<Schema>[])[0]!;
}

const { contact: _, utm_params: __, ...shown } = exampleOf(booking);
const bookingExample = { ...shown, cancel_reschedule_url: shown.reschedule_url };
const byHost = (reason: string) => ({
  status: 'canceled',
  cancel_reschedule_information: { reason, actioned_by: 'user', user_id: bookingExample.owner },
});

const conversationExample = exampleOf(conversationData);

const bookingEvents: Record<Extract<EventType, `booking.${string}`>, { summary: string; differs: object }> = {
  'booking.scheduled': { summary: 'A guest scheduled, or a host approved a request', differs: {} },
  'booking.rescheduled': {
    summary: 'The booking was moved, or made again after the host asked for another time',
    differs: { status: 'rescheduled' },
  },
  'booking.reassigned': {
    summary: 'The host changed',
    differs: { owner: 'USR-8YB4TL0VW9', attendees: ['ben.hartie@example.com', 'carrie.customer@example.com'] },
  },
  'booking.canceled_then_rescheduled': {
    summary: 'The guest canceled and booked with somebody else',
    differs: { status: 'rescheduled', rescheduled_booking_id: 'BKNG-22RN37EED5WS' },
  },
  'booking.canceled_reschedule_requested': {
    summary: 'The host canceled and asked for another time',
    differs: byHost('Something urgent came up'),
  },
  'booking.canceled': { summary: 'Host or guest canceled', differs: byHost('Change in schedule') },
  'booking.completed': { summary: 'The end time has passed', differs: { status: 'completed' } },
  'booking.no_show': { summary: 'The host said that the guest did not come', differs: { status: 'no_show' } },
};

const conversationEvents: Record<Extract<EventType, `conversation.${string}`>, { summary: string; status: string }> = {
  'conversation.started': { summary: 'A visitor began to chat', status: 'started' },
  'conversation.closed': { summary: 'A chat reached its end', status: 'closed' },
  'conversation.abandoned': { summary: 'A visitor stayed silent for ten minutes', status: 'abandoned' },
  'conversation.reached_out': { summary: 'A bot spoke to a visitor first', status: 'started' },
};

/** Every event that a webhook can be told (contract 8.1), with the schema of its `data`. */
export const allEvents: readonly ApiEvent[] = [
  ...Object.entries(bookingEvents).map(([type, { summary, differs }]) => ({
    type,
    summary,
    data: bookingData,
    example: { ...bookingExample, ...differs },
  })),
  ...Object.entries(conversationEvents).map(([type, { summary, status }]) => ({
    type,
    summary,
    data: conversationData,
    example: { ...conversationExample, status },
  })),
];

/** `data` of a sample event, for who tries a webhook; undefined if the version of the API knows no such event. */
export function sampleOf(type: EventType, version: 'v1' | 'v2'): object | undefined {
  if (version === 'v2') return allEvents.find((event) => event.type === type)!.example;
  if (!subscribableInV1.includes(type)) return undefined;
  const inV1 = exampleOf(bookingInV1);
  const { status, cancel_reschedule_information: canceled } = {
    ...bookingExample,
    ...bookingEvents[type as keyof typeof bookingEvents].differs,
  };
  return {
    ...inV1,
    status: Object.entries(statusesInV1).find(([, inV2]) => inV2 === status)![0],
    cancel_reschedule_reason: canceled?.reason ?? null,
    name_of_user_who_canceled_rescheduled: canceled === null ? null : inV1.owner,
  };
}
