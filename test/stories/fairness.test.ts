import assert from 'node:assert/strict';
import { test } from 'node:test';
import { random } from '../../src/core/random.ts';
import { statement } from '../../src/db/pool.ts';
import { classic } from '../support/pages.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook();
const office = await classic(server);
const { key, accountId } = office;
const people = await Promise.all(['Ann', 'Bob', 'Cid', 'Dan'].map((name) => office.person(name)));
const type = await office.eventType({ buffer_after_minutes: 0 });
const ofPeople: string[] = [];
for (const owner of people) ofPeople.push(await office.page({ owner }));
const members = ofPeople.map((booking_page) => ({ booking_page }));

/** The half hours of a working day, all of them free for everybody. */
const halfHours = (date: string) =>
  Array.from({ length: 16 }, (_, i) => new Date(Date.parse(`${date}T14:00:00Z`) + i * 1_800_000).toISOString());
const spread = (counts: number[]) => Math.max(...counts) - Math.min(...counts);

interface Counted {
  received: number;
  removed: number;
}
/** In the order of the people. */
const countsOf = async (pool: string): Promise<Counted[]> => {
  const { body } = await server.get(`/v2/resource-pools/${pool}/statistics`, key);
  return ofPeople.map((page) => body.members.find((each: { booking_page: string }) => each.booking_page === page));
};

const overlapping = statement<{ n: number }>(
  `select count(*)::int as n from claims a join claims b on a.account_id = b.account_id and a.user_id = b.user_id
     and a.source_id < b.source_id and a.during && b.during where a.account_id = $1`,
);
const peopleOf = statement<{ claimed: number; told: number }>(
  `select (select count(*)::int from claims where account_id = $1 and source_id = $2) as claimed,
     (select count(*)::int from booking_hosts where account_id = $1 and booking_id = $2) as told`,
);

for (const method of ['longest_idle', 'round_robin'] as const) {
  test(`${method}: sixteen clients at once share starts for which all are free out evenly, to one booking`, async () => {
    const pool = await office.pool({ method, members });
    const master = await office.master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: pool }] });
    const dates = method === 'longest_idle' ? ['2026-11-25', '2026-11-26'] : ['2026-11-27', '2026-11-30'];
    for (const date of dates) {
      const replies = await Promise.all(
        halfHours(date).map((start) => office.book(`master-pages/${master}`, start, { event_type: type })),
      );
      for (const reply of replies) assert.equal(reply.status, 200, reply.text);
      const received = (await countsOf(pool)).map((each) => each.received);
      assert.ok(spread(received) <= 1, String(received));
    }
  });
}

test('clients that cancel, move and stay away at the same time leave the turns within what was lost meanwhile', async () => {
  const draw = random(7);
  const pool = await office.pool({ method: 'round_robin', members });
  const master = await office.master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: pool }] });
  const living: string[] = [];
  for (const date of ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07']) {
    const starts = halfHours(date);
    const replies = await Promise.all([
      ...starts.map((start) => office.book(`master-pages/${master}`, start, { event_type: type })),
      ...living.splice(0, 4).map((id) => server.post(`/v2/bookings/${id}/cancel`, {}, key)),
      ...living.splice(0, 2).map((id) => {
        const start_time = starts[Math.floor(draw() * starts.length)]!;
        return server.post(`/v2/bookings/${id}/reschedule`, { start_time }, key);
      }),
    ]);
    for (const reply of replies) assert.ok([200, 400].includes(reply.status), reply.text);
    living.push(...replies.slice(0, starts.length).flatMap((reply) => (reply.status === 200 ? [reply.body.id] : [])));
    const counts = await countsOf(pool);
    const net = counts.map((each) => each.received - each.removed);
    // Four bookings are lost while sixteen are made: whoever lost some when the others had theirs is behind by as many.
    assert.ok(spread(net) <= 1 + 4, String(net));
  }
  // What is left to make up is made up by the next bookings.
  for (const start of halfHours('2026-12-08').slice(0, 10))
    assert.equal((await office.book(`master-pages/${master}`, start, { event_type: type })).status, 200);
  const counts = await countsOf(pool);
  assert.ok(spread(counts.map((each) => each.received - each.removed)) <= 1);
});

test('hundreds of bookings, one after another, keep each rule to the booking', async () => {
  const draw = random(11);
  const pools = await Promise.all(
    (['longest_idle', 'round_robin', 'priority'] as const).map((method) =>
      office.pool({ method, members: members.map((each, i) => ({ ...each, priority: 1 + (i % 2) })) }),
    ),
  );
  const types = await Promise.all(pools.map(() => office.eventType()));
  const master = await office.master({
    scenario: 'rule_based',
    event_types: pools.map((owner, i) => ({ event_type: types[i], owner })),
  });
  const dates = ['2027-01-04', '2027-01-05', '2027-01-06', '2027-01-07', '2027-01-08'];
  const starts = dates.flatMap(halfHours);
  for (const [i, start] of starts.entries()) {
    server.clock.now += 1000;
    const rule = i % 3;
    const reply = await office.book(`master-pages/${master}`, start, { event_type: types[rule] });
    assert.equal(reply.status, 200, reply.text);
    if (draw() < 0.1) await server.post(`/v2/bookings/${reply.body.id}/cancel`, {}, key);
  }
  const [idle, turns, priority] = await Promise.all(pools.map(countsOf));
  assert.ok(spread(idle!.map((each) => each.received)) <= 1);
  assert.ok(spread(turns!.map((each) => each.received - each.removed)) <= 2);
  const high = [1, 3].map((i) => priority![i]!.received);
  assert.ok(spread(high) <= 1);
  assert.deepEqual([priority![0]!.received, priority![2]!.received], [0, 0]);
});

test('panels never book anybody twice, whoever else is booked at the same time', async () => {
  const [ann, bob, cid, dan] = ofPeople as [string, string, string, string];
  const two = await office.pool({ members: [{ booking_page: cid }, { booking_page: dan }] });
  const all = await office.pool({ members });
  const panel = await office.master({
    scenario: 'rule_based',
    event_types: [{ event_type: type, owner: ann, additional_members: [bob, two] }],
  });
  const pair = await office.master({
    scenario: 'rule_based',
    event_types: [{ event_type: type, owner: all, additional_members: [two] }],
  });
  const starts = halfHours('2027-02-01').slice(0, 6);
  const attempts = starts.flatMap((start) => [
    ...[panel, pair, pair].map((master) => office.book(`master-pages/${master}`, start, { event_type: type })),
    ...[ann, cid, dan].map((page) => office.book(`booking-pages/${page}`, start)),
    server.post(`/v2/master-pages/${pair}/holds`, { start_time: start, event_type: type }, key),
  ]);
  const replies = await Promise.all(attempts);
  for (const reply of replies) assert.ok([200, 201, 400].includes(reply.status), reply.text);
  const made = replies.filter((reply) => reply.status === 200).map((reply) => reply.body.id);
  assert.ok(made.length >= starts.length);
  const db = server.db;
  assert.equal((await db.read(accountId, (tx) => tx.one(overlapping, [accountId])))!.n, 0);
  for (const id of made) {
    const { claimed, told } = (await db.read(accountId, (tx) => tx.one(peopleOf, [accountId, id])))!;
    assert.equal(claimed, told);
  }
});
