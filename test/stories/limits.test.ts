import assert from 'node:assert/strict';
import { test } from 'node:test';
import { office, testDaybook } from '../support/server.ts';

test('an account may make a burst, then five requests a second, and is told when to come back', async () => {
  const server = await testDaybook({ RATE_LIMIT_ACCOUNT_PER_SECOND: '5', RATE_LIMIT_ACCOUNT_BURST: '12' });
  const one = await office(server.db);
  const other = await office(server.db, { name: 'Other' });
  const replies = await Promise.all(Array.from({ length: 40 }, () => server.get('/v2/test', one.key)));
  assert.equal(replies.filter((reply) => reply.status === 200).length, 12, 'exact, however many come at once');
  const refused = replies.find((reply) => reply.status === 429)!;
  assert.deepEqual(refused.body, { type: 'rate_limit_error', message: 'Request rate limit exceeded' });
  assert.equal(refused.headers.get('retry-after'), '1');
  assert.equal((await server.get('/v2/test', other.key)).status, 200, 'another account is not touched');
  server.clock.now += 199;
  assert.equal((await server.get('/v2/test', one.key)).status, 429);
  server.clock.now += 1;
  assert.equal((await server.get('/v2/test', one.key)).status, 200, 'a fifth of a second brings one');
  assert.equal((await server.get('/v2/test', one.key)).status, 429);
  server.clock.now += 60_000;
  const later = await Promise.all(Array.from({ length: 20 }, () => server.get('/v2/test', one.key)));
  assert.equal(later.filter((reply) => reply.status === 200).length, 12, 'no more than the burst is saved up');
});

test('an address may make two hundred requests in five minutes, keys or not', async () => {
  const server = await testDaybook({ RATE_LIMIT_ADDRESS_PER_5_MINUTES: '200' });
  const { key } = await office(server.db);
  const wrong = await Promise.all(Array.from({ length: 50 }, () => server.get('/v2/test', 'wrong')));
  assert.ok(wrong.every((reply) => reply.status === 401));
  const right = await Promise.all(Array.from({ length: 200 }, () => server.get('/v2/test', key)));
  assert.equal(right.filter((reply) => reply.status === 200).length, 150);
  const wait = Number(right.find((reply) => reply.status === 429)!.headers.get('retry-after'));
  assert.equal(wait, 2, 'one request comes back every one and a half seconds');
  server.clock.now += wait * 1000;
  assert.equal((await server.get('/v2/test', key)).status, 200, 'who waits as told is served');
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200, 'health is not limited');
});

test('behind a trusted proxy the address is what the proxy saw, and nobody can make one up', async () => {
  const server = await testDaybook({ RATE_LIMIT_ADDRESS_PER_5_MINUTES: '3', TRUSTED_PROXIES: '1' });
  const { key } = await office(server.db);
  const from = async (forwarded: string) =>
    (await fetch(`${server.url}/v2/test`, { headers: { 'API-Key': key, 'X-Forwarded-For': forwarded } })).status;
  for (let i = 0; i < 3; i++) assert.equal(await from(`10.0.0.${i}, 203.0.113.7`), 200);
  assert.equal(await from('10.0.0.9, 203.0.113.7'), 429);
  assert.equal(await from('203.0.113.8'), 200);
});
