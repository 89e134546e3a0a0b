import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Hono } from 'hono';
import { readConfig } from '../../src/config.ts';
import { openDatabase, statement } from '../../src/db/pool.ts';
import { openMeasures } from '../../src/measure.ts';
import { until } from '../support/processes.ts';
import { startReceiver } from '../support/receiver.ts';
import { office, type TestDaybook, testDaybook, wish } from '../support/server.ts';

const token = 'a-token-for-prometheus';

async function read(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { headers });
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}

/** The value of a series; undefined if there is none. */
function sample(text: string, series: string): number | undefined {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

const own = (server: TestDaybook) => read(server.daybook.metricsUrl!);

test('without a setting nobody can read metrics, and nothing is measured', async () => {
  const server = await testDaybook();
  assert.equal(server.daybook.metricsUrl, undefined);
  const { status, text } = await read(`${server.url}/metrics`, { Authorization: 'Bearer ' });
  assert.equal(status, 404);
  assert.doesNotMatch(text, /process_cpu/);
});

test('with a token metrics are read on the port of the server, by who has it and by no other', async () => {
  const server = await testDaybook({ METRICS_TOKEN: token });
  const url = `${server.url}/metrics`;
  for (const header of [undefined, '', token, `Basic ${token}`, 'Bearer', `Bearer ${token}x`, `bearer ${token}`]) {
    const reply = await read(url, header === undefined ? {} : { Authorization: header });
    assert.equal(reply.status, 401, String(header));
    assert.doesNotMatch(reply.text, /daybook_/);
  }
  const reply = await read(url, { Authorization: `Bearer ${token}` });
  assert.equal(reply.status, 200);
  assert.match(reply.type, /^text\/plain; version=0\.0\.4/);
  assert.match(reply.text, /^process_cpu_seconds_total \d/m);
  assert.match(reply.text, /^nodejs_eventloop_lag_p99_seconds \d/m);
});

test('a port of their own serves metrics on the loopback, and asks for the token if there is one', async () => {
  const open = await testDaybook({ METRICS_PORT: '0' });
  assert.match(open.daybook.metricsUrl!, /^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
  assert.equal((await own(open)).status, 200);
  assert.equal((await read(`${open.url}/metrics`)).status, 404, 'the port that everybody reaches does not');
  assert.equal((await read(open.daybook.metricsUrl!.replace('/metrics', '/'))).status, 404);
  const closed = await testDaybook({ METRICS_PORT: '0', METRICS_TOKEN: token });
  assert.equal((await own(closed)).status, 401);
  assert.equal((await read(closed.daybook.metricsUrl!, { Authorization: `Bearer ${token}` })).status, 200);
  const { metricsUrl } = open.daybook;
  await open.daybook.stop();
  await assert.rejects(read(metricsUrl!), 'it ends with the server');
});

test('requests are counted and timed by method, route and status, and no path makes a series of its own', async () => {
  const server = await testDaybook({ METRICS_PORT: '0' });
  const { key, calendar } = await office(server.db);
  for (let i = 0; i < 3; i++) await server.get(`/v2/booking-calendars/${calendar}`, key);
  await server.get('/v2/booking-calendars/BKC-000000000000', key);
  await server.get('/v2/booking-calendars/BKC-000000000000');
  for (const path of ['/v2/nothing/1', '/v2/nothing/2', '/v1/nothing', '/nothing/1', '/nothing/2', '/healthz'])
    await fetch(server.url + path);
  const { text } = await own(server);
  const count = (labels: string) => sample(text, `daybook_http_requests_total{${labels}}`);
  const route = 'route="/v2/booking-calendars/:id"';
  assert.equal(count(`method="GET",${route},status="200"`), 3);
  assert.equal(count(`method="GET",${route},status="404"`), 1);
  assert.equal(count(`method="GET",${route},status="401"`), 1);
  assert.equal(count('method="GET",route="/v2/*",status="401"'), 2);
  assert.equal(count('method="GET",route="none",status="404"'), 2);
  assert.equal(count('method="GET",route="/healthz",status="200"'), 1);
  assert.equal(sample(text, `daybook_http_request_duration_seconds_count{method="GET",${route}}`), 5);
  assert.doesNotMatch(text, /nothing\/[12]|BKC-/);
});

test('what webhooks are owed is told by what becomes of it, with the age of the oldest, also of what is parked or paused', async () => {
  const server = await testDaybook({ METRICS_PORT: '0', WEBHOOK_ALLOW_HOSTS: '127.0.0.1' });
  const { key, accountId, calendar } = await office(server.db);
  const [well, ill, held] = await Promise.all([startReceiver(), startReceiver({ otherwise: 500 }), startReceiver()]);
  after(() => Promise.all([well.close(), ill.close(), held.close()]));
  const ids: string[] = [];
  for (const [name, { url }] of Object.entries({ well, ill, held }))
    ids.push((await server.post('/v2/webhooks', { name, url, events: ['booking'] }, key)).body.id);
  const pause = statement('update webhook_endpoints set paused_time = $3 where account_id = $1 and webhook_id = $2');
  await server.db.system((tx) => tx.run(pause, [accountId, ids[2], new Date(server.clock.now)]));
  await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish('2026-11-25T15:00:00Z'), key);
  const attempts = statement<{ count: number }>('select count(*) from attempts');
  // One that was accepted, and three that fail: then what follows is parked.
  for (const [count, waitMs] of Object.entries({ 2: 10_000, 3: 30_000, 4: 50_000 })) {
    await until(
      `${count} attempts`,
      async () => (await server.db.system((tx) => tx.one(attempts)))!.count === Number(count),
    );
    server.clock.now += waitMs;
  }
  const { text } = await until('they are counted', async () => {
    const found = await own(server);
    return sample(found.text, 'daybook_delivery_attempts_total{outcome="status"}') === 3 && found;
  });
  const series = (name: string) => sample(text, name);
  assert.equal(series('daybook_database_up'), 1);
  assert.equal(series('daybook_deliveries{state="due"}'), 0);
  assert.equal(series('daybook_deliveries{state="parked"}'), 1);
  assert.equal(series('daybook_deliveries{state="paused"}'), 1);
  assert.equal(series('daybook_deliveries_oldest_age_seconds{state="due"}'), 0);
  assert.equal(series('daybook_deliveries_oldest_age_seconds{state="parked"}'), 90);
  assert.equal(series('daybook_deliveries_oldest_age_seconds{state="paused"}'), 90);
  assert.equal(series('daybook_webhooks{state="active"}'), 1);
  assert.equal(series('daybook_webhooks{state="failing"}'), 1);
  assert.equal(series('daybook_webhooks{state="paused"}'), 1);
  assert.equal(series('daybook_webhooks_failing_seconds'), 90);
  const named = (id: string, state: string) =>
    series(`daybook_webhook_oldest_age_seconds{account="${accountId}",webhook="${id}",state="${state}"}`);
  assert.equal(named(ids[1]!, 'failing'), 90);
  assert.equal(named(ids[2]!, 'paused'), 90);
  assert.equal(series('daybook_delivery_attempts_total{outcome="ok"}'), 1);
  assert.equal(series('daybook_deliveries{state="waiting"}'), 0);
  assert.equal(series('daybook_deliveries_overdue_seconds'), 0);
  assert.equal(series('daybook_delivery_first_attempt_delay_seconds_count'), 2);
  assert.ok(series('daybook_database_connections{state="idle"}')! >= 1);
  assert.equal(series('daybook_database_waiting'), 0);
});

test('while the database is away the rest is told all the same, and what is unknown is not told', async () => {
  const nowhere = openDatabase({ host: '/nonexistent', port: 5432, user: 'x', database: 'x' }, { patienceMs: 0 });
  const measures = openMeasures(readConfig({ METRICS_PORT: '0' }), nowhere, Date.now);
  const closing: (() => Promise<void>)[] = [() => nowhere.close()];
  const url = await measures.serve(new Hono(), closing);
  after(() => Promise.all(closing.map((close) => close())));
  const { status, text } = await read(url!);
  assert.equal(status, 200);
  assert.equal(sample(text, 'daybook_database_up'), 0);
  assert.doesNotMatch(text, /^daybook_(deliveries|webhook)/m);
  assert.match(text, /^process_cpu_seconds_total/m);
  assert.equal(sample(text, 'daybook_database_waiting'), 0);
});
