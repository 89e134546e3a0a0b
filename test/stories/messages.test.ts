import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ProblemName, problems } from '../../src/http/problem.ts';
import { document, routes } from '../support/document.ts';

/** A refusal as OnceHub words it: status, message, and the parameter to blame. */
type Message = readonly [status: number, message: string, param?: string];

const everywhere: readonly Message[] = [
  [401, 'Invalid API key.'],
  [401, 'Expired API key. The key has been revoked by the account owner.'],
  [429, 'Request rate limit exceeded'],
  [500, 'An internal error occurred while processing your request'],
];

const onLists: readonly Message[] = [
  [400, 'Out of range value: 500. Please provide a number between 1 and 100.', 'limit'],
  [400, 'Received both before and after parameters. Please provide only one.'],
];

/** What a parameter of the query can be refused with, wherever it is taken. */
const onParameters: Readonly<Record<string, readonly Message[]>> = {
  'creation_time.gt': [
    [400, 'creation_time.gt cannot be later than creation_time.lt', 'creation_time.gt'],
    [400, 'Invalid date: 2025-13-45T99:99:99Z', 'creation_time.gt'],
  ],
  'last_updated_time.gt': [
    [400, 'last_updated_time.gt cannot be later than last_updated_time.lt', 'last_updated_time.gt'],
    [400, 'Invalid date: 2025-13-45T99:99:99Z', 'last_updated_time.gt'],
  ],
  expand: [[400, 'This property cannot be expanded: invalid_property', 'expand']],
  recipient_type: [[400, 'Invalid string: customer', 'recipient_type']],
};

const noSuchBooking: Message = [404, "No such booking: '123'", 'id'];

/** What single operations can be refused with. Those that Daybook does not have yet are not asked for. */
const onOperations: Readonly<Record<string, readonly Message[]>> = {
  'GET /v2/bookings/{id}': [noSuchBooking],
  'POST /v2/bookings/{id}/cancel': [
    noSuchBooking,
    [409, "Booking cannot be cancelled: '123'", 'id'],
    [
      422,
      'Paid bookings cannot be canceled through this endpoint. Please login to OnceHub and use the Activity Stream to cancel paid bookings.',
    ],
  ],
  'POST /v2/bookings/{id}/request-reschedule': [
    noSuchBooking,
    [409, "Booking cannot be cancelled: '123'", 'id'],
    [
      422,
      'Paid bookings can only be requested for reschedule in your OnceHub account. Log in and use the activity stream to submit a reschedule request for this booking.',
    ],
  ],
  'POST /v2/bookings/{id}/reassign': [
    noSuchBooking,
    [404, "No such user: 'USR-XXXXXXXXXX'", 'new_host'],
    [409, 'User is inactive.', 'new_host'],
    [409, 'Booking cannot be reassigned to the same host.', 'new_host'],
    [409, 'Booking cannot be reassigned in its current status.', 'id'],
    [
      409,
      "Invalid location: 'Webex' is not connected for this user. Connected Video Conference Service options: google_meet, microsoft_teams.",
      'location.value',
    ],
    [409, 'Cannot reassign booking: The new host requires an assigned seat.'],
    [400, "location.type must be 'virtual'", 'location.type'],
  ],
  'POST /v2/bookings/{id}/no-show': [noSuchBooking, [409, "Cannot update booking status to no_show: '123'", 'id']],
  'GET /v2/booking-calendars/{id}': [[404, "No such booking calendar: '123'", 'id']],
  'GET /v2/booking-calendars/{id}/time-slots': [
    [400, 'End time must be after the start time.', 'end_time'],
    [402, "Time slots cannot be retrieved when the host doesn't have a seat assigned."],
    [422, 'Time slots cannot be retrieved from an unpublished booking calendar.', 'id'],
  ],
  'POST /v2/booking-calendars/{id}/schedule': [
    [400, 'Required fields are missing.', 'booking_form'],
    [400, 'The selected start time is not available.', 'start_time'],
    [402, "Meeting cannot be scheduled when the host doesn't have a seat assigned."],
    [422, 'Meeting cannot be scheduled on an unpublished booking calendar.', 'id'],
  ],
  'POST /v2/booking-calendars/{id}/one-time-links': [
    [400, "This booking calendar does not allow creation of one time links: 'BKC-1234'", 'id'],
    [404, "No such booking calendar: '123'", 'id'],
  ],
  'GET /v2/booking-pages/{id}': [[404, "No such booking page: '123'", 'id']],
  'GET /v2/event-types/{id}': [[404, "No such event type: '123'", 'id']],
  'GET /v2/master-pages/{id}': [[404, "No such master page: '123'", 'id']],
  'POST /v2/master-pages/{id}/one-time-links': [
    [400, "This master page is deleted: 'BP-EHM6JU50Q3'", 'id'],
    [404, "No such master page: '123'", 'id'],
  ],
  'POST /v2/users': [
    [400, 'Required fields are missing.', 'email'],
    [400, "Invalid first_name: '[/*'", 'first_name'],
    [400, "Invalid last_name: '?'", 'last_name'],
    [400, 'Unsupported fields', 'colour'],
    [400, "Email already exists: 'x@example.com'", 'email'],
    [400, "Invalid role name: 'Super Admin'", 'role_name'],
    [400, "Invalid team(s): 'TM-INVALID1', 'TM-INVALID2'", 'teams'],
    [422, 'You have reached the user limit for your current plan. To add more users, please upgrade your account.'],
  ],
  'GET /v2/users/{id}': [[404, "No such user: '123'", 'id']],
  'PATCH /v2/users/{id}': [
    [400, 'At least one field must be provided to update.', 'body'],
    [400, "Invalid first name: ''", 'first_name'],
    [400, "Invalid role name: 'InvalidRole'", 'role_name'],
    [400, "The 'Account Owner' role cannot be assigned directly via the API.", 'role_name'],
    [400, 'Must be an array of strings.', 'teams'],
    [400, "Invalid team(s): 'TM-INVALID1'", 'teams'],
    [400, 'Unsupported field', 'colour'],
    [403, "Cannot update 'Account Owner' user."],
    [404, "No such user: 'USR-NOTFOUND'", 'id'],
    [410, "User cannot be modified as they have been deleted: 'USR-A1B2C3'", 'id'],
  ],
  'GET /v2/users/{id}/scheduling-availability': [
    [400, 'Received unknown parameter: start_date', 'start_date'],
    [400, 'Invalid date format for overrides_start_time. Expected format: YYYY-MM-DD', 'overrides_start_time'],
  ],
  'PATCH /v2/users/{id}/scheduling-availability': [
    [400, "availability range is overlapping: '09:00-11:00'", 'weekly.working_hours'],
    [400, "start time should be multiple of 15: '09:05'", 'weekly.working_hours.start_time'],
    [400, "Date cannot be in the past: '2024-01-01'", 'overrides.date'],
    [400, "Duplicate entry for day or date: 'Monday'", 'weekly'],
    [422, 'You can set either online_dynamic_link or online_static_link', 'weekly.working_hours.locations'],
  ],
  'GET /v2/teams/{id}': [[404, "No such team: '123'", 'id']],
  'GET /v2/contacts/{id}': [[404, "No such contact: '123'", 'id']],
  'POST /v2/contacts': [
    [400, "At least one of 'email' or 'mobile_phone' is required.", 'email'],
    [400, 'first_name is required', 'first_name'],
    [400, 'last_name is required', 'last_name'],
    [400, "Invalid email format: 'john.doe@invalid'", 'email'],
    [400, "Invalid phone format: '+91999999'", 'mobile_phone'],
    [400, 'Unsupported fields', 'colour'],
    [409, "Contact already exists: 'carrie@example.com'", 'email'],
  ],
  'PATCH /v2/contacts/{id}': [
    [400, 'At least one field must be provided to update.', 'body'],
    [400, 'Identifier fields (email, mobile_phone) cannot be updated via this endpoint', 'email'],
    [400, "Invalid phone format: '+91999999'", 'phone'],
    [400, "Invalid timezone: 'Invalid/Timezone'", 'timezone'],
    [400, "Custom field 'unknown_field' does not exist in field library", 'custom_fields'],
    [400, 'Unsupported field', 'colour'],
  ],
  'GET /v2/webhooks/{id}': [[404, "No such webhook: '123'", 'id']],
  'POST /v2/webhooks': [[409, "A webhook subscription with this name already exists: 'New Bookings'", 'name']],
  'GET /v1/bookings/{id}': [[404, 'No existing booking with this ID can be found.']],
  'GET /v1/webhooks/{id}': [[404, 'No existing Webhook subscription with this ID can be found.']],
  'POST /v1/webhooks': [[409, 'A Webhook subscription with this name already exists.']],
};

interface Promised {
  operationId: string;
  parameters: { name: string }[];
  responses: Record<string, { content: { 'application/json': { examples?: Record<string, unknown> } } }>;
}

/** True if the problem's words, with its blanks filled somehow, are the message, and it blames the parameter. */
function says(name: ProblemName, [status, message, param]: Message): boolean {
  const found = problems[name];
  const filled = (pattern: string) =>
    new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\\\{\w+\\\}/g, '.*')}$`);
  if (found.status !== status || !filled(found.message).test(message)) return false;
  return found.param === undefined ? param === undefined : param !== undefined && filled(found.param).test(param);
}

/** Those of the messages that the operation does not promise. */
function unsaid({ responses }: Promised, messages: readonly Message[]): Message[] {
  return messages.filter((message) => {
    const names = Object.keys(responses[message[0]]?.content['application/json'].examples ?? {});
    return !names.some((name) => says(name as ProblemName, message));
  });
}

// What is open to anybody, as signing in is, OnceHub's API does not have.
for (const { method, path } of routes.filter(({ audience }) => audience !== 'anybody')) {
  const operation: Promised = document.paths[path][method.toLowerCase()];
  const parameters = operation.parameters.map(({ name }) => name);
  const expected = [
    ...everywhere,
    ...(parameters.includes('before') ? onLists : []),
    ...(path.startsWith('/v2') ? parameters.flatMap((name) => onParameters[name] ?? []) : []),
    ...(onOperations[`${method} ${path}`] ?? []),
  ];
  test(`${method} ${path} refuses in OnceHub’s words`, () => {
    assert.deepEqual(unsaid(operation, expected), []);
  });
}
