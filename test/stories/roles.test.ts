import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import type { Reach, Role, Route } from '../../src/http/route.ts';
import { recordSms } from '../../src/notifications/record-sms.ts';
import { createUser } from '../../src/users/create.ts';
import { document, routes } from '../support/document.ts';
import { call, office, type Reply, testDaybook, tuesday, wish } from '../support/server.ts';

// Andrea is in the team Sales with Ben; Cleo is in none. Each has a personal key.
const server = await testDaybook();
const { accountId, key, andrea, ben, team, calendar, teamCalendar } = await office(server.db);
const cleo = await server.db.system((tx) =>
  createUser(
    tx,
    accountId,
    {
      first_name: 'Cleo',
      last_name: 'Hartie',
      email: 'cleo@office.example',
      role_name: 'Member',
      timezone: 'America/New_York',
      status: 'active',
    },
    tuesday,
  ),
);
const personalKey = async (name: string, user: string): Promise<string> =>
  (await server.post('/v2/api-keys', { name, user }, key)).body.key;
const keyOf = {
  [andrea]: await personalKey('Andrea', andrea),
  [ben]: await personalKey('Ben', ben),
  [cleo]: await personalKey('Cleo', cleo),
};

/** Gives somebody a role, and waits as long as a process may remember the old one. */
async function become(user: string, role_name: Exclude<Role, 'Account Owner'>): Promise<void> {
  const reply = await server.patch(`/v2/users/${user}`, { role_name }, key);
  assert.equal(reply.status, 200, reply.text);
  server.clock.now += 1001;
}

const contactOf = async (owner: string | null, email: string): Promise<string> =>
  (await server.post('/v2/contacts', { first_name: 'A', last_name: 'B', email, owner }, key)).body.id;
async function bookingOn(calendarId: string, start: string, email: string): Promise<string> {
  const reply = await server.post(`/v2/booking-calendars/${calendarId}/schedule`, wish(start, { email }), key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body.id;
}
const contacts = {
  andrea: await contactOf(andrea, 'of-andrea@example.com'),
  ben: await contactOf(ben, 'of-ben@example.com'),
  cleo: await contactOf(cleo, 'of-cleo@example.com'),
  nobody: await contactOf(null, 'of-nobody@example.com'),
};
const andreasBooking = await bookingOn(calendar, '2026-11-30T15:00:00Z', 'of-andrea@example.com');
// Andrea is busy then, so the team's meeting is Ben's.
const bensBooking = await bookingOn(teamCalendar, '2026-11-30T15:00:00Z', 'of-ben@example.com');

/**
 * What the lower roles may do, operation by operation: a change of the routes' own words has to be made here as well. What
 * is not here is closed to them.
 */
const table: Record<string, [teamManager: Reach, member: Reach]> = {
  testKey: ['all', 'all'],
  getAccount: ['all', 'all'],
  updateAccount: ['none', 'none'],
  signIn: ['all', 'all'],
  getSignUp: ['all', 'all'],
  signUp: ['all', 'all'],
  getSession: ['all', 'all'],
  signOut: ['all', 'all'],
  getInvitation: ['all', 'all'],
  getSignOnOptions: ['all', 'all'],
  beginSignOn: ['all', 'all'],
  acceptInvitation: ['all', 'all'],
  listSessions: ['all', 'all'],
  endSession: ['all', 'all'],
  changePassword: ['all', 'all'],
  requestPasswordReset: ['all', 'all'],
  setPassword: ['all', 'all'],
  getTwoFactor: ['all', 'all'],
  enrolTwoFactor: ['all', 'all'],
  confirmTwoFactor: ['all', 'all'],
  replaceRecoveryCodes: ['all', 'all'],
  disableTwoFactor: ['all', 'all'],
  offerPasskey: ['all', 'all'],
  createPasskey: ['all', 'all'],
  listPasskeys: ['all', 'all'],
  updatePasskey: ['all', 'all'],
  deletePasskey: ['all', 'all'],
  offerPasskeySignIn: ['all', 'all'],
  signInWithPasskey: ['all', 'all'],
  createApiKey: ['none', 'none'],
  listApiKeys: ['none', 'none'],
  getApiKey: ['none', 'none'],
  deleteApiKey: ['none', 'none'],
  listBookings: ['team', 'own'],
  getBooking: ['team', 'own'],
  cancelBooking: ['team', 'own'],
  requestReschedule: ['team', 'own'],
  markBookingNoShow: ['team', 'own'],
  reassignBooking: ['team', 'none'],
  approveBooking: ['team', 'own'],
  declineBooking: ['team', 'own'],
  rescheduleBooking: ['team', 'own'],
  listTimeSlotsOfBooking: ['team', 'own'],
  trashBooking: ['none', 'none'],
  restoreBooking: ['none', 'none'],
  getReportTotals: ['team', 'own'],
  getReportSummary: ['team', 'own'],
  getReportTrend: ['team', 'own'],
  getBusiestHours: ['team', 'own'],
  getLeadTimes: ['team', 'own'],
  listReportActivities: ['team', 'own'],
  getBookingTimeline: ['team', 'own'],
  listHostsOfBooking: ['team', 'none'],
  holdTimeSlot: ['team', 'own'],
  releaseHold: ['team', 'own'],
  listBookingCalendars: ['team', 'own'],
  getBookingCalendar: ['team', 'own'],
  createBookingCalendar: ['team', 'own'],
  getBookingCalendarSettings: ['team', 'own'],
  updateBookingCalendar: ['team', 'own'],
  duplicateBookingCalendar: ['team', 'own'],
  deleteBookingCalendar: ['team', 'own'],
  createAttachment: ['all', 'all'],
  getAttachment: ['team', 'own'],
  getBookingCalendarGuestSettings: ['team', 'own'],
  updateBookingCalendarGuestSettings: ['team', 'own'],
  getBookingPageGuestSettings: ['team', 'own'],
  updateBookingPageGuestSettings: ['team', 'own'],
  createOneTimeLink: ['team', 'own'],
  getOneTimeLink: ['team', 'own'],
  listTimeSlots: ['team', 'own'],
  explainTimeSlot: ['team', 'own'],
  explainDay: ['team', 'own'],
  scheduleMeeting: ['team', 'own'],
  listBookingPages: ['team', 'own'],
  getBookingPage: ['team', 'own'],
  createBookingPage: ['team', 'own'],
  getBookingPageSettings: ['team', 'own'],
  updateBookingPage: ['team', 'own'],
  duplicateBookingPage: ['team', 'own'],
  deleteBookingPage: ['team', 'own'],
  listTimeSlotsOfBookingPage: ['team', 'own'],
  explainTimeSlotOfBookingPage: ['team', 'own'],
  explainDayOfBookingPage: ['team', 'own'],
  scheduleMeetingOnBookingPage: ['team', 'own'],
  holdTimeSlotOnBookingPage: ['team', 'own'],
  listEventTypes: ['all', 'none'],
  getEventType: ['all', 'none'],
  listUsers: ['team', 'own'],
  createUser: ['none', 'none'],
  getUser: ['team', 'own'],
  updateUser: ['none', 'none'],
  deleteUser: ['none', 'none'],
  getSchedulingAvailability: ['team', 'own'],
  updateSchedulingAvailability: ['own', 'own'],
  listSavedViews: ['own', 'own'],
  createSavedView: ['own', 'own'],
  updateSavedView: ['own', 'own'],
  deleteSavedView: ['own', 'own'],
  listTeams: ['all', 'all'],
  getTeam: ['all', 'all'],
  listTeamMembers: ['all', 'all'],
  createTeam: ['none', 'none'],
  updateTeam: ['none', 'none'],
  deleteTeam: ['none', 'none'],
  listContacts: ['team', 'own'],
  getContact: ['team', 'own'],
  createContact: ['team', 'own'],
  updateContact: ['team', 'own'],
  deleteContact: ['none', 'none'],
  createWebhook: ['none', 'none'],
  listWebhooks: ['none', 'none'],
  getWebhook: ['none', 'none'],
  deleteWebhook: ['none', 'none'],
  listMails: ['none', 'none'],
  getMail: ['none', 'none'],
  sendTestMail: ['none', 'none'],
  getNotificationTemplates: ['all', 'all'],
  getNotificationSettings: ['none', 'none'],
  updateNotificationSettings: ['none', 'none'],
  getNotificationSettingsOfBookingCalendar: ['team', 'own'],
  updateNotificationSettingsOfBookingCalendar: ['team', 'own'],
  getNotificationSettingsOfBookingPage: ['team', 'own'],
  updateNotificationSettingsOfBookingPage: ['team', 'own'],
  getNotificationSettingsOfEventType: ['all', 'none'],
  updateNotificationSettingsOfEventType: ['none', 'none'],
  getNotificationSettingsOfUser: ['own', 'own'],
  updateNotificationSettingsOfUser: ['own', 'own'],
  listAuditEntries: ['none', 'none'],
  listDeletedObjects: ['none', 'none'],
  listConversations: ['team', 'own'],
  getConversation: ['team', 'own'],
  startConversation: ['team', 'own'],
  answerInConversation: ['team', 'own'],
  closeConversation: ['team', 'own'],
  listSmsNotifications: ['team', 'own'],
  testKeyInV1: ['all', 'all'],
  listBookingsInV1: ['team', 'own'],
  getBookingInV1: ['team', 'own'],
  listBookingPagesInV1: ['team', 'own'],
  getBookingPageInV1: ['team', 'own'],
};

test('what each operation allows the lower roles is what is written here', () => {
  const declared = routes.map((route) => [
    route.id,
    [route.reach?.teamManager ?? 'none', route.reach?.member ?? 'none'],
  ]);
  const closed = routes.map((route) => [route.id, ['none', 'none']]);
  assert.deepEqual(Object.fromEntries(declared), { ...Object.fromEntries(closed), ...table });
});

test('an operation on one object that is not open to all says what its id names', () => {
  const vague = routes.filter((route) => {
    const partly = [route.reach?.teamManager, route.reach?.member].some((reach) => reach === 'team' || reach === 'own');
    return partly && route.path.includes('{id}') && route.reach?.of === undefined;
  });
  assert.deepEqual(
    vague.map((route) => route.id),
    [],
  );
});

/** Asks a route with an id that nobody has and a body that has the right shape. */
function ask(route: Route, apiKey: string): Promise<Reply> {
  const { parameters } = document.paths[route.path][route.method.toLowerCase()];
  const required = parameters.filter((each: { in: string; required: boolean }) => each.in === 'query' && each.required);
  const query = new URLSearchParams(
    required.map((each: { name: string; schema: { examples: string[] } }) => [each.name, each.schema.examples[0]]),
  );
  const path = route.path.replaceAll(/\{\w+\}/g, 'ID-1234');
  return call(server.url, route.method, required.length === 0 ? path : `${path}?${query}`, route.example, apiKey);
}

for (const role of ['Member', 'Team Manager', 'Administrator'] as const) {
  test(`${role}: every operation is refused or let through as the route says`, async () => {
    await become(cleo, role);
    for (const route of routes) {
      const reply = await ask(route, keyOf[cleo]!);
      const reach = { Member: route.reach?.member, 'Team Manager': route.reach?.teamManager, Administrator: 'all' }[
        role
      ];
      if (reach === undefined || reach === 'none') {
        assert.equal(reply.status, 403, `${route.id}: ${reply.text}`);
        const message = `Your role does not permit this: ${role}`;
        assert.deepEqual(reply.body, { type: 'invalid_request_error', message });
        continue;
      }
      // The document's example may name a host of another's.
      if (!route.problems.includes('role_forbidden'))
        assert.notEqual(reply.body.message, `Your role does not permit this: ${role}`, route.id);
      if (route.reach?.of !== undefined && route.path.includes('{'))
        assert.equal(reply.status, 404, `${route.id}: ${reply.text}`);
    }
    // What an administrator was let make.
    for (const { id } of (await server.get('/v2/webhooks', key)).body.data)
      await server.delete(`/v2/webhooks/${id}`, key);
  });
}

const idsOf = (reply: Reply): string[] => reply.body.data.map((each: { id: string }) => each.id);
const sorted = (ids: string[]) => ids.toSorted();

test('a member sees and changes his own: the bookings he takes part in, his contacts, his and his teams’ calendars', async () => {
  const his = keyOf[ben]!;
  await become(ben, 'Member');
  assert.deepEqual(idsOf(await server.get('/v2/bookings', his)), [bensBooking]);
  assert.deepEqual(idsOf(await server.get('/v2/contacts', his)), [contacts.ben]);
  assert.deepEqual(idsOf(await server.get('/v2/booking-calendars', his)), [teamCalendar]);
  assert.deepEqual(idsOf(await server.get(`/v2/bookings?host=${andrea}`, his)), []);
  assert.deepEqual(idsOf(await server.get(`/v2/bookings?host=${ben}`, his)), [bensBooking]);
  assert.equal((await server.get(`/v2/bookings/${bensBooking}`, his)).status, 200);
  assert.equal((await server.patch(`/v2/contacts/${contacts.ben}`, { city: 'Rome' }, his)).status, 200);
  assert.deepEqual(idsOf(await server.get('/v2/users', his)), [ben]);
  assert.equal((await server.get(`/v2/users/${ben}`, his)).body.email, 'ben@office.example');
  const weekly = [{ day: 'Sunday', working_hours: [] }];
  assert.equal((await server.patch(`/v2/users/${ben}/scheduling-availability`, { weekly }, his)).status, 200);
  assert.equal((await server.post(`/v2/bookings/${bensBooking}/cancel`, {}, his)).status, 200);
});

test('what is outside of a member’s reach answers byte for byte like an id that nobody has', async () => {
  const his = keyOf[ben]!;
  const asks: [string, string, (id: string) => Promise<Reply>][] = [
    [andreasBooking, 'BKNG-000000000000', (id) => server.get(`/v2/bookings/${id}`, his)],
    [andreasBooking, 'BKNG-000000000000', (id) => server.post(`/v2/bookings/${id}/cancel`, {}, his)],
    [andreasBooking, 'BKNG-000000000000', (id) => server.post(`/v2/bookings/${id}/no-show`, undefined, his)],
    [contacts.andrea, 'CTC-00000000000000', (id) => server.get(`/v2/contacts/${id}`, his)],
    [contacts.nobody, 'CTC-00000000000000', (id) => server.patch(`/v2/contacts/${id}`, { city: 'Rome' }, his)],
    [calendar, 'BKC-0000000000', (id) => server.get(`/v2/booking-calendars/${id}`, his)],
    [calendar, 'BKC-0000000000', (id) => server.get(`/v2/booking-calendars/${id}/time-slots`, his)],
    [
      calendar,
      'BKC-0000000000',
      (id) => server.post(`/v2/booking-calendars/${id}/schedule`, wish('2026-12-01T15:00:00Z'), his),
    ],
    [cleo, 'USR-0000000000', (id) => server.get(`/v2/users/${id}`, his)],
    [andreasBooking, 'BKNG-000000000000', (id) => server.get(`/v1/bookings/${id}`, his)],
    [calendar, 'BKC-0000000000', (id) => server.get(`/v1/booking-pages/${id}`, his)],
    [andrea, 'USR-0000000000', (id) => server.get(`/v2/users/${id}/scheduling-availability`, his)],
    [andrea, 'USR-0000000000', (id) => server.patch(`/v2/users/${id}/scheduling-availability`, { overrides: [] }, his)],
  ];
  for (const [outside, unknown, request] of asks) {
    const reply = await request(outside);
    const like = await request(unknown);
    assert.equal(reply.status, 404, reply.text);
    assert.equal(reply.text.replaceAll(outside, 'ID'), like.text.replaceAll(unknown, 'ID'));
  }
  assert.equal((await server.get(`/v2/bookings/${andreasBooking}`, key)).body.status, 'scheduled');
});

test('a team manager reaches his own and what the members of his teams have', async () => {
  const his = keyOf[ben]!;
  await become(ben, 'Team Manager');
  assert.deepEqual(sorted(idsOf(await server.get('/v2/bookings', his))), sorted([andreasBooking, bensBooking]));
  assert.deepEqual(idsOf(await server.get(`/v2/bookings?host=${andrea}&limit=1`, his)), [andreasBooking]);
  assert.deepEqual(idsOf(await server.get(`/v2/bookings?host=${cleo}`, his)), []);
  assert.deepEqual(sorted(idsOf(await server.get('/v2/contacts', his))), sorted([contacts.andrea, contacts.ben]));
  assert.deepEqual(sorted(idsOf(await server.get('/v2/booking-calendars', his))), sorted([calendar, teamCalendar]));
  assert.equal((await server.get(`/v2/contacts/${contacts.cleo}`, his)).status, 404);
  assert.deepEqual(sorted(idsOf(await server.get('/v2/users', his))), sorted([andrea, ben]));
  assert.equal((await server.get(`/v2/users/${cleo}`, his)).status, 404);
  assert.equal((await server.get(`/v2/users/${andrea}/scheduling-availability`, his)).status, 200);
  assert.equal((await server.patch(`/v2/users/${andrea}/scheduling-availability`, { weekly: [] }, his)).status, 404);
  assert.equal((await server.delete(`/v2/contacts/${contacts.ben}`, his)).status, 403);
  // Out of the team, nothing of it is left to him.
  await server.patch(`/v2/users/${ben}`, { teams: [] }, key);
  assert.deepEqual(idsOf(await server.get('/v2/bookings', his)), [bensBooking]);
  assert.deepEqual(idsOf(await server.get('/v2/booking-calendars', his)), []);
  await server.patch(`/v2/users/${ben}`, { teams: [team] }, key);
});

test('an object outside of a member’s reach is no cursor either: it answers byte for byte like an id that nobody has', async () => {
  const his = keyOf[ben]!;
  const page = (owner: string) => server.post('/v2/booking-pages', { name: 'Page', owner, durations: [30] }, key);
  const links = [(await page(andrea)).body.id, (await page(ben)).body.id];
  const talk = (owner: string) => server.post('/v2/conversations', { owner, bot: { name: 'Bot' } }, key);
  const talks = [(await talk(andrea)).body.id, (await talk(ben)).body.id];
  const sms = (recipientId: string) =>
    server.db.transaction(accountId, (tx) =>
      recordSms(
        tx,
        accountId,
        { recipientType: 'contact', recipientId, deliveredTo: '+12025550195', messageBody: 'See you', status: 'sent' },
        server.clock.now,
      ),
    );
  const lists: [path: string, outside: string, inside: string, unknown: string][] = [
    ['/v2/bookings', andreasBooking, bensBooking, 'BKNG-000000000000'],
    ['/v2/booking-calendars', calendar, teamCalendar, 'BKC-0000000000'],
    ['/v2/booking-pages', links[0]!, links[1]!, 'BP-0000000000'],
    ['/v2/contacts', contacts.andrea, contacts.ben, 'CTC-00000000000000'],
    ['/v2/users', andrea, ben, 'USR-0000000000'],
    ['/v2/conversations', talks[0]!, talks[1]!, 'CVR-0000000000'],
    ['/v2/notifications/sms', await sms(contacts.andrea), await sms(contacts.ben), 'SMS-00000000'],
  ];
  for (const role of ['Member', 'Team Manager'] as const) {
    await become(ben, role);
    for (const [path, outside, inside, unknown] of lists)
      for (const direction of ['after', 'before']) {
        const ask = (id: string) => server.get(`${path}?${direction}=${id}`, his);
        assert.equal((await ask(inside)).status, 200, path);
        const [reply, like] = [await ask(outside), await ask(unknown)];
        assert.equal(like.status, 404, like.text);
        if (role === 'Member') assert.equal(reply.text.replaceAll(outside, 'ID'), like.text.replaceAll(unknown, 'ID'));
        else assert.equal(reply.status, 200, `${path}: ${reply.text}`);
      }
    const v1 = (id: string) => server.get(`/v1/bookings?starting_after=${id}`, his);
    assert.equal((await v1(andreasBooking)).status, role === 'Member' ? 404 : 200);
  }
  for (const id of links) await server.delete(`/v2/booking-pages/${id}`, key);
});

test('a member leads conversations of his own, a team manager those of his teams’ members as well', async () => {
  const his = keyOf[ben]!;
  const start = (body: object, apiKey = his) =>
    server.post('/v2/conversations', { bot: { name: 'Bot' }, ...body }, apiKey);
  const andreas = (await start({ owner: andrea }, key)).body.id;
  await become(ben, 'Member');
  const own = await start({});
  assert.equal(own.status, 201, own.text);
  assert.equal(own.body.owner, ben);
  assert.equal((await start({ contact: contacts.ben })).body.owner, ben);
  assert.equal((await start({ owner: andrea })).status, 403);
  const stranger = await start({ contact: contacts.andrea });
  assert.deepEqual([stranger.status, stranger.body.param], [404, 'contact']);
  assert.equal(stranger.body.message, `No such contact: '${contacts.andrea}'`);
  assert.ok(!idsOf(await server.get('/v2/conversations?limit=100', his)).includes(andreas));
  const answers = [{ question: 'How many are you?', value: 3 }];
  assert.equal((await server.post(`/v2/conversations/${own.body.id}/answers`, { answers }, his)).status, 200);
  const foreign = await server.post(`/v2/conversations/${own.body.id}/answers`, { booking: andreasBooking }, his);
  assert.deepEqual([foreign.status, foreign.body.param], [404, 'booking']);
  assert.equal((await server.post(`/v2/conversations/${andreas}/close`, undefined, his)).status, 404);
  assert.equal((await server.post(`/v2/conversations/${own.body.id}/close`, undefined, his)).status, 200);
  await become(ben, 'Team Manager');
  assert.ok(idsOf(await server.get('/v2/conversations?limit=100', his)).includes(andreas));
  assert.equal((await server.post(`/v2/conversations/${andreas}/close`, undefined, his)).status, 200);
  assert.equal((await start({ owner: cleo })).status, 403);
});

test('a member sees the SMS to himself and to his contacts', async () => {
  const his = keyOf[ben]!;
  const told = (recipientType: 'contact' | 'user', recipientId: string) =>
    server.db.transaction(accountId, (tx) =>
      recordSms(
        tx,
        accountId,
        { recipientType, recipientId, deliveredTo: '+12025550195', messageBody: 'See you', status: 'sent' },
        server.clock.now,
      ),
    );
  await server.db.transaction(accountId, (tx) => tx.run(statement('delete from sms_notifications')));
  const [toBen, toGuest, toAndrea, toHerGuest, toCleo] = [
    await told('user', ben),
    await told('contact', contacts.ben),
    await told('user', andrea),
    await told('contact', contacts.andrea),
    await told('user', cleo),
  ];
  const seen = async () => sorted(idsOf(await server.get('/v2/notifications/sms?limit=100', his)));
  await become(ben, 'Member');
  assert.deepEqual(await seen(), sorted([toBen, toGuest]));
  await become(ben, 'Team Manager');
  assert.deepEqual(await seen(), sorted([toBen, toGuest, toAndrea, toHerGuest]));
  assert.ok(idsOf(await server.get('/v2/notifications/sms', key)).includes(toCleo));
});

test('API v1 reaches as far as v2 with a personal key', async () => {
  const his = keyOf[ben]!;
  await become(ben, 'Member');
  const bookings = async () =>
    (await server.get('/v1/bookings', his)).body.data.map((each: { tracking_id: string }) => each.tracking_id);
  assert.ok((await bookings()).includes(bensBooking));
  assert.ok(!(await bookings()).includes(andreasBooking));
  assert.deepEqual(idsOf(await server.get('/v1/booking-pages', his)), [teamCalendar]);
  assert.equal((await server.get(`/v1/booking-pages/${teamCalendar}`, his)).body.public_name, 'Sales');
  assert.equal((await server.get('/v1/webhooks', his)).status, 403);
  await become(ben, 'Team Manager');
  assert.ok((await bookings()).includes(andreasBooking));
  assert.deepEqual(sorted(idsOf(await server.get('/v1/booking-pages', his))), sorted([calendar, teamCalendar]));
});

test('whoever may make a one-time link may read it', async () => {
  const his = keyOf[ben]!;
  await become(ben, 'Member');
  const link = (id: string, apiKey: string) =>
    server.post(`/v2/booking-calendars/${id}/one-time-links`, undefined, apiKey);
  const own = (await link(teamCalendar, his)).body.id;
  const andreas = (await link(calendar, key)).body.id;
  assert.equal((await server.get(`/v2/one-time-links/${own}`, his)).status, 200);
  assert.equal((await server.get(`/v2/one-time-links/${andreas}`, his)).status, 404);
});

test('a member makes contacts of his own, and none for others', async () => {
  const his = keyOf[ben]!;
  await become(ben, 'Member');
  const guest = (email: string) => ({ first_name: 'New', last_name: 'Guest', email });
  const own = await server.post('/v2/contacts', guest('new-1@example.com'), his);
  assert.equal(own.body.owner, ben, own.text);
  const refusals = [
    await server.post('/v2/contacts', { ...guest('new-2@example.com'), owner: andrea }, his),
    await server.patch(`/v2/contacts/${own.body.id}`, { owner: andrea }, his),
    await server.patch(`/v2/contacts/${own.body.id}`, { owner: null }, his),
  ];
  for (const reply of refusals)
    assert.deepEqual([reply.status, reply.body.message], [403, 'Your role does not permit this: Member']);
  await become(ben, 'Team Manager');
  const forAndrea = await server.post('/v2/contacts', { ...guest('new-3@example.com'), owner: andrea }, his);
  assert.equal(forAndrea.body.owner, andrea, forAndrea.text);
});

test('a member makes and changes calendars that he hosts alone; a team manager those of his teams', async () => {
  const his = keyOf[ben]!;
  await become(ben, 'Member');
  const wanted = (host: string) => ({ name: 'New', subject: 'New', host, durations: [30] });
  const own = await server.post('/v2/booking-calendars', wanted(ben), his);
  assert.equal(own.status, 201, own.text);
  const path = `/v2/booking-calendars/${own.body.id}`;
  assert.equal((await server.patch(path, { name: 'Renamed' }, his)).status, 200);
  const refusals = [
    await server.post('/v2/booking-calendars', wanted(andrea), his),
    await server.post('/v2/booking-calendars', wanted(team), his),
    await server.patch(path, { host: team }, his),
    await server.patch(path, { co_hosts: [{ user: andrea }] }, his),
  ];
  for (const reply of refusals)
    assert.deepEqual([reply.status, reply.body.message], [403, 'Your role does not permit this: Member']);
  // He sees the settings of his team's calendar, and they are not his to change.
  assert.equal((await server.get(`/v2/booking-calendars/${teamCalendar}/settings`, his)).status, 200);
  assert.equal((await server.patch(`/v2/booking-calendars/${teamCalendar}`, { name: 'Mine' }, his)).status, 404);
  assert.equal((await server.delete(`/v2/booking-calendars/${teamCalendar}`, his)).status, 404);
  await become(ben, 'Team Manager');
  assert.equal((await server.patch(`/v2/booking-calendars/${teamCalendar}`, { name: 'Ours' }, his)).status, 200);
  assert.equal((await server.patch(path, { host: team }, his)).status, 200);
  assert.equal((await server.patch(path, { host: cleo }, his)).status, 403);
  assert.equal((await server.delete(path, his)).status, 200);
});

test('a member has pages of his own, a team manager those of his teams’ members', async () => {
  const his = keyOf[ben]!;
  await become(ben, 'Member');
  const wanted = (owner: string) => ({ name: 'Page', owner, durations: [30] });
  const andreas = (await server.post('/v2/booking-pages', wanted(andrea), key)).body.id;
  const own = await server.post('/v2/booking-pages', wanted(ben), his);
  assert.equal(own.status, 201, own.text);
  const path = `/v2/booking-pages/${own.body.id}`;
  assert.equal((await server.patch(path, { name: 'Renamed' }, his)).status, 200);
  for (const reply of [
    await server.post('/v2/booking-pages', wanted(andrea), his),
    await server.patch(path, { owner: andrea }, his),
  ])
    assert.deepEqual([reply.status, reply.body.message], [403, 'Your role does not permit this: Member']);
  assert.deepEqual(idsOf(await server.get('/v2/booking-pages', his)), [own.body.id]);
  for (const rest of ['', '/settings', '/time-slots'])
    assert.equal(
      (await server.get(`/v2/booking-pages/${andreas}${rest}`, his)).body.message,
      `No such booking page: '${andreas}'`,
    );
  await become(ben, 'Team Manager');
  assert.deepEqual(sorted(idsOf(await server.get('/v2/booking-pages', his))), sorted([own.body.id, andreas]));
  assert.equal((await server.get(`/v2/booking-pages/${andreas}/settings`, his)).status, 200);
  assert.equal((await server.patch(path, { owner: cleo }, his)).status, 403);
  assert.equal((await server.patch(path, { owner: andrea }, his)).status, 200);
});

test('a booking does not leave a member’s reach, and one given away stays with its owner', async () => {
  const his = keyOf[ben]!;
  await become(ben, 'Member');
  const id = await bookingOn(teamCalendar, '2026-12-03T15:00:00Z', 'of-ben@example.com');
  const { owner } = (await server.get(`/v2/bookings/${id}`, key)).body;
  const other = owner === ben ? andrea : ben;
  if (owner !== ben) await server.post(`/v2/bookings/${id}/reassign`, { new_host: ben }, key);
  const move = { start_time: '2026-12-04T15:00:00Z' };
  const away = await server.post(`/v2/bookings/${id}/reschedule`, { ...move, booking_calendar: calendar }, his);
  assert.deepEqual([away.status, away.body.message], [404, `No such booking calendar: '${calendar}'`]);
  assert.equal(away.body.param, 'booking_calendar');
  const page = await server.post(`/v2/bookings/${id}/reschedule`, { ...move, booking_page: 'BP-NONE' }, his);
  assert.deepEqual([page.status, page.body.message], [404, "No such booking page: 'BP-NONE'"]);
  assert.ok(idsOf(await server.get('/v2/bookings', his)).includes(id));
  await server.post(`/v2/bookings/${id}/reassign`, { new_host: other }, key);
  await become(owner, 'Member');
  const owners = keyOf[owner]!;
  assert.ok(idsOf(await server.get('/v2/bookings?limit=100', owners)).includes(id));
  assert.equal((await server.get(`/v2/bookings/${id}`, owners)).status, 200);
  await become(andrea, 'Administrator');
});

test('a team manager gives bookings to members of his teams, and to nobody else', async () => {
  const his = keyOf[ben]!;
  const id = await bookingOn(teamCalendar, '2026-12-07T15:00:00Z', 'of-ben@example.com');
  const { owner } = (await server.get(`/v2/bookings/${id}`, key)).body;
  const other = owner === ben ? andrea : ben;
  const reassign = (new_host: string) => server.post(`/v2/bookings/${id}/reassign`, { new_host }, his);
  await become(ben, 'Team Manager');
  assert.equal((await reassign(cleo)).body.message, 'Your role does not permit this: Team Manager');
  const given = await reassign(other);
  assert.equal(given.status, 200, given.text);
  await become(ben, 'Member');
  assert.equal((await reassign(owner)).body.message, 'Your role does not permit this: Member');
});

test('an administrator reaches everything with his personal key', async () => {
  const hers = keyOf[andrea]!;
  for (const path of ['/v2/bookings', '/v2/contacts', '/v2/booking-calendars', '/v2/users', '/v2/api-keys'])
    assert.deepEqual(idsOf(await server.get(path, hers)), idsOf(await server.get(path, key)), path);
  assert.equal((await server.delete(`/v2/contacts/${contacts.nobody}`, hers)).status, 200);
});

test('nobody gets another’s answer by the same Idempotency-Key', async () => {
  await become(ben, 'Member');
  const body = { first_name: 'Same', last_name: 'Guest', email: 'same@example.com' };
  const post = (apiKey: string) =>
    call(server.url, 'POST', '/v2/contacts', body, apiKey, { 'Idempotency-Key': 'shared' });
  assert.equal((await post(key)).status, 201);
  assert.equal((await post(keyOf[ben]!)).status, 422);
});
