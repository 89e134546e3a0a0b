import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { acme } from '../support/acme.ts';
import { classic } from '../support/pages.ts';
import { until } from '../support/processes.ts';
import { startReceiver } from '../support/receiver.ts';
import { testDaybook } from '../support/server.ts';

const receiver = await startReceiver();
after(() => receiver.close());
const server = await testDaybook({ WEBHOOK_ALLOW_HOSTS: receiver.host });
const ids = (reply: { body: { data: { id: string }[] } }) => reply.body.data.map((each) => each.id);

test('bookings are listed in the order of their meetings, forwards and backwards, page by page', async () => {
  const { key, book } = await acme(server);
  const late = await book('2026-11-27T15:00:00Z', { form: { name: 'Late Acme' } });
  const early = await book('2026-11-25T15:00:00Z', { form: { name: 'Early Acme' } });
  const between = await book('2026-11-26T15:00:00Z', { form: { name: 'Other' } });
  const list = (query: string) => server.get(`/v2/bookings?${query}`, key);
  assert.deepEqual(ids(await list('sort=starting_time')), [early.id, between.id, late.id]);
  assert.deepEqual(ids(await list('sort=-starting_time')), [late.id, between.id, early.id]);
  assert.deepEqual(ids(await list('sort=starting_time&starting_time.gt=2026-11-26')), [between.id, late.id]);
  assert.deepEqual(ids(await list('sort=starting_time&q=acme')), [early.id, late.id]);
  const first = await list('sort=starting_time&limit=1');
  assert.deepEqual([ids(first), first.body.has_more], [[early.id], true]);
  const next = /<([^>]*)>; rel="next"/.exec(first.headers.get('link')!)![1]!;
  const second = await server.get(next.slice(next.indexOf('/v2')), key);
  assert.deepEqual(ids(second), [between.id]);
  const back = await list(`sort=starting_time&limit=1&before=${between.id}`);
  assert.deepEqual(ids(back), [early.id]);
  assert.deepEqual(ids(await list(`sort=starting_time&q=acme&limit=1&after=${early.id}`)), [late.id]);
  assert.equal((await list('sort=subject')).status, 400);
});

test('what is in the trash is listed alone, or left out', async () => {
  const { key, book, act } = await acme(server);
  const kept = await book('2026-11-25T15:00:00Z');
  const thrown = await book('2026-11-26T15:00:00Z');
  await act(thrown.id, 'trash');
  assert.deepEqual(ids(await server.get('/v2/bookings?in_trash=true', key)), [thrown.id]);
  assert.deepEqual(ids(await server.get('/v2/bookings?in_trash=false', key)), [kept.id]);
  assert.equal(ids(await server.get('/v2/bookings', key)).length, 2);
  assert.equal((await server.get('/v2/bookings?in_trash=maybe', key)).status, 400);
});

test('a booking’s timeline tells who changed what, which mails went out, and what each webhook made of the event', async () => {
  const { key, ben, book, act } = await acme(server);
  const hook = { name: 'CRM', url: `${receiver.url}/crm`, events: ['booking.scheduled', 'booking.canceled'] };
  assert.equal((await server.post('/v2/webhooks', hook, key)).status, 200);
  const { id } = await book('2026-11-25T15:00:00Z');
  server.clock.now += 60_000;
  const personal = (await server.post('/v2/api-keys', { name: 'Bens', user: ben }, key)).body.key;
  assert.equal((await server.post(`/v2/bookings/${id}/reassign`, { new_host: ben }, key)).status, 200);
  await act(id, 'cancel', { cancellation_reason: 'Ill' });
  await server.daybook.wake();
  const read = async (as = key) => (await server.get(`/v2/bookings/${id}/timeline`, as)).body.data;
  await until('the delivery is settled', async () =>
    (await read()).some((each: { event: { deliveries: { state: string }[] } | null }) =>
      each.event?.deliveries.some(({ state }) => state === 'delivered'),
    ),
  );
  const entries = await read();
  const changes = entries.flatMap((each: { change: unknown }) => each.change ?? []);
  assert.deepEqual(
    changes.map(({ action, fields }: { action: string; fields: { name: string; after: unknown }[] }) => [
      action,
      fields.map(({ name, after }) => [name, after]).filter(([name]) => name === 'status' || name === 'host'),
    ]),
    [
      ['updated', [['status', 'canceled']]],
      ['updated', [['host', ben]]],
      ['created', []],
    ],
  );
  const [newest] = entries.filter((each: { change: unknown }) => each.change !== null);
  assert.deepEqual([newest.actor.type, newest.actor.name], ['key', 'Test']);
  const mails = entries.flatMap((each: { mail: { scenario: string } | null }) => each.mail?.scenario ?? []);
  assert.ok(mails.includes('booked') && mails.includes('canceled_by_host'), mails.join());
  const seen = entries.flatMap((each: { event: { type: string; deliveries: { webhook_name: string }[] } | null }) =>
    each.event === null ? [] : [[each.event.type, ...each.event.deliveries.map((one) => one.webhook_name)]],
  );
  assert.deepEqual(seen.toSorted(), [
    ['booking.canceled', 'CRM'],
    ['booking.reassigned'],
    ['booking.scheduled', 'CRM'],
  ]);
  const hisOwn = await read(personal);
  assert.equal(hisOwn.length, entries.length);
  assert.ok(
    hisOwn.every((each: { event: { deliveries: unknown[] } | null }) => (each.event?.deliveries.length ?? 0) === 0),
    'webhooks are the administrators’',
  );
  assert.equal((await server.get('/v2/bookings/BKNG-000000000000/timeline', key)).status, 404);
});

test('who could take a booking over is listed with what stands in the way', async () => {
  const { key, andrea, ben, book, act, teamCalendar } = await acme(server);
  const { id } = await book('2026-11-25T15:00:00Z');
  const invited = { first_name: 'Cleo', last_name: 'New', email: 'cleo@new.example', role_name: 'Member' };
  const cleo = (await server.post('/v2/users', invited, key)).body.id;
  const hosts = async (query = '') => server.get(`/v2/bookings/${id}/hosts${query}`, key);
  const reasons = async () =>
    Object.fromEntries(
      (await hosts()).body.data.map((each: { id: string; hosts: boolean; reason: string | null }) => [
        each.id,
        each.hosts ? 'hosts' : each.reason,
      ]),
    );
  assert.deepEqual(await reasons(), { [andrea]: 'hosts', [ben]: null, [cleo]: 'inactive' });
  // Andrea has a booking at this time, so the team's is Ben's.
  await book('2026-11-25T15:00:00Z', { calendarId: teamCalendar });
  assert.equal((await reasons())[ben], 'busy');
  assert.equal((await server.post(`/v2/bookings/${id}/reassign`, { new_host: ben }, key)).status, 409);
  for (const query of ['?limit=0', '?after=a&before=b']) assert.equal((await hosts(query)).status, 400);
  const unknown = await hosts('?after=USR-0000000000');
  assert.deepEqual([unknown.status, unknown.body.param], [404, 'after']);
  await act(id, 'cancel');
  assert.equal((await hosts()).status, 409);
  assert.equal((await server.get('/v2/bookings/BKNG-000000000000/hosts', key)).status, 404);
});

test('a session of a package has nobody who could take it over', async () => {
  const { key, page, book } = await classic(server, 'Packages');
  const made = await book(`booking-pages/${await page({ sessions: 2 })}`, [
    '2026-11-25T15:00:00Z',
    '2026-11-26T15:00:00Z',
  ]);
  const reply = await server.get(`/v2/bookings/${made.body.bookings[0]}/hosts`, key);
  assert.deepEqual([reply.status, /package/.test(reply.body.message)], [409, true]);
});
