import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { emit, type NewEvent } from '../../src/deliveries/emit.ts';
import { allEvents } from '../../src/events.ts';
import { until } from '../support/processes.ts';
import { type Answer, type Receiver, startReceiver } from '../support/receiver.ts';
import { call, office, type Reply, testDaybook, tuesday, wish } from '../support/server.ts';

const second = 1000;
const minute = 60 * second;

async function furnished(answers: Answer[] = []) {
  const to = await startReceiver();
  after(() => to.close());
  to.answerWith(...answers);
  const daybook = await testDaybook({ WEBHOOK_ALLOW_HOSTS: to.host });
  const { accountId, key, calendar } = await office(daybook.db);
  const other = await office(daybook.db, { name: 'Elsewhere' });
  const subscribe = async (more: object = {}, version: 'v1' | 'v2' = 'v2') =>
    (await daybook.post(`/${version}/webhooks`, { url: to.url, name: 'Everything', events: ['booking'], ...more }, key))
      .body;
  let subjects = 0;
  const happen = (more: Partial<NewEvent> = {}): Promise<string> => {
    const id = `BKNG-${String(++subjects).padStart(12, '0')}`;
    const event: NewEvent = {
      accountId,
      type: 'booking.scheduled',
      subjectId: id,
      version: 1,
      now: daybook.clock.now,
      data: { ...allEvents[0]!.example, id: more.subjectId ?? id },
      dataV1: async () => ({ tracking_id: id }),
      ...more,
    };
    return daybook.db.transaction(accountId, (tx) => emit(tx, event));
  };
  /** A delivery, once it has been tried so often; each of its states is reached within a turn of the loop. */
  const tried = async (event: string, webhook: string, attempts: number): Promise<Reply> => {
    const id = `DLV-${event.slice(5)}${webhook.slice(4)}`;
    for (;;) {
      const reply = await daybook.get(`/v2/deliveries/${id}`, key);
      if (reply.status !== 200 || reply.body.attempts >= attempts) return reply;
    }
  };
  return { to, daybook, accountId, key, calendar, foreignKey: other.key, subscribe, happen, tried };
}

/** All objects of a list, a page of two at a time. */
async function all(daybook: Awaited<ReturnType<typeof testDaybook>>, path: string, key: string) {
  const found = [];
  for (let next: string | undefined = `${path}${path.includes('?') ? '&' : '?'}limit=2`; next !== undefined; ) {
    const page: Reply = await daybook.get(next, key);
    assert.equal(page.status, 200, page.text);
    found.push(...page.body.data);
    next = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]?.slice(daybook.url.length);
  }
  return found;
}

test('what a webhook was sent is in its log: each delivery, and each attempt with request, answer and timings', async () => {
  const { to, daybook, key, subscribe, happen, tried } = await furnished([
    { status: 503, headers: { 'X-Reason': 'busy' }, body: 'come back later' },
  ]);
  const { id: webhook, secret } = await subscribe();
  const standard_secret = `whsec_${Buffer.from(secret).toString('base64')}`;
  const event = await happen({ subjectId: 'BKNG-AAAAAAAAAAAA', version: 3 });
  const first = await tried(event, webhook, 1);
  assert.equal(first.body.state, 'pending');
  const wait = Date.parse(first.body.next_attempt_time) - tuesday;
  assert.ok(wait > 4 * second && wait <= 5 * second, `tried again after ${wait} ms`);
  to.answerWith((request, response) => {
    const echo = { 'X-Echo': String(request.headers['webhook-signature']), 'Set-Cookie': ['a=b', 'c=d'] };
    response
      .writeHead(202, echo)
      .end(`${request.headers['oncehub-signature']} ${secret} ${standard_secret}${'x'.repeat(20_000)}`);
  });
  daybook.clock.now += 5 * second;
  await to.next();
  const got = await to.next();
  const delivery = (await tried(event, webhook, 2)).body;
  const { body, ...listed } = delivery;
  assert.equal(body, got.body.toString(), 'the bytes that are sent');
  assert.deepEqual(listed, {
    object: 'delivery',
    id: `DLV-${event.slice(5)}${webhook.slice(4)}`,
    webhook,
    event,
    type: 'booking.scheduled',
    subject: 'BKNG-AAAAAAAAAAAA',
    version: 3,
    state: 'delivered',
    attempts: 2,
    creation_time: new Date(tuesday).toISOString(),
    next_attempt_time: null,
    settled_time: listed.settled_time,
    replay_time: null,
  });
  assert.ok(Date.parse(listed.settled_time) >= tuesday + 5 * second);
  const list = await daybook.get(`/v2/webhooks/${webhook}/deliveries`, key);
  assert.deepEqual(list.body, { object: 'list', data: [listed], has_more: false });

  const attempts = await daybook.get(`/v2/deliveries/${delivery.id}/attempts`, key);
  const [again, failed] = attempts.body.data;
  assert.deepEqual([again.number, failed.number], [2, 1]);
  assert.equal(failed.started_time, new Date(tuesday).toISOString());
  assert.deepEqual(
    [failed.outcome, failed.summary],
    ['status', 'Answered 503. Only a 2xx means that the event was accepted.'],
  );
  assert.equal(failed.response.status, 503);
  assert.equal(failed.response.headers['x-reason'], 'busy');
  assert.equal(failed.response.body, 'come back later');
  assert.deepEqual([again.outcome, again.summary, again.error], ['ok', 'Accepted with 202.', null]);
  assert.deepEqual(again.request, {
    method: 'POST',
    url: to.url,
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': got.headers['user-agent'],
      'Oncehub-Signature': `t=${Math.floor(daybook.clock.now / second)},s=[masked]`,
      'Daybook-Subject-Version': '3',
      'webhook-id': event,
      'webhook-timestamp': String(Math.floor(daybook.clock.now / second)),
      'webhook-signature': 'v1,[masked]',
    },
  });
  assert.equal(again.response.headers['x-echo'], 'v1,[masked]');
  assert.equal(again.response.headers['set-cookie'], '[masked]');
  assert.match(again.response.body, /^t=\d+,s=\[masked\] \[masked\] \[masked\]x+$/);
  assert.ok(again.response.body.length <= 16_384);
  const signature = String(got.headers['webhook-signature']).slice(3);
  for (const word of [secret, standard_secret, signature])
    assert.ok(!attempts.text.includes(word), 'a secret in the log');
  const { dns_ms, connect_ms, tls_ms, first_byte_ms, total_ms } = failed.timings;
  assert.deepEqual([dns_ms, tls_ms], [null, null], 'an address is not looked up, http has no TLS');
  assert.ok(connect_ms >= 0 && first_byte_ms >= 0 && total_ms >= first_byte_ms);
});

test('an attempt that found nobody says why, and has no answer', async () => {
  const { to, daybook, key, subscribe, happen, tried } = await furnished();
  const { id: webhook } = await subscribe();
  await to.close();
  const { id } = (await tried(await happen(), webhook, 1)).body;
  const [attempt] = (await daybook.get(`/v2/deliveries/${id}/attempts`, key)).body.data;
  assert.equal(attempt.outcome, 'connection');
  assert.equal(attempt.summary, 'The connection could not be opened, or broke off before an answer came.');
  assert.match(attempt.error, /ECONNREFUSED/);
  assert.equal(attempt.response, null);
  assert.equal(attempt.timings.first_byte_ms, null);
});

test('deliveries are found by state, event, type, booking and time, a page at a time', async () => {
  const { to, daybook, key, subscribe, happen, tried } = await furnished();
  const { id: webhook } = await subscribe();
  const path = `/v2/webhooks/${webhook}/deliveries`;
  const kinds = [
    { subjectId: 'BKNG-AAAAAAAAAAAA', version: 1 },
    { subjectId: 'BKNG-BBBBBBBBBBBB', version: 1 },
    { subjectId: 'BKNG-AAAAAAAAAAAA', version: 2, type: 'booking.canceled' },
    { subjectId: 'BKNG-CCCCCCCCCCCC', version: 1 },
    { subjectId: 'BKNG-DDDDDDDDDDDD', version: 1, type: 'booking.no_show' },
  ] as const;
  const events: string[] = [];
  for (const kind of kinds) {
    daybook.clock.now += second;
    events.push(await happen(kind));
    await tried(events.at(-1)!, webhook, 1);
  }
  to.answerWith(500);
  daybook.clock.now += second;
  events.push(await happen());
  await tried(events.at(-1)!, webhook, 1);
  const fail = statement(`update deliveries set state = $2, settled_time = now() where event_id = $1`);
  await daybook.db.system((tx) => tx.run(fail, [events[1], 'failed']));
  await daybook.db.system((tx) => tx.run(fail, [events[3], 'dropped']));

  const found = async (query: string) =>
    (await all(daybook, query === '' ? path : `${path}?${query}`, key)).map((each) => events.indexOf(each.event));
  assert.deepEqual(await found(''), [5, 4, 3, 2, 1, 0]);
  assert.deepEqual(await found('state=delivered'), [4, 2, 0]);
  assert.deepEqual(await found('state=pending'), [5]);
  assert.deepEqual(await found('state=failed'), [1]);
  assert.deepEqual(await found('state=dropped'), [3]);
  assert.deepEqual(await found('type=booking.scheduled'), [5, 3, 1, 0]);
  assert.deepEqual(await found('type=booking.scheduled&state=delivered'), [0]);
  assert.deepEqual(await found('subject=BKNG-AAAAAAAAAAAA'), [2, 0]);
  assert.deepEqual(await found('subject=BKNG-AAAAAAAAAAAA&type=booking.canceled'), [2]);
  assert.deepEqual(await found(`event=${events[4]}`), [4]);
  assert.deepEqual(await found(`event=${events[4]}&subject=BKNG-AAAAAAAAAAAA`), []);
  const at = (index: number) => new Date(tuesday + (index + 1) * second).toISOString();
  assert.deepEqual(await found(`creation_time.gt=${at(1)}&creation_time.lt=${at(4)}`), [3, 2]);

  const [newest] = (await daybook.get(`${path}?limit=1`, key)).body.data;
  const older = await daybook.get(`${path}?limit=2&after=${newest.id}`, key);
  const back = await daybook.get(`${path}?limit=2&before=${older.body.data[1].id}`, key);
  assert.deepEqual(
    back.body.data.map((each: { event: string }) => events.indexOf(each.event)),
    [5, 4],
  );
});

test('the attempts of a delivery are paged both ways, and one replayed begins to count anew', async () => {
  const { daybook, key, subscribe, happen, tried } = await furnished([500, 500, 500, 500]);
  const { id: webhook } = await subscribe();
  const event = await happen();
  const gaps = [0, 5 * second, 25 * second, 90 * second, 3 * minute];
  let delivery: Reply = await tried(event, webhook, 1);
  for (const [index, gap] of gaps.entries()) {
    daybook.clock.now += gap;
    delivery = await tried(event, webhook, index + 1);
  }
  assert.equal(delivery.body.state, 'delivered');
  const path = `/v2/deliveries/${delivery.body.id}/attempts`;
  const numbers = (reply: Reply) => reply.body.data.map((each: { number: number }) => each.number);
  assert.deepEqual(
    (await all(daybook, path, key)).map((each) => each.number),
    [5, 4, 3, 2, 1],
  );
  const whole = (await daybook.get(path, key)).body.data;
  const middle = whole[2].id;
  assert.match(middle, /^ATT-[A-Z0-9]{20}\d{13}$/);
  const older = await daybook.get(`${path}?after=${middle}&limit=1`, key);
  assert.deepEqual([numbers(older), older.body.has_more], [[2], true]);
  const newer = await daybook.get(`${path}?before=${middle}&limit=1`, key);
  assert.deepEqual([numbers(newer), newer.body.has_more], [[4], true]);
  assert.match(newer.headers.get('link')!, /rel="next".*rel="previous"/);
  assert.deepEqual(numbers(await daybook.get(`${path}?before=${whole[1].id}`, key)), [5]);

  assert.equal((await daybook.post(`/v2/deliveries/${delivery.body.id}/replay`, undefined, key)).status, 200);
  daybook.clock.now += second;
  await tried(event, webhook, 1);
  const [last] = (await daybook.get(path, key)).body.data;
  assert.equal(last.number, 1);
  assert.equal(last.request.headers['webhook-replay'], 'true');
});

test('events are listed as they were sent, also those that nobody subscribed to', async () => {
  const { to, daybook, key, calendar, subscribe, happen } = await furnished();
  const unheard = await happen({ type: 'booking.completed' });
  daybook.clock.now += second;
  await subscribe();
  const slots = (await daybook.get(`/v2/booking-calendars/${calendar}/time-slots`, key)).body;
  const booked = await daybook.post(`/v2/booking-calendars/${calendar}/schedule`, wish(slots[0].start_time), key);
  const got = await to.next();
  const list = await daybook.get('/v2/events', key);
  assert.deepEqual(list.body.data.map((each: { id: string }) => each.id).slice(1), [unheard]);
  assert.ok(list.text.includes(got.body.toString()), 'byte for byte');
  const [newest] = list.body.data;
  const one = await daybook.get(`/v2/events/${newest.id}`, key);
  assert.equal(one.text, got.body.toString());
  const ids = async (query: string) =>
    (await daybook.get(`/v2/events?${query}`, key)).body.data.map((each: { id: string }) => each.id);
  assert.deepEqual(await ids('type=booking.completed'), [unheard]);
  assert.deepEqual(await ids(`subject=${booked.body.id}`), [newest.id]);
  assert.deepEqual(await ids('creation_time.gt=2026-11-24T06:00:00.500Z'), [newest.id]);
  assert.deepEqual(await ids(`after=${newest.id}`), [unheard]);
});

test('a deleted webhook keeps its log, and nothing of it can be sent again', async () => {
  const { daybook, key, subscribe, happen, tried } = await furnished();
  const { id: webhook } = await subscribe();
  const { id } = (await tried(await happen(), webhook, 1)).body;
  await daybook.delete(`/v2/webhooks/${webhook}`, key);
  const list = await daybook.get(`/v2/webhooks/${webhook}/deliveries`, key);
  assert.deepEqual(
    list.body.data.map((each: { id: string }) => each.id),
    [id],
  );
  assert.equal((await daybook.get(`/v2/deliveries/${id}/attempts`, key)).body.data.length, 1);
  for (const route of [`deliveries/${id}/replay`, `webhooks/${webhook}/replays`, `webhooks/${webhook}/test`]) {
    const refused = await daybook.post(`/v2/${route}`, undefined, key);
    assert.deepEqual([refused.status, refused.body.message], [404, `No such webhook: '${webhook}'`], route);
  }
});

test('the log of one account is not there for another', async () => {
  const { daybook, key, foreignKey, subscribe, happen, tried } = await furnished();
  const { id: webhook } = await subscribe();
  const event = await happen();
  const { id } = (await tried(event, webhook, 1)).body;
  for (const path of [
    `deliveries/${id}`,
    `deliveries/${id}/attempts`,
    `events/${event}`,
    `webhooks/${webhook}/deliveries`,
  ]) {
    assert.equal((await daybook.get(`/v2/${path}`, key)).status, 200, path);
    const refused = await daybook.get(`/v2/${path}`, foreignKey);
    assert.deepEqual([refused.status, refused.body.param], [404, 'id'], path);
  }
  assert.deepEqual((await daybook.get('/v2/events', foreignKey)).body.data, []);
});

test('what the log cannot look for is refused, with the parameter that is to blame', async () => {
  const { daybook, key, subscribe, happen, tried } = await furnished();
  const { id: webhook } = await subscribe();
  const event = await happen();
  const { id } = (await tried(event, webhook, 1)).body;
  const path = `/v2/webhooks/${webhook}/deliveries`;
  const refused: [string, number, string | undefined][] = [
    [`${path}?state=lost`, 400, 'state'],
    [`${path}?type=booking`, 400, 'type'],
    [`${path}?creation_time.gt=yesterday`, 400, 'creation_time.gt'],
    [`${path}?creation_time.gt=2026-11-25&creation_time.lt=2026-11-24`, 400, 'creation_time.gt'],
    [`${path}?limit=0`, 400, 'limit'],
    [`${path}?after=a&before=b`, 400, undefined],
    [`${path}?after=DLV-00000000000000000000`, 404, 'after'],
    ['/v2/webhooks/WHK-0000000000/deliveries', 404, 'id'],
    ['/v2/deliveries/DLV-00000000000000000000', 404, 'id'],
    ['/v2/deliveries/DLV-00000000000000000000/attempts', 404, 'id'],
    [`/v2/deliveries/${id}/attempts?limit=101`, 400, 'limit'],
    [`/v2/deliveries/${id}/attempts?after=a&before=b`, 400, undefined],
    [`/v2/deliveries/${id}/attempts?after=ATT-${id.slice(4)}0000000000000`, 404, 'after'],
    [`/v2/deliveries/${id}/attempts?before=ATT-1`, 404, 'before'],
    ['/v2/events?type=booking', 400, 'type'],
    ['/v2/events?creation_time.lt=x', 400, 'creation_time.lt'],
    ['/v2/events?creation_time.gt=2026-11-25&creation_time.lt=2026-11-24', 400, 'creation_time.gt'],
    ['/v2/events?limit=x', 400, 'limit'],
    ['/v2/events?after=a&before=b', 400, undefined],
    ['/v2/events?before=EVNT-0000000000', 404, 'before'],
    ['/v2/events/EVNT-0000000000', 404, 'id'],
  ];
  for (const [route, status, param] of refused) {
    const reply = await daybook.get(route, key);
    assert.deepEqual([reply.status, reply.body.param], [status, param], `${route}: ${reply.text}`);
  }
});

// The tester.

/** Tests a webhook, and what the test's receiver got. */
async function tested(to: Receiver, ask: () => Promise<Reply>) {
  const reply = await ask();
  return { reply, got: to.received.at(-1)! };
}

test('a test sends a sample of any event at once, signed, and shows the exact exchange', async () => {
  const { to, daybook, key, subscribe } = await furnished([
    { status: 200, headers: { 'Set-Cookie': 'session=1', 'X-Seen': 'yes' }, body: 'thanks' },
  ]);
  const { id, secret } = await subscribe({ events: ['booking.canceled'] });
  const { reply, got } = await tested(to, () =>
    daybook.post(`/v2/webhooks/${id}/test`, { type: 'booking.no_show' }, key),
  );
  assert.equal(reply.status, 200, reply.text);
  const { request, response, timings, ...rest } = reply.body;
  assert.deepEqual(rest, {
    object: 'webhook_test',
    webhook: id,
    type: 'booking.no_show',
    outcome: 'ok',
    summary: 'Accepted with 200.',
    error: null,
  });
  assert.equal(request.url, to.url);
  assert.equal(request.body, got.body.toString());
  for (const [name, value] of Object.entries(request.headers))
    assert.equal(got.headers[name.toLowerCase()], value, name);
  assert.equal(request.headers['webhook-test'], 'true');
  assert.match(request.headers['Oncehub-Signature'], /^t=\d+,s=[0-9a-f]{64}$/);
  const { id: eventId, type, api_version, data } = JSON.parse(request.body);
  assert.deepEqual([type, api_version, data.status], ['booking.no_show', 'v2', 'no_show']);
  assert.equal(request.headers['webhook-id'], eventId);
  assert.equal(response.body, 'thanks');
  assert.deepEqual([response.headers['x-seen'], response.headers['set-cookie']], ['yes', '[masked]']);
  assert.ok(timings.connect_ms >= 0 && timings.first_byte_ms >= 0 && timings.total_ms >= 0);
  assert.ok(!reply.text.includes(secret));
  // It leaves nothing behind.
  assert.deepEqual((await daybook.get('/v2/events', key)).body.data, []);
  assert.deepEqual((await daybook.get(`/v2/webhooks/${id}/deliveries`, key)).body.data, []);

  for (const { type } of allEvents) {
    const one = await tested(to, () => {
      daybook.clock.now += 6 * second;
      return daybook.post(`/v2/webhooks/${id}/test`, { type }, key);
    });
    assert.equal(one.reply.body.outcome, 'ok', one.reply.text);
    assert.equal(JSON.parse(one.got.body.toString()).type, type);
  }
});

test('a test tells in words what went wrong, under the guard and limits of every delivery', async () => {
  const { to, daybook, key, subscribe } = await furnished([
    { status: 302, headers: { Location: 'http://127.0.0.1:1/' } },
    410,
    (_, response) => response.destroy(),
  ]);
  const { id } = await subscribe();
  const outcome = async () => {
    const { body } = await daybook.post(`/v2/webhooks/${id}/test`, undefined, key);
    return [body.outcome, body.summary];
  };
  assert.deepEqual(await outcome(), [
    'status',
    'Answered 302. Redirects are not followed: give the webhook the address that this one leads to.',
  ]);
  assert.deepEqual(await outcome(), ['status', 'Answered 410: the endpoint is gone and wants nothing more.']);
  assert.deepEqual(await outcome(), [
    'connection',
    'The connection could not be opened, or broke off before an answer came.',
  ]);
  assert.equal(to.received.length, 3);
  const private_ = statement('update webhooks set url = $2 where id = $1');
  await daybook.db.system((tx) => tx.run(private_, [id, 'https://10.0.0.1/']));
  assert.deepEqual(await outcome(), [
    'blocked',
    'The host leads to an address that Daybook sends nothing to. Nothing was sent.',
  ]);
});

test('a webhook of v1 is tested with what v1 knows, unsigned', async () => {
  const { to, daybook, key, subscribe } = await furnished();
  const { id } = await subscribe({}, 'v1');
  const { reply, got } = await tested(to, () =>
    daybook.post(`/v2/webhooks/${id}/test`, { type: 'booking.canceled' }, key),
  );
  assert.equal(reply.body.outcome, 'ok', reply.text);
  const { api_version, data } = JSON.parse(got.body.toString());
  assert.deepEqual([api_version, data.status, data.cancel_reschedule_reason], ['v1', 'Canceled', 'Change in schedule']);
  assert.deepEqual(
    Object.keys(got.headers).filter((name) => /webhook|signature/.test(name)),
    [],
  );
  for (const type of ['booking.reassigned', 'conversation.started']) {
    const refused = await daybook.post(`/v2/webhooks/${id}/test`, { type }, key);
    assert.deepEqual([refused.status, refused.body.message], [400, `API v1 does not know this event: '${type}'`]);
  }
});

test('tests of one webhook are few, so that nobody is bombarded with them, and no test waits in a transaction', async () => {
  const { to, daybook, key, subscribe } = await furnished();
  const { id } = await subscribe();
  const { id: other } = await subscribe({ name: 'Other' });
  const ask = (webhook: string) => daybook.post(`/v2/webhooks/${webhook}/test`, undefined, key);
  for (let i = 0; i < 10; i++) assert.equal((await ask(id)).status, 200);
  const refused = await ask(id);
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '6']);
  assert.equal(to.received.length, 10);
  assert.equal((await ask(other)).status, 200);
  daybook.clock.now += 6 * second;
  assert.equal((await ask(id)).status, 200);

  // While the endpoint does not answer, nothing is held in the database; and a key is no reason to.
  const held = statement<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and xact_start < $1`,
  );
  const clock = statement<{ now: number }>('select clock_timestamp() as now');
  let open: number | undefined;
  to.answerWith(async (_, response) => {
    const { now } = (await daybook.db.system((tx) => tx.one(clock)))!;
    // Whatever else the server does is done in a moment; a transaction around the test would outlive it.
    await until('older transactions end', async () => {
      open = (await daybook.db.system((tx) => tx.one(held, [new Date(now)])))!.count;
      return open === 0;
    }).catch(() => {});
    response.end();
  });
  const path = `/v2/webhooks/${other}/test`;
  const kept = await call(daybook.url, 'POST', path, undefined, key, { 'Idempotency-Key': 'k1' });
  assert.equal(kept.status, 200);
  assert.equal(open, 0);
  const again = await call(daybook.url, 'POST', path, undefined, key, { 'Idempotency-Key': 'k1' });
  assert.equal(again.headers.get('idempotent-replayed'), null);
  const misspelt = await daybook.post(path, { event: 'booking.scheduled' }, key);
  assert.deepEqual([misspelt.status, misspelt.body.message], [400, 'Unsupported fields']);
  assert.equal((await daybook.post(path, { type: 'booking' }, key)).body.param, 'type');
  assert.equal((await ask('WHK-0000000000')).status, 404);
});
