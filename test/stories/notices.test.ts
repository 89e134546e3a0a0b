import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/processes.ts';
import { office, testDaybook, tuesday, wish } from '../support/server.ts';
import { receiver } from '../support/stage.ts';

const hour = 3_600_000;

/** A server with an office, a webhook to the receiver, and a booking that it is told of. */
async function furnished(otherwise: number) {
  const to = await receiver({ otherwise });
  const daybook = await testDaybook({ WEBHOOK_ALLOW_HOSTS: '127.0.0.1' });
  const { key, calendar, accountId } = await office(daybook.db);
  const foreignKey = (await office(daybook.db, { name: 'Elsewhere' })).key;
  const wanted = { name: 'New bookings', url: to.url, events: ['booking'] };
  const { id } = (await daybook.post('/v2/webhooks', wanted, key)).body;
  let hours = 0;
  const book = async () => {
    const start = tuesday + 33 * hour + hours++ * hour;
    const booked = await daybook.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), key);
    assert.equal(booked.status, 200, booked.text);
  };
  await book();
  await to.next();
  const status = async () => (await daybook.get(`/v2/webhooks/${id}/status`, key)).body;
  return { to, daybook, key, foreignKey, accountId, id, book, status };
}

const noSuchWebhook = (id: string) => ({
  type: 'invalid_request_error',
  message: `No such webhook: '${id}'`,
  param: 'id',
});

test('the status of a webhook says whether it accepts what it is sent, since when not, and what it is owed', async () => {
  const { to, daybook, key, foreignKey, id, book, status } = await furnished(200);
  await until('delivered', async () => (await status()).last_success_time !== null);
  assert.deepEqual(await status(), {
    object: 'webhook_status',
    webhook: id,
    state: 'active',
    failing_since: null,
    failures: 0,
    last_success_time: '2026-11-24T06:00:00.000Z',
    next_attempt_time: null,
    paused_time: null,
    paused_reason: null,
    pace_per_second: null,
    waiting: 0,
    oldest_waiting_time: null,
  });
  daybook.clock.now += hour;
  to.answerWith(500);
  await book();
  await until('failed', async () => (await status()).failures === 1);
  const failing = await status();
  assert.equal(failing.state, 'failing');
  assert.equal(failing.failing_since, '2026-11-24T07:00:00.000Z');
  assert.match(failing.next_attempt_time, /^2026-11-24T07:00:(0[5-9]|1\d|20)/);
  assert.equal(failing.waiting, 1);
  assert.equal(failing.oldest_waiting_time, '2026-11-24T07:00:00.000Z');
  for (const path of [`/v2/webhooks/${id}/status`, '/v2/webhooks/WHK-0000000000/status']) {
    const foreign = await daybook.get(path, foreignKey);
    assert.deepEqual([foreign.status, foreign.body], [404, noSuchWebhook(path.split('/')[3]!)]);
  }
  await daybook.delete(`/v2/webhooks/${id}`, key);
  assert.deepEqual((await daybook.get(`/v2/webhooks/${id}/status`, key)).body, noSuchWebhook(id));
});

test('a webhook is paused and resumed by whoever administers the account, and its events wait for it', async () => {
  const { to, daybook, key, foreignKey, id, book, status } = await furnished(200);
  for (const verb of ['pause', 'resume']) {
    const foreign = await daybook.post(`/v2/webhooks/${id}/${verb}`, {}, foreignKey);
    assert.deepEqual([foreign.status, foreign.body], [404, noSuchWebhook(id)]);
  }
  const path = `/v2/webhooks/${id}`;
  const paused = await daybook.post(`${path}/pause`, undefined, key);
  assert.equal(paused.status, 200);
  assert.deepEqual(
    [paused.body.state, paused.body.paused_reason, paused.body.paused_time],
    ['paused', 'requested', '2026-11-24T06:00:00.000Z'],
  );
  assert.deepEqual(
    (await daybook.post(`${path}/pause`, undefined, key)).body,
    paused.body,
    'twice is the same as once',
  );
  await book();
  await book();
  daybook.clock.now += hour;
  assert.equal((await status()).waiting, 2);
  assert.equal(to.received.length, 1);
  const resumed = await daybook.post(`${path}/resume`, undefined, key);
  assert.deepEqual(
    [resumed.body.state, resumed.body.replayed, resumed.body.dropped, resumed.body.pace_per_second],
    ['recovering', 2, 0, 10],
  );
  await to.next();
  daybook.clock.now += 1000;
  await to.next();
  await until('all is sent', async () => (await status()).waiting === 0);
  assert.equal((await status()).state, 'active');

  await daybook.post(`${path}/pause`, undefined, key);
  await book();
  const refused = await daybook.post(`${path}/resume`, { replay: 'no' }, key);
  assert.deepEqual([refused.status, refused.body.param], [400, 'replay']);
  const dropped = await daybook.post(`${path}/resume`, { replay: false }, key);
  assert.deepEqual([dropped.body.replayed, dropped.body.dropped, dropped.body.waiting], [0, 1, 0]);
  const again = await daybook.post(`${path}/resume`, { replay: true }, key);
  assert.deepEqual([again.status, again.body.replayed, again.body.dropped], [200, 0, 0]);
  const entries = (await daybook.get(`/v2/audit-log?object_id=${id}&action=updated`, key)).body.data;
  assert.equal(entries.length, 4, 'two pauses and two resumptions');
  assert.deepEqual(new Set(entries.map((entry: { actor: { type: string } }) => entry.actor.type)), new Set(['key']));
});

test('administrators see that a webhook fails and that it was paused, dismiss it, and see when it is over', async () => {
  const { to, daybook, key, foreignKey, id, status } = await furnished(500);
  const list = async (query = '') => (await daybook.get(`/v2/notices${query}`, key)).body.data;
  daybook.clock.now += hour;
  await until('told', async () => (await list()).length === 1);
  const [failing] = await list();
  assert.match(failing.id, /^NTC-[A-Z0-9]{10}$/);
  const { id: noticeId, message, failures, ...rest } = failing;
  assert.deepEqual(rest, {
    object: 'notice',
    kind: 'webhook_failing',
    webhook: id,
    webhook_name: 'New bookings',
    url: to.url,
    hours: 1,
    reason: null,
    failing_since: '2026-11-24T06:00:00.000Z',
    error: 'status 500',
    creation_time: '2026-11-24T07:00:00.000Z',
    mailed_time: null,
    resolved_time: null,
    dismissed_time: null,
  });
  assert.equal(
    message,
    `The webhook "New bookings" has accepted nothing for an hour; ${failures} attempts failed. The last attempt: status 500. What it is owed is kept and tried on.`,
  );
  const dismissed = await daybook.post(`/v2/notices/${noticeId}/dismiss`, undefined, key);
  assert.equal(dismissed.body.dismissed_time, '2026-11-24T07:00:00.000Z');
  daybook.clock.now += 23 * hour;
  await until('told again', async () => (await list()).length === 2);
  assert.deepEqual(
    (await list()).map((notice: { hours: number }) => notice.hours),
    [24, 1],
  );
  assert.deepEqual(
    (await list('?state=open')).map((notice: { hours: number }) => notice.hours),
    [24],
  );
  assert.deepEqual(
    (await list('?state=closed')).map((notice: { hours: number }) => notice.hours),
    [1],
  );

  to.answerWith(410);
  daybook.clock.now += hour;
  await until('paused', async () => (await status()).state === 'paused');
  const [paused] = await list('?limit=1');
  assert.deepEqual([paused.kind, paused.reason, paused.hours], ['webhook_paused', 'gone', null]);
  assert.equal(
    paused.message,
    'The webhook "New bookings" was paused: it answered 410, which means that it is gone for good. Its events are kept for 30 days; resume it to get them.',
  );
  await daybook.post(`/v2/webhooks/${id}/resume`, {}, key);
  assert.deepEqual(await list('?state=open'), []);
  assert.deepEqual(new Set((await list()).map((notice: { resolved_time: string }) => notice.resolved_time)).size, 1);

  assert.deepEqual((await daybook.get('/v2/notices', foreignKey)).body.data, []);
  const unknown = { type: 'invalid_request_error', message: `No such notice: '${noticeId}'` };
  const foreign = await daybook.post(`/v2/notices/${noticeId}/dismiss`, undefined, foreignKey);
  assert.deepEqual([foreign.status, foreign.body], [404, { ...unknown, param: 'id' }]);
  const cursor = await daybook.get(`/v2/notices?after=${noticeId}`, foreignKey);
  assert.deepEqual([cursor.status, cursor.body], [404, { ...unknown, param: 'after' }]);
  const both = await daybook.get('/v2/notices?after=NTC-1&before=NTC-2', key);
  assert.equal(both.body.message, 'Received both before and after parameters. Please provide only one.');
  assert.equal((await daybook.get('/v2/notices?limit=0', key)).body.param, 'limit');
  assert.equal((await daybook.get('/v2/notices?state=old', key)).body.param, 'state');
});

test('a webhook that works again, and one that was deleted, leaves no open notice behind', async () => {
  const { to, daybook, key, id } = await furnished(500);
  const open = async () => (await daybook.get('/v2/notices?state=open', key)).body.data.length;
  daybook.clock.now += hour;
  await until('told', async () => (await open()) === 1);
  to.answerWith(200);
  daybook.clock.now += hour;
  await until('over', async () => (await open()) === 0);
  const gone = await furnished(500);
  gone.daybook.clock.now += hour;
  await until('told', async () => (await gone.daybook.get('/v2/notices?state=open', gone.key)).body.data.length === 1);
  await gone.daybook.delete(`/v2/webhooks/${gone.id}`, gone.key);
  assert.deepEqual((await gone.daybook.get('/v2/notices?state=open', gone.key)).body.data, []);
  assert.notEqual(id, gone.id);
});

test('administrators are mailed each notice once, and it says when', async () => {
  const { daybook, key } = await furnished(410);
  await until('told', async () => (await daybook.get('/v2/notices', key)).body.data.length === 1);
  await Promise.all([daybook.daybook.wake(), daybook.daybook.wake()]);
  const [notice] = (await daybook.get('/v2/notices', key)).body.data;
  assert.notEqual(notice.mailed_time, null);
  const { data } = (await daybook.get('/v2/mails', key)).body;
  const mails = data.filter((each: { recipient_type: string }) => each.recipient_type === 'administrator');
  const [mail, ...others] = mails;
  assert.deepEqual(others, []);
  // Andrea is the only administrator of the account.
  assert.match(mail.recipient, /^andrea@/);
  assert.equal(mail.subject, `Webhook paused: ${notice.webhook_name}`);
  for (const fact of [notice.url, notice.error, '410']) assert.ok(mail.text.includes(fact), mail.text);
});
