import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { lots } from './drawn-lots.test-support.ts';
import { oracleSlots } from './oracle.test-support.ts';
import { judge, listSlots } from './slots.ts';
import { why } from './why.ts';

const minute = 60_000;
const runs = 500;

function shown(slots: readonly { start: number; freeHosts: number[] }[]): string[] {
  return slots.map(({ start, freeHosts }) => `${new Date(start).toISOString()} ${freeHosts}`);
}

describe('drawn by lot', () => {
  test('the engine offers what the walk of every quarter-hour offers, to the same hosts', () => {
    let offered = 0;
    fc.assert(
      fc.property(lots, ({ question, stepMinutes }) => {
        const slots = listSlots(question);
        const actual = Array.from(slots.starts, (start, i) => ({ start, freeHosts: slots.freeHosts(i) }));
        const expected = oracleSlots(question, stepMinutes);
        offered += Math.sign(expected.length);
        assert.deepEqual(shown(actual), shown(expected));
      }),
      { numRuns: runs },
    );
    assert.ok(offered > runs / 10, `only ${offered} of ${runs} questions had an answer: the lots say too little`);
  });

  test('list, judge and why agree at every instant', () => {
    fc.assert(
      fc.property(lots, fc.array(fc.integer({ min: -1500, max: 4499 }), { maxLength: 30 }), ({ question }, minutes) => {
        const from = question.from - 1500 * minute;
        const slots = listSlots({ ...question, from, to: question.from + 4500 * minute });
        const listed = new Map(Array.from(slots.starts, (start, i) => [start, slots.freeHosts(i)]));
        const odd = minutes.map((m) => question.from + m * minute + (m % 5 === 0 ? 1 : 0));
        const even = minutes.map((m) => question.from + Math.floor(m / 15) * 15 * minute);
        const sessions = question.hosts.flatMap((host) => (host.openSessions ?? []).map((session) => session.start));
        const near = [question.now, question.now - 1, ...sessions].filter(
          (at) => at >= from && at < question.from + 4500 * minute,
        );
        for (const instant of [...odd, ...even, ...near, ...[...listed.keys()].slice(0, 20)]) {
          const free = listed.get(instant) ?? [];
          const reasons = why(question, instant);
          const without = reasons.flatMap((list, host) => (list.length === 0 ? [host] : []));
          const context = `${new Date(instant).toISOString()} ${JSON.stringify(reasons)}`;
          assert.deepEqual(judge(question, instant), free, context);
          if (question.mode === 'any') assert.deepEqual(without, free, context);
          else assert.equal(without.length === question.hosts.length, free.length > 0, context);
        }
      }),
      { numRuns: Math.ceil(runs / 2) },
    );
  });

  test('every host that is free has a block of working hours there', () => {
    fc.assert(
      fc.property(lots, ({ question }) => {
        const slots = listSlots(question);
        for (let slot = 0; slot < slots.starts.length; slot += 7) {
          for (const host of slots.freeHosts(slot)) {
            const block = slots.blockOf(slot, host);
            const there = Temporal.Instant.fromEpochMilliseconds(slots.starts[slot]!).toZonedDateTimeISO(
              question.hosts[host]!.hours.zone,
            );
            assert.equal(block?.date, there.toPlainDate().toString());
            const { weekly, overrides } = question.hosts[host]!.hours;
            const [start, end] = (overrides.get(block!.date) ?? weekly[there.dayOfWeek - 1]!)[block!.index]!;
            assert.ok(start <= there.hour * 60 + there.minute && there.hour * 60 + there.minute < end);
          }
        }
      }),
      { numRuns: Math.ceil(runs / 5) },
    );
  });
});
