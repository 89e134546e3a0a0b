import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fault, faults, storm } from './storm.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));

/** What a process may have under way to two endpoints when it is killed, if it has answers that are not recorded. */
const perKill = 2 * 4;

// `npm run faults` lets it storm for 100,000 events and 50 kills.
test('in a storm of faults nothing that was acknowledged is lost, nothing is made up, and each event is told as it was written', async (t) => {
  t.diagnostic(`SEED=${seed}`);
  const course: Fault[] = ['kill app', ...faults];
  const report = await storm({ seed, bookings: 200, faults: course, say: (line) => t.diagnostic(line) });
  t.diagnostic(JSON.stringify(report));
  assert.ok(report.events >= 350 && report.unanswered > 0, JSON.stringify(report));
  assert.ok(report.duplicates <= course.length * perKill, `${report.duplicates} duplicates`);
  assert.ok(report.slowestRecoverySeconds <= 10, `no answer for ${report.slowestRecoverySeconds} s after a fault`);
});
