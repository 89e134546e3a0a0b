import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Method, nextFirst, type Tally, untallied } from './assign.ts';
import { random } from './random.ts';

interface Member {
  id: string;
  priority: number;
  counted: Tally;
  idle: Tally;
}

const fresh = (id: string, priority = 5): Member => ({
  id,
  priority,
  counted: { ...untallied },
  idle: { ...untallied },
});
const booked = (id: string, lastBooked: number, more: Partial<Tally> = {}, priority = 5): Member => {
  const tally = { received: 1, removed: 0, lastBooked, ...more };
  return { id, priority, counted: tally, idle: tally };
};
const order = (members: Member[], method: Method, correction = true) =>
  nextFirst(members, method, correction, random(1)).map((member) => member.id);

test('a member who never was booked comes before all who were, and the one booked longest ago before the others', () => {
  const found = order([booked('a', 30), booked('b', 10), fresh('c'), booked('d', 20), fresh('e')], 'longest_idle');
  assert.deepEqual(found.slice(2), ['b', 'd', 'a']);
  assert.deepEqual(found.slice(0, 2).sort(), ['c', 'e']);
});

test('the highest priority comes first, and among equals who has been idle longest', () => {
  const members = [booked('low', 1, {}, 1), booked('late', 30, {}, 8), booked('early', 10, {}, 8), fresh('new', 5)];
  assert.deepEqual(order(members, 'priority'), ['early', 'late', 'new', 'low']);
});

test('in turn, who has had the fewest comes first, and with correction who lost some has had fewer', () => {
  const members = [
    booked('three', 1, { received: 3 }),
    booked('five', 2, { received: 5, removed: 3 }),
    booked('four', 3, { received: 4 }),
  ];
  assert.deepEqual(order(members, 'round_robin'), ['five', 'three', 'four']);
  assert.deepEqual(order(members, 'round_robin', false), ['three', 'four', 'five']);
});

test('over any bookings and losses to which all are free, no member is ever two ahead of another', () => {
  const methods = fc.constantFrom<Method>('longest_idle', 'round_robin');
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 300 }), methods, (seed, bookings, method) => {
      const draw = random(seed);
      const members = ['a', 'b', 'c', 'd', 'e'].map((id) => fresh(id));
      for (let i = 0; i < bookings; i++) {
        const next = nextFirst(members, method, true, draw)[0]!;
        Object.assign(next.counted, { received: next.counted.received + 1, lastBooked: i });
        next.idle = next.counted;
        // A lost booking leaves its member behind, who must not be made to lead by catching up.
        const loser = members.find((each) => each.counted.received > each.counted.removed)!;
        if (method === 'round_robin' && draw() < 0.2) loser.counted.removed++;
      }
      const counts = members.map(({ counted }) => counted.received - counted.removed);
      const lost = Math.max(...members.map(({ counted }) => counted.removed));
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1 + lost);
    }),
  );
});
