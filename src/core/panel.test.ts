import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canSeat } from './panel.ts';
import type { Host, Standing } from './question.ts';
import { judge, listSlots } from './slots.ts';
import { why } from './why.ts';

const monday = Date.parse('2026-11-23T00:00:00Z');
const hour = 3_600_000;
const always: Host['hours'] = {
  zone: 'UTC',
  weekly: Array.from({ length: 7 }, () => [[540, 1020]] as const),
  overrides: new Map(),
};
const named = (person: string, busyHours: number[] = []): Host => ({
  person,
  hours: always,
  busy: Float64Array.from(busyHours.flatMap((at) => [monday + at * hour, monday + (at + 1) * hour])),
});

/** Every way to send somebody from each group, one after another. */
function seatings(groups: readonly (readonly string[])[], taken: readonly string[]): boolean {
  const [first, ...others] = groups;
  return first === undefined || first.some((person) => !taken.includes(person) && seatings(others, [...taken, person]));
}

const people = fc.constantFrom('ann', 'bob', 'cid', 'dan', 'eve');
const group = fc.uniqueArray(people, { minLength: 1, maxLength: 4 });

test('groups find people for all their places whenever there is a way to', () => {
  fc.assert(
    fc.property(fc.array(group, { maxLength: 5 }), fc.uniqueArray(people, { maxLength: 3 }), (groups, taken) => {
      const hosts = groups.map((each) => each.map((person) => named(person)));
      assert.equal(canSeat(hosts, new Set(taken)), seatings(groups, taken));
    }),
  );
});

test('a start is listed, can be booked and has no reason against it exactly when everybody has one place and is free', () => {
  const busy = fc.dictionary(people, fc.uniqueArray(fc.integer({ min: 9, max: 16 }), { maxLength: 6 }));
  fc.assert(
    fc.property(
      group,
      fc.uniqueArray(people, { maxLength: 2 }),
      fc.array(group, { maxLength: 3 }),
      busy,
      (...drawn) => {
        const [leads, required, groups, hours] = drawn;
        const host = (person: string) =>
          named(
            person,
            (hours[person] ?? []).toSorted((a, b) => a - b),
          );
        const isFree = (person: string, at: number) => !(hours[person] ?? []).includes(at);
        const standing: Standing = {
          now: monday,
          mode: 'any',
          rules: {
            durationMinutes: 60,
            bufferBeforeMinutes: 0,
            bufferAfterMinutes: 0,
            leadTime: { unit: 'minutes', amount: 0 },
            horizon: { kind: 'none' },
            caps: {},
            weekStart: 1,
            startMinutes: [0],
            spacingMinutes: 60,
            published: true,
          },
          hosts: leads.map(host),
          required: required.map(host),
          oneOf: groups.map((each) => each.map(host)),
        };
        const slots = listSlots({ ...standing, from: monday, to: monday + 24 * hour });
        for (let at = 9; at < 17; at++) {
          const expected = leads.flatMap((lead, index) => {
            const taken = [lead, ...required];
            const apart = new Set(taken).size === taken.length && taken.every((person) => isFree(person, at));
            const free = groups.map((each) => each.filter((person) => isFree(person, at)));
            return apart && seatings(free, taken) ? [index] : [];
          });
          const start = monday + at * hour;
          const slot = slots.starts.indexOf(start);
          assert.deepEqual(slot < 0 ? [] : slots.freeHosts(slot), expected);
          assert.deepEqual(judge(standing, start), expected);
          const withoutReason = why(standing, start).flatMap((list, index) => (list.length === 0 ? [index] : []));
          assert.deepEqual(withoutReason, expected);
        }
      },
    ),
    { numRuns: 300 },
  );
});
