import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { emit, type NewEvent } from '../../src/deliveries/emit.ts';
import { allEvents } from '../../src/events.ts';
import { until } from '../support/processes.ts';
import { type Received, startReceiver } from '../support/receiver.ts';
import { call, office, testDaybook, tuesday } from '../support/server.ts';

const second = 1000;
const minute = 60_000;
const hour = 60 * minute;

async function furnished() {
  const to = await startReceiver();
  after(() => to.close());
  const daybook = await testDaybook({ WEBHOOK_ALLOW_HOSTS: to.host });
  const { accountId, key } = await office(daybook.db);
  const { id: webhook } = (
    await daybook.post('/v2/webhooks', { url: to.url, name: 'Everything', events: ['booking'] }, key)
  ).body;
  let subjects = 0;
  const event = (more: Partial<NewEvent> = {}): NewEvent => {
    const subjectId = more.subjectId ?? `BKNG-${String(++subjects).padStart(12, '0')}`;
    const data = { ...allEvents[0]!.example, id: subjectId };
    return { accountId, type: 'booking.scheduled', subjectId, version: 1, now: daybook.clock.now, data, ...more };
  };
  const happen = (more: Partial<NewEvent> = {}) => daybook.db.transaction(accountId, (tx) => emit(tx, event(more)));
  /** Events that a webhook has long been sent, or in vain: written as such, none of them goes out. */
  const past = (count: number, state: string, more: Partial<NewEvent> = {}): Promise<string[]> =>
    daybook.db.transaction(accountId, async (tx) => {
      const ids: string[] = [];
      for (let i = 0; i < count; i++) ids.push(await emit(tx, event({ ...more, now: daybook.clock.now + i })));
      const settle = statement(
        `update deliveries set state = $2, settled_time = creation_time, attempts = 79 where event_id = any($1)`,
      );
      await tx.run(settle, [ids, state]);
      return ids;
    });
  const settled = async (count: number) => {
    const left = statement<{ left: number }>(
      `select (select count(*) from deliveries where state = 'pending')::int + (select count(*) from replays where state = 'running')::int as left`,
    );
    await until('everything is sent', async () => {
      const row = await daybook.db.system((tx) => tx.one(left));
      return to.received.length >= count && row!.left === 0;
    });
    assert.equal(to.received.length, count);
  };
  const replay = (body?: object) => daybook.post(`/v2/webhooks/${webhook}/replays`, body, key);
  return { to, daybook, accountId, key, webhook, happen, past, settled, replay };
}

const idOf = (request: Received): string => JSON.parse(request.body.toString()).id;
const isReplay = (request: Received) => request.headers['webhook-replay'] === 'true';

test('a delivery is replayed with the same bytes and id, freshly signed and marked, and only once it is settled', async () => {
  const { to, daybook, key, webhook, happen, settled } = await furnished();
  const event = await happen();
  const first = await to.next();
  await settled(1);
  const path = `/v2/deliveries/DLV-${event.slice(5)}${webhook.slice(4)}`;
  daybook.clock.now += 100 * hour;
  to.answerWith(500);
  const ask = () => call(daybook.url, 'POST', `${path}/replay`, undefined, key, { 'Idempotency-Key': 'once' });
  const replayed = await ask();
  assert.equal(replayed.status, 200, replayed.text);
  const { state, attempts, replay_time, settled_time } = replayed.body;
  assert.deepEqual([state, attempts, settled_time], ['pending', 0, null]);
  assert.equal(Date.parse(replay_time), daybook.clock.now);
  assert.equal((await ask()).headers.get('idempotent-replayed'), 'true', 'the same request has one effect');

  const again = await to.next();
  assert.deepEqual(again.body, first.body);
  assert.equal(again.headers['webhook-id'], first.headers['webhook-id']);
  assert.deepEqual([isReplay(first), isReplay(again)], [false, true]);
  assert.equal(Number(again.headers['webhook-timestamp']), Math.floor(daybook.clock.now / second));
  // The event is older than 72 hours; a replay has 72 hours of its own.
  await until('the failure is recorded', async () => (await daybook.get(path, key)).body.attempts === 1);
  const pending = await daybook.post(`${path}/replay`, undefined, key);
  assert.deepEqual([pending.status, pending.body.type], [409, 'invalid_request_error']);
  assert.match(pending.body.message, /^Delivery is still pending/);
  daybook.clock.now += 5 * second;
  await settled(3);
  assert.equal((await daybook.get(path, key)).body.state, 'delivered');
  assert.equal((await daybook.post('/v2/deliveries/DLV-00000000000000000000/replay', undefined, key)).status, 404);
});

test('all that failed since a time is replayed, oldest first, and nothing else', async () => {
  const { to, daybook, key, past, settled, replay } = await furnished();
  await past(2, 'failed');
  daybook.clock.now += hour;
  const since = new Date(daybook.clock.now).toISOString();
  const failed = await past(5, 'failed');
  await past(3, 'delivered');
  daybook.clock.now += hour;
  const started = await replay({ since });
  assert.equal(started.status, 201, started.text);
  const { id, creation_time, ...rest } = started.body;
  assert.match(id, /^RPL-[A-Z0-9]{10}$/);
  assert.deepEqual(rest, {
    object: 'replay',
    webhook: rest.webhook,
    states: ['failed'],
    type: null,
    subject: null,
    since,
    until: creation_time,
    state: 'running',
    matched: 5,
    replayed: 0,
    finished_time: null,
  });
  await settled(5);
  assert.deepEqual(to.received.map(idOf).toSorted(), failed.toSorted());
  assert.ok(to.received.every(isReplay));
  const order = to.received.map((request) => failed.indexOf(idOf(request)));
  // Two at a time: none comes more than one place early.
  for (const [place, index] of order.entries()) assert.ok(Math.abs(place - index) <= 1, order.join());
  const done = await daybook.get(`/v2/replays/${id}`, key);
  assert.deepEqual([done.body.state, done.body.replayed], ['finished', 5]);
  assert.ok(done.body.finished_time !== null);
  const again = await replay({ since });
  assert.equal(again.body.matched, 0, 'what has arrived has not failed any more');
  await settled(5);
});

test('a replay picks out by state, type, booking and time', async () => {
  const { to, daybook, past, settled, replay } = await furnished();
  const subjectId = 'BKNG-AAAAAAAAAAAA';
  const [delivered] = await past(1, 'delivered');
  const [dropped] = await past(1, 'dropped', { type: 'booking.canceled' });
  daybook.clock.now += hour;
  const [failed] = await past(1, 'failed', { type: 'booking.canceled' });
  const ofBooking = await past(3, 'delivered', { subjectId });
  daybook.clock.now += hour;
  const names: Record<string, string> = { [delivered!]: 'delivered', [dropped!]: 'dropped', [failed!]: 'failed' };
  for (const [index, id] of ofBooking.entries()) names[id] = `booking ${index}`;
  let received = 0;
  const sent = async (body?: object) => {
    const { matched } = (await replay(body)).body;
    await settled(received + matched);
    const got = to.received.slice(received).map((request) => names[idOf(request)]);
    received = to.received.length;
    return got.toSorted();
  };
  const states = ['delivered', 'failed', 'dropped'];
  assert.deepEqual(await sent({ states, type: 'booking.canceled' }), ['dropped', 'failed']);
  assert.deepEqual(await sent({ states, subject: subjectId }), ['booking 0', 'booking 1', 'booking 2']);
  assert.deepEqual(await sent({ states, subject: subjectId, type: 'booking.canceled' }), []);
  assert.deepEqual(await sent({ states, subject: 'BKNG-BBBBBBBBBBBB' }), []);
  assert.deepEqual(await sent({ states, until: new Date(tuesday).toISOString() }), ['delivered', 'dropped']);
  const since = new Date(tuesday + hour).toISOString();
  const all = ['booking 0', 'booking 1', 'booking 2', 'failed'];
  assert.deepEqual(
    await sent({ states: ['delivered'], since, until: new Date(tuesday + 2 * hour).toISOString() }),
    all,
  );
  assert.deepEqual(await sent(), [], 'none of them has failed');
});

test('while much is replayed a new event goes ahead of all that is not on its way already', async () => {
  const { to, daybook, key, past, happen, settled, replay } = await furnished();
  await past(200, 'failed');
  daybook.clock.now += hour;
  // What is replayed is due later than what happened before, so here time passes.
  const begin = daybook.clock.now - performance.now();
  Object.defineProperty(daybook.clock, 'now', { get: () => Math.floor(begin + performance.now()) });
  const pending = statement<{ count: number }>(
    `select count(*)::int as count from deliveries where state = 'pending' and replay_time is not null`,
  );
  const { id } = (await replay()).body;
  await to.next();
  for (let i = 0; i < 8; i++) {
    const { count } = (await daybook.db.system((tx) => tx.one(pending)))!;
    assert.ok(count <= 2, `${count} old deliveries were on their way at once`);
    const event = await happen();
    const before = to.received.length;
    await until('the new event arrives', () => to.received.some((request) => idOf(request) === event));
    const old = to.received.findIndex((request) => idOf(request) === event) - before;
    // Two on their way, and two that were being claimed while it was written.
    assert.ok(old <= 4, `${old} old events came before a new one`);
  }
  assert.equal((await daybook.get(`/v2/replays/${id}`, key)).body.state, 'running', 'the replay went on meanwhile');
  await settled(208);
  assert.equal(new Set(to.received.map(idOf)).size, 208, 'each of them once');
});

test('one replay at a time goes to a webhook; it can be canceled, and ends with its webhook', async () => {
  const { to, daybook, key, webhook, past, replay } = await furnished();
  await past(50, 'failed');
  daybook.clock.now += hour;
  // The endpoint hangs, so that no more than two leave it.
  to.answerWith(...Array(50).fill(() => {}));
  const first = (await replay()).body;
  const second_ = await replay();
  assert.deepEqual([second_.status, second_.body.message], [409, `A replay for this webhook is running: '${webhook}'`]);
  await to.next();
  const canceled = await daybook.post(`/v2/replays/${first.id}/cancel`, undefined, key);
  assert.equal(canceled.body.state, 'canceled');
  assert.ok(canceled.body.replayed <= 2 && canceled.body.finished_time !== null);
  const over = await daybook.post(`/v2/replays/${first.id}/cancel`, undefined, key);
  assert.deepEqual([over.status, over.body.message], [409, `Replay is over: '${first.id}'`]);
  daybook.clock.now += second;
  const next = (await replay()).body;
  const list = await daybook.get(`/v2/webhooks/${webhook}/replays?limit=1`, key);
  assert.deepEqual([list.body.data[0].id, list.body.has_more], [next.id, true]);
  const older = await daybook.get(`/v2/webhooks/${webhook}/replays?after=${next.id}`, key);
  assert.deepEqual(
    older.body.data.map((each: { id: string }) => each.id),
    [first.id],
  );
  const log = await daybook.get(`/v2/audit-log?object_id=${first.id}`, key);
  assert.deepEqual(
    log.body.data.map((each: { action: string }) => each.action),
    ['updated', 'created'],
  );

  await daybook.delete(`/v2/webhooks/${webhook}`, key);
  await until('it has ended', async () => (await daybook.get(`/v2/replays/${next.id}`, key)).body.state === 'canceled');
});

test('a replay waits while its webhook is paused, and goes on when it is resumed', async () => {
  const { to, daybook, key, webhook, past, settled, replay } = await furnished();
  const old = await past(3, 'delivered');
  daybook.clock.now += hour;
  await daybook.post(`/v2/webhooks/${webhook}/pause`, undefined, key);
  const { id } = (await replay({ states: ['delivered'] })).body;
  // The job has looked at the other replay only once it has looked at this one.
  const { body: other } = await daybook.post('/v2/webhooks', { url: to.url, name: 'Other', events: ['booking'] }, key);
  const empty = (await daybook.post(`/v2/webhooks/${other.id}/replays`, undefined, key)).body;
  await until('the job has been round', async () => {
    return (await daybook.get(`/v2/replays/${empty.id}`, key)).body.state === 'finished';
  });
  const waiting = (await daybook.get(`/v2/replays/${id}`, key)).body;
  assert.deepEqual([waiting.state, waiting.replayed, to.received.length], ['running', 0, 0]);
  await daybook.post(`/v2/webhooks/${webhook}/resume`, undefined, key);
  // What was kept goes out slowly at first, by the clock.
  daybook.clock.now += minute;
  await settled(3);
  assert.deepEqual(to.received.map(idOf).toSorted(), old.toSorted());
});

test('a webhook that gets everything one by one gets what is new before what is replayed', async () => {
  const { to, daybook, key, webhook, past, settled, replay, happen } = await furnished();
  const old = await past(3, 'failed');
  daybook.clock.now += hour;
  await daybook.patch(`/v2/webhooks/${webhook}`, { delivery_order: 'strict' }, key);
  let release = () => {};
  to.answerWith((_, response) => {
    release = () => response.end();
  });
  const fresh = [await happen()];
  await to.next();
  fresh.push(await happen());
  await replay();
  release();
  await settled(5);
  assert.deepEqual(to.received.map(idOf), [...fresh, ...old]);
});

test('what cannot be replayed is refused, with the field that is to blame', async () => {
  const { daybook, key, webhook } = await furnished();
  const refused: [object, string][] = [
    [{ states: ['pending'] }, 'states'],
    [{ states: [] }, 'states'],
    [{ type: 'booking' }, 'type'],
    [{ since: 'yesterday' }, 'since'],
    [{ since: '2026-11-24', until: '2026-11-23' }, 'since'],
    [{ state: 'failed' }, 'state'],
  ];
  for (const [body, param] of refused) {
    const reply = await daybook.post(`/v2/webhooks/${webhook}/replays`, body, key);
    assert.deepEqual([reply.status, reply.body.param], [400, param], reply.text);
  }
  const list = `/v2/webhooks/${webhook}/replays`;
  assert.equal((await daybook.get(`${list}?limit=0`, key)).body.param, 'limit');
  assert.match((await daybook.get(`${list}?after=a&before=b`, key)).body.message, /both/);
  assert.equal((await daybook.get(`${list}?after=RPL-0000000000`, key)).body.param, 'after');
  assert.equal((await daybook.get('/v2/webhooks/WHK-0000000000/replays', key)).status, 404);
  assert.equal((await daybook.post('/v2/webhooks/WHK-0000000000/replays', undefined, key)).status, 404);
  for (const reply of [
    await daybook.get('/v2/replays/RPL-0000000000', key),
    await daybook.post('/v2/replays/RPL-0000000000/cancel', undefined, key),
  ])
    assert.deepEqual([reply.status, reply.body.message], [404, "No such replay: 'RPL-0000000000'"]);
});
