import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBooking } from '../../src/bookings/store.ts';
import { checkPassword } from '../../src/guest-settings/check-password.ts';
import { resolveGuestSettings } from '../../src/guest-settings/resolve.ts';
import { classic } from '../support/pages.ts';
import { office, testDaybook, wish } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, calendar } = await office(server.db);
const pages = await classic(server);
const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const path = `/v2/booking-calendars/${calendar}/guest-settings`;
const change = (body: object, where = path, by = key) => server.patch(where, body, by);
const refusal = async (body: object) => {
  const { status, body: problem } = await change(body);
  return [status, problem.param];
};

test('what nobody says anything of holds as it is built in', async () => {
  const { body } = await server.get(path, key);
  assert.equal(body.id, calendar);
  assert.ok(Object.values(body.own).every((value) => value === null || value === false));
  assert.deepEqual(
    [body.effective.theme, body.effective.cancel, body.effective.most_guests, body.effective.embed_origins],
    ['auto', { allowed: 'any_time', minutes_before: null }, 10, ['*']],
  );
});

test('a calendar goes by the account’s settings until it says something itself, and again once it takes that back', async () => {
  const account = await change({ accent_color: '#AA0000', theme: 'dark' }, '/v2/account/guest-settings');
  assert.equal(account.body.own.accent_color, '#aa0000');
  assert.equal((await server.get('/v2/account/guest-settings', key)).body.effective.theme, 'dark');
  const { body } = await change({ accent_color: '#00aa00' });
  assert.deepEqual([body.own.accent_color, body.own.theme], ['#00aa00', null]);
  assert.deepEqual([body.effective.accent_color, body.effective.theme], ['#00aa00', 'dark']);
  const back = await change({ accent_color: null });
  assert.deepEqual([back.body.own.accent_color, back.body.effective.accent_color], [null, '#aa0000']);
});

test('pages, event types and master pages have settings of their own, and the event type’s tell more than the page’s', async () => {
  const type = await pages.eventType();
  const page = await pages.page({ event_types: [type] });
  const master = await pages.master({ scenario: 'pages_first', booking_pages: [{ booking_page: page }] });
  const at = { 'booking-pages': page, 'event-types': type, 'master-pages': master };
  for (const [noun, id] of Object.entries(at)) {
    const where = `/v2/${noun}/${id}/guest-settings`;
    const { status, body } = await change({ heading: noun, reason: 'off' }, where, pages.key);
    assert.deepEqual([status, body.own.heading], [200, noun]);
    assert.deepEqual((await server.get(where, pages.key)).body, body);
  }
  await change({ reason: 'required', welcome: 'Hello' }, `/v2/booking-pages/${page}/guest-settings`, pages.key);
  const { settings } = await server.db.read(pages.accountId, (tx) =>
    resolveGuestSettings(tx, pages.accountId, { page, eventType: type, master }),
  );
  assert.deepEqual([settings.heading, settings.reason, settings.welcome], ['event-types', 'off', 'Hello']);
});

test('a picture is kept by what it is, not by what it says it is, and served so that browsers may keep it', async () => {
  const { body } = await change({ image: pixel, logo: pixel });
  assert.match(body.own.image, /\/images\/[0-9a-f]{64}$/);
  assert.equal(body.own.logo, body.own.image);
  const served = await fetch(body.own.image);
  assert.deepEqual(
    [served.status, served.headers.get('content-type'), served.headers.get('x-content-type-options')],
    [200, 'image/gif', 'nosniff'],
  );
  assert.match(served.headers.get('cache-control')!, /immutable/);
  assert.equal(Buffer.from(await served.arrayBuffer()).toString('base64'), pixel.split(',')[1]);
  assert.equal((await fetch(`${server.url}/images/${'0'.repeat(64)}`)).status, 404);
  assert.equal((await fetch(`${server.url}/images/x`)).status, 404);
  const script = `data:image/svg+xml;base64,${Buffer.from('<svg onload="alert(1)"/>').toString('base64')}`;
  const huge = `data:image/gif;base64,${Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(200_000)]).toString('base64')}`;
  for (const image of [script, huge, 'hello', 'data:image/png;base64,!!']) {
    assert.deepEqual(await refusal({ image }), [400, 'image']);
  }
  assert.equal((await change({ image: null })).body.own.image, null);
});

test('a password is never shown, and nobody can read it from the database', async () => {
  const { body, text } = await change({ password: 'open sesame' });
  assert.equal(body.own.has_password, true);
  assert.ok(!text.includes('sesame'));
  const target = { calendar };
  const { passwordHash } = await server.db.read(accountId, (tx) => resolveGuestSettings(tx, accountId, target));
  assert.ok(!passwordHash!.includes('sesame'));
  assert.equal(await checkPassword('open sesame', passwordHash!), true);
  assert.equal(await checkPassword('open says me', passwordHash!), false);
  const audit = await server.get('/v2/audit-log?limit=100', key);
  assert.ok(!audit.text.includes(passwordHash!));
  assert.equal((await change({ password: null })).body.effective.has_password, false);
});

test('settings that make no sense are refused and name what is wrong', async () => {
  assert.deepEqual(await refusal({ accent_color: 'red' }), [400, 'accent_color']);
  assert.deepEqual(await refusal({ website: 'javascript:alert(1)' }), [400, 'website']);
  assert.deepEqual(await refusal({ redirect_scheduled: 'https://me:secret@example.com/' }), [
    400,
    'redirect_scheduled',
  ]);
  assert.deepEqual(await refusal({ embed_origins: ['https://example.com/path'] }), [400, 'embed_origins']);
  assert.deepEqual(await refusal({ cancel: { allowed: 'until' } }), [400, 'cancel.minutes_before']);
  assert.deepEqual(await refusal({ language: 'tlh' }), [400, 'language']);
  assert.deepEqual(await refusal({ welcome: 'x'.repeat(2001) }), [400, 'welcome']);
  assert.deepEqual(await refusal({ contact_email: 'nobody' }), [400, 'contact_email']);
  assert.deepEqual(await refusal({}), [400, 'body']);
  assert.equal((await change({ colour: '#ffffff' })).status, 400);
});

test('they are refused alike wherever they are sent', async () => {
  const type = await pages.eventType();
  const page = await pages.page({ event_types: [type] });
  const master = await pages.master({ scenario: 'pages_first', booking_pages: [{ booking_page: page }] });
  const paths = ['account', `booking-pages/${page}`, `event-types/${type}`, `master-pages/${master}`];
  const wrong = [
    {},
    { colour: '#ffffff' },
    { theme: 'blue' },
    { contact_email: 'nobody' },
    { welcome: 'x'.repeat(2001) },
    { cancel: { allowed: 'until' } },
  ];
  for (const at of paths) {
    for (const body of wrong) assert.equal((await change(body, `/v2/${at}/guest-settings`, pages.key)).status, 400);
  }
});

test('the settings of what is not there, or is deleted, are not there either', async () => {
  for (const noun of ['booking-calendars', 'booking-pages', 'event-types', 'master-pages']) {
    assert.equal((await server.get(`/v2/${noun}/XX-0000000000/guest-settings`, key)).status, 404);
    assert.equal((await change({ heading: 'x' }, `/v2/${noun}/XX-0000000000/guest-settings`)).status, 404);
  }
  const type = await pages.eventType();
  await server.delete(`/v2/event-types/${type}`, pages.key);
  assert.equal((await server.get(`/v2/event-types/${type}/guest-settings`, pages.key)).status, 404);
});

test('a booking keeps the policy that held when it was made', async () => {
  await change({ cancel: { allowed: 'until', minutes_before: 60 }, policy_text: 'An hour before' });
  const reply = await server.post(
    `/v2/booking-calendars/${calendar}/schedule`,
    wish('2026-11-25T15:00:00Z', { email: 'carrie@example.com' }),
    key,
  );
  await change({ cancel: { allowed: 'never' } });
  const row = await server.db.read(accountId, (tx) => findBooking(tx, accountId, reply.body.id));
  assert.deepEqual(row!.policy, {
    cancel: { allowed: 'until', minutes_before: 60 },
    reschedule: { allowed: 'any_time', minutes_before: null },
    reason: 'optional',
    policy_text: 'An hour before',
  });
});

test('a form asks for text, long text, choices, phone numbers and ticks, and fills hidden questions itself', async () => {
  const questions = [
    { name: 'motto', type: 'text', max_length: 5, title: 'Your motto', hint: 'In a word' },
    { name: 'story', type: 'long_text' },
    { name: 'size', type: 'single_select', options: ['small', 'large'], display: 'buttons' },
    { name: 'office', type: 'phone' },
    { name: 'terms', type: 'checkbox', required: true },
    { name: 'campaign', type: 'hidden', preset: 'winter' },
  ];
  const asked = await server.patch(`/v2/booking-calendars/${calendar}`, { questions }, key);
  assert.equal(asked.status, 200, asked.text);
  assert.deepEqual(asked.body.questions[0].title, 'Your motto');
  const book = (hour: number, answers: object) =>
    server.post(
      `/v2/booking-calendars/${calendar}/schedule`,
      wish(`2026-11-26T${hour}:00:00Z`, { email: 'carrie@example.com', ...answers }),
      key,
    );
  const bad = async (answers: object) => {
    const { status, body } = await book(15, answers);
    return [status, body.param];
  };
  assert.deepEqual(await bad({}), [400, 'booking_form']);
  assert.deepEqual(await bad({ terms: 'no' }), [400, 'booking_form']);
  assert.deepEqual(await bad({ terms: true, motto: 'too long' }), [400, 'booking_form.motto']);
  assert.deepEqual(await bad({ terms: true, office: '12' }), [400, 'booking_form.office']);
  const { body } = await book(15, { terms: 'on', motto: 'Go', office: '+1 202 555 0195', size: 'large' });
  const shown = (await server.get(`/v2/bookings/${body.id}`, key)).body.form_submission.custom_fields;
  assert.deepEqual(Object.fromEntries(shown.map((one: { name: string; value: unknown }) => [one.name, one.value])), {
    campaign: 'winter',
    terms: true,
    motto: 'Go',
    office: '+12025550195',
    size: 'large',
  });
  const conflict = async (question: object) => {
    const { status, body: problem } = await server.patch(
      `/v2/booking-calendars/${calendar}`,
      { questions: [question] },
      key,
    );
    return [status, problem.param];
  };
  for (const question of [
    { name: 'utm_source', type: 'text' },
    { name: 'pick', type: 'multi_select' },
    { name: 'secret', type: 'hidden', required: true },
  ])
    assert.deepEqual(await conflict(question), [400, 'questions']);
});

test('where one booking is all that a guest may have, he gets the next one when the first is over or cancelled', async () => {
  const type = await pages.eventType();
  const page = await pages.page({ event_types: [type] });
  const master = await pages.master({ scenario: 'pages_first', booking_pages: [{ booking_page: page }] });
  await change({ one_booking_per_guest: true }, '/v2/account/guest-settings', pages.key);
  const book = (noun: string, id: string, hour: number, more: object) =>
    server.post(
      `/v2/${noun}/${id}/schedule`,
      { ...wish(starts(hour), { email: 'one@example.com' }), start_times: [starts(hour)], ...more },
      pages.key,
    );
  const starts = (hour: number) => `2026-11-25T${hour}:00:00Z`;
  const ways = [
    ['booking-calendars', pages.calendar, {}],
    ['booking-pages', page, { event_type: type }],
    ['master-pages', master, { event_type: type, booking_page: page }],
  ] as const;
  for (const [i, [noun, id, more]] of ways.entries()) {
    const hour = 15 + 2 * i;
    const first = await book(noun, id, hour, more);
    // The page is the master page's: there the guest has his booking already.
    if (noun !== 'master-pages') assert.equal(first.status, 200, first.text);
    const second = await book(noun, id, hour + 1, more);
    assert.deepEqual([second.status, second.body.param], [409, 'booking_form.email']);
    if (noun !== 'booking-calendars') continue;
    const other = wish(`2026-11-25T${hour + 1}:00:00Z`, { email: 'two@example.com' });
    assert.equal((await server.post(`/v2/${noun}/${id}/schedule`, other, pages.key)).status, 200);
    await server.post(`/v2/bookings/${first.body.id}/cancel`, undefined, pages.key);
    assert.equal((await book(noun, id, hour, more)).status, 200);
  }
});

test('of two bookings that one guest makes at once, only one is made', async () => {
  const email = 'twice@example.com';
  const replies = await Promise.all(
    [20, 21].map((hour) =>
      server.post(
        `/v2/booking-calendars/${pages.teamCalendar}/schedule`,
        wish(`2026-11-25T${hour}:00:00Z`, { email }),
        pages.key,
      ),
    ),
  );
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 409]);
});
