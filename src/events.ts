import { z } from 'zod';
import { booking } from './bookings/schema.ts';
import { contactOrDeleted } from './contacts/schema.ts';
import type { ApiEvent } from './http/openapi.ts';
import { userOrDeleted } from './users/schema.ts';
import type { EventType } from './webhooks/schema.ts';

const id = z.string();
const bot = z.object({ id, object: z.literal('bot'), name: z.string() });
const website = z.object({ id, object: z.literal('website'), name: z.string(), url: z.string() });

const conversationShape = {
  object: z.literal('conversation'),
  id,
  creation_time: z.iso.datetime(),
  last_updated_time: z.iso.datetime(),
  last_interacted_time: z.iso.datetime(),
  initiated_by: z.enum(['bot', 'contact']),
  contact: id.nullable(),
  owner: id.nullable(),
  bot: id.nullable(),
  website: id.nullable(),
  audience: id.nullable(),
  status: z.enum(['started', 'closed', 'abandoned']),
  answers: z.array(z.object({ id, internal_label: z.string().nullable(), question: z.string(), value: z.unknown() })),
  bookings: z.array(id),
};

/** The conversation inside a booking's event: its own members are ids (contract 8.4). */
const conversationOfBooking = z.object(conversationShape).meta({ id: 'ConversationOfBooking' });

/** `data` of a conversation's event: who and where are whole objects (contract 8.5). */
const conversationData = z
  .object({
    ...conversationShape,
    contact: contactOrDeleted.nullable(),
    owner: userOrDeleted.nullable(),
    bot: bot.nullable(),
    website: website.nullable(),
  })
  .meta({ id: 'ConversationEventData' });

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

const conversationExample = {
  object: 'conversation',
  id: 'CVR-022EAEA41C',
  creation_time: '2026-06-18T10:12:24.000Z',
  last_updated_time: '2026-06-18T10:17:53.000Z',
  last_interacted_time: '2026-06-18T10:17:53.000Z',
  initiated_by: 'contact',
  contact: exampleOf(contactOrDeleted.options[0]),
  owner: exampleOf(userOrDeleted.options[0]),
  bot: { id: 'BOT-62774A40FB', object: 'bot', name: 'Website bot' },
  website: { id: 'WEB-B1D45D12BB', object: 'website', name: 'Example', url: 'https://www.example.com' },
  audience: null,
  answers: [{ id: 'INT-5D22DCBE36', internal_label: null, question: 'Full name', value: 'Carrie Customer' }],
  bookings: [bookingExample.id],
};

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
