import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seenFileVariable } from '../support/document.ts';
import { fuzz } from './requests.ts';

// What chance happened to see is not what a test asked for.
delete process.env[seenFileVariable];

test('two and a half thousand generated requests: no 5xx, answers as documented, and nothing written by what was refused', async (t) => {
  // The seed stands still, so that a change is judged by what it changed; a new one is drawn by hand: SEED=1 npm test -- test/fuzz/requests.test.ts.
  const seed = Number(process.env.SEED ?? 20_261_124);
  t.diagnostic(`SEED=${seed}`);
  const report = await fuzz(2500, seed);
  t.diagnostic(
    `${Math.round(report.requests / report.seconds)} requests/s, slowest ${Math.round(report.slowestMs)} ms`,
  );
  assert.deepEqual(report.failures, []);
  // A run that books nothing would prove little.
  assert.ok(report.statuses[200]! > 300, JSON.stringify(report.statuses));
});
