import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hourMs } from './days.ts';
import { spreadOverDays } from './spread.ts';

const nine = Date.parse('2026-11-24T09:00:00Z');
const hourly = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => nine + (from - 9 + i) * hourMs);
const shown = (starts: number[], perDay: number) =>
  spreadOverDays(starts, 'UTC', perDay).map((index) => new Date(starts[index]!).getUTCHours());

test('three of a day from nine to five are nine, twelve and three', () => {
  assert.deepEqual(shown(hourly(9, 17), 3), [9, 12, 15]);
});

test('a day with fewer starts than that shows them all, and each day is spread by itself', () => {
  assert.deepEqual(shown(hourly(9, 11), 3), [9, 10]);
  assert.deepEqual(shown([...hourly(9, 17), ...hourly(33, 41)], 2), [9, 13, 9, 13]);
});

test('when the first start is taken the next one is shown instead', () => {
  assert.equal(shown(hourly(10, 17), 3)[0], 10);
});
