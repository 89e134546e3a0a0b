import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seenFileVariable } from '../support/document.ts';
import { fuzz } from './requests.ts';

// What chance happened to see is not what a test asked for.
delete process.env[seenFileVariable];

// The seed stands still, so that a change is judged by what it changed. A failure names its round's seed: with that as SEED and
// 25000 requests the round comes again, with FUZZ_CLIENTS=1 in the same order each time. `npm run test:nightly` sends a million.
const requests = Number(process.env.FUZZ_REQUESTS ?? 50_000);
const seed = Number(process.env.SEED ?? 20_261_124);
const clients = Number(process.env.FUZZ_CLIENTS ?? 8);

test(`${requests.toLocaleString('en')} generated requests: no 5xx, answers as documented, and nothing written by what was refused`, async (t) => {
  t.diagnostic(`SEED=${seed}`);
  const report = await fuzz(requests, seed, clients);
  const answers = Object.values(report.statuses).reduce((sum, each) => sum + each, 0);
  t.diagnostic(`${Math.round(answers / report.seconds)} requests/s, slowest ${Math.round(report.slowestMs)} ms`);
  t.diagnostic(JSON.stringify(report.statuses));
  assert.deepEqual(report.failures, []);
  assert.equal(answers, requests);
  // A run that books nothing would prove little.
  assert.ok(report.statuses[200]! > requests / 8, JSON.stringify(report.statuses));
  assert.ok(report.statuses[201]! > requests / 80, JSON.stringify(report.statuses));
});
