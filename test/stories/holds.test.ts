import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCalendar } from '../../src/calendars/create.ts';
import { statement } from '../../src/db/pool.ts';
import { releaseExpiredHolds } from '../../src/slots/release-expired-holds.ts';
import { office, testDaybook, tuesday, wish } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, calendar, teamCalendar, andrea, ben } = await office(server.db);
const minuteMs = 60_000;

const makeCalendar = (subject: string, hostId: string, rules: Record<string, unknown>) =>
  server.db.transaction(accountId, (tx) =>
    createCalendar(
      tx,
      accountId,
      { name: subject, subject, hostId, rules: { durations: [30], spacing_minutes: 30, ...rules } as never },
      tuesday,
    ),
  );

let given = 0;
/** Half hours of the coming days that nobody has asked for yet. */
function freshStart(): string {
  const day = [0, 1, 5, 6, 7][Math.floor(given / 16)]!;
  return new Date(Date.parse('2026-11-25T14:00:00Z') + day * 86_400_000 + (given++ % 16) * 30 * minuteMs).toISOString();
}
const hold = (start_time: string, id = calendar) =>
  server.post(`/v2/booking-calendars/${id}/holds`, { start_time }, key);
const book = (start: string, more: Record<string, unknown> = {}, id = calendar) =>
  server.post(`/v2/booking-calendars/${id}/schedule`, { ...wish(start), ...more }, key);
const isFree = async (start: string, id = calendar) => {
  const end = new Date(Date.parse(start) + 1).toISOString();
  const { body } = await server.get(`/v2/booking-calendars/${id}/time-slots?start_time=${start}&end_time=${end}`, key);
  return body.length === 1;
};

test('a start that a guest picked is kept for five minutes, on every calendar of the host', async () => {
  const start = freshStart();
  const own = await makeCalendar('Other', andrea, {});
  const held = await hold(start);
  assert.equal(held.status, 201, held.text);
  assert.deepEqual(held.body, {
    object: 'slot_hold',
    id: held.body.id,
    start_time: start,
    duration_minutes: 30,
    host: andrea,
    expires_time: new Date(server.clock.now + 5 * minuteMs).toISOString(),
  });
  assert.deepEqual([await isFree(start), await isFree(start, own)], [false, false]);
  assert.equal((await book(start)).body.message, 'The selected start time is not available.');
  assert.equal((await hold(start)).body.param, 'start_time');

  server.clock.now += 5 * minuteMs - 1;
  assert.equal(await isFree(start), false);
  server.clock.now += 1;
  assert.equal(await isFree(start), true, 'nothing needs to clear it away');
  assert.equal((await book(start, { hold: held.body.id })).body.message, `No such hold: '${held.body.id}'`);
  assert.equal((await book(start)).status, 200);
});

test('who holds a start books it, once', async () => {
  const start = freshStart();
  const { id } = (await hold(start)).body;
  const replies = await Promise.all([1, 2, 3].map(() => book(start, { hold: id })));
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 404, 404]);
  const refused = replies.find((reply) => reply.status === 404)!;
  assert.deepEqual(refused.body, { type: 'invalid_request_error', message: `No such hold: '${id}'`, param: 'hold' });
});

test('a hold is good for its start and its calendar alone, and stays when it is shown to another', async () => {
  const start = freshStart();
  const { id } = (await hold(start)).body;
  assert.equal((await book(freshStart(), { hold: id })).body.param, 'hold');
  assert.equal((await book(start, { hold: id }, teamCalendar)).body.param, 'hold');
  assert.equal(await isFree(start), false);
  assert.equal((await book(start, { hold: id })).status, 200);
});

test('a booking that fails leaves the hold as it was', async () => {
  const start = freshStart();
  const { id } = (await hold(start)).body;
  const location = { type: 'physical', value: 'ADD-NONE' };
  assert.equal((await book(start, { hold: id, location })).body.param, 'location');
  assert.equal(await isFree(start), false);
  assert.equal((await book(start, { hold: id })).status, 200);
});

test('a hold that is given back frees its time at once, and cannot be given back twice', async () => {
  const start = freshStart();
  const { id } = (await hold(start)).body;
  assert.deepEqual((await server.delete(`/v2/holds/${id}`, key)).body, { id, deleted: true });
  assert.equal(await isFree(start), true);
  assert.equal((await server.delete(`/v2/holds/${id}`, key)).body.message, `No such hold: '${id}'`);
});

test('of a team one host is held, and he gets the meeting', async () => {
  const start = freshStart();
  const first = (await hold(start, teamCalendar)).body;
  const second = (await hold(start, teamCalendar)).body;
  assert.deepEqual([first.host, second.host].sort(), [andrea, ben].sort());
  assert.equal((await hold(start, teamCalendar)).status, 400, 'nobody is left');
  const booked = await book(start, { hold: second.id }, teamCalendar);
  assert.equal((await server.get(`/v2/bookings/${booked.body.id}`, key)).body.owner, second.host);
});

test('holds take seats of a session, and seats that ran out are given to others: never more than there are', async () => {
  const session = await makeCalendar('Class', ben, { capacity: 3 });
  const start = freshStart();
  const guest = (i: number) => ({ booking_form: { name: `Pupil ${i}`, email: `pupil${i}@example.com` } });
  const [a, b] = [(await hold(start, session)).body, (await hold(start, session)).body];
  assert.equal((await book(start, guest(1), session)).status, 200);
  assert.equal((await book(start, guest(2), session)).status, 400, 'two seats are held');
  assert.equal((await book(start, { ...guest(3), hold: a.id }, session)).status, 200);
  server.clock.now += 5 * minuteMs;
  const replies = await Promise.all([4, 5, 6].map((i) => book(start, guest(i), session)));
  assert.equal(replies.filter((reply) => reply.status === 200).length, 1, 'the one seat that ran out');
  assert.equal((await book(start, { ...guest(7), hold: b.id }, session)).status, 404);
  await server.db.system((tx) => releaseExpiredHolds(tx, server.clock.now));
  assert.equal((await book(start, guest(8), session)).status, 400, 'clearing away gives no seat twice');
});

test('a session that was only held is as if it had never been', async () => {
  const session = await makeCalendar('Seminar', ben, { capacity: 2 });
  const start = freshStart();
  await hold(start, session);
  await hold(start, session);
  server.clock.now += 5 * minuteMs;
  const single = await makeCalendar('Ben alone', ben, {});
  assert.equal(await isFree(start, single), true);
  assert.equal((await book(start, {}, single)).status, 200);
});

test('what ran out leaves the tables', async () => {
  const start = freshStart();
  await hold(start);
  const kept = (await hold(freshStart())).body;
  server.clock.now += 4 * minuteMs;
  const late = (await hold(freshStart())).body;
  server.clock.now += minuteMs;
  assert.equal(await server.db.system((tx) => releaseExpiredHolds(tx, server.clock.now)), false);
  const left = await server.db.system((tx) =>
    tx.rows(statement<{ id: string }>(`select id from slot_holds where expires_at > $1`), [new Date(server.clock.now)]),
  );
  assert.deepEqual(
    left.map((row) => row.id),
    [late.id],
  );
  const claims = await server.db.system((tx) =>
    tx.rows(statement<{ source_id: string }>(`select source_id from claims where source_id like 'HOLD-%'`)),
  );
  assert.deepEqual(
    claims.map((row) => row.source_id),
    [late.id],
    kept.id,
  );
});

test('a hold is refused like a booking', async () => {
  assert.equal((await hold('2026-11-29T15:00:00.000Z')).body.message, 'The selected start time is not available.');
  assert.equal((await hold('never')).body.message, 'Invalid date: never');
  assert.equal((await hold('2026-11-26T15:00:00Z', 'BKC-NONE')).body.message, "No such booking calendar: 'BKC-NONE'");
  const body = { start_time: '2026-11-26T15:00:00Z', duration_minutes: 45 };
  const odd = await server.post(`/v2/booking-calendars/${calendar}/holds`, body, key);
  assert.equal(odd.body.param, 'duration_minutes');
  const wrong = await server.post(`/v2/booking-calendars/${calendar}/holds`, { ...body, duration_minutes: 'x' }, key);
  assert.equal(wrong.body.param, 'duration_minutes');
  const closed = await server.db.transaction(accountId, (tx) =>
    createCalendar(
      tx,
      accountId,
      { name: 'Closed', subject: 'Closed', hostId: andrea, published: false, rules: { durations: [30] } },
      tuesday,
    ),
  );
  assert.equal((await hold('2026-11-26T15:00:00Z', closed)).status, 400);
});
