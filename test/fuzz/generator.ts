import { gzipSync } from 'node:zlib';
import { random } from '../../src/core/random.ts';
import { document } from '../support/document.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document is walked by path
type Json = any;

/** What requests can refer to: one account's own things. */
export interface Tenant {
  accountId: string;
  key: string;
  /** Ids by the noun of their path, such as `bookings`; answers add to them. */
  ids: Record<string, string[]>;
  /** Ids that only reads and bookings refer to: without hosts with hours there would be nothing to book. */
  kept: ReadonlySet<string>;
}

/** One request, as bytes and as what an observer needs to judge the answer. */
export interface FuzzRequest {
  /** Which of the seed's requests it is, from 1. */
  number: number;
  bytes: Buffer;
  method: string;
  target: string;
  tenant: Tenant;
  /** Id of the route it is meant for. */
  operation: string | undefined;
  /** The text of its body. */
  body: string;
  /** False if it is no well-formed HTTP: any refusal will do, or a closed connection. */
  wellFormed: boolean;
  /** Nothing follows its bytes, though it promises more. */
  cutShort: boolean;
}

const operations = Object.entries(document.paths as Record<string, Json>).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Json>).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    operation,
    id: operation.operationId as string,
  })),
);

const long = 'x'.repeat(20_000);
// biome-ignore format: one value a line would be pages
const texts = [
  '', ' ', '\0', 'a\0b', '\ud800', '\udfff\ud800', '\u202e\ufeff', '☃ 𝕏 é e\u0301', 'null', 'undefined', 'NaN', 'true', '-1', '0', '1e999', '0x1F',
  "'; drop table bookings; --", '../../etc/passwd', '%', '%s%n', '{id}', '$' + '{7*7}', '<script>', '\r\nX: y', '١٢٣', long, '{"a":1}', '[]',
  '__proto__', 'constructor', 'toString',
];
// biome-ignore format: one value a line would be pages
const dates = [
  '2026-11-25', '2026-11-25T14:00:00Z', '2026-11-25T14:00:00.000Z', '2026-11-25T14:00:00+02:00', '2026-11-25 14:00', '2026-11-25T14:00:00.123456789Z',
  '2026-02-30', '2025-13-45T99:99:99Z', '0000-00-00', '0001-01-01', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59-18:00', '0001-01-01T00:00:00+18:00',
  '+275760-09-13', '-271821-04-20', '2026-11-25T24:00:00Z', '2026-11-25T23:59:60Z', '1764079200', '1764079200000', 'tomorrow', '2026-W48-3', '2026-329',
  '2026-11-25T14:00:00Z[Europe/London]', '2016-02-29', '2100-02-29', 'Infinity',
];
// biome-ignore format: one value a line would be pages
const searches = [
  'carrie', 'guest1 example', 'CARRIE OR o\'neil', 'zoe', 'ōki 大', '"carrie cu', '(a OR b) (c OR "d', ')(', 'OR', '"', '|', '@', '%_\\', 'bkng', '+1 (202) 555-0195', '0049 151',
  'a '.repeat(21), '('.repeat(199), '9'.repeat(200), 'ﷺ'.repeat(200), 'e\u0301'.repeat(99), '\u{10ffff}a', '*', 'carr*', 'andrea demo',
];
// biome-ignore format: one value a line would be pages
const limits = [
  '1', '10', '100', '0', '101', '-1', '1.5', '1e2', '0x10', '999999999999999999999', '', ' 5', '+5', '5;', 'ten', '５',
];
const numbers = [0, -0, 1, -1, 1.5, 1e308, -1e308, 5e-324, 2 ** 31, 2 ** 53, -(2 ** 53), 1e21];
// biome-ignore format: one value a line would be pages
const zones = [
  'America/New_York', 'Asia/Kolkata', 'UTC', 'utc', 'Mars/Olympus', 'EST5EDT', '+01:00', 'GMT+1', 'Etc/GMT+12', '',
  'America/New_York\0', 'europe/london', 'posixrules',
];
// biome-ignore format: one value a line would be pages
const statuses = [
  'scheduled', 'canceled', 'scheduled,canceled', 'completed,', ',', 'Scheduled', 'no_show,no_show,requested',
];
// biome-ignore format: one value a line would be pages
const expansions = [
  'owner', 'contact', 'owner,contact,booking_calendar', 'data.owner', 'data.data.owner', 'conversation.contact',
  'conversation,conversation.bot', 'bot,website,audience', 'recipient', 'owner.teams', ',', 'host', '__proto__',
];
// biome-ignore format: one value a line would be pages
const rawIds = [
  '%00', '%E0%A4%A', '%FF%FE', '%', '%2', '%zz', '..', '.', '%2e%2e', '%2F', '%2Fv2%2Ftest', 'a'.repeat(6000), '%F0%9F%98%80', '*', '{id}', ':id', '+', ';a=b',
  'BKNG-%27%20or%201=1', '%0d%0aX:y', 'null', '0', '__proto__', "'", '%c0%af', 'BKNG-AAAAAAAAAAAA%20', '\\..\\', '|', '"', '^`',
];
// biome-ignore format: one value a line would be pages
const strangePaths = [
  '/', '/v2', '/v2/', '/v2/nothing', '/v2/bookings/a/b/c', '/v2/Bookings', '/V2/bookings', '//v2/bookings', '/v2//bookings', '/v2/../v2/test', '/v2/test?', '/v2/test/',
  '/v2/%62ookings', '/v1', '/v1/', '/v1/nothing', '/v1/test', '/v1/bookings/a/b', '/healthz', '/readyz', '/openapi.json', '/docs', '/docs/nothing', '/favicon.ico', '/m/BKNG-AAAAAAAAAAAA', '/?', '/%', '/v2/%00', '/v2/%E0%A4%A',
  '/v2/bookings?%', '/v2/bookings?limit=%E0%A4%A', '/v2/bookings?=&&&==', '/v2/test#x', `/${'a/'.repeat(2000)}`, `/v2/bookings?${'a=b&'.repeat(3000)}`,
];
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'];
// biome-ignore format: one value a line would be pages
const contentTypes = [
  'application/json; charset=utf-8', 'application/problem+json', 'APPLICATION/JSON', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x',
  'application/xml', '', 'json', 'application/json, text/plain', 'application/jsonx', 'application/octet-stream',
];
// biome-ignore format: one value a line would be pages
const brokenRequests = [
  'GET /v2/test\r\n\r\n', 'GET  /v2/test HTTP/1.1\r\n\r\n', 'GET /v2/a b HTTP/1.1\r\nHost: x\r\n\r\n', 'GET /v2/test HTTP/9.9\r\nHost: x\r\n\r\n', 'GET /v2/test HTTP/1.1\r\n\r\n',
  'FOO /v2/test HTTP/1.1\r\nHost: x\r\n\r\n', 'GET /v2/test HTTP/1.1\r\nHost x\r\n\r\n', 'GET /v2/test HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n', 'GET ☃ HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /v2/☃ HTTP/1.1\r\nHost: x\r\n\r\n', 'POST /v2/webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 'POST /v2/webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 1e3\r\n\r\n',
  'POST /v2/webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}', 'POST /v2/webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
  'POST /v2/webhooks HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n', 'POST /v2/webhooks HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n',
  `GET /v2/test HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(40_000)}\r\n\r\n`, `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, '\0\0\0\0\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n',
  'GET /v2/test HTTP/1.1\r\nHost: x\r\nA\0B: c\r\n\r\n', 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n', 'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n', 'GET http://elsewhere.example/v2/test HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET http:// HTTP/1.1\r\nHost: x\r\n\r\n', 'GET /v2/test HTTP/1.1\r\nHost: a b\r\n\r\n', 'GET /v2/test HTTP/1.1\r\nHost: [::\r\n\r\n', 'GET /v2/test HTTP/1.1\r\nHost: a/b?c\r\n\r\n',
  'GET /v2/test HTTP/1.1\r\nHost: u@x:99999\r\n\r\n', 'GET /v2/test HTTP/1.1\r\nHost:\r\n\r\n', 'GET /v2/test HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
  'GET /v2/test HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAA\r\n\r\n', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'GET /v2/test HTTP/1.0\r\n\r\n',
  'GET /v2/test HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n', 'POST /v2/webhooks HTTP/1.1\r\nHost: x\r\nExpect: nonsense\r\nContent-Length: 0\r\n\r\n',
];

/**
 * Makes requests of every kind that a server may meet, about these tenants. What a request is follows from the seed and its
 * number, and from nothing that happened before; only the ids in it are what the server has made.
 */
export function requestGenerator(seed: number, tenants: readonly Tenant[], now: number, receiverUrl: string) {
  let draw = random(seed);
  const chance = (share: number) => draw() < share;
  const int = (least: number, most: number) => least + Math.floor(draw() * (most - least + 1));
  const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)]!;
  let number = 0;

  const junk = (): unknown =>
    pick<() => unknown>([
      () => pick(texts),
      () => pick(texts),
      () => pick(numbers),
      () => pick(dates),
      () => null,
      () => chance(0.5),
      () => [],
      () => ({}),
      () => [pick(texts), pick(numbers), null],
      () => ({ [pick(texts)]: pick(texts) }),
      () => nested(pick([3, 50, 1000]), chance(0.5)),
    ])();

  function start(): string {
    const day = int(1, 700);
    const minute = chance(0.95) ? pick([0, 30]) : int(0, 59);
    return new Date(
      Math.floor(now / 86_400_000 + day) * 86_400_000 + (int(14, 21) * 60 + minute) * 60_000,
    ).toISOString();
  }

  function idOf(tenant: Tenant, noun: string, forChange = false): string {
    const own = (tenant.ids[noun] ?? []).filter((id) => !forChange || !tenant.kept.has(id));
    const other = tenants.find((each) => each !== tenant)!.ids[noun] ?? [];
    const dice = draw();
    if (dice < 0.6 && own.length > 0) return pick(own);
    if (dice < 0.7 && other.length > 0) return pick(other);
    if (dice < 0.8) return (own[0] ?? 'BKNG-AAAAAAAAAAAA').replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const strange = pick(Object.values(tenant.ids)).filter((id) => !tenant.kept.has(id));
    return chance(0.5) || strange.length === 0 ? pick(rawIds) : pick(strange);
  }

  function queryValue(tenant: Tenant, name: string): string {
    if (chance(0.08)) return pick(texts);
    if (name === 'limit') return chance(0.5) ? String(int(1, 100)) : pick(limits);
    if (name === 'expand') return pick(expansions);
    if (name === 'recipient_type') return pick(['contact', 'user', 'customer']);
    if (name === 'status') return pick(statuses);
    if (name === 'state') return pick(['pending', 'delivered', 'failed', 'dropped']);
    if (name === 'q') return pick(searches);
    if (name === 'date')
      return chance(0.7) ? new Date(now + int(-5, 40) * 86_400_000).toISOString().slice(0, 10) : pick(dates);
    if (name === 'email') return `guest${int(0, 60)}@example.com`;
    if (/time/.test(name)) return chance(0.6) ? new Date(now + int(-40, 40) * 43_200_000).toISOString() : pick(dates);
    return pick(pick(Object.values(tenant.ids).filter((ids) => ids.length > 0)));
  }

  function query(tenant: Tenant, parameters: readonly Json[]): string {
    const named = parameters.filter((each) => each.in === 'query').map((each) => each.name as string);
    const chosen = named.filter(() => chance(named.length > 6 ? 0.2 : 0.4));
    // Both would always be refused.
    if (chosen.includes('after') && chance(0.8))
      chosen.splice(0, chosen.length, ...chosen.filter((name) => name !== 'before'));
    const pairs = chosen.map((name) => [name, queryValue(tenant, name)] as const);
    if (chance(0.05)) pairs.push([pick([...named, 'x']), pick(texts)]);
    if (chance(0.03)) pairs.push([`${pick([...named, 'x'])}[]`, '1']);
    const text = pairs
      .map(
        ([name, value]) =>
          `${encodeURIComponent(name)}=${chance(0.9) ? encodeURIComponent(value.toWellFormed()) : safe(value)}`,
      )
      .join('&');
    return text === '' ? '' : `?${text}`;
  }

  function validBody(tenant: Tenant, operation: string): Json {
    switch (operation) {
      case 'scheduleMeeting':
        return {
          start_time: start(),
          guest_time_zone: pick(['America/New_York', 'Asia/Kolkata', 'UTC']),
          booking_form: {
            name: pick(['Carrie Customer', 'Zoë', 'Ōki 大木', "O'Neil"]),
            email: `guest${int(0, 400)}@example.com`,
            ...(chance(0.3) ? { phone: '+12025550195' } : {}),
            ...(chance(0.3) ? { company: 'Acme', topic: ['a', 'b'], size: 5, agreed: true, note: 'x' } : {}),
          },
          ...(chance(0.3)
            ? {
                location: pick<Json>([
                  null,
                  { type: 'virtual_static' },
                  { type: 'guest_phone', value: '+12025550195' },
                ]),
              }
            : {}),
        };
      case 'scheduleMeetingOnBookingPage':
      case 'scheduleMeetingOnMasterPage': {
        const { start_time, ...rest } = validBody(tenant, 'scheduleMeeting');
        return { start_times: [start_time], ...rest, event_type: idOf(tenant, 'event-types') };
      }
      case 'holdTimeSlotOnBookingPage':
      case 'holdTimeSlotOnMasterPage':
        return { start_time: start(), event_type: idOf(tenant, 'event-types') };
      case 'createEventType':
        return { name: 'Demo', durations: [pick([15, 30, 60])], ...(chance(0.3) ? { caps: { day: 5 } } : {}) };
      case 'updateNotificationSettings':
      case 'updateNotificationSettingsOfBookingCalendar':
      case 'updateNotificationSettingsOfBookingPage':
      case 'updateNotificationSettingsOfEventType':
        return pick<Json>([
          { reminders: [{ minutes_before: pick([5, 60, 1440]) }], follow_up: { minutes_after: 30 } },
          { guest: { booked: { text: pick(['Hi {{guest_name}}', '{{nobody}}', '{{', null]), email: chance(0.8) } } },
          {
            bcc: ['archive@example.com'],
            notes: { confirmation: 'Bring {{answer:topic}}' },
            invite: pick(['hosts', null]),
          },
          { alerts: [{ events: ['booked'], recipients: ['desk@example.com'], hosts: [idOf(tenant, 'users')] }] },
        ]);
      case 'updateNotificationSettingsOfUser':
        return { locale: pick(['de', 'en-GB', '-']), host: { reminder: { email: chance(0.5) } } };
      case 'sendTestMail':
        return { to: pick(['andrea@example.com', 'nobody', '']) };
      case 'updateEventType':
        return { durations: [pick([15, 30, 60])], description: 'Changed' };
      case 'createBookingPage':
        return {
          name: 'Andrea',
          owner: idOf(tenant, 'users'),
          ...(chance(0.5) ? { event_types: [idOf(tenant, 'event-types')] } : {}),
          ...(chance(0.3)
            ? { weekly: [{ day: 'Monday', working_hours: [{ start_time: '09:00', end_time: '12:00' }] }] }
            : {}),
        };
      case 'updateBookingPage':
        return pick<Json>([
          { label: 'Changed', active: chance(0.5) },
          { event_types: [idOf(tenant, 'event-types')] },
          { weekly: null, overrides: [{ date: '2026-12-24', working_hours: [] }] },
        ]);
      case 'createResourcePool':
        return {
          name: 'Pool',
          method: pick(['longest_idle', 'priority', 'round_robin']),
          members: [{ booking_page: idOf(tenant, 'booking-pages'), priority: int(1, 10) }],
        };
      case 'updateResourcePool':
        return { members: [{ booking_page: idOf(tenant, 'booking-pages') }] };
      case 'createMasterPage':
        return chance(0.5)
          ? {
              name: 'Team',
              scenario: 'rule_based',
              event_types: [{ event_type: idOf(tenant, 'event-types'), owner: idOf(tenant, 'resource-pools') }],
            }
          : {
              name: 'Choice',
              scenario: pick(['pages_first', 'pages_only', 'event_types_first', 'rule_based_static']),
              booking_pages: [{ booking_page: idOf(tenant, 'booking-pages') }],
            };
      case 'updateMasterPage':
        return { label: 'Changed', active: chance(0.5) };
      case 'cancelBooking':
        return chance(0.5) ? {} : { cancellation_reason: 'Change in schedule', send_cancellation_email: false };
      case 'createWebhook':
        // Nothing may leave this machine: what goes to others hears only of bots that reach out, which none does here.
        return chance(0.3)
          ? { name: `Loop ${int(1, 4)}`, url: receiverUrl, events: ['booking'] }
          : {
              name: `Hook ${number}`,
              url: 'https://hooks.example.com/x',
              events: ['conversation.reached_out'],
            };
      case 'updateWebhook':
        return chance(0.5)
          ? { name: `Hook ${number}`, url: receiverUrl, delivery_order: pick(['booking', 'strict']) }
          : { events: ['conversation.reached_out'] };
      case 'rotateWebhookSecret':
        return { overlap_seconds: pick([0, 60, 604_800]) };
      case 'startReplay':
        return {
          states: [pick(['delivered', 'failed', 'dropped'])],
          ...(chance(0.3) ? { subject: idOf(tenant, 'bookings') } : {}),
          ...(chance(0.3) ? { type: 'booking.scheduled' } : {}),
          ...(chance(0.3) ? { since: start() } : {}),
        };
      case 'startConversation':
        return {
          bot: { name: pick(['Website bot', 'Form']) },
          ...(chance(0.6) ? { contact: idOf(tenant, 'contacts') } : {}),
          ...(chance(0.3) ? { owner: idOf(tenant, 'users') } : {}),
          ...(chance(0.3) ? { website: { name: 'Example', url: 'https://www.example.com' } } : {}),
          ...(chance(0.3) ? { audience: { name: 'Everybody' } } : {}),
          ...(chance(0.5) ? { answers: [{ question: 'Name', value: 'Carrie' }] } : {}),
        };
      case 'answerInConversation':
        return {
          answers: chance(0.3) ? [] : [{ question: 'Size', value: pick<Json>([5, 'big', true, ['a']]) }],
          ...(chance(0.4) ? { booking: idOf(tenant, 'bookings') } : {}),
        };
      case 'createWebhookInV1':
        return { name: `Loop ${int(1, 4)}`, url: receiverUrl, events: ['booking'] };
      default: {
        const example = exampleOf(operation);
        if (example.email !== undefined) example.email = `made${number}@example.com`;
        if (example.mobile_phone !== undefined)
          example.mobile_phone = `+1202555${String(int(0, 9999)).padStart(4, '0')}`;
        if (example.teams !== undefined) example.teams = chance(0.5) ? [] : [idOf(tenant, 'teams')];
        if (example.owner !== undefined) example.owner = idOf(tenant, 'users');
        if (example.members !== undefined) example.members = [{ user: idOf(tenant, 'users') }];
        // Whoever is trusted to say who somebody is would be asked; here it is nobody.
        if (example.issuer !== undefined) example.issuer = receiverUrl;
        if (operation === 'createApiKey') example.name = `Key ${number}`;
        return example;
      }
    }
  }

  /** Changes one place of it, wherever it is; now and then the text. */
  function mutate(operation: string, body: Json): string {
    const places = containersOf(body);
    const into = pick(places);
    const key = Array.isArray(into) ? int(0, into.length) : pick([...Object.keys(into), 'extra', long.slice(0, 200)]);
    // Nothing may leave this machine: a subscription to bookings must not lead anywhere else.
    const subscribes = operation.startsWith('createWebhook');
    if (subscribes && (key === 'url' || body.url !== receiverUrl)) body.events = ['conversation.reached_out'];
    if (chance(0.25)) delete into[key];
    else if (operation === 'scheduleMeeting' && chance(0.3))
      Object.assign(body, pick<Json>([{ start_time: pick(dates) }, { guest_time_zone: pick(zones) }]));
    else if (!subscribes || key !== 'events' || body.url === receiverUrl) into[key] = junk();
    else into[key] = pick([[], ['x'], [null], 'booking', 5, [['booking']], ['conversation', 'x'.repeat(300)]]);
    const text = JSON.stringify(body);
    if (chance(0.02)) return text.replace(/:("[^"]*"|\[\])/g, (whole) => (chance(0.4) ? `:${deep}` : whole));
    if (chance(0.1)) return `{"__proto__":${JSON.stringify(junk())},${text.slice(1)}`;
    if (chance(0.05)) return text.replace(/:"/, () => `:"\\u0000\\ud800`);
    return text;
  }

  function bodyOf(tenant: Tenant, operation: string): Buffer {
    const valid = validBody(tenant, operation);
    const text = JSON.stringify(valid);
    const dice = draw();
    if (dice < 0.5) return Buffer.from(text);
    if (dice < 0.8) return Buffer.from(mutate(operation, valid));
    return pick<() => Buffer>([
      () => Buffer.from(text.slice(0, int(0, text.length - 1))),
      () => Buffer.from(text.replaceAll('"', "'")),
      () => Buffer.from(`${text},`),
      () => Buffer.from(`\ufeff${text}`),
      () => Buffer.from(`[${text}]`),
      () =>
        Buffer.from(
          pick(['', ' \n', 'null', '123', '"text"', '[]', '{}', 'NaN', '{"a":1e999}', '{"a":-}', '{"a":"\n"}', '\0']),
        ),
      () => gzipSync(text),
      () =>
        Buffer.concat([
          Buffer.from('{"name":"'),
          Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80]),
          Buffer.from('"}'),
        ]),
      () => Buffer.from('['.repeat(chance(0.2) ? 100_000 : 1000)),
      () =>
        Buffer.from(
          chance(0.1)
            ? JSON.stringify({ ...valid, extra: 'x'.repeat(1_100_000) })
            : JSON.stringify({ ...valid, extra: long }),
        ),
    ])();
  }

  function keyLines(tenant: Tenant): string[] {
    if (chance(0.93)) return [`${pick(['API-Key', 'api-key', 'API-key'])}: ${tenant.key}`];
    return pick<() => string[]>([
      () => [],
      () => ['API-Key:'],
      () => [`API-Key: ${safe(pick(texts)).slice(0, 8000)}`],
      () => [`API-Key: ${tenant.key}`, `API-Key: ${tenant.key}`],
      () => ['API-Key: wrong', `API-Key: ${tenant.key}`],
      () => [`Authorization: Bearer ${tenant.key}`],
      () => [`API-Key: ${tenant.key}x`],
    ])();
  }

  function next(): FuzzRequest {
    number++;
    draw = random(seed + Math.imul(number, 0x9e3779b1));
    const tenant = chance(0.85) ? tenants[0]! : pick(tenants);
    if (chance(0.01)) return broken(tenant);
    if (chance(0.06)) return assemble(tenant, pick(methods), safe(pick(strangePaths)), undefined);
    const chosen = chance(0.2) ? operations.find((each) => each.id === 'scheduleMeeting')! : pick(operations);
    const method = chance(0.97) ? chosen.method : pick(methods);
    const path = chosen.path.replaceAll(/\{\w+\}/g, () =>
      safe(idOf(tenant, chosen.path.split('/')[2]!, /PATCH|DELETE/.test(method))),
    );
    const target = path + query(tenant, chosen.operation.parameters ?? []);
    return assemble(tenant, method, target, chosen);
  }

  function assemble(
    tenant: Tenant,
    method: string,
    target: string,
    chosen: (typeof operations)[number] | undefined,
  ): FuzzRequest {
    const operation = operations.find((each) => each.method === method && each.path === chosen?.path);
    const sendsBody = operation?.operation.requestBody !== undefined || chance(0.03);
    const body = sendsBody ? bodyOf(tenant, operation?.id ?? '') : Buffer.alloc(0);
    const lines = [`${method} ${target} HTTP/1.1`, 'Host: 127.0.0.1', ...keyLines(tenant)];
    let payload = body;
    let cutShort = false;
    if (sendsBody) {
      if (chance(0.97)) lines.push('Content-Type: application/json');
      else if (chance(0.8)) lines.push(`Content-Type: ${pick(contentTypes)}`);
      if (chance(0.02)) lines.push('Content-Encoding: gzip');
      if (chance(0.02)) lines.push('Expect: 100-continue');
      if (chance(0.1)) {
        lines.push('Transfer-Encoding: chunked');
        payload = chunked(body, int(1, 4));
      } else {
        cutShort = chance(0.01);
        lines.push(`Content-Length: ${body.length + (cutShort ? int(1, 50) : 0)}`);
      }
    }
    if (chance(0.03))
      lines.push(
        `Accept: ${pick(['text/html', '*/*', 'application/xml', ','])}`,
        `X-Forwarded-For: ${pick(['', '1.2.3.4, x', '::1'])}`,
      );
    if (chance(0.02)) lines.push(`Idempotency-Key: ${safe(pick(texts)).slice(0, 500)}`, 'If-None-Match: *');
    const bytes = Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), payload]);
    return {
      number,
      bytes,
      method,
      target,
      tenant,
      operation: operation?.id,
      body: body.toString('utf8'),
      // No URI holds a backslash; the HTTP library refuses it before the API sees it.
      wellFormed: !cutShort && !target.includes('\\'),
      cutShort,
    };
  }

  function broken(tenant: Tenant): FuzzRequest {
    return {
      number,
      bytes: Buffer.from(pick(brokenRequests)),
      method: 'GET',
      target: '/',
      tenant,
      operation: undefined,
      body: '',
      wellFormed: false,
      cutShort: true,
    };
  }

  return { next };
}

/** Text that may stand in a request line or a header without ending it. */
function safe(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]/g, (letter) => encodeURIComponent(letter.toWellFormed()));
}

/** Every object and array in it. */
function containersOf(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(containersOf)];
}

/** What the document shows as an example of the operation's body, or an empty one. */
function exampleOf(operation: string): Json {
  const known = operations.find((each) => each.id === operation)?.operation.requestBody;
  const schema = known?.content['application/json'].schema ?? {};
  const named = schema.$ref === undefined ? schema : document.components.schemas[schema.$ref.split('/').at(-1)];
  return structuredClone(named.examples?.[0] ?? {});
}

/** Deeper than any stack that walks it by recursion. */
const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;

function nested(depth: number, inArrays: boolean): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = inArrays ? [value] : { a: value };
  return value;
}

function chunked(body: Buffer, parts: number): Buffer {
  const size = Math.max(1, Math.ceil(body.length / parts));
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size);
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')]);
}
