import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { emit } from '../../src/deliveries/emit.ts';
import { startReceiver } from '../support/receiver.ts';
import { bookingEvent, type DeliveryRow, receiver, stage, start } from '../support/stage.ts';

// How endpoints that fail are treated, on a clock that the tests move and with receivers on the loopback.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

interface Known {
  webhook_id: string;
  failing_since: number | null;
  failures: number;
  parked_since: number | null;
  next_probe_time: number | null;
  paused_time: number | null;
  paused_reason: string | null;
  recovered_time: number | null;
  pace: number | null;
}

const known = statement<Known>('select * from webhook_endpoints order by webhook_id');
const strictly = statement(`update webhooks set delivery_order = 'strict'`);
const notices = statement<{ kind: string; hours: number | null; reason: string | null; creation_time: number }>(
  `select kind, (details ->> 'hours')::int as hours, details ->> 'reason' as reason, creation_time
   from notices order by creation_time, id`,
);

type Stage = Awaited<ReturnType<typeof stage>>;
const endpoint = async ({ db }: Stage) => (await db.system((tx) => tx.one(known)))!;
const idOf = (request: { body: Buffer }): string => JSON.parse(request.body.toString()).id;
const pending = (rows: DeliveryRow[]) => rows.filter((row) => row.state === 'pending');

/** Writes events about bookings of their own, in one transaction, and returns their ids. */
async function emitMany({ db, accountId, clock }: Stage, count: number, from = 1): Promise<string[]> {
  return db.transaction(accountId, async (tx) => {
    const ids: string[] = [];
    for (let i = 0; i < count; i++) ids.push(await emit(tx, bookingEvent(accountId, clock.now, from + i, {})));
    return ids;
  });
}

/** A stage with a webhook whose receiver fails, one event owed to it, and its backlog parked by three attempts. */
async function parkedStage(to: { url: string }) {
  const at = await stage();
  const webhook = await at.subscribe(to.url);
  const loop = at.deliver();
  const first = await at.emit();
  await loop.next();
  for (const offset of [5, 30]) {
    loop.at(start + offset * second);
    await loop.next();
  }
  return { at, webhook, loop, first };
}

test('while an endpoint fails its backlog is parked, and one delivery every 30 to 50 seconds tries it', async () => {
  const to = await receiver({ otherwise: 500 });
  const { at, loop } = await parkedStage(to);
  assert.equal((await endpoint(at)).parked_since, start + 30 * second);
  for (let i = 0; i < 20; i++) await at.emit();
  const times = [start + 30 * second];
  for (let i = 0; i < 10; i++) {
    const { next_probe_time } = await endpoint(at);
    loop.at(next_probe_time! - 1);
    loop.at(next_probe_time!);
    times.push((await loop.next()).startedTime);
  }
  assert.equal(to.received.length, 13, 'nothing but the probes, though twenty events are new');
  for (let i = 1; i < times.length; i++) {
    const gap = times[i]! - times[i - 1]!;
    assert.ok(gap >= 30 * second && gap <= 50 * second, `a gap of ${gap} ms`);
  }
});

test('what was due already when its endpoint went down is parked like what came later', async () => {
  const to = await receiver({ otherwise: 500 });
  const at = await stage();
  await at.subscribe(to.url);
  await emitMany(at, 60);
  const loop = at.deliver();
  await at.quiet();
  const tried = to.received.length;
  assert.ok(tried >= 3 && tried <= 8, `${tried} of 60 were tried`);
  loop.at(start + second);
  await at.quiet();
  assert.equal(to.received.length, tried);
  assert.ok((await at.deliveries()).every((row) => row.next_time >= start + 20 * minute));
});

test('the first success sends the parked backlog, oldest first, slowly at the beginning', async () => {
  const to = await receiver({ otherwise: 500 });
  const { at, loop, first } = await parkedStage(to);
  const ids = [first];
  for (let i = 0; i < 30; i++) {
    at.clock.now += second;
    ids.push(await at.emit());
  }
  to.answerWith(...Array<number>(100).fill(204));
  const tried = to.received.length;
  const { next_probe_time } = await endpoint(at);
  loop.at(next_probe_time!);
  await loop.next();
  const recovered = at.clock.now;
  assert.equal((await endpoint(at)).recovered_time, recovered);
  while (pending(await at.deliveries()).length > 0) {
    loop.at(at.clock.now + 100);
    await at.quiet();
  }
  const order = to.received.slice(tried).map(idOf);
  assert.deepEqual(
    order.slice(1),
    ids.filter((id) => id !== order[0]),
  );
  const took = at.clock.now - recovered;
  assert.ok(took >= 1500 && took <= 4 * second, `30 deliveries took ${took} ms`);
  loop.at(at.clock.now + 2 * minute);
  await at.emit();
  await loop.next();
  assert.equal((await endpoint(at)).parked_since, null);
});

test('an endpoint that was dead for 71 hours gets everything', async () => {
  const to = await receiver({ otherwise: 503 });
  const at = await stage();
  await at.subscribe(to.url);
  const loop = at.deliver();
  const ids = await emitMany(at, 20);
  let written = 20;
  for (at.clock.now = start; at.clock.now < start + 71 * hour; at.clock.now += 20 * minute) {
    if (at.clock.now % hour === start % hour && written < 60) ids.push(...(await emitMany(at, 1, ++written)));
    loop.at(at.clock.now);
    await loop.more();
  }
  await at.quiet();
  const before = to.received.length;
  assert.ok((await at.deliveries()).every((row) => row.state === 'pending'));
  to.answerWith(...Array<number>(1000).fill(200));
  const from = at.clock.now;
  let delivered = false;
  while (!delivered) {
    assert.ok(at.clock.now < from + 3 * minute, 'within three minutes');
    loop.at(at.clock.now + second);
    if (pending(await at.deliveries()).length === 0) delivered = true;
    else await at.quiet();
  }
  const got = to.received.slice(before).map(idOf);
  assert.deepEqual(got.toSorted(), ids.toSorted(), 'each event once');
  assert.ok((await at.deliveries()).every((row) => row.state === 'delivered'));
});

test('410 pauses an endpoint at once; what happens is kept for it, and sent when somebody resumes it', async () => {
  const to = await receiver();
  to.answerWith(410);
  const at = await stage();
  await at.subscribe(to.url);
  const loop = at.deliver();
  const first = await at.emit();
  await loop.next();
  assert.deepEqual([(await endpoint(at)).paused_reason, (await endpoint(at)).paused_time], ['gone', start]);
  const [notice] = await at.db.system((tx) => tx.rows(notices));
  assert.deepEqual([notice!.kind, notice!.reason], ['webhook_paused', 'gone']);
  at.clock.now += second;
  const second_ = await at.emit();
  for (const later of [hour, 100 * hour, 20 * day]) {
    loop.at(start + later);
    await at.quiet();
  }
  assert.equal(to.received.length, 1);
  const { replayed } = await at.resume({ replay: true });
  assert.equal(replayed, 2);
  await loop.next();
  loop.at(at.clock.now + second);
  await loop.next();
  assert.deepEqual(to.received.slice(1).map(idOf), [first, second_]);
});

test('Retry-After is honoured, in seconds and as a date, and the hour of a delivery comes all the same', async () => {
  const to = await receiver({ otherwise: 500 });
  const at = await stage();
  await at.subscribe(to.url);
  const loop = at.deliver();
  to.answerWith({ status: 503, headers: { 'Retry-After': '1200' } });
  await at.emit();
  await loop.next();
  let known_ = await endpoint(at);
  assert.equal(known_.next_probe_time, start + 20 * minute);
  assert.equal((await at.deliveries())[0]!.next_time >= start + 20 * minute, true);
  const first = idOf(to.received[0]!);
  loop.at(start + 10 * minute);
  const other = await at.emit();
  loop.at(start + 20 * minute - 1);
  await at.quiet();
  assert.equal(to.received.length, 1);
  const date = (time: number) => new Date(time).toUTCString();
  const headers = { 'Retry-After': date(start + 2 * hour), Date: date(start + 20 * minute) };
  to.answerWith({ status: 429, headers });
  loop.at(start + 20 * minute);
  await loop.next();
  known_ = await endpoint(at);
  assert.equal(known_.next_probe_time, start + 80 * minute, 'an hour, which is the most');
  assert.equal(idOf(to.received[1]!), first);
  loop.at(start + 63 * minute);
  await at.quiet();
  assert.equal(to.received.length, 2, 'nothing that is new, nor what was tried');
  for (let offset = 64; to.received.length === 2; offset++) {
    assert.ok(offset < 70, 'but what has waited for an hour');
    loop.at(start + offset * minute);
    await at.quiet();
  }
  assert.equal(idOf(to.received[2]!), other);
});

test('a Retry-After of any other failure puts off that delivery alone', async () => {
  const to = await receiver();
  to.answerWith({ status: 500, headers: { 'Retry-After': '600' } });
  const at = await stage();
  await at.subscribe(to.url);
  const loop = at.deliver();
  const put = await at.emit();
  await loop.next();
  const other = await at.emit();
  await loop.next();
  assert.equal((await at.deliveries()).find((row) => row.id.includes(put.slice(5)))!.next_time, start + 10 * minute);
  loop.at(start + 10 * minute - 1);
  await at.quiet();
  loop.at(start + 10 * minute);
  await loop.next();
  assert.deepEqual(to.received.map(idOf), [put, other, put]);
});

test('one event that a receiver always refuses keeps no other from it for more than a minute', async () => {
  const refused: string[] = [];
  const to = await receiver({
    otherwise: (request, response) => response.writeHead(refused.includes(idOf(request)) ? 422 : 200).end(),
  });
  const at = await stage();
  await at.subscribe(to.url);
  const loop = at.deliver();
  refused.push(...(await emitMany(at, 1, 100)));
  await loop.next();
  for (const offset of [5, 30, 80]) {
    loop.at(start + offset * second);
    await loop.next();
  }
  assert.notEqual((await endpoint(at)).parked_since, null, 'it looks like an endpoint that is dead');
  at.clock.now += 10 * second;
  const fine = await at.emit();
  const written = at.clock.now;
  let delivered = false;
  while (!delivered) {
    loop.at(at.clock.now + second);
    await at.quiet();
    delivered = to.received.some((request) => idOf(request) === fine);
    assert.ok(at.clock.now <= written + minute, 'within a minute');
  }
});

test('an endpoint that fails for 72 hours is paused, and its administrators hear of it after 1, 24 and 72 hours', async () => {
  const to = await receiver({ otherwise: 500 });
  const at = await stage();
  await at.subscribe(to.url);
  const loop = at.deliver();
  await at.emit();
  await loop.next();
  for (let offset = 30 * minute; (await endpoint(at)).paused_time === null; offset += 30 * minute) {
    loop.at(start + offset);
    await at.quiet();
  }
  const { paused_reason, paused_time, failures } = await endpoint(at);
  assert.deepEqual([paused_reason, paused_time], ['failing', start + 72 * hour]);
  assert.ok(failures >= 20);
  const told = await at.db.system((tx) => tx.rows(notices));
  assert.deepEqual(
    told.map((notice) => [notice.kind, notice.hours ?? notice.reason, (notice.creation_time - start) / hour]),
    [
      ['webhook_failing', 1, 1],
      ['webhook_failing', 24, 24],
      ['webhook_paused', 'failing', 72],
    ],
  );
  await at.emit();
  await at.emit();
  loop.at(start + 79 * hour);
  await at.quiet();
  const states = (await at.deliveries()).map((row) => row.state);
  assert.deepEqual(states.toSorted(), ['failed', 'pending', 'pending'], 'what happens then is kept');
  to.answerWith(...Array<number>(10).fill(200));
  loop.at(start + 80 * hour);
  assert.deepEqual(await at.resume({ replay: true }), { replayed: 3, dropped: 0 }, 'what was given up is sent again');
  while (pending(await at.deliveries()).length > 0) {
    loop.at(at.clock.now + 200);
    await at.quiet();
  }
  assert.ok((await at.deliveries()).every((row) => row.state === 'delivered'));
});

test('what a paused endpoint is owed is given up after 30 days, or by whoever resumes it without replay', async () => {
  const to = await receiver();
  to.answerWith(410);
  const at = await stage();
  await at.subscribe(to.url);
  const loop = at.deliver();
  await at.emit();
  await loop.next();
  loop.at(start + 20 * day);
  await at.emit();
  loop.at(start + 31 * day);
  await at.quiet();
  assert.deepEqual((await at.deliveries()).map((row) => row.state).toSorted(), ['dropped', 'pending']);
  assert.deepEqual(await at.resume({ replay: false }), { replayed: 0, dropped: 1 });
  assert.deepEqual(await at.resume({ replay: false }), { replayed: 0, dropped: 0 }, 'it is not paused any more');
  const fresh = await at.emit();
  await loop.next();
  assert.deepEqual(to.received.slice(1).map(idOf), [fresh]);
});

test('a resumed delivery has 72 hours of its own, however old its event is', async () => {
  const to = await receiver({ otherwise: 500 });
  to.answerWith(410);
  const at = await stage();
  await at.subscribe(to.url);
  const loop = at.deliver();
  await at.emit();
  await loop.next();
  loop.at(start + 10 * day);
  await at.resume({ replay: true });
  await loop.next();
  const [row] = await at.deliveries();
  assert.deepEqual([row!.state, row!.attempts], ['pending', 2]);
});

test('each payload carries the version of its booking, which rises with every change', async () => {
  const to = await receiver();
  const at = await stage();
  await at.subscribe(to.url);
  const loop = at.deliver();
  for (const version of [1, 2, 7]) {
    await at.emit({ subjectId: 'BKNG-AAAAAAAAAAAA', version });
    await loop.next();
  }
  assert.deepEqual(
    to.received.map((request) => request.headers['daybook-subject-version']),
    ['1', '2', '7'],
  );
});

test('a strict endpoint gets everything one by one, in the order in which it happened, faults or not', async () => {
  const to = await receiver();
  const at = await stage();
  await at.subscribe(to.url);
  await at.db.system((tx) => tx.run(strictly));
  const ids: string[] = [];
  for (let i = 1; i <= 12; i++) {
    at.clock.now += 1;
    ids.push(await at.emit({ subjectId: `BKNG-${String(i % 3).padStart(12, 'A')}`, version: i }));
  }
  let open = 0;
  let most = 0;
  const slowly = (status: number) => (_: unknown, response: { writeHead(status: number): { end(): void } }) => {
    most = Math.max(most, ++open);
    setImmediate(() => {
      open--;
      response.writeHead(status).end();
    });
  };
  to.answerWith(slowly(200), slowly(500), slowly(500), ...Array.from({ length: 30 }, () => slowly(200)));
  const loops = [at.deliver(), at.deliver()];
  while (pending(await at.deliveries()).length > 0) {
    for (const loop of loops) loop.at(at.clock.now + second);
    await at.quiet();
  }
  assert.deepEqual(to.received.map(idOf), [ids[0], ids[1], ids[1], ids[1], ...ids.slice(2)]);
  assert.equal(most, 1);
});

test('processes agree on who tries a parked endpoint: one attempt at a time, whoever makes it', async () => {
  const to = await receiver({ otherwise: 500 });
  const { at, loop } = await parkedStage(to);
  await emitMany(at, 20, 100);
  const others = [at.deliver(), at.deliver()];
  for (let i = 0; i < 8; i++) {
    const before = to.received.length;
    const { next_probe_time } = await endpoint(at);
    for (const each of [loop, ...others]) each.at(next_probe_time!);
    while (to.received.length === before) await Promise.race([loop, ...others].map((each) => each.more()));
    await at.quiet();
    assert.equal(to.received.length, before + 1);
  }
});

test('a process that dies in the middle of a probe gives its turn back within a minute', async () => {
  const to = await receiver({ otherwise: 500 });
  const { at, loop } = await parkedStage(to);
  to.answerWith(() => {});
  const { next_probe_time } = await endpoint(at);
  await loop.stop();
  const dying = at.deliver({ settings: { graceMs: 0 } });
  const tried = to.received.length;
  dying.at(next_probe_time!);
  while (to.received.length === tried) await to.next();
  await dying.stop();
  const other = at.deliver();
  other.at(next_probe_time! + 44 * second);
  await at.quiet();
  assert.equal(to.received.length, tried + 1);
  other.at(next_probe_time! + 45 * second);
  await other.next();
  assert.equal(to.received.length, tried + 2);
});

test('events that are written in the moment in which their endpoint comes back are not forgotten', async () => {
  const to = await receiver({ otherwise: 500 });
  const { at, loop } = await parkedStage(to);
  const { next_probe_time } = await endpoint(at);
  const late = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  const slow = at.db.transaction(at.accountId, async (tx) => {
    const id = await emit(tx, bookingEvent(at.accountId, at.clock.now, 50, {}));
    written.resolve();
    await late.promise;
    return id;
  });
  await written.promise;
  to.answerWith(...Array<number>(10).fill(200));
  loop.at(next_probe_time!);
  await loop.next();
  assert.equal(pending(await at.deliveries()).length, 0, 'as far as anybody can see, all is sent');
  late.resolve();
  const id = await slow;
  loop.at(at.clock.now + second);
  await loop.next();
  assert.equal(idOf(to.received.at(-1)!), id);
});

test('endpoints of a receiver that answers slowly leave room for the others', async () => {
  const slow = await startReceiver({ otherwise: () => {} });
  const quick = await receiver();
  const at = await stage();
  for (let i = 0; i < 30; i++) await at.subscribe(slow.url);
  const healthy = await at.subscribe(quick.url, ['booking.canceled']);
  const loop = at.deliver({ settings: { graceMs: 0 } });
  await emitMany(at, 10);
  while (slow.received.length < 48) await slow.next();
  for (let i = 0; i < 40; i++) {
    await at.emit({ type: 'booking.canceled' });
    assert.equal((await loop.next()).delivery.webhook_id, healthy.id);
  }
  await loop.stop();
  await slow.close();
});

test('a second account is served while the first has filled its share', async () => {
  const hanging = await startReceiver({ otherwise: () => {} });
  const quick = await receiver();
  const at = await stage();
  for (let i = 0; i < 12; i++) await at.subscribe(hanging.url);
  const other = await stage(at.db);
  await other.subscribe(quick.url);
  const loop = at.deliver({ settings: { perAccount: 20, total: 24, graceMs: 0 } });
  await emitMany(at, 10);
  while (hanging.received.length < 20) await hanging.next();
  await other.emit();
  assert.equal((await loop.next()).delivery.account_id, other.accountId);
  await loop.stop();
  await hanging.close();
});
