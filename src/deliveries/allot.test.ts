import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allot, type UnderWay } from './allot.ts';
import type { OwedEndpoint } from './store.ts';

function endpoint(webhook_id: string, due_since: number | null, more: Partial<OwedEndpoint> = {}): OwedEndpoint {
  return { account_id: 'ACC', webhook_id, due_since, deleted: false, failing: false, ...more };
}

function slots(
  endpoints: OwedEndpoint[],
  total: number,
  underWay: Record<string, UnderWay> = {},
): Record<string, number> {
  const busy = new Map(Object.entries(underWay).map(([id, value]) => [`ACC ${id}`, value]));
  return Object.fromEntries(
    allot(endpoints, busy, { perEndpoint: 4, total }).map((one) => [one.webhook_id, one.slots]),
  );
}

test('one endpoint gets no more than its share, however much is free', () => {
  assert.deepEqual(slots([endpoint('A', 1)], 64), { A: 4 });
  assert.deepEqual(slots([endpoint('A', 1)], 64, { A: { count: 3, failing: false } }), { A: 1 });
  assert.deepEqual(slots([endpoint('A', 1)], 64, { A: { count: 4, failing: false } }), {});
});

test('each gets one slot before any gets a second, and who waits longest comes first', () => {
  assert.deepEqual(slots([endpoint('A', 3), endpoint('B', 1), endpoint('C', 2)], 4), { B: 2, C: 1, A: 1 });
  assert.deepEqual(slots([endpoint('A', 3), endpoint('B', 1), endpoint('C', 2)], 2), { B: 1, C: 1 });
});

test('what is under way counts against the total', () => {
  assert.deepEqual(slots([endpoint('A', 1)], 8, { B: { count: 4, failing: false }, C: { count: 3, failing: false } }), {
    A: 1,
  });
  assert.deepEqual(slots([endpoint('A', 1)], 8, { B: { count: 8, failing: false } }), {});
});

test('however many endpoints fail, half of the slots are left to the others', () => {
  const failing = Array.from({ length: 100 }, (_, i) => endpoint(`F${i}`, i, { failing: true }));
  const dealt = slots([...failing, endpoint('A', 1000), endpoint('B', 1001)], 16);
  assert.equal(Object.keys(dealt).filter((id) => id.startsWith('F')).length, 8);
  assert.equal(dealt.A, 4);
  assert.equal(dealt.B, 4);
  const hanging = Object.fromEntries(
    failing.slice(0, 8).map(({ webhook_id }) => [webhook_id, { count: 1, failing: true }]),
  );
  assert.deepEqual(slots([...failing, endpoint('A', 1000)], 16, hanging), { A: 4 });
});

test('deleted endpoints, and those with nothing due, get nothing', () => {
  assert.deepEqual(slots([endpoint('A', null, { deleted: true }), endpoint('B', 1, { deleted: true })], 64), {});
});
