import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessDelay } from './guess-delay.ts';
import { networkOf } from './network-of.ts';

test('the first wrong guesses cost nothing, each further one twice as much, and none more than a quarter of an hour', () => {
  const delays = [0, 4, 5, 6, 7, 12, 13, 1000].map((guesses) => guessDelay(guesses, 'person') / 1000);
  assert.deepEqual(delays, [0, 0, 5, 10, 20, 640, 900, 900]);
  assert.deepEqual([guessDelay(19, 'network'), guessDelay(20, 'network')], [0, 5000]);
});

test('all addresses that one subscriber has are one network', () => {
  assert.equal(networkOf('198.51.100.7'), '198.51.100.7');
  assert.equal(networkOf('::ffff:198.51.100.7'), '198.51.100.7');
  assert.equal(networkOf('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2');
  assert.equal(networkOf('2001:DB8::1'), '2001:db8:0:0');
  assert.equal(networkOf('::1'), '0:0:0:0');
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0');
});
