import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { classic } from '../support/pages.ts';
import { testDaybook } from '../support/server.ts';

// A master page with static rules on which guests find a member by time: first the time, then one of those who are free.
const server = await testDaybook();
const office = await classic(server);
const { key, accountId } = office;
const at = (time: string) => `2026-11-25T${time}:00.000Z`;
const type = await office.eventType({ name: 'Demo' });
const [ann, bob, cy] = [await office.person('Ann'), await office.person('Bob'), await office.person('Cy')];
const pageOf = (owner: string) => office.page({ name: `Page of ${owner}`, owner, event_types: [type] });
const [annPage, bobPage] = [await pageOf(ann), await pageOf(bob)];
const cyPage = await office.page({ owner: cy, event_types: [await office.eventType({ name: 'Other' })] });
const master = await office.master({
  scenario: 'rule_based_static',
  distribution: 'member_by_time',
  booking_pages: [bobPage, annPage, cyPage].map((booking_page) => ({ booking_page })),
});
const path = `master-pages/${master}`;

const slotAt = async (time: string, more: Record<string, string> = {}) => {
  const reply = await office.slots(path, { event_type: type, ...more });
  assert.equal(reply.status, 200, reply.text);
  return reply.body.find((slot: { start_time: string }) => slot.start_time === at(time));
};
const pagesAt = async (time: string, more: Record<string, string> = {}): Promise<string[] | undefined> =>
  (await slotAt(time, more))?.booking_pages;
const hold = (start: string, more: object = {}) =>
  server.post(`/v2/${path}/holds`, { start_time: at(start), event_type: type, ...more }, key);
const why = (start: string, more: Record<string, string> = {}) =>
  server.get(
    `/v2/${path}/time-slots/why?${new URLSearchParams({ start_time: at(start), event_type: type, ...more })}`,
    key,
  );
/** Takes somebody's time elsewhere. */
const busy = async (owner: string, start: string) => {
  const reply = await office.book(`booking-pages/${await office.page({ owner })}`, at(start));
  assert.equal(reply.status, 200, reply.text);
};

test('guests see the times of all pages that offer the event type, and for each who is free, in the master page’s order', async () => {
  assert.deepEqual(await pagesAt('14:00'), [bobPage, annPage]);
  await busy(bob, '14:00');
  assert.deepEqual(await pagesAt('14:00'), [annPage]);
  await busy(ann, '14:00');
  assert.equal(await pagesAt('14:00'), undefined, 'nobody is free');
  assert.equal((await slotAt('14:30')).locations.length, 0);
  const { distribution } = (await server.get(`/v2/master-pages/${master}/settings`, key)).body;
  assert.equal(distribution, 'member_by_time');
});

test('a guest books the page that he picks, also if it was booked last', async () => {
  for (const time of ['15:00', '15:30']) {
    const reply = await office.book(path, at(time), { event_type: type, booking_page: annPage });
    assert.equal(reply.status, 200, reply.text);
    const booking = await office.booking(reply.body.id);
    assert.deepEqual(
      [booking.owner, booking.booking_page, booking.master_page, booking.event_type, booking.subject],
      [ann, annPage, master, type, 'Demo'],
    );
    server.clock.now += 1000;
  }
  assert.deepEqual(await pagesAt('15:00'), [bobPage]);
  const again = await office.book(path, at('15:00'), { event_type: type, booking_page: annPage });
  assert.equal(again.body.message, 'The selected start time is not available.', 'though another is free');
  assert.equal((await office.book(path, at('15:00'), { event_type: type, booking_page: bobPage })).status, 200);
});

test('who has somebody in mind can look at his times alone', async () => {
  await busy(ann, '16:00');
  assert.deepEqual(await pagesAt('16:00'), [bobPage]);
  assert.equal(await slotAt('16:00', { booking_page: annPage }), undefined);
  assert.deepEqual(await pagesAt('16:30', { booking_page: annPage }), [annPage]);
  const all = (await why('16:00')).body;
  assert.deepEqual([all.offered, all.hosts.length], [true, 2]);
  const alone = (await why('16:00', { booking_page: annPage })).body;
  assert.deepEqual(
    [alone.offered, alone.hosts.length, alone.hosts[0].host, alone.hosts[0].reasons[0].rule],
    [false, 1, ann, 'busy'],
  );
});

test('a picked member’s time is held for the guest, and nobody else’s', async () => {
  const held = await hold('17:00', { booking_page: bobPage });
  assert.deepEqual([held.status, held.body.host], [201, bob], held.text);
  assert.deepEqual(await pagesAt('17:00'), [annPage]);
  const wish = { event_type: type, hold: held.body.id };
  assert.equal((await office.book(path, at('17:00'), { ...wish, booking_page: annPage })).body.param, 'hold');
  assert.equal((await office.book(path, at('17:00'), { ...wish, booking_page: bobPage })).status, 200);
});

test('booking and holding need the pick; a page that is not on offer reads like one that is not there', async () => {
  const asks = (more: Record<string, string>) => [
    office.book(path, at('18:00'), { event_type: type, ...more }),
    hold('18:00', more),
  ];
  for (const reply of await Promise.all(asks({})))
    assert.deepEqual(
      [reply.status, reply.body.message, reply.body.param],
      [400, 'Required fields are missing.', 'booking_page'],
    );
  for (const page of [cyPage, 'BP-NONE']) {
    const more = { booking_page: page };
    for (const reply of [
      ...(await Promise.all(asks(more))),
      await office.slots(path, { event_type: type, ...more }),
      await why('18:00', more),
    ])
      assert.deepEqual(
        [reply.status, reply.body.message, reply.body.param],
        [404, `No such booking page: '${page}'`, 'booking_page'],
      );
  }
  assert.equal((await office.slots(path)).body.param, 'event_type');
});

test('a booking that moves stays with its page', async () => {
  const { id } = (await office.book(path, at('19:00'), { event_type: type, booking_page: annPage })).body;
  const moved = await server.post(`/v2/bookings/${id}/reschedule`, { start_time: at('20:00') }, key);
  assert.deepEqual(
    [moved.body.id, moved.body.booking_page, moved.body.owner, moved.body.status],
    [id, annPage, ann, 'rescheduled'],
    moved.text,
  );
  assert.deepEqual(await pagesAt('20:00'), [bobPage]);
  await busy(ann, '20:30');
  const refused = await server.post(`/v2/bookings/${id}/reschedule`, { start_time: at('20:30') }, key);
  assert.equal(refused.body.message, 'The selected start time is not available.');
});

test('disabled pages and owners without a seat are not to be picked', async () => {
  await server.patch(`/v2/booking-pages/${bobPage}`, { active: false }, key);
  assert.deepEqual(await pagesAt('21:00'), [annPage]);
  const picked = await office.slots(path, { event_type: type, booking_page: bobPage });
  assert.equal(picked.body.message, 'Time slots cannot be retrieved from a disabled page.');
  assert.equal((await office.book(path, at('21:00'), { event_type: type, booking_page: bobPage })).status, 422);
  const seat = statement('update users set seat = $3 where account_id = $1 and id = $2');
  await server.db.transaction(accountId, (tx) => tx.run(seat, [accountId, ann, false]));
  assert.equal((await office.slots(path, { event_type: type })).status, 422);
  await server.db.transaction(accountId, (tx) => tx.run(seat, [accountId, ann, true]));
  await server.patch(`/v2/booking-pages/${bobPage}`, { active: true }, key);
});

test('once meetings are shared out again, guests pick nobody, and where they pick a page first, none by time', async () => {
  await server.patch(`/v2/master-pages/${master}`, { distribution: 'longest_idle' }, key);
  assert.equal(await pagesAt('21:00'), null);
  const named = await office.slots(path, { event_type: type, booking_page: annPage });
  assert.equal(named.body.message, 'The rules of this master page choose the booking page.');
  await server.patch(`/v2/master-pages/${master}`, { distribution: 'member_by_time' }, key);
  assert.deepEqual(await pagesAt('21:00'), [bobPage, annPage]);
  const first = await office.master({ scenario: 'pages_first', booking_pages: [{ booking_page: annPage }] });
  const slots = await office.slots(`master-pages/${first}`, { event_type: type, booking_page: annPage });
  assert.equal(slots.body[0].booking_pages, null);
  const unruly = { name: 'M', scenario: 'pages_first', distribution: 'member_by_time' };
  assert.equal((await server.post('/v2/master-pages', unruly, key)).body.param, 'distribution');
});
