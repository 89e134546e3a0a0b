import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { classic } from '../support/pages.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook();
const office = await classic(server);
const { key, accountId } = office;
const at = (time: string) => `2026-11-25T${time}:00.000Z`;
const change = (id: string, body: object) => server.patch(`/v2/master-pages/${id}`, body, key);
const settings = async (id: string) => (await server.get(`/v2/master-pages/${id}/settings`, key)).body;
const startsOf = (reply: { body: { start_time: string }[] }) => reply.body.map((slot) => slot.start_time);
const statistics = async (pool: string) => (await server.get(`/v2/resource-pools/${pool}/statistics`, key)).body;
const booked = async (path: string, start: string, more: object = {}) => {
  const reply = await office.book(path, start, more);
  assert.equal(reply.status, 200, reply.text);
  return office.booking(reply.body.id);
};
const conflict = (value: string) => `These settings exclude each other: ${value}.`;

/** Pages of people of their own. */
async function pagesOf(names: string[], body: object = {}) {
  const users = await Promise.all(names.map((name) => office.person(name)));
  const pages: string[] = [];
  for (const owner of users) pages.push(await office.page({ owner, ...body }));
  return { users, pages };
}
const members = (pages: string[], priorities: number[] = []) =>
  pages.map((booking_page, i) => ({
    booking_page,
    ...(priorities[i] === undefined ? {} : { priority: priorities[i] }),
  }));

/** Takes the time of a page's owner, as a booking elsewhere does. */
async function busy(owner: string, start: string): Promise<void> {
  await booked(`booking-pages/${await office.page({ owner })}`, start);
}

test('a master page reads as the contract has it and shows its settings', async () => {
  const { pages } = await pagesOf(['Ann']);
  const reply = await server.post(
    '/v2/master-pages',
    {
      name: 'Star Software',
      label: 'Dana',
      slug: 'Dana-Classic',
      scenario: 'pages_only',
      booking_pages: members(pages),
    },
    key,
  );
  assert.equal(reply.status, 201, reply.text);
  const { id } = reply.body;
  assert.match(id, /^MP-[A-Z0-9]{10}$/);
  assert.deepEqual(reply.body, {
    id,
    object: 'master_page',
    name: 'Star Software',
    label: 'Dana',
    url: `${server.url}/Dana-Classic`,
    active: true,
  });
  assert.deepEqual((await server.get(`/v2/master-pages/${id}`, key)).body, reply.body);
  assert.deepEqual((await server.get('/v2/master-pages?limit=1', key)).body.data, [reply.body]);
  assert.deepEqual((await settings(id)).booking_pages, [{ booking_page: pages[0], priority: 5 }]);
  assert.equal((await server.get('/v2/master-pages?limit=0', key)).status, 400);
  assert.equal((await server.get(`/v2/master-pages?after=${id}&before=${id}`, key)).status, 400);
  assert.equal((await server.get('/v2/master-pages?after=MP-NONE', key)).status, 404);
});

for (const scenario of ['event_types_first', 'pages_first', 'pages_only'] as const) {
  test(`${scenario}: guests book the page that they pick, and nothing that the master page does not offer`, async () => {
    const typed = scenario !== 'pages_only';
    const type = await office.eventType();
    const other = await office.eventType();
    const { users, pages } = await pagesOf(
      ['Bea', 'Cy', 'Di'].map((name) => name + scenario.replaceAll('_', '')),
      {
        event_types: typed ? [type] : [],
      },
    );
    const [first, second, stranger] = pages as [string, string, string];
    const master = await office.master({ scenario, booking_pages: members([first, second]) });
    const path = `master-pages/${master}`;
    const choice = { booking_page: second, ...(typed ? { event_type: type } : {}) };
    assert.equal(startsOf(await office.slots(path, choice))[0], at('14:00'));
    const booking = await booked(path, at('14:00'), choice);
    assert.deepEqual(
      [booking.booking_page, booking.master_page, booking.event_type, booking.owner],
      [second, master, typed ? type : null, users[1]],
    );
    assert.deepEqual((await office.booking(booking.id, 'master_page')).master_page.id, master);
    const moved = await server.post(`/v2/bookings/${booking.id}/reschedule`, { start_time: at('16:00') }, key);
    assert.deepEqual([moved.body.id, moved.body.status, moved.body.master_page], [booking.id, 'rescheduled', master]);

    const refused = async (more: Record<string, string>, expected: unknown[]) => {
      const replies = [
        await office.slots(path, more),
        await office.book(path, at('15:00'), more),
        await server.post(`/v2/${path}/holds`, { start_time: at('15:00'), ...more }, key),
        await server.get(
          `/v2/${path}/time-slots/why?${new URLSearchParams({ start_time: at('15:00'), ...more })}`,
          key,
        ),
      ];
      for (const { status, body } of replies) assert.deepEqual([status, body.message, body.param], expected);
    };
    const { booking_page: _, ...unpicked } = choice;
    await refused(unpicked as Record<string, string>, [400, 'Required fields are missing.', 'booking_page']);
    await refused({ ...choice, booking_page: stranger }, [404, `No such booking page: '${stranger}'`, 'booking_page']);
    await refused({ ...choice, event_type: other }, [404, `No such event type: '${other}'`, 'event_type']);
    if (typed) await refused({ booking_page: second }, [400, 'Required fields are missing.', 'event_type']);
  });
}

test('dynamic rules: a single page takes the meetings of an event type that it need not offer itself', async () => {
  const type = await office.eventType({ name: 'Audit' });
  const { users, pages } = await pagesOf(['Eve']);
  const master = await office.master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: pages[0] }] });
  const booking = await booked(`master-pages/${master}`, at('14:00'), { event_type: type });
  assert.deepEqual(
    [booking.booking_page, booking.master_page, booking.event_type, booking.owner, booking.subject],
    [pages[0], master, type, users[0], 'Audit'],
  );
});

test('rules choose the page: guests name an event type of the master page and nothing else', async () => {
  const type = await office.eventType();
  const other = await office.eventType();
  const { pages } = await pagesOf(['Flo']);
  const master = await office.master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: pages[0] }] });
  const refused = async (path: string, more: Record<string, string>, expected: unknown[]) => {
    const replies = [
      await office.slots(path, more),
      await office.book(path, at('15:00'), more),
      await server.post(`/v2/${path}/holds`, { start_time: at('15:00'), ...more }, key),
      await server.get(`/v2/${path}/time-slots/why?${new URLSearchParams({ start_time: at('15:00'), ...more })}`, key),
    ];
    for (const { status, body } of replies) assert.deepEqual([status, body.message, body.param], expected);
  };
  const path = `master-pages/${master}`;
  await refused(path, {}, [400, 'Required fields are missing.', 'event_type']);
  await refused(path, { event_type: other }, [404, `No such event type: '${other}'`, 'event_type']);
  const byRules = [400, 'The rules of this master page choose the booking page.', 'booking_page'];
  await refused(path, { event_type: type, booking_page: pages[0]! }, byRules);
  await refused('master-pages/MP-NONE', { event_type: type }, [404, "No such master page: 'MP-NONE'", 'id']);
});

test('a pool gives each meeting to whoever has been idle longest, counted on the master page and event type', async () => {
  const type = await office.eventType();
  const { pages } = await pagesOf(['Gil', 'Han']);
  const pool = await office.pool({ members: members(pages) });
  const master = await office.master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: pool }] });
  const path = `master-pages/${master}`;
  const taken: string[] = [];
  for (const time of ['14:00', '15:00', '16:00', '17:00']) {
    server.clock.now += 1000;
    taken.push((await booked(path, at(time), { event_type: type })).booking_page);
  }
  assert.deepEqual(new Set(taken.slice(0, 2)), new Set(pages));
  assert.deepEqual(taken.slice(2), taken.slice(0, 2));
  assert.equal(startsOf(await office.slots(path, { event_type: type })).length, 16);
  await booked(path, at('14:00'), { event_type: type });
  assert.ok(!startsOf(await office.slots(path, { event_type: type })).includes(at('14:00')));
});

test('a pool with priorities gives a meeting to the free member of the highest', async () => {
  const type = await office.eventType();
  const { users, pages } = await pagesOf(['Ike', 'Jan', 'Kit']);
  const pool = await office.pool({ method: 'priority', members: members(pages, [3, 9, 5]) });
  const master = await office.master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: pool }] });
  const take = async (time: string) => (await booked(`master-pages/${master}`, at(time), { event_type: type })).owner;
  assert.deepEqual([await take('14:00'), await take('14:00'), await take('14:00')], [users[1], users[2], users[0]]);
  assert.equal(await take('15:00'), users[1]);
});

test('in turn, guests see the next member alone, and whoever lost a booking is next until he has caught up', async () => {
  const type = await office.eventType();
  const { users, pages } = await pagesOf(['Lou', 'Mel']);
  const pool = await office.pool({ method: 'round_robin', members: members(pages) });
  const master = await office.master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: pool }] });
  const path = `master-pages/${master}`;
  const take = (time: string) => {
    server.clock.now += 1000;
    return booked(path, at(time), { event_type: type });
  };
  const first = await take('14:00');
  const [, idle] = first.owner === users[0] ? users : users.toReversed();
  await busy(idle!, at('15:00'));
  const seen = startsOf(await office.slots(path, { event_type: type }));
  assert.ok(seen.includes(at('14:00')) && !seen.includes(at('15:00')), 'only the next member’s times');
  const second = await take('16:00');
  assert.equal(second.owner, idle);
  await server.post(`/v2/bookings/${second.id}/cancel`, {}, key);
  assert.deepEqual([(await take('16:30')).owner, (await take('17:00')).owner], [idle, first.owner]);
  const { total, average, members: counted, period } = await statistics(pool);
  assert.deepEqual([total, average, period], [4, 2, null]);
  const countOf = (page: string) => counted.find((each: { booking_page: string }) => each.booking_page === page);
  assert.deepEqual([countOf(first.booking_page).received, countOf(first.booking_page).removed], [2, 0]);
  assert.deepEqual([countOf(second.booking_page).received, countOf(second.booking_page).removed], [2, 1]);
});

test('a pool counts what its members lose, and what is handed to another member', async () => {
  const type = await office.eventType();
  const { users, pages } = await pagesOf(['Ned', 'Ola']);
  const pool = await office.pool({ method: 'priority', members: members(pages, [9, 1]) });
  const master = await office.master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: pool }] });
  const take = async (time: string) => (await booked(`master-pages/${master}`, at(time), { event_type: type })).id;
  const act = async (id: string, action: string, body?: object) => {
    const reply = await server.post(`/v2/bookings/${id}/${action}`, body, key);
    assert.equal(reply.status, 200, reply.text);
  };
  const counts = async () => {
    const { members: counted } = await statistics(pool);
    return pages.map((page) => {
      const { received, removed } = counted.find((each: { booking_page: string }) => each.booking_page === page);
      return [received, removed];
    });
  };
  await act(await take('14:00'), 'cancel');
  await act(await take('14:30'), 'no-show');
  await act(await take('15:00'), 'request-reschedule');
  await act(await take('15:30'), 'reschedule', { start_time: at('20:00') });
  assert.deepEqual(await counts(), [
    [4, 3],
    [0, 0],
  ]);
  const elsewhere = await office.page({ owner: await office.person('Ulf') });
  await act(await take('16:00'), 'reschedule', { start_time: at('17:00'), booking_page: elsewhere });
  assert.deepEqual(await counts(), [
    [5, 4],
    [0, 0],
  ]);
  const handed = await take('16:30');
  await act(handed, 'reassign', { new_host: users[1] });
  assert.deepEqual(await counts(), [
    [6, 5],
    [1, 0],
  ]);
  await act(handed, 'reassign', { new_host: office.andrea });
  assert.deepEqual(await counts(), [
    [6, 5],
    [1, 1],
  ]);
  await act(handed, 'cancel');
  assert.deepEqual(await counts(), [
    [6, 5],
    [1, 1],
  ]);
});

test('static rules share meetings out among all pages that offer the event type', async () => {
  const [type, rare] = [await office.eventType(), await office.eventType()];
  const { users, pages } = await pagesOf(['Nia', 'Oz'], { event_types: [type] });
  const both = { event_types: [type, rare] };
  await server.patch(`/v2/booking-pages/${pages[1]}`, both, key);
  const master = await office.master({
    scenario: 'rule_based_static',
    distribution: 'priority',
    booking_pages: members(pages, [8, 2]),
  });
  const take = async (event_type: string, time: string) =>
    (await booked(`master-pages/${master}`, at(time), { event_type })).owner;
  assert.deepEqual([await take(type, '14:00'), await take(type, '14:00')], users);
  assert.equal(await take(rare, '15:00'), users[1]);
  await change(master, { distribution: 'longest_idle' });
  server.clock.now += 1000;
  assert.equal((await settings(master)).distribution, 'longest_idle');
  assert.equal(await take(type, '16:00'), users[0]);
});

test('a panel meets when everybody is free, and with a member of each of its pools', async () => {
  const type = await office.eventType({ name: 'Panel' });
  const { users, pages } = await pagesOf(['Pam', 'Quin', 'Ray', 'Sue']);
  const [pam, quin, ray, sue] = pages as [string, string, string, string];
  const experts = await office.pool({ members: members([ray, sue]) });
  const master = await office.master({
    scenario: 'rule_based',
    event_types: [{ event_type: type, owner: pam, additional_members: [quin, experts] }],
  });
  const path = `master-pages/${master}`;
  const offered = async (time: string) => startsOf(await office.slots(path, { event_type: type })).includes(at(time));
  await busy(users[1]!, at('14:00'));
  await busy(users[2]!, at('15:00'));
  assert.deepEqual([await offered('14:00'), await offered('15:00')], [false, true]);
  const booking = await booked(path, at('15:00'), { event_type: type });
  assert.deepEqual(
    [booking.owner, booking.booking_page, new Set(booking.attendees.slice(0, 3))],
    [users[0], pam, new Set(['pam@classic.example', 'quin@classic.example', 'sue@classic.example'])],
  );
  for (const user of [users[0], users[1], users[3]]) {
    const busyNow = await office.book(`booking-pages/${await office.page({ owner: user })}`, at('15:00'));
    assert.equal(busyNow.status, 400);
  }
  assert.equal((await statistics(experts)).total, 1);
  const moved = await server.post(`/v2/bookings/${booking.id}/reschedule`, { start_time: at('16:00') }, key);
  assert.equal(moved.status, 200, moved.text);
  assert.ok(moved.body.attendees.includes('sue@classic.example'), 'a booking keeps its panel');
  await busy(users[3]!, at('18:00'));
  const end_time = at('23:00');
  const moves = await server.get(
    `/v2/bookings/${booking.id}/time-slots?start_time=${at('14:30')}&end_time=${end_time}`,
    key,
  );
  assert.deepEqual(
    ['16:30', '18:00', '19:00'].map((time) => startsOf(moves).includes(at(time))),
    [true, false, true],
    'its panel’s times, though another of the pool is free',
  );
  assert.equal(await offered('15:00'), true);
});

test('nobody takes two places of a meeting, in whatever pools and pages he is', async () => {
  const type = await office.eventType();
  const { users, pages } = await pagesOf(['Tia', 'Uwe', 'Val']);
  const [tia, uwe, val] = pages as [string, string, string];
  const second = await office.page({ owner: users[0] });
  const all = await office.pool({ members: members(pages) });
  const two = await office.pool({ members: members([tia, uwe]) });
  const offer = async (owner: string, additional_members: string[]) => {
    const master = await office.master({
      scenario: 'rule_based',
      event_types: [{ event_type: type, owner, additional_members }],
    });
    return `master-pages/${master}`;
  };
  const free = async (path: string) => startsOf(await office.slots(path, { event_type: type }));
  const team = async (path: string, time: string) => {
    const { attendees } = await booked(path, at(time), { event_type: type });
    return attendees.filter((each: string) => each.endsWith('@classic.example')).length;
  };
  // His two pages make him one of the meeting.
  assert.equal(await team(await offer(tia, [second]), '14:00'), 1);
  // Two pools of the same two people need both.
  const same = await offer(two, [await office.pool({ members: members([tia, uwe]) })]);
  assert.equal(await team(same, '15:00'), 2);
  await busy(users[0]!, at('16:00'));
  assert.ok(!(await free(same)).includes(at('16:00')));
  const why = await server.get(`/v2/${same}/time-slots/why?start_time=${at('16:00')}&event_type=${type}`, key);
  assert.equal(why.body.offered, false);
  // Whoever stands in for a pool leaves enough people for the others.
  assert.equal(await team(await offer(two, [tia, all]), '17:00'), 3);
  const tooFew = await offer(tia, [uwe, await office.pool({ members: members([tia, uwe]) })]);
  assert.deepEqual(await free(tooFew), []);
  assert.equal(await team(await offer(all, [val]), '18:00'), 2);
});

test('disabled pages and owners without a seat are left out, and without anybody the event type is closed', async () => {
  const type = await office.eventType();
  const { users, pages } = await pagesOf(['Wim', 'Xia', 'Yul']);
  const pool = await office.pool({ members: members(pages.slice(0, 2)) });
  const master = await office.master({
    scenario: 'rule_based',
    event_types: [{ event_type: type, owner: pool, additional_members: [pages[2]] }],
  });
  const path = `master-pages/${master}`;
  const page = (id: string, active: boolean) => server.patch(`/v2/booking-pages/${id}`, { active }, key);
  await page(pages[0]!, false);
  assert.equal((await booked(path, at('14:00'), { event_type: type })).owner, users[1]);
  const isPart = (each: { booking_page: string }) => each.booking_page !== pages[0];
  for (const { members: shown } of [await statistics(pool), (await server.get(`/v2/resource-pools/${pool}`, key)).body])
    for (const each of shown) assert.equal(each.participating, isPart(each));
  await server.db.transaction(accountId, (tx) =>
    tx.run(statement('update users set seat = false where account_id = $1 and id = $2'), [accountId, users[1]!]),
  );
  const closed = async () => {
    assert.equal(
      (await office.slots(path, { event_type: type })).body.message,
      'Time slots cannot be retrieved from a disabled page.',
    );
    assert.equal(
      (await office.book(path, at('15:00'), { event_type: type })).body.message,
      'Meeting cannot be scheduled on a disabled page.',
    );
  };
  await closed();
  await page(pages[0]!, true);
  assert.equal((await office.slots(path, { event_type: type })).status, 200);
  await page(pages[2]!, false);
  await closed();
  await page(pages[2]!, true);
  await change(master, { active: false });
  await closed();
  await change(master, { active: true });
  await server.delete(`/v2/resource-pools/${pool}`, key);
  await closed();
});

test('an owner without a seat closes the page that guests pick, and so does the page itself', async () => {
  const { users, pages } = await pagesOf(['Zoe']);
  const master = await office.master({ scenario: 'pages_only', booking_pages: members(pages) });
  const path = `master-pages/${master}`;
  await server.db.transaction(accountId, (tx) =>
    tx.run(statement('update users set seat = false where account_id = $1 and id = $2'), [accountId, users[0]!]),
  );
  assert.equal((await office.slots(path, { booking_page: pages[0]! })).status, 402);
  assert.equal((await office.book(path, at('14:00'), { booking_page: pages[0] })).status, 402);
});

test('a hold on a master page keeps the member who was free for its guest', async () => {
  const type = await office.eventType();
  const { pages } = await pagesOf(['Abe', 'Bo']);
  const pool = await office.pool({ members: members(pages) });
  const master = await office.master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: pool }] });
  const path = `master-pages/${master}`;
  const hold = (more: object = {}) =>
    server.post(`/v2/${path}/holds`, { start_time: at('14:00'), event_type: type, ...more }, key);
  const held = await hold();
  assert.equal(held.status, 201, held.text);
  await booked(path, at('14:00'), { event_type: type });
  assert.equal((await office.book(path, at('14:00'), { event_type: type })).status, 400);
  assert.equal((await hold()).body.message, 'The selected start time is not available.');
  assert.equal((await office.book(path, at('14:00'), { event_type: type, hold: 'HOLD-NONE' })).status, 404);
  const booking = await booked(path, at('14:00'), { event_type: type, hold: held.body.id });
  assert.equal(booking.owner, held.body.host);
  assert.equal((await hold({ start_time: 'x' })).body.param, 'start_time');
  assert.equal((await hold({ duration_minutes: 'x' })).body.param, 'duration_minutes');
  assert.equal((await hold({ duration_minutes: 45 })).body.param, 'duration_minutes');
});

test('a pool counts anew with each cycle, and what is lost is taken from the cycle that had it', async () => {
  const type = await office.eventType();
  const { pages } = await pagesOf(['Cal', 'Dee']);
  const pool = await office.pool({ method: 'round_robin', cycle: 'monthly', timezone: 'UTC', members: members(pages) });
  const master = await office.master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: pool }] });
  const take = (start: string) => booked(`master-pages/${master}`, start, { event_type: type });
  const before = server.clock.now;
  const first = await take('2026-12-02T15:00:00Z');
  assert.deepEqual([(await statistics(pool)).period, (await statistics(pool)).total], ['2026-11', 1]);
  server.clock.now = Date.parse('2026-12-01T00:00:00Z');
  assert.deepEqual([(await statistics(pool)).period, (await statistics(pool)).total], ['2026-12', 0]);
  await server.post(`/v2/bookings/${first.id}/cancel`, {}, key);
  const counted = await statistics(pool);
  assert.deepEqual(
    counted.members.map((each: { removed: number }) => each.removed),
    [0, 0],
  );
  await take('2026-12-02T16:00:00Z');
  assert.equal((await statistics(pool)).total, 1);
  server.clock.now = before;
});

test('a copy of a master page offers the same, disabled', async () => {
  const type = await office.eventType();
  const { pages } = await pagesOf(['Eli', 'Fee'], { event_types: [type] });
  const ruled = await office.master({
    scenario: 'rule_based',
    event_types: [{ event_type: type, owner: pages[0], additional_members: [pages[1]] }],
  });
  const chosen = await office.master({ scenario: 'pages_first', booking_pages: members(pages, [1, 9]) });
  for (const original of [ruled, chosen]) {
    const copy = await server.post(`/v2/master-pages/${original}/duplicate`, { name: 'Copy' }, key);
    assert.equal(copy.status, 201, copy.text);
    const [before, after] = [await settings(original), await settings(copy.body.id)];
    assert.deepEqual([after.booking_pages, after.event_types], [before.booking_pages, before.event_types]);
    assert.deepEqual([after.name, after.label, after.active], ['Copy', 'Master (copy)', false]);
  }
  const duplicate = (id: string, body: object) => server.post(`/v2/master-pages/${id}/duplicate`, body, key);
  assert.equal((await server.post(`/v2/master-pages/${ruled}/duplicate`, undefined, key)).status, 201);
  assert.equal((await duplicate('MP-NONE', {})).status, 404);
  assert.equal((await duplicate(ruled, { name: '' })).body.message, 'Required fields are missing.');
  assert.equal((await duplicate(ruled, { name: 5 })).body.message, 'Invalid string: 5');
  assert.match((await duplicate(ruled, { name: 'x'.repeat(201) })).body.message, /^Value too long/);
  assert.equal((await duplicate(ruled, { slug: 'x' })).body.message, 'Unsupported fields');
});

test('a deleted master page says that it was deleted, and its pages stay', async () => {
  const { pages } = await pagesOf(['Gus']);
  const master = await office.master({ scenario: 'pages_only', booking_pages: members(pages) });
  assert.deepEqual((await server.delete(`/v2/master-pages/${master}`, key)).body, { id: master, deleted: true });
  assert.equal((await server.delete(`/v2/master-pages/${master}`, key)).status, 404);
  const gone = { id: master, object: 'master_page', deleted: true };
  assert.deepEqual((await server.get(`/v2/master-pages/${master}`, key)).body, gone);
  assert.equal((await server.get(`/v2/master-pages/${master}/settings`, key)).status, 404);
  assert.equal((await change(master, { name: 'x' })).body.message, `No such master page: '${master}'`);
  assert.equal((await server.get('/v2/master-pages/MP-NONE', key)).status, 404);
  assert.equal((await server.get(`/v2/booking-pages/${pages[0]}`, key)).body.active, true);
});

test('what does not go together on a master page is refused, whichever side asks for it', async () => {
  const type = await office.eventType();
  const asked = await office.eventType({ proposals: 2 });
  const packages = await office.eventType({ sessions: 2 });
  const group = await office.eventType({ capacity: 5 });
  const plain = await office.page();
  const typed = await office.page({ event_types: [type] });
  const pool = await office.pool({ members: [] });
  const make = (scenario: string, more: object) =>
    server.post('/v2/master-pages', { name: 'Master', scenario, ...more }, key);
  const rule = (event_type: string, owner: string, ...additional_members: string[]) => ({
    event_types: [{ event_type, owner, additional_members }],
  });
  const cases: [string, object, string, string][] = [
    [
      'rule_based',
      { booking_pages: members([typed]) },
      'with dynamic rules the event types name the pages',
      'booking_pages',
    ],
    [
      'pages_first',
      rule(type, typed),
      'only with dynamic rules a master page has event types of its own',
      'event_types',
    ],
    [
      'pages_first',
      { distribution: 'priority' },
      'only static rules share meetings out among all pages',
      'distribution',
    ],
    ['pages_first', { booking_pages: members([typed, typed]) }, 'a page is named once', 'booking_pages'],
    [
      'pages_first',
      { booking_pages: members([plain]) },
      'this master page takes only pages with event types',
      'booking_pages',
    ],
    [
      'pages_only',
      { booking_pages: members([typed]) },
      'this master page takes only pages without event types',
      'booking_pages',
    ],
    ['rule_based', rule(type, typed, typed), 'a page or pool takes one place of a meeting', 'event_types'],
    ['rule_based', rule(type, pool, pool), 'a page or pool takes one place of a meeting', 'event_types'],
    [
      'rule_based',
      { event_types: [rule(type, typed).event_types[0], rule(type, plain).event_types[0]] },
      'an event type is named once',
      'event_types',
    ],
    [
      'rule_based',
      rule(asked, typed),
      'event types whose requests propose times stand on no master page with rules',
      'event_types',
    ],
    ['rule_based', rule(packages, typed), 'packages stand on no master page with rules', 'event_types'],
    ['rule_based', rule(group, typed, plain), 'meetings with additional members have one guest', 'event_types'],
  ];
  for (const [scenario, body, value, param] of cases) {
    const master = await office.master({ scenario });
    for (const reply of [await make(scenario, body), await change(master, body)])
      assert.deepEqual([reply.status, reply.body.message, reply.body.param], [400, conflict(value), param], reply.text);
  }
  assert.equal((await make('rule_based', rule(group, typed))).status, 201);
  await office.master({ scenario: 'rule_based_static', booking_pages: members([typed]) });
  const offer = (page: string, event_types: string[]) =>
    server.patch(`/v2/booking-pages/${page}`, { event_types }, key);
  await office.master({ scenario: 'pages_only', booking_pages: members([plain]) });
  for (const [page, types] of [
    [typed, [type, asked]],
    [typed, []],
    [plain, [type]],
  ] as const)
    assert.equal((await offer(page, [...types])).body.param, 'event_types');
  assert.equal((await offer(typed, [type, group])).status, 200);

  const unknown: [object, string][] = [
    [rule('ET-NONE', typed), "No such event type: 'ET-NONE'"],
    [rule(type, 'BP-NONE'), "No such booking page: 'BP-NONE'"],
    [rule(type, 'POOL-NONE'), "No such resource pool: 'POOL-NONE'"],
  ];
  const master = await office.master({ scenario: 'rule_based' });
  for (const [body, message] of unknown)
    for (const reply of [await make('rule_based', body), await change(master, body)])
      assert.deepEqual([reply.status, reply.body.message, reply.body.param], [404, message, 'event_types']);
});

test('what is wrong with a master page is said of the setting that is wrong', async () => {
  const master = await office.master({ scenario: 'pages_only' });
  await office.master({ scenario: 'pages_only', slug: 'taken-master' });
  const cases: [object, number, string][] = [
    [{ name: '' }, 400, 'name'],
    [{ label: 'x'.repeat(201) }, 400, 'label'],
    [{ slug: '/' }, 400, 'slug'],
    [{ slug: 'taken-master' }, 409, 'slug'],
    [{ active: 'yes' }, 400, 'active'],
    [{ booking_pages: [{ booking_page: 'BP-NONE' }] }, 404, 'booking_pages'],
  ];
  for (const [body, status, param] of cases) {
    const made = await server.post('/v2/master-pages', { name: 'M', scenario: 'pages_only', ...body }, key);
    for (const reply of [made, await change(master, body)])
      assert.deepEqual([reply.status, reply.body.param], [status, param], reply.text);
  }
  const more = { name: 'M', scenario: 'pages_only', colour: 'red' };
  assert.equal((await server.post('/v2/master-pages', more, key)).body.message, 'Unsupported fields');
  const moved = await change(master, { scenario: 'pages_first' });
  assert.deepEqual([moved.body.message, moved.body.param], ['Unsupported field', 'scenario']);
  assert.equal((await change(master, {})).body.message, 'At least one field must be provided to update.');
});

test('a pool keeps its method and cycle, and its members the time at which they joined', async () => {
  const { pages } = await pagesOf(['Hye', 'Ivo']);
  server.clock.now += 60_000;
  const pool = await office.pool({ members: members(pages.slice(0, 1)) });
  const joined = (await server.get(`/v2/resource-pools/${pool}`, key)).body.members[0].joined_time;
  server.clock.now += 60_000;
  const reply = await server.patch(
    `/v2/resource-pools/${pool}`,
    { members: members(pages, [7]), correction: false },
    key,
  );
  assert.equal(reply.status, 200, reply.text);
  const [first, second] = reply.body.members;
  assert.deepEqual([first.joined_time, first.priority, second.priority, reply.body.correction], [joined, 7, 5, false]);
  assert.ok(second.joined_time > joined);
  assert.equal((await server.patch(`/v2/resource-pools/${pool}`, { method: 'priority' }, key)).body.param, 'method');
  assert.deepEqual((await server.get('/v2/resource-pools?limit=1', key)).body.data, [reply.body]);
  await server.delete(`/v2/booking-pages/${pages[1]}`, key);
  const renamed = await server.patch(`/v2/resource-pools/${pool}`, { name: 'Sales' }, key);
  assert.deepEqual([renamed.body.name, renamed.body.members.length], ['Sales', 1]);
  assert.deepEqual((await server.delete(`/v2/resource-pools/${pool}`, key)).body, { id: pool, deleted: true });
  const gone = { id: pool, object: 'resource_pool', deleted: true };
  assert.deepEqual((await server.get(`/v2/resource-pools/${pool}`, key)).body, gone);
  for (const reply of [
    await server.delete(`/v2/resource-pools/${pool}`, key),
    await server.patch(`/v2/resource-pools/${pool}`, { name: 'x' }, key),
    await server.get(`/v2/resource-pools/${pool}/statistics`, key),
    await server.get('/v2/resource-pools/POOL-NONE', key),
    await server.get('/v2/resource-pools?after=POOL-NONE', key),
  ])
    assert.deepEqual([reply.status, reply.body.message.startsWith('No such resource pool')], [404, true]);
  assert.equal((await statistics(await office.pool({}))).average, 0);
});

test('what is wrong with a pool is said of the setting that is wrong', async () => {
  const page = await office.page();
  const pool = await office.pool({});
  const cases: [object, number, string][] = [
    [{ name: '' }, 400, 'name'],
    [{ name: 'x'.repeat(201) }, 400, 'name'],
    [{ members: [{ booking_page: page, priority: 11 }] }, 400, 'members.priority'],
    [{ members: [{ booking_page: 'BP-NONE' }] }, 404, 'members'],
    [{ members: [{ booking_page: page }, { booking_page: page }] }, 400, 'members'],
  ];
  for (const [body, status, param] of cases) {
    const made = await server.post('/v2/resource-pools', { name: 'P', method: 'priority', ...body }, key);
    for (const reply of [made, await server.patch(`/v2/resource-pools/${pool}`, body, key)])
      assert.deepEqual([reply.status, reply.body.param], [status, param], reply.text);
  }
  const create = (more: object) => server.post('/v2/resource-pools', { name: 'P', method: 'priority', ...more }, key);
  assert.equal((await create({ timezone: 'Mars/Base' })).body.message, "Invalid timezone: 'Mars/Base'");
  assert.equal((await create({ colour: 'red' })).body.message, 'Unsupported fields');
  assert.equal((await server.patch(`/v2/resource-pools/${pool}`, {}, key)).body.param, 'body');
  assert.equal((await server.get('/v2/resource-pools?limit=0', key)).status, 400);
  assert.equal((await server.get(`/v2/resource-pools?after=${pool}&before=${pool}`, key)).status, 400);
});

test('what is wrong with a question about a master page’s times, or a booking of it, is said', async () => {
  const { pages } = await pagesOf(['Joy']);
  const master = await office.master({ scenario: 'pages_only', booking_pages: members(pages) });
  const path = `master-pages/${master}`;
  const choice = { booking_page: pages[0]! };
  const slots = async (query: Record<string, string>) => {
    const { status, body } = await office.slots(path, { ...choice, ...query });
    return [status, body.param];
  };
  assert.deepEqual(await slots({ start_time: 'soon' }), [400, 'start_time']);
  assert.deepEqual(await slots({ end_time: '2026-11-24T00:00:00Z' }), [400, 'end_time']);
  assert.deepEqual(await slots({ end_time: '2027-11-24T00:00:00Z' }), [400, 'end_time']);
  assert.deepEqual(await slots({ start_time: '2026-11-20T00:00:00Z' }), [400, 'start_time']);
  assert.deepEqual(await slots({ duration_minutes: '45' }), [400, 'duration_minutes']);
  assert.deepEqual(await slots({ duration_minutes: 'x' }), [400, 'duration_minutes']);
  const why = (query: object) =>
    server.get(`/v2/${path}/time-slots/why?${new URLSearchParams({ ...choice, ...query })}`, key);
  assert.equal((await why({ start_time: 'x' })).status, 400);
  assert.equal((await why({ start_time: at('15:00') })).body.offered, true);
  const book = async (more: object) => {
    const { status, body } = await office.book(path, at('20:00'), { ...choice, ...more });
    return [status, body.param];
  };
  assert.deepEqual(await book({ booking_form: {} }), [400, 'booking_form']);
  assert.deepEqual(await book({ start_times: ['x'] }), [400, 'start_times']);
  assert.deepEqual(await book({ start_times: [at('20:00'), at('19:00')] }), [400, 'start_times']);
  assert.deepEqual(await book({ start_times: 'x' }), [400, 'start_times']);
  assert.deepEqual(await book({ guest_time_zone: 'x' }), [400, 'guest_time_zone']);
  assert.deepEqual(await book({ duration_minutes: 45 }), [400, 'duration_minutes']);
  assert.deepEqual(await book({ location: { type: 'physical' } }), [400, 'location']);
  const form = { name: 'Carrie', email: 'carrie@example.com' };
  assert.deepEqual(await book({ booking_form: { ...form, email: 'x' } }), [400, 'booking_form.email']);
  assert.deepEqual(await book({ booking_form: { ...form, phone: 'x' } }), [400, 'booking_form.phone']);
  assert.deepEqual(await book({ booking_form: { ...form, name: 'x'.repeat(201) } }), [400, 'booking_form.name']);
});

test('a booking that is reassigned is lost to its page, once, and stays with whoever else takes part', async () => {
  const type = await office.eventType();
  const { pages } = await pagesOf(['Percy', 'Qadir', 'Rosa']);
  const other = await office.person('Selma');
  const hosts = await office.pool({ method: 'round_robin', members: members([pages[0]!]) });
  const panel = await office.pool({ members: members(pages.slice(1)) });
  const rule = { event_type: type, owner: hosts, additional_members: [panel] };
  const master = await office.master({ scenario: 'rule_based', event_types: [rule] });
  const booking = await booked(`master-pages/${master}`, at('15:00'), { event_type: type });
  const counts = async (pool: string) => {
    const { members: counted } = await statistics(pool);
    return counted.map((each: { received: number; removed: number }) => [each.received, each.removed]).sort();
  };
  const given = [
    [0, 0],
    [1, 0],
  ];
  assert.deepEqual([await counts(hosts), await counts(panel)], [[[1, 0]], given]);
  const away = await server.post(`/v2/bookings/${booking.id}/reassign`, { new_host: other }, key);
  assert.equal(away.status, 200, away.text);
  assert.deepEqual([await counts(hosts), await counts(panel)], [[[1, 1]], given]);
  await server.post(`/v2/bookings/${booking.id}/cancel`, {}, key);
  assert.deepEqual(
    [await counts(hosts), await counts(panel)],
    [
      [[1, 1]],
      [
        [0, 0],
        [1, 1],
      ],
    ],
  );
});

test('a booking can move with its page, though that has left the pool since', async () => {
  const type = await office.eventType();
  const { pages } = await pagesOf(['Tilda', 'Umar']);
  const pool = await office.pool({ members: members([pages[0]!]) });
  const master = await office.master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: pool }] });
  const booking = await booked(`master-pages/${master}`, at('15:00'), { event_type: type });
  const left = await server.patch(`/v2/resource-pools/${pool}`, { members: members([pages[1]!]) }, key);
  assert.equal(left.status, 200, left.text);
  const moved = await server.post(`/v2/bookings/${booking.id}/reschedule`, { start_time: at('16:00') }, key);
  assert.equal(moved.status, 200, moved.text);
  assert.deepEqual([moved.body.id, moved.body.booking_page], [booking.id, pages[0]]);
  const fresh = await booked(`master-pages/${master}`, at('17:00'), { event_type: type });
  assert.equal(fresh.booking_page, pages[1], 'it takes no new ones');
});
