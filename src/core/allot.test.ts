import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allot, type OwedEndpoint, type UnderWay } from './allot.ts';
import { newEndpoint } from './endpoint.ts';

const now = 10_000_000;
const failing = { failing_since: 1, failures: 1 };

function endpoint(webhook_id: string, due_since: number | null, more: Partial<OwedEndpoint> = {}): OwedEndpoint {
  const none = { due_tried: due_since, probe_since: null, drain_since: null, deleted: false, strict: false };
  return { ...newEndpoint, account_id: 'ACC', webhook_id, due_since, ...none, ...more };
}

const limits = { perEndpoint: 4, perRecovering: 16, perAccount: 1000, total: 64, waiting: 256 };

function slots(
  endpoints: OwedEndpoint[],
  some: Partial<typeof limits> = {},
  underWay: Record<string, Partial<UnderWay>> = {},
): Record<string, number> {
  const busy = new Map(
    Object.entries(underWay).map(([id, one]) => [
      `ACC ${id}`,
      { account_id: 'ACC', count: 0, slow: 0, suspect: false, ...one },
    ]),
  );
  const dealt = allot(endpoints, busy, { ...limits, ...some }, now);
  return Object.fromEntries(dealt.map((one) => [one.endpoint.webhook_id, one.slots]));
}

test('one endpoint gets no more than its share, however much is free', () => {
  assert.deepEqual(slots([endpoint('A', 1)]), { A: 4 });
  assert.deepEqual(slots([endpoint('A', 1)], {}, { A: { count: 3 } }), { A: 1 });
  assert.deepEqual(slots([endpoint('A', 1)], {}, { A: { count: 4 } }), {});
});

test('each gets one slot before any gets a second, and who waits longest comes first', () => {
  assert.deepEqual(slots([endpoint('A', 3), endpoint('B', 1), endpoint('C', 2)], { total: 4 }), { B: 2, C: 1, A: 1 });
  assert.deepEqual(slots([endpoint('A', 3), endpoint('B', 1), endpoint('C', 2)], { total: 2 }), { B: 1, C: 1 });
});

test('accounts take turns as well: one with many endpoints leaves one with a single one its share', () => {
  const many = Array.from({ length: 50 }, (_, i) => endpoint(`M${i}`, i));
  const single = endpoint('S', 1000, { account_id: 'OTHER' });
  assert.equal(slots([...many, single], { total: 8 }).S, 4);
  const shared = slots([...many, single], { total: 64, perAccount: 10 });
  assert.deepEqual([Object.keys(shared).length, shared.S], [11, 4]);
});

test('what is under way counts against the total and against its account', () => {
  assert.deepEqual(slots([endpoint('A', 1)], { total: 8 }, { B: { count: 4 }, C: { count: 3 } }), { A: 1 });
  assert.deepEqual(slots([endpoint('A', 1)], { total: 8 }, { B: { count: 8 } }), {});
  assert.deepEqual(slots([endpoint('A', 1)], { perAccount: 9 }, { B: { count: 4 }, C: { count: 3 } }), { A: 2 });
});

test('however many endpoints fail, half of the slots are left to the others', () => {
  const bad = Array.from({ length: 100 }, (_, i) => endpoint(`F${i}`, i, failing));
  const dealt = slots([...bad, endpoint('A', 1000), endpoint('B', 1001)], { total: 16 });
  assert.equal(Object.keys(dealt).filter((id) => id.startsWith('F')).length, 8);
  assert.equal(dealt.A, 4);
  assert.equal(dealt.B, 4);
  const hanging = Object.fromEntries(bad.slice(0, 8).map((one) => [one.webhook_id, { count: 1, suspect: true }]));
  assert.deepEqual(slots([...bad, endpoint('A', 1000)], { total: 16 }, hanging), { A: 4 });
});

test('endpoints that were slow the last time share the same half, though they succeed', () => {
  const slow = Array.from({ length: 100 }, (_, i) => endpoint(`S${i}`, i));
  const known = Object.fromEntries(slow.map((one) => [one.webhook_id, { suspect: true }]));
  const dealt = slots([...slow, endpoint('A', 1000)], { total: 16 }, known);
  assert.equal(Object.keys(dealt).length, 9);
  assert.equal(dealt.A, 4);
});

test('an attempt that is slow leaves its slot to others, as long as not too many wait', () => {
  const waiting = { B: { count: 4, slow: 4 }, C: { count: 4, slow: 3 } };
  assert.deepEqual(slots([endpoint('A', 1)], { total: 4, waiting: 10 }, waiting), { A: 3 });
  assert.deepEqual(slots([endpoint('A', 1)], { total: 4, waiting: 5 }, waiting), { A: 1 });
  assert.deepEqual(slots([endpoint('A', 1)], { total: 4, waiting: 0 }, waiting), {});
});

test('a strict endpoint gets one at a time, and so does a parked one while nobody else is at it', () => {
  assert.deepEqual(slots([endpoint('A', 1, { strict: true }), endpoint('B', 1, failing)]), { A: 1, B: 4 });
  const parked = { ...failing, failures: 3, parked_since: 1, next_probe_time: now + 1 };
  assert.deepEqual(slots([endpoint('A', 1, parked)]), { A: 1 });
  assert.deepEqual(slots([endpoint('A', 1, { ...parked, trying_until: now + 1 })]), {});
  assert.deepEqual(slots([endpoint('A', 1, { ...parked, trying_until: now })]), { A: 1 });
});

test('a probe goes when it is due though no delivery is, and only then', () => {
  const parked = { ...failing, failures: 3, parked_since: 1, probe_since: now + 1_000_000 };
  assert.deepEqual(slots([endpoint('A', null, { ...parked, next_probe_time: now })]), { A: 1 });
  assert.deepEqual(slots([endpoint('A', null, { ...parked, next_probe_time: now + 1 })]), {});
});

test('what was written or tried just before the backlog was parked waits for its hour, or for a probe', () => {
  const parked = { ...failing, failures: 3, parked_since: now - 2, next_probe_time: now + 1 };
  const minute = 60_000;
  assert.deepEqual(slots([endpoint('A', now - 10, { ...parked, due_tried: now - 19 * minute })]), {});
  assert.deepEqual(slots([endpoint('A', now - 10, { ...parked, due_tried: now - 20 * minute })]), { A: 1 });
  const held = { ...parked, next_send_time: now + 1 };
  assert.deepEqual(slots([endpoint('A', now - 10, { ...held, due_tried: now - 53 * minute })]), {});
  assert.deepEqual(slots([endpoint('A', now - 10, { ...held, due_tried: now - 54 * minute })]), { A: 1 });
  const probe = { next_probe_time: now, probe_since: now - 10 };
  assert.deepEqual(slots([endpoint('A', now - 10, { ...parked, due_tried: now - 10, ...probe })]), { A: 1 });
});

test('an endpoint with a pace gets what its pace allows', () => {
  const paced = { pace: 100, next_send_time: now - 49, slowed_time: 1, recovered_time: 1, drain_since: 1 };
  assert.deepEqual(slots([endpoint('A', null, paced)]), { A: 5 });
  assert.deepEqual(slots([endpoint('A', null, { ...paced, next_send_time: now + 1 })]), {});
  assert.deepEqual(slots([endpoint('A', null, { ...paced, next_send_time: 0 })]), { A: 10 });
});

test('paused and deleted endpoints, and those with nothing due, get nothing', () => {
  assert.deepEqual(
    slots([
      endpoint('A', null, { deleted: true }),
      endpoint('B', 1, { deleted: true }),
      endpoint('C', null),
      endpoint('D', 1, { paused_time: 1, paused_reason: 'gone' }),
    ]),
    {},
  );
});
