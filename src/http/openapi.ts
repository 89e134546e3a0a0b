import { z } from 'zod';
import { exampleOf } from './example.ts';
import type { Schema } from './json-schema.ts';
import { isV1, type ProblemName, problem, problems } from './problem.ts';
import { closedToSomebody } from './reach.ts';
import { canRepeat, type Route } from './route.ts';
import { consoleHeader, sessionCookie } from './session-cookie.ts';
import { tagDescriptions } from './tags.ts';

type Json = Record<string, unknown>;

/** Something that Daybook tells receivers of webhooks: its type, when it happens, and what the event's `data` is. */
export interface ApiEvent {
  type: string;
  summary: string;
  data: z.ZodType;
  example: Record<string, unknown>;
}

/** What the document is made of. */
export interface Api {
  routes: readonly Route[];
  events: readonly ApiEvent[];
}

/** What every operation can answer, whatever it does. */
const always: readonly ProblemName[] = ['rate_limit', 'internal', 'unavailable'];
const toKeys: readonly ProblemName[] = ['invalid_api_key', 'expired_api_key'];
/** What every operation with a body can answer. */
const withBody: readonly ProblemName[] = ['malformed_json', 'body_not_object', 'wrong_content_type', 'body_too_large'];

const withKey: readonly ProblemName[] = ['invalid_idempotency_key', 'idempotency_key_reused'];

/** What a status means, whatever the problem. */
export const statusTexts: Readonly<Record<number, string>> = {
  400: 'A parameter is wrong',
  401: 'The API key or the session is missing, wrong or over',
  402: 'A seat is missing',
  403: 'Not allowed',
  404: 'There is no such object',
  409: 'The state of the object forbids it',
  410: 'The object was deleted',
  422: 'The request cannot be carried out',
  429: 'Too many requests',
  500: 'A fault on the server’s side',
  503: 'The server cannot answer now',
};

const errorSchema = {
  type: 'object',
  required: ['type', 'message'],
  additionalProperties: false,
  properties: {
    type: {
      type: 'string',
      enum: ['authentication_error', 'invalid_request_error', 'rate_limit_error', 'api_error'],
    },
    message: { type: 'string' },
    param: { type: 'string', description: 'The parameter to blame, if one is.' },
  },
};

/** The OpenAPI 3.1 document of these routes and events, made of the same schemas that check their input. */
export function openApiDocument({ routes, events }: Api, options: { serverUrl: string; version: string }): Json {
  const { serverUrl } = options;
  const { param: _, ...properties } = errorSchema.properties;
  const schemas: Json = { Error: errorSchema, ErrorInV1: { ...errorSchema, properties } };
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = paths[route.path] ?? {};
    path[route.method.toLowerCase()] = operation(route, schemas, serverUrl);
    paths[route.path] = path;
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Daybook API',
      version: options.version,
      description:
        'A scheduling server that you run yourself. It speaks the OnceHub REST API. What is marked `x-daybook-extension` is an addition of its own.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    externalDocs: { url: `${serverUrl}/docs`, description: 'Guides, recipes and a page for every error' },
    servers: [{ url: serverUrl }],
    security: [{ ApiKey: [] }, { Session: [] }],
    tags: [...new Set([...routes.map((route) => route.tag), eventTag])].map((name) => ({
      name,
      ...(tagDescriptions[name] === undefined ? {} : { description: tagDescriptions[name] }),
    })),
    paths,
    webhooks: Object.fromEntries(events.map((event) => [event.type, webhook(event, schemas)])),
    components: {
      securitySchemes: {
        ApiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'API-Key',
          description: 'The letters’ case of the name does not matter.',
        },
        Session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie,
          description: `Of somebody who has signed in. Changes need the header \`${consoleHeader}: 1\` as well.`,
        },
      },
      schemas,
    },
  };
}

function operation(route: Route, schemas: Json, serverUrl: string): Json {
  const refusals = [
    ...new Set([
      ...route.problems,
      ...(route.body === undefined ? [] : withBody),
      ...(route.body === undefined || route.bodyOptional === true ? [] : (['missing_fields'] as const)),
      ...(canRepeat(route) ? withKey : []),
      ...(closedToSomebody(route) ? (['role_forbidden'] as const) : []),
      ...refusalsOfCallers(route),
      ...always,
    ]),
  ];
  const reply = jsonSchema(route.reply, 'output', schemas);
  const isList = route.query !== undefined && 'limit' in (propertiesOf(route.query, schemas) ?? {});
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(route.extension === true ? { 'x-daybook-extension': true } : {}),
    ...(route.deprecated === true ? { deprecated: true } : {}),
    ...securityOf(route),
    parameters: [
      ...parameters(route.params, 'path', schemas),
      ...parameters(route.query, 'query', schemas),
      ...(canRepeat(route) ? [idempotencyHeader] : []),
    ],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: route.bodyOptional !== true,
            content: {
              // zod leaves examples out of the input of a schema that transforms.
              'application/json': {
                schema: { ...jsonSchema(route.body, 'input', schemas), examples: [route.example] },
                example: route.example,
              },
            },
          },
        }),
    responses: {
      [route.status ?? 200]: {
        description: 'Done',
        headers: { 'Request-Id': requestIdHeader, ...(isList ? { Link: linkHeader } : {}) },
        content: {
          'application/json': { schema: reply, example: replyExample(route, reply, schemas as Record<string, Schema>) },
        },
      },
      ...errorResponses(refusals, serverUrl, isV1(route.path)),
    },
  };
}

/** What can be wrong with who asks: with his key, with his session, or with where he sends it from. */
function refusalsOfCallers({ path, method, audience }: Route): readonly ProblemName[] {
  if (audience === 'anybody') return [];
  if (isV1(path)) return toKeys;
  const toSessions: ProblemName[] = method === 'GET' ? ['not_signed_in'] : ['not_signed_in', 'foreign_request'];
  return audience === 'people' ? [...toKeys, 'session_required', ...toSessions] : [...toKeys, ...toSessions];
}

/** The ways in that an operation knows, where they are not the usual two. */
function securityOf({ path, audience }: Route): Json {
  if (audience === 'anybody') return { security: [] };
  if (audience === 'people') return { security: [{ Session: [] }] };
  return isV1(path) ? { security: [{ ApiKey: [] }] } : {};
}

/** An answer to the request of the example: what names nothing but its id names the one that was asked for. */
function replyExample(route: Route, reply: Json, schemas: Record<string, Schema>): unknown {
  const example = exampleOf(reply, schemas);
  const asked = route.params === undefined ? undefined : jsonSchema(route.params, 'input', {});
  const id = (asked?.properties as Record<string, Schema> | undefined)?.id?.examples?.[0];
  return route.method === 'DELETE' && id !== undefined ? { ...(example as object), id } : example;
}

const eventTag = 'Events';

/** An event as the POST that a receiver gets (contract 8.3). */
function webhook({ type, summary, data, example }: ApiEvent, schemas: Json): Json {
  const envelope = {
    id: { type: 'string', description: 'The same on every retry.' },
    object: { type: 'string', const: 'event' },
    creation_time: { type: 'string', format: 'date-time' },
    type: { type: 'string', const: type },
    api_version: { type: 'string', const: 'v2' },
    data: jsonSchema(data, 'output', schemas),
  };
  return {
    post: {
      operationId: type.replaceAll(/[._](\w)/g, (_, letter: string) => letter.toUpperCase()),
      tags: [eventTag],
      summary,
      security: [],
      parameters: [signatureHeader],
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: envelope,
              required: Object.keys(envelope),
              additionalProperties: false,
            },
            example: {
              id: 'EVNT-KN56U3YL7C',
              object: 'event',
              creation_time: '2026-06-18T10:17:52.140Z',
              type,
              api_version: 'v2',
              data: example,
            },
          },
        },
      },
      responses: {
        '2XX': { description: 'The event was received. The body is not read.' },
        '4XX': { description: 'Like every other answer a failure: the event is sent again, for up to 72 hours.' },
      },
    },
  };
}

const signatureHeader = {
  name: 'Oncehub-Signature',
  in: 'header',
  required: true,
  description:
    '`t=<unix seconds>,s=<64 hex digits>`: the HMAC-SHA256 of `<t>.<raw body>`, whose key is the webhook’s secret as text. Fresh on every attempt.',
  schema: { type: 'string', pattern: '^t=\\d+,s=[0-9a-f]{64}$' },
  example: 't=1781777872,s=e29ba33968ff9bdc284e6ae9bbf7072ae9f59efeb89200e64977a6a39a366792',
};

const requestIdHeader = { schema: { type: 'string' }, description: 'Names this request in the server’s log.' };
const linkHeader = {
  schema: { type: 'string' },
  description: 'URLs of the neighbouring pages: `<…>; rel="next"`, `<…>; rel="previous"`. Absent if there are none.',
};
const idempotencyHeader = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Makes the request safe to repeat: for 72 hours the same key with the same request gets the same answer, and its effect once.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  'x-daybook-extension': true,
};
const retryAfterHeader = { schema: { type: 'integer' }, description: 'Whole seconds until a request may pass.' };

function errorResponses(names: readonly ProblemName[], serverUrl: string, inV1: boolean): Json {
  const byStatus = new Map<number, ProblemName[]>();
  for (const name of names) {
    const { status } = problems[name];
    byStatus.set(status, [...(byStatus.get(status) ?? []), name]);
  }
  const responses: Json = {};
  for (const [status, group] of [...byStatus].sort(([a], [b]) => a - b)) {
    const examples = Object.fromEntries(
      group.map((name) => [
        name,
        {
          description: `What to do: ${serverUrl}/docs/errors/${name}`,
          value: problemExample(name, inV1),
        },
      ]),
    );
    responses[status] = {
      description: statusTexts[status],
      headers: { 'Request-Id': requestIdHeader, ...(status === 429 ? { 'Retry-After': retryAfterHeader } : {}) },
      content: {
        'application/json': { schema: { $ref: `#/components/schemas/${inV1 ? 'ErrorInV1' : 'Error'}` }, examples },
      },
    };
  }
  return responses;
}

/** What fills the blanks of a message, by the parameter to blame; the rest is an id. */
const blanks: Record<string, { value?: string; param?: string; other?: string; kind?: string }> = {
  date_range: { param: 'creation_time.gt', other: 'creation_time.lt' },
  invalid_date: { value: '2025-13-45T99:99:99Z', param: 'creation_time.gt' },
  limit_out_of_range: { value: '500' },
  cannot_expand: { value: 'invalid_property' },
  invalid_value: { kind: 'string', value: 'confirmed', param: 'status' },
  missing_fields: { param: 'start_time' },
  too_long: { param: 'cancellation_reason', value: '5000' },
  wrong_content_type: { value: 'text/plain' },
  body_too_large: { value: '1000000' },
  no_such_endpoint: { value: 'GET /v2/nothing' },
  invalid_time_zone: { value: 'Mars/Olympus', param: 'guest_time_zone' },
  invalid_email: { value: 'carrie@invalid', param: 'booking_form.email' },
  invalid_phone: { value: '+91999999', param: 'booking_form.phone' },
  webhook_name_taken: { value: 'New bookings' },
  invalid_webhook_name: { value: '---' },
  invalid_webhook_url: { value: 'http://localhost/hook' },
  invalid_webhook_events: { value: 'booking.moved' },
  role_forbidden: { value: 'Member' },
  api_key_name_taken: { value: 'Warehouse' },
  invalid_api_key_name: { value: '---' },
  invalid_team_name: { value: '' },
};

/** The envelope of a problem, its blanks filled as a caller might see them. */
export function problemExample(name: ProblemName, inV1 = false): Json {
  const found = problem(name, blanks[name] ?? { value: '123' });
  return inV1 ? found.bodyV1() : found.body();
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query', schemas: Json): Json[] {
  if (schema === undefined) return [];
  const { properties, required } = jsonSchema(schema, 'input', schemas) as { properties?: Json; required?: string[] };
  return Object.entries(properties ?? {}).map(([name, property]) => {
    const { description, ...rest } = property as Json;
    return {
      name,
      in: place,
      required: place === 'path' || required?.includes(name) === true,
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

function propertiesOf(schema: z.ZodType, schemas: Json): Json | undefined {
  return jsonSchema(schema, 'input', schemas).properties as Json | undefined;
}

/** A schema as JSON Schema 2020-12, with its named parts moved to the document's components. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const {
    $defs,
    $schema: _,
    id: __,
    ...rest
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // zod leaves these out of the input of a schema that transforms; ours are written for the input.
    override: ({ zodSchema, jsonSchema }) => {
      const meta = z.globalRegistry.get(zodSchema as unknown as z.ZodType);
      if (meta?.examples !== undefined) jsonSchema.examples = meta.examples as never;
      if (meta?.default !== undefined) jsonSchema.default = meta.default as never;
    },
  }) as Json & { $defs?: Json };
  for (const [name, definition] of Object.entries($defs ?? {})) {
    const { id: ___, ...named } = definition as Json;
    schemas[name] = pointToComponents(named);
  }
  return pointToComponents(rest) as Json;
}

function pointToComponents(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pointToComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === '$ref' && typeof inner === 'string'
        ? inner.replace('#/$defs/', '#/components/schemas/')
        : pointToComponents(inner),
    ]),
  );
}
