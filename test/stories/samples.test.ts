import assert from 'node:assert/strict';
import { test } from 'node:test';
import { poll } from '../../docs/samples/poll.ts';
import { samples, tryReceiver } from '../../scripts/samples.ts';
import { office, testDaybook, wish } from '../support/server.ts';

test('the receiver of the docs takes what Daybook signed in the last minutes, and nothing else', async () => {
  const inTypeScript = samples.find(({ file }) => file === 'receiver.ts')!;
  assert.deepEqual(await tryReceiver(inTypeScript), []);
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
