import assert from 'node:assert/strict';
import { test } from 'node:test';
import { smsSegments } from './sms-segments.ts';

test('a text of the GSM alphabet fits 160 letters into one SMS, and 153 into each of several', () => {
  const cases: [string, number][] = [
    ['', 1],
    ['Hi Carrie, see you at 3PM!', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['ß'.repeat(306), 2],
    ['a'.repeat(307), 3],
  ];
  for (const [text, segments] of cases) assert.equal(smsSegments(text), segments, text);
});

test('a letter that is written with an escape counts twice and is not cut in two', () => {
  assert.equal(smsSegments('€'.repeat(80)), 1);
  assert.equal(smsSegments('€'.repeat(81)), 2);
  assert.equal(smsSegments('€'.repeat(152)), 2);
  assert.equal(smsSegments('€'.repeat(153)), 3, 'a segment of 153 has room for 76 of them');
});

test('one letter of another alphabet leaves room for 70 units, and 67 in each of several', () => {
  assert.equal(smsSegments(`ж${'a'.repeat(69)}`), 1);
  assert.equal(smsSegments(`ж${'a'.repeat(70)}`), 2);
  assert.equal(smsSegments('😀'.repeat(35)), 1);
  assert.equal(smsSegments('😀'.repeat(66)), 2);
  assert.equal(smsSegments('😀'.repeat(67)), 3, 'a pair of units is not cut in two');
});
