import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneName } from './zone-name.ts';

const june = Date.parse('2026-06-01T00:00:00Z');

test('a zone is named by its standard offset, its country and what people call it', () => {
  const cases: [string, string][] = [
    ['America/New_York', '(GMT-5) United States; Eastern time'],
    ['US/Eastern', '(GMT-5) United States; Eastern time'],
    ['Europe/Berlin', '(GMT+1) Germany; Central European time'],
    ['Asia/Kathmandu', '(GMT+5:45) Nepal; Nepal time'],
    ['Australia/Sydney', '(GMT+10) Australia; Australian Eastern time'],
    ['Europe/London', '(GMT) United Kingdom; United Kingdom time'],
  ];
  for (const [zone, name] of cases) assert.equal(zoneName(zone, june), name);
  assert.match(zoneName('UTC', june), /^\(GMT\) /, 'a zone of no country stands alone');
});

test('the season changes nothing', () => {
  assert.equal(zoneName('America/Chicago', june), zoneName('America/Chicago', Date.parse('2026-12-01T00:00:00Z')));
});
