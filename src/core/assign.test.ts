import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { longestIdleFirst } from './assign.ts';
import { random } from './random.ts';

const hosts = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));

test('a host who never was booked comes before all who were, and the one booked longest ago before the others', () => {
  const last = new Map([
    ['a', 30],
    ['b', 10],
    ['d', 20],
  ]);
  const order = longestIdleFirst(hosts, last, random(1)).map((host) => host.id);
  assert.deepEqual(order.slice(2), ['b', 'd', 'a']);
  assert.deepEqual(order.slice(0, 2).sort(), ['c', 'e']);
});

test('over any bookings to which all are free, no host is ever two ahead of another', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 300 }), (seed, bookings) => {
      const draw = random(seed);
      const last = new Map<string, number>();
      const count = new Map(hosts.map((host) => [host.id, 0]));
      for (let i = 0; i < bookings; i++) {
        const { id } = longestIdleFirst(hosts, last, draw)[0]!;
        last.set(id, i);
        count.set(id, count.get(id)! + 1);
      }
      const counts = [...count.values()];
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1);
    }),
  );
});
