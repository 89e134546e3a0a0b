import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { plainRules } from './drawing.test-support.ts';
import type { Hours } from './question.ts';
import { listSlots } from './slots.ts';

const program = new URL('dst-matrix.test-support.ts', import.meta.url).pathname;
const run = promisify(execFile);
const minute = 60_000;

/** Wall clock in the zone with its offset, as `02:30-04:00`, of each start on the date. */
function offered(zone: string, date: string, start: number, end: number, durationMinutes = 30): string[] {
  const hours: Hours = {
    zone,
    weekly: Array.from({ length: 7 }, () => []),
    overrides: new Map([[date, [[start, end]]]]),
  };
  const from = Date.parse(`${date}T00:00Z`) - 2 * 1440 * minute;
  const question = { now: from, from, to: from + 5 * 1440 * minute, mode: 'any' as const };
  const rules = { ...plainRules, durationMinutes, spacingMinutes: 30, startMinutes: [0, 30] };
  const { starts } = listSlots({ ...question, rules, hosts: [{ hours, busy: new Float64Array() }] });
  return [...starts].map((at) => {
    const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    return there.toPlainTime().toString().slice(0, 5) + there.offset;
  });
}

describe('clock changes', () => {
  for (const zone of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
    test(`no case differs from the walk of every quarter-hour on a server in ${zone}`, async () => {
      const { stdout } = await run(process.execPath, [program], { env: { TZ: zone } });
      const { serverZone, cases, differences } = JSON.parse(stdout);
      assert.deepEqual(differences, []);
      assert.equal(cases, 672);
      assert.equal(serverZone.replace('Calcutta', 'Kolkata'), zone);
    });
  }

  test('an hour that is skipped is not offered, and a window that begins in it opens at the first instant after it', () => {
    assert.deepEqual(offered('America/New_York', '2026-03-08', 60, 240), [
      '01:00-05:00',
      '01:30-05:00',
      '03:00-04:00',
      '03:30-04:00',
    ]);
    assert.deepEqual(offered('America/New_York', '2026-03-08', 135, 240), ['03:00-04:00', '03:30-04:00']);
  });

  test('an hour that comes twice is offered twice', () => {
    assert.deepEqual(offered('America/New_York', '2026-11-01', 60, 150), [
      '01:00-04:00',
      '01:30-04:00',
      '01:00-05:00',
      '01:30-05:00',
      '02:00-05:00',
    ]);
  });

  test('a meeting runs through a change in real minutes', () => {
    assert.deepEqual(offered('America/New_York', '2026-03-08', 60, 240, 120), ['01:00-05:00']);
    assert.deepEqual(offered('America/New_York', '2026-11-01', 60, 120, 120), ['01:00-04:00']);
  });

  test('nine to five stays nine to five where the change falls at midnight', () => {
    const day = offered('America/Santiago', '2026-09-06', 540, 1020);
    assert.equal(day[0], '09:00-03:00');
    assert.equal(day.at(-1), '16:30-03:00');
    assert.equal(day.length, 16);
  });

  test('a date that the zone skipped offers nothing', () => {
    assert.deepEqual(offered('Pacific/Apia', '2011-12-30', 0, 1440), []);
    assert.equal(offered('Pacific/Apia', '2011-12-31', 540, 1020).length, 16);
  });
});
