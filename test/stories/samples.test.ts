import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { poll } from '../../docs/samples/poll.ts';
import { signRequest } from '../../src/deliveries/sign-request.ts';
import { type Received, startReceiver } from '../support/receiver.ts';
import { isHere, type Sent, samples, sourceOf, withReceiver } from '../support/samples.ts';
import { office, testDaybook, wish } from '../support/server.ts';

const minute = 60_000;
const endpoint = await startReceiver();
after(() => endpoint.close());

/** Deliveries of a server whose clock is right, twenty minutes slow and twenty minutes fast, and the webhook's secret. */
async function deliveries() {
  const server = await testDaybook({ WEBHOOK_ALLOW_HOSTS: endpoint.host }, Date.now());
  const { key, calendar } = await office(server.db);
  const hook = { name: 'Samples', url: endpoint.url, events: ['booking'] };
  const { secret } = (await server.post('/v2/webhooks', hook, key)).body;
  const made = async (ago: number): Promise<Received> => {
    server.clock.now = Date.now() - ago;
    const [slot] = (await server.get(`/v2/booking-calendars/${calendar}/time-slots`, key)).body;
    const body = wish(slot.start_time, { name: 'Ünal Größe' });
    assert.equal((await server.post(`/v2/booking-calendars/${calendar}/schedule`, body, key)).status, 200);
    return endpoint.next();
  };
  return {
    secret: secret as string,
    fresh: await made(0),
    old: await made(20 * minute),
    early: await made(-20 * minute),
  };
}

const { secret, fresh, old, early } = await deliveries();
// As during a rotation: the new secret and the old one.
const oldSecret = '5a0e4f6d2b9c4b7f8a1d3c2e9f60b817';

/** Its body and signatures, in both forms or one of them. */
function sentAs({ headers, body }: Pick<Received, 'headers' | 'body'>, form: 'both' | 'oncehub' | 'standard'): Sent {
  const standard = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  const names = { both: ['oncehub-signature', ...standard], oncehub: ['oncehub-signature'], standard }[form];
  return { body, headers: Object.fromEntries(names.map((name) => [name, String(headers[name])])) };
}

/** What a receiver has to do: a name, the request, and the status of its answer. */
function trials(): { name: string; sent: Sent; expected: number }[] {
  const text = fresh.body.toString();
  const { id } = JSON.parse(text);
  const signed = (current: string, previous?: string) => {
    const headers = signRequest({ id, body: text }, { current, previous }, Date.now());
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    return { body: fresh.body, headers: Object.fromEntries(lower) as Received['headers'] };
  };
  const cut = {
    body: fresh.body,
    headers: Object.fromEntries(
      Object.entries(fresh.headers).map(([name, value]) => [name, String(value).slice(0, -1)]),
    ),
  };
  const written = (body: string) => ({ ...fresh, body: Buffer.from(body) });
  const inBothForms = (name: string, request: Pick<Received, 'headers' | 'body'>, expected: number) =>
    (['oncehub', 'standard'] as const).map((form) => {
      return { name: `${name} (${form})`, sent: sentAs(request, form), expected };
    });
  return [
    { name: 'a delivery', sent: sentAs(fresh, 'both'), expected: 204 },
    ...inBothForms('a delivery', fresh, 204),
    { name: 'one of a rotation', sent: sentAs(signed('a third one', oldSecret), 'both'), expected: 204 },
    ...inBothForms('one signed with the old secret', signed(oldSecret), 204),
    ...inBothForms('one twenty minutes old', old, 401),
    ...inBothForms('one from the future', early, 401),
    ...inBothForms('a body that was tampered with', written(text.replace('scheduled', 'completed')), 401),
    ...inBothForms('a body that was written anew', written(JSON.stringify(JSON.parse(text), null, 1)), 401),
    ...inBothForms('another secret', signed('another'), 401),
    ...inBothForms('no secret', signed(''), 401),
    ...inBothForms('a signature cut short', cut, 401),
    {
      name: 'another event’s id',
      sent: sentAs({ ...fresh, headers: { ...fresh.headers, 'webhook-id': 'EVNT-AAAAAAAAAA' } }, 'standard'),
      expected: 401,
    },
    { name: 'no signature', sent: { body: fresh.body, headers: {} }, expected: 401 },
  ];
}

for (const sample of samples.filter(isHere)) {
  test(`the receiver of the docs in ${sample.language} takes what Daybook delivered in the last minutes, and nothing else`, () =>
    withReceiver(sample, [secret, oldSecret, ''], async (post) => {
      for (const { name, sent, expected } of trials()) assert.equal(await post(sent), expected, name);
    }));
}

test('every receiver of the docs reads both signatures, in constant time, and allows five minutes', () => {
  for (const sample of samples) {
    const source = sourceOf(sample);
    for (const needed of [
      /oncehub[-_]signature/i,
      /webhook[-_]id|webhook-\$\{name\}/i,
      /timingSafeEqual|compare_digest|hash_equals|hmac\.Equal/,
      /<= (300|5\*time\.Minute)/,
      /WEBHOOK_SECRET/,
    ])
      assert.match(source, needed, sample.file);
  }
});

test('the program of the docs that polls sees every change once, over all pages', async () => {
  const server = await testDaybook();
  const { key, calendar } = await office(server.db);
  const slots = (await server.get(`/v2/booking-calendars/${calendar}/time-slots`, key)).body;
  const book = async (index: number): Promise<string> => {
    server.clock.now++;
    const body = wish(slots[index].start_time);
    return (await server.post(`/v2/booking-calendars/${calendar}/schedule`, body, key)).body.id;
  };
  const made: string[] = [];
  for (let index = 0; index < 12; index++) made.push(await book(index));

  let seen: string[] = [];
  const daybook = { url: server.url, key, limit: 5 };
  const look = (since: string) => poll(daybook, since, (booking) => seen.push((booking as { id: string }).id));
  const first = await look('2026-01-01T00:00:00.000Z');
  assert.deepEqual(seen.toSorted(), made.toSorted());
  seen = [];
  assert.equal(await look(first), first);
  assert.deepEqual(seen, []);
  server.clock.now++;
  await server.post(`/v2/bookings/${made[3]}/cancel`, {}, key);
  const another = await book(12);
  assert.ok((await look(first)) > first);
  assert.deepEqual(seen.toSorted(), [made[3]!, another].toSorted());
});
