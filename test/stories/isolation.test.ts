import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { addNotice } from '../../src/notices/add-notice.ts';
import { recordSms } from '../../src/notifications/record-sms.ts';
import { authenticator } from '../support/authenticator.ts';
import { document, routes } from '../support/document.ts';
import { cookieOf } from '../support/people.ts';
import { until } from '../support/processes.ts';
import { call, type Office, office, type Reply, testDaybook, wish } from '../support/server.ts';

/** What a webhook was sent in the past, with the attempt. */
const sent = statement(
  `with event as (
     insert into events (account_id, id, type, subject_id, version, creation_time, body_v2)
     select account_id, 'EVNT-' || substr(md5(account_id), 1, 10), type, subject_id, 100, creation_time,
       replace(body_v2, id, 'EVNT-' || substr(md5(account_id), 1, 10))
     from events where account_id = $1 and subject_id = $3 limit 1
     returning account_id, id, type, creation_time
   ), delivery as (
     insert into deliveries (account_id, id, event_id, event_type, webhook_id, order_key, version, state, next_time, creation_time, settled_time)
     select account_id, 'DLV-' || substr(id, 6) || substr($2, 5), id, type, $2, $3, 100, 'delivered', creation_time, creation_time, creation_time
     from event returning account_id, id, event_id
   )
   insert into attempts (account_id, delivery_id, number, started_time, webhook_id, event_id, outcome, status, duration_ms, url,
     request_headers, response_headers, response_body)
   select account_id, id, 1, now(), $2, event_id, 'ok', 200, 5, 'https://hooks.example.com/', '{}', '{}', $4 from delivery`,
);

// Two accounts in one database. Everything of Bravo's can be told: its ids are known, its words hold its name.
const server = await testDaybook();
const alpha = await furnished('Alpha');
const bravo = await furnished('Bravo');

interface Account extends Office {
  /** Ids by the noun of their path. */
  ids: Record<string, string[]>;
  contactEmail: string;
  /** Andrea's session, for what no key opens. */
  cookie: string;
}

/** What a request to this path is sent with. */
function credentialOf({ key, cookie }: Pick<Account, 'key' | 'cookie'>, method: string, path: string): string {
  const plain = path.split('?')[0]!;
  const route = routes.find(
    (each) => each.method === method && new RegExp(`^${each.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(plain),
  );
  return route?.audience === 'people' ? cookie : key;
}

async function furnished(name: string): Promise<Account> {
  const made = await office(server.db, { name });
  const { key, calendar, teamCalendar } = made;
  const contactEmail = `guest@${name.toLowerCase()}.example`;
  const bookings: string[] = [];
  for (const [i, id] of [calendar, teamCalendar, calendar].entries()) {
    const body = wish(`2026-11-25T1${5 + i}:00:00Z`, { name: `Guest ${name}`, email: contactEmail });
    const booked = await server.post(`/v2/booking-calendars/${id}/schedule`, body, key);
    assert.equal(booked.status, 200, booked.text);
    bookings.push(booked.body.id);
  }
  const held = await server.post(
    `/v2/booking-calendars/${calendar}/holds`,
    { start_time: '2026-11-25T20:00:00Z' },
    key,
  );
  const make = async (noun: string, body: object): Promise<string> => {
    const reply = await server.post(`/v2/${noun}`, body, key);
    assert.equal(reply.status, 201, reply.text);
    return reply.body.id;
  };
  const eventType = await make('event-types', { name: `Type ${name}`, durations: [30] });
  const page = await make('booking-pages', { name: `Page ${name}`, owner: made.andrea, event_types: [eventType] });
  const pool = await make('resource-pools', {
    name: `Pool ${name}`,
    method: 'priority',
    members: [{ booking_page: page }],
  });
  const master = await make('master-pages', {
    name: `Master ${name}`,
    scenario: 'rule_based',
    event_types: [{ event_type: eventType, owner: pool }],
  });
  const link = await server.post(`/v2/booking-calendars/${calendar}/one-time-links`, undefined, key);
  // Nothing may leave this machine: no bot reaches out here.
  const subscription = {
    name: `Hook ${name}`,
    url: 'https://hooks.example.com/',
    events: ['conversation.reached_out'],
  };
  const attachment = await make('attachments', { file_name: `${name}.txt`, content: 'SGVsbG8=' });
  const view = await make('saved-views', { user: made.andrea, screen: 'bookings', name: `View ${name}`, query: '' });
  const webhook = await server.post('/v2/webhooks', subscription, key);
  const news = {
    webhookId: webhook.body.id,
    failingSince: server.clock.now,
    failures: 9,
    error: 'status 500',
    hours: 1,
  };
  await server.db.transaction(made.accountId, (tx) =>
    addNotice(tx, made.accountId, { kind: 'webhook_failing', ...subscription, ...news }, server.clock.now),
  );
  await server.db.system((tx) => tx.run(sent, [made.accountId, webhook.body.id, bookings[0], `Event of ${name}`]));
  const replay = await server.post(`/v2/webhooks/${webhook.body.id}/replays`, undefined, key);
  const contacts = await server.get('/v2/contacts', key);
  const conversations: string[] = [];
  for (const booking of bookings.slice(0, 2)) {
    const names = { bot: { name }, website: { name, url: `https://${name}.example` }, audience: { name } };
    const contact = contacts.body.data[0].id;
    const started = await server.post('/v2/conversations', { ...names, contact, owner: made.andrea }, key);
    await server.post(`/v2/conversations/${started.body.id}/answers`, { booking }, key);
    conversations.push(started.body.id);
  }
  const sms = { recipientType: 'contact' as const, recipientId: contacts.body.data[0].id, deliveredTo: '+12025550195' };
  const message = { messageBody: `Hello from ${name}`, status: 'sent' as const };
  const notification = await server.db.transaction(made.accountId, (tx) =>
    recordSms(tx, made.accountId, { ...sms, ...message }, server.clock.now),
  );
  const gone = { first_name: 'Gone', last_name: name, email: `gone@${name.toLowerCase()}.example` };
  const deleted = (await server.post('/v2/contacts', gone, key)).body.id;
  await server.delete(`/v2/contacts/${deleted}`, key);
  const erased = (await server.post('/v2/contacts', { ...gone, email: `erased@${name.toLowerCase()}.example` }, key))
    .body.id;
  const erasure = (await server.post(`/v2/contacts/${erased}/erase`, undefined, key)).body.id;
  const idsAt = async (path: string): Promise<string[]> =>
    (await server.get(`${path}?limit=100`, key)).body.data.map((each: { id: string }) => each.id);
  // What the bookings were told is as it stays.
  await server.daybook.wake();
  await until('every mail is kept', async () => {
    const { data } = (await server.get('/v2/mails?limit=100', key)).body;
    return data.every((each: { state: string }) => each.state === 'kept');
  });
  const cookie = await cookieOf(server, made.accountId, made.andrea);
  const options = (await server.post('/v2/passkeys/options', undefined, cookie)).body;
  const device = authenticator(server.url.replace('127.0.0.1', 'localhost'));
  const credential = device.create(options);
  const passkey = (await server.post('/v2/passkeys', { name: `Device ${name}`, credential }, cookie)).body.id;
  const trusted = { name: `Login ${name}`, issuer: 'https://login.example.com', client_id: 'daybook' };
  const signOn = await make('sign-on-providers', { ...trusted, domains: [`${name.toLowerCase()}.example`] });
  const ids = {
    mails: await idsAt('/v2/mails'),
    'api-keys': await idsAt('/v2/api-keys'),
    'audit-log': await idsAt('/v2/audit-log'),
    'deleted-objects': [deleted, erased],
    erasures: [erasure],
    attachments: [attachment],
    bookings,
    conversations,
    notices: await idsAt('/v2/notices'),
    passkeys: [passkey],
    'sign-on-providers': [signOn],
    sessions: (await server.get('/v2/sessions', cookie)).body.data.map((each: { id: string }) => each.id),
    notifications: [notification],
    // V1 has calendars among its pages.
    'v1/booking-pages': [page, calendar, teamCalendar],
    'booking-pages': [page],
    'event-types': [eventType],
    'master-pages': [master],
    'resource-pools': [pool],
    'booking-calendars': [calendar, teamCalendar],
    holds: [held.body.id],
    'one-time-links': [link.body.id],
    contacts: await idsAt('/v2/contacts'),
    deliveries: await idsAt(`/v2/webhooks/${webhook.body.id}/deliveries`),
    events: await idsAt('/v2/events'),
    replays: [replay.body.id],
    'saved-views': [view],
    teams: [made.team],
    users: [made.andrea, made.ben],
    webhooks: [webhook.body.id],
  };
  return { ...made, ids, contactEmail, cookie };
}

/** Whose ids the path of a route takes. */
const nounOf = (path: string) => {
  const [, version, noun = ''] = path.split('/');
  return version === 'v1' && noun === 'booking-pages' ? 'v1/booking-pages' : noun;
};

const foreignIds = Object.values(bravo.ids).flat();
/** An id like it that nobody has. */
const unknownLike = (id: string) =>
  id.includes('-') ? id.replace(/-.*/, (rest) => `-${'0'.repeat(rest.length - 1)}`) : '0'.repeat(id.length);

/** What Alpha is told; fails if any of it is Bravo's, apart from what Alpha said itself. */
async function asAlpha(method: string, route: string, body?: unknown): Promise<Reply> {
  const reply = await call(server.url, method, route, body, credentialOf(alpha, method, route));
  const said = decodeURIComponent(route) + JSON.stringify(body ?? '');
  const told = reply.text + (reply.headers.get('link') ?? '');
  for (const id of foreignIds) assert.ok(said.includes(id) || !told.includes(id), `${method} ${route} told of ${id}`);
  assert.ok(/bravo/i.test(said) || !/bravo/i.test(told), `${method} ${route} told of Bravo: ${told}`);
  return reply;
}

/** All of an answer but what differs between any two requests, and with the id that was asked for left out. */
function seen({ status, text, headers }: Reply, asked: string) {
  const shown = [...headers].filter(([name]) => name !== 'request-id' && name !== 'date' && name !== 'content-length');
  return {
    status,
    text: text.replaceAll(asked, 'ID'),
    headers: shown.map(([name, value]) => [name, value.replaceAll(asked, 'ID')]),
  };
}

/** Fails unless Bravo's value makes for the same answer as a value that nobody has. */
async function sameAsUnknown(foreign: string, unknown: string, ask: (value: string) => Promise<Reply>): Promise<Reply> {
  const reply = await ask(foreign);
  assert.deepEqual(seen(reply, foreign), seen(await ask(unknown), unknown));
  return reply;
}

/** The query that a route cannot do without, as the document shows it. */
function requiredQuery(route: (typeof routes)[number]): string {
  const { parameters } = document.paths[route.path][route.method.toLowerCase()];
  const required = parameters.filter((each: { in: string; required: boolean }) => each.in === 'query' && each.required);
  const pairs = required.map((each: { name: string; schema: { examples: string[] } }) => [
    each.name,
    each.schema.examples[0],
  ]);
  // Pages with event types need one, which is Alpha's own.
  const types = parameters.some((each: { name: string }) => each.name === 'event_type') && route.params !== undefined;
  if (types) pairs.push(['event_type', alpha.ids['event-types']![0]!]);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

/** What Alpha's guests pick on pages. */
const choice = { event_type: alpha.ids['event-types']![0] };

/** The body of a booking on a page. */
function pageWish(start: string) {
  const { start_time, ...form } = wish(start);
  return { start_times: [start_time], ...form };
}

type Body = Record<string, unknown> | undefined;

/** A body that would do if the id were Alpha's own. */
function bodyFor(route: (typeof routes)[number]): Body {
  if (route.id === 'scheduleMeeting') return wish('2026-11-26T15:00:00Z');
  if (route.id.startsWith('scheduleMeetingOn')) return { ...pageWish('2026-11-26T15:00:00Z'), ...choice };
  if (route.body === undefined) return undefined;
  const { schema } = document.paths[route.path][route.method.toLowerCase()].requestBody.content['application/json'];
  const named = schema.$ref === undefined ? schema : document.components.schemas[schema.$ref.split('/').at(-1)];
  const example = JSON.stringify(route.example ?? named.examples?.[0] ?? {});
  return JSON.parse(
    example
      .replaceAll(/TM-[A-Z0-9]{12}/g, alpha.team)
      .replaceAll(/USR-[A-Z0-9]{10}/g, alpha.andrea)
      .replaceAll(/(BP|ET|POOL)-[A-Z0-9]{10}/g, (id) => ownFor(id)),
  );
}

/** Alpha's own object of the kind. */
function ownFor(id: string): string {
  const noun = { BP: 'booking-pages', ET: 'event-types', POOL: 'resource-pools' }[id.split('-')[0]!]!;
  return alpha.ids[noun]![0]!;
}

/** Everything that Bravo can read of itself. */
async function allOfBravo(): Promise<string[]> {
  const paths = routes
    .filter((route) => route.method === 'GET' && !route.path.includes('time-slots'))
    .flatMap((route) => {
      const ids = bravo.ids[nounOf(route.path)];
      return route.params === undefined ? [route.path] : ids!.map((id) => route.path.replace('{id}', id));
    });
  return Promise.all(paths.map(async (path) => (await server.get(path, credentialOf(bravo, 'GET', path))).text));
}

const before = await allOfBravo();

for (const route of routes.filter((each) => each.path.includes('{'))) {
  test(`${route.method} ${route.path}: another account’s id answers like an unknown one`, async () => {
    const noun = nounOf(route.path);
    const ids = bravo.ids[noun];
    assert.ok(ids, `this test has to know ids of ${noun}`);
    assert.deepEqual(route.path.match(/\{\w+\}/g), ['{id}'], 'this test fills in one id');
    const body = bodyFor(route);
    for (const id of ids) {
      const ask = (value: string) =>
        asAlpha(route.method, route.path.replace('{id}', value) + requiredQuery(route), body);
      const reply = await sameAsUnknown(id, unknownLike(id), ask);
      assert.equal(reply.status, 404, reply.text);
      assert.equal(reply.body.param, route.deprecated ? undefined : 'id');
    }
  });
}

/** What is open to anybody knows no account of whoever asks: its tests are those of signing in. */
const readers = routes.filter((each) => each.method === 'GET' && each.audience !== 'anybody');

for (const route of readers.filter((each) => each.query !== undefined)) {
  const { parameters } = document.paths[route.path].get;
  const names: string[] = parameters.flatMap((each: { in: string; name: string }) =>
    each.in === 'query' ? [each.name] : [],
  );
  test(`${route.method} ${route.path}: no parameter reaches another account’s objects`, async () => {
    const path = route.path.replace('{id}', alpha.ids[nounOf(route.path)]?.[0] ?? '');
    const values = [
      ...Object.values(bravo.ids).map(([id]) => [id!, unknownLike(id!)] as const),
      [bravo.contactEmail, 'guest@nobody.example'] as const,
      ['andrea@bravo.example', 'andrea@nobody.example'] as const,
    ];
    for (const name of names) {
      for (const [foreign, unknown] of values) {
        const ask = (value: string) => asAlpha('GET', `${path}?${new URLSearchParams({ [name]: value })}`);
        const reply = await sameAsUnknown(foreign, unknown, ask);
        if (['after', 'before'].includes(name)) assert.equal(reply.status, 404, reply.text);
      }
    }
  });
}

/** What objects can expand, by the noun of their path. */
const expandable: Record<string, string> = {
  bookings:
    'owner,contact,booking_calendar,booking_page,master_page,event_type,conversation.contact,conversation.owner,conversation.bot',
  conversations: 'contact,owner,bot,website,audience',
  notifications: 'recipient',
};

/** What lists hold that stand below an object of another kind. */
const listed: Record<string, string[]> = {
  listDeliveries: alpha.ids.deliveries!,
  listAttempts: (await server.get(`/v2/deliveries/${alpha.ids.deliveries![0]}/attempts`, alpha.key)).body.data.map(
    (each: { id: string }) => each.id,
  ),
  listReplays: alpha.ids.replays!,
  listHostsOfBooking: alpha.ids.users!,
};

for (const route of readers) {
  test(`${route.method} ${route.path}: shows nothing of another account, plain, paged or expanded`, async () => {
    const own = alpha.ids[nounOf(route.path)] ?? [];
    const paths = route.params === undefined ? [route.path] : own.map((id) => route.path.replace('{id}', id));
    const { parameters } = document.paths[route.path].get;
    const takes = (name: string) => parameters.some((each: { name: string }) => each.name === name);
    for (const path of paths) {
      const plain = await asAlpha('GET', path + requiredQuery(route));
      assert.equal(plain.status, 200, plain.text);
      if (takes('expand')) {
        const names = expandable[route.path.split('/')[2]!];
        assert.ok(names, `this test has to know what ${route.path} expands`);
        assert.equal((await asAlpha('GET', `${path}?expand=${names}`)).status, 200);
      }
      if (!takes('after')) continue;
      const found: string[] = [];
      for (let next: string | undefined = `${path}?limit=1`; next !== undefined; ) {
        const page = await asAlpha('GET', next);
        found.push(...page.body.data.map((each: { id: string }) => each.id));
        next = page.body.has_more ? `${path}?limit=1&after=${found.at(-1)}` : undefined;
      }
      assert.deepEqual(found.toSorted(), (listed[route.id] ?? own).toSorted());
    }
  });
}

const references: { id: string; path: string; body: (id: string) => unknown; foreign: string }[] = [
  {
    id: 'mergeContacts',
    path: `/v2/contacts/${alpha.ids.contacts![0]}/merge`,
    body: (contact) => ({ contact }),
    foreign: bravo.ids.contacts![0]!,
  },
  {
    id: 'scheduleMeeting',
    path: `/v2/booking-calendars/${alpha.calendar}/schedule`,
    body: (id) => ({ ...wish('2026-11-26T16:00:00Z'), location: { type: 'virtual', value: id } }),
    foreign: bravo.calendar,
  },
  {
    id: 'scheduleMeeting',
    path: `/v2/booking-calendars/${alpha.calendar}/schedule`,
    body: (id) => ({ ...wish('2026-11-26T16:00:00Z'), hold: id }),
    foreign: bravo.ids.holds![0]!,
  },
  {
    id: 'scheduleMeeting',
    path: `/v2/booking-calendars/${alpha.calendar}/schedule`,
    body: (id) => ({ ...wish('2026-11-26T16:00:00Z'), one_time_link: id }),
    foreign: bravo.ids['one-time-links']![0]!,
  },
  {
    id: 'holdTimeSlot',
    path: `/v2/booking-calendars/${alpha.calendar}/holds`,
    body: (id) => ({ start_time: '2026-11-26T16:00:00Z', one_time_link: id }),
    foreign: bravo.ids['one-time-links']![0]!,
  },
  {
    id: 'createBookingCalendar',
    path: '/v2/booking-calendars',
    body: (id) => ({ name: 'New', subject: 'New', host: id, durations: [30] }),
    foreign: bravo.team,
  },
  {
    id: 'createBookingCalendar',
    path: '/v2/booking-calendars',
    body: (id) => ({ name: 'New', subject: 'New', host: alpha.andrea, durations: [30], co_hosts: [{ user: id }] }),
    foreign: bravo.andrea,
  },
  {
    id: 'updateBookingCalendar',
    path: `/v2/booking-calendars/${alpha.calendar}`,
    body: (id) => ({ host: id }),
    foreign: bravo.andrea,
  },
  {
    id: 'reassignBooking',
    path: `/v2/bookings/${alpha.ids.bookings![0]}/reassign`,
    body: (id) => ({ new_host: id }),
    foreign: bravo.andrea,
  },
  {
    id: 'rescheduleBooking',
    path: `/v2/bookings/${alpha.ids.bookings![0]}/reschedule`,
    body: (id) => ({ start_time: '2026-11-26T17:00:00Z', booking_calendar: id }),
    foreign: bravo.calendar,
  },
  {
    id: 'createUser',
    path: '/v2/users',
    body: (id) => ({ email: 'new@alpha.example', first_name: 'New', last_name: 'User', teams: [id] }),
    foreign: bravo.team,
  },
  {
    id: 'updateUser',
    path: `/v2/users/${alpha.ben}`,
    body: (id) => ({ teams: [alpha.team, id] }),
    foreign: bravo.team,
  },
  {
    id: 'createContact',
    path: '/v2/contacts',
    body: (id) => ({ email: 'new@alpha.example', first_name: 'New', last_name: 'Contact', owner: id }),
    foreign: bravo.andrea,
  },
  {
    id: 'updateContact',
    path: `/v2/contacts/${alpha.ids.contacts![0]}`,
    body: (id) => ({ owner: id }),
    foreign: bravo.andrea,
  },
  {
    id: 'startConversation',
    path: '/v2/conversations',
    body: (id) => ({ bot: { name: 'Alpha' }, contact: id }),
    foreign: bravo.ids.contacts![0]!,
  },
  {
    id: 'startConversation',
    path: '/v2/conversations',
    body: (id) => ({ bot: { name: 'Alpha' }, owner: id }),
    foreign: bravo.andrea,
  },
  {
    id: 'answerInConversation',
    path: `/v2/conversations/${alpha.ids.conversations![0]}/answers`,
    body: (id) => ({ booking: id }),
    foreign: bravo.ids.bookings![0]!,
  },
  {
    id: 'signIn',
    path: '/v2/session',
    body: (id) => ({ email: 'andrea@bravo.example', password: 'wrong', account: id }),
    foreign: bravo.accountId,
  },
  {
    id: 'createApiKey',
    path: '/v2/api-keys',
    body: (id) => ({ name: 'Personal', user: id }),
    foreign: bravo.andrea,
  },
  {
    id: 'createTeam',
    path: '/v2/teams',
    body: (id) => ({ name: 'Mixed', members: [{ user: alpha.andrea }, { user: id }] }),
    foreign: bravo.andrea,
  },
  {
    id: 'updateTeam',
    path: `/v2/teams/${alpha.team}`,
    body: (id) => ({ members: [{ user: id }] }),
    foreign: bravo.andrea,
  },
];
const ofPages = {
  page: alpha.ids['booking-pages']![0]!,
  type: alpha.ids['event-types']![0]!,
  master: alpha.ids['master-pages']![0]!,
  pool: alpha.ids['resource-pools']![0]!,
  foreignPage: bravo.ids['booking-pages']![0]!,
  foreignType: bravo.ids['event-types']![0]!,
  foreignPool: bravo.ids['resource-pools']![0]!,
};
references.push(
  ...[
    { id: 'updateNotificationSettings', path: '/v2' },
    { id: 'updateNotificationSettingsOfBookingCalendar', path: `/v2/booking-calendars/${alpha.calendar}` },
    { id: 'updateNotificationSettingsOfBookingPage', path: `/v2/booking-pages/${ofPages.page}` },
    { id: 'updateNotificationSettingsOfEventType', path: `/v2/event-types/${ofPages.type}` },
  ].map(({ id, path }) => ({
    id,
    path: `${path}/notification-settings`,
    body: (host: string) => ({ alerts: [{ events: ['booked'], recipients: ['a@alpha.example'], hosts: [host] }] }),
    foreign: bravo.andrea,
  })),
  ...(['createBookingPage', 'updateBookingPage'] as const).flatMap((id) => {
    const path = id === 'createBookingPage' ? '/v2/booking-pages' : `/v2/booking-pages/${ofPages.page}`;
    const own = id === 'createBookingPage' ? { name: 'New', owner: alpha.andrea } : {};
    return [
      { id, path, body: (owner: string) => ({ ...own, owner }), foreign: bravo.andrea },
      { id, path, body: (type: string) => ({ ...own, event_types: [type] }), foreign: ofPages.foreignType },
    ];
  }),
  ...(['createResourcePool', 'updateResourcePool'] as const).map((id) => ({
    id,
    path: id === 'createResourcePool' ? '/v2/resource-pools' : `/v2/resource-pools/${ofPages.pool}`,
    body: (page: string) => ({
      ...(id === 'createResourcePool' ? { name: 'New', method: 'priority' } : {}),
      members: [{ booking_page: page }],
    }),
    foreign: ofPages.foreignPage,
  })),
  ...(['createMasterPage', 'updateMasterPage'] as const).flatMap((id) => {
    const path = id === 'createMasterPage' ? '/v2/master-pages' : `/v2/master-pages/${ofPages.master}`;
    const own = id === 'createMasterPage' ? { name: 'New', scenario: 'rule_based' } : {};
    const rule = (part: object) => ({
      ...own,
      event_types: [{ event_type: ofPages.type, owner: ofPages.page, ...part }],
    });
    return [
      { id, path, body: (type: string) => rule({ event_type: type }), foreign: ofPages.foreignType },
      { id, path, body: (owner: string) => rule({ owner }), foreign: ofPages.foreignPool },
      { id, path, body: (page: string) => rule({ additional_members: [page] }), foreign: ofPages.foreignPage },
    ];
  }),
  ...['booking-pages', 'master-pages'].flatMap((noun) => {
    const [what, on] = noun === 'booking-pages' ? ['BookingPage', ofPages.page] : ['MasterPage', ofPages.master];
    const book = { id: `scheduleMeetingOn${what}`, path: `/v2/${noun}/${on}/schedule` };
    const hold = { id: `holdTimeSlotOn${what}`, path: `/v2/${noun}/${on}/holds` };
    const start = '2026-11-26T16:00:00Z';
    return [
      { ...book, body: (type: string) => ({ ...pageWish(start), event_type: type }), foreign: ofPages.foreignType },
      {
        ...book,
        body: (held: string) => ({ ...pageWish(start), ...choice, hold: held }),
        foreign: bravo.ids.holds![0]!,
      },
      { ...hold, body: (type: string) => ({ start_time: start, event_type: type }), foreign: ofPages.foreignType },
    ];
  }),
  {
    id: 'createSavedView',
    path: '/v2/saved-views',
    body: (user) => ({ user, screen: 'bookings', name: 'Theirs', query: '' }),
    foreign: bravo.andrea,
  },
  {
    id: 'rescheduleBooking',
    path: `/v2/bookings/${alpha.ids.bookings![0]}/reschedule`,
    body: (page) => ({ start_time: '2026-11-26T17:00:00Z', booking_page: page }),
    foreign: ofPages.foreignPage,
  },
);
/** Bodies that name no object of the account. A route with a body is in one of the two lists. */
const withoutReferences = [
  'approveBooking',
  'cancelBooking',
  'createAttachment',
  'createEventType',
  'createOneTimeLink',
  'createWebhook',
  'createWebhookInV1',
  'declineBooking',
  'duplicateBookingCalendar',
  'duplicateBookingPage',
  'duplicateEventType',
  'duplicateMasterPage',
  'requestReschedule',
  'resumeWebhook',
  'sendTestMail',
  'rotateWebhookSecret',
  // What it may name is a filter: with another account's id it finds as little as with one that nobody has.
  'startReplay',
  'acceptInvitation',
  // Who signs in has no account yet: whose provider it is says where he comes in.
  'beginSignOn',
  'changePassword',
  'createInvitation',
  'confirmTwoFactor',
  'createPasskey',
  'createSignOnProvider',
  'updateSignOnProvider',
  'disableTwoFactor',
  'enrolTwoFactor',
  'offerPasskey',
  'replaceRecoveryCodes',
  'requestPasswordReset',
  'setPassword',
  // The owners that a file names are looked up as any other's.
  'importContacts',
  'signInWithPasskey',
  'signUp',
  'updatePasskey',
  'updateSavedView',
  'testWebhook',
  'updateAccount',
  'updateAccountGuestSettings',
  'updateBookingCalendarGuestSettings',
  'updateBookingPageGuestSettings',
  'updateEventTypeGuestSettings',
  'updateMasterPageGuestSettings',
  'updateEventType',
  'updateNotificationSettingsOfUser',
  'updateSchedulingAvailability',
  'updateWebhook',
];

for (const route of routes.filter((each) => each.body !== undefined)) {
  test(`${route.method} ${route.path}: a body that names another account’s object is refused like one that names nothing`, async () => {
    const found = references.filter((each) => each.id === route.id);
    assert.ok(
      found.length > 0 || withoutReferences.includes(route.id),
      `this test has to know which ids ${route.id} takes`,
    );
    for (const { path, body, foreign } of found) {
      const ask = (id: string) => asAlpha(route.method, path, body(id));
      const reply = await sameAsUnknown(foreign, unknownLike(foreign), ask);
      assert.ok(reply.status >= 400 && reply.status < 500, `${route.id} took it: ${reply.text}`);
    }
  });
}

test('names and addresses that one account has are free in another', async () => {
  const talk = { bot: { name: 'Bravo' }, website: { name: 'Bravo', url: 'https://bravo.example' } };
  const started = await asAlpha('POST', '/v2/conversations', talk);
  assert.equal(started.status, 201);
  const theirs = (await server.get(`/v2/conversations/${bravo.ids.conversations![0]}`, bravo.key)).body;
  assert.notEqual(started.body.bot, theirs.bot);
  assert.notEqual(started.body.website, theirs.website);
  const webhook = { name: 'Hook Bravo', url: 'https://hooks.example.com/', events: ['conversation.reached_out'] };
  assert.equal((await asAlpha('POST', '/v2/webhooks', webhook)).status, 200);
  const user = { email: 'andrea@bravo.example', first_name: 'Andrea', last_name: 'Hartie' };
  assert.equal((await asAlpha('POST', '/v2/users', user)).status, 200);
  const { body } = await asAlpha(
    'POST',
    `/v2/booking-calendars/${alpha.calendar}/schedule`,
    wish('2026-11-27T15:00:00Z', { email: bravo.contactEmail }),
  );
  // Here Alpha may read Bravo's guest's address: its own guest has said it.
  const { contact } = (await server.get(`/v2/bookings/${body.id}`, alpha.key)).body;
  assert.ok(!bravo.ids.contacts!.includes(contact));
  assert.equal((await server.get(`/v2/contacts/${contact}`, alpha.key)).body.first_name, 'Carrie');
});

test('nothing that Alpha asked for has changed what Bravo has', async () => {
  assert.deepEqual(await allOfBravo(), before);
});

const tenantTables = statement<{ name: string }>(
  `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
);

test('a query that forgot its account sees no rows of another', async () => {
  const tables = await server.db.system((tx) => tx.rows(tenantTables));
  assert.ok(tables.length > 15);
  for (const { name } of tables) {
    const accounts = statement<{ account_id: string }>(`select distinct account_id from ${name}`);
    for (const way of ['read', 'transaction'] as const) {
      const found = await server.db[way](alpha.accountId, (tx) => tx.rows(accounts));
      assert.ok(
        found.every((row) => row.account_id === alpha.accountId),
        `${name} shows other accounts`,
      );
    }
  }
  // The same connections serve everybody in turn.
  const count = statement<{ bookings: number }>('select count(*)::int as bookings from bookings');
  const counts = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      server.db.read(i % 2 === 0 ? alpha.accountId : bravo.accountId, (tx) => tx.one(count)),
    ),
  );
  assert.deepEqual(
    counts.map((row) => row!.bookings),
    Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 4 : 3)),
  );
});
