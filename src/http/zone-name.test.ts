import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneName } from './zone-name.ts';

const june = Date.parse('2026-06-01T00:00:00Z');

test('a zone is named by its standard offset, its country and what people call it', () => {
  const cases: [string, string][] = [
    ['America/New_York', '(GMT-5) United States; Eastern time'],
    ['US/Eastern', '(GMT-5) United States; Eastern time'],
    ['america/new_york', '(GMT-5) United States; Eastern time'],
    ['America/Phoenix', '(GMT-7) United States; Mountain Standard time'],
    ['Europe/Berlin', '(GMT+1) Germany; Central European time'],
    ['Europe/London', '(GMT) United Kingdom; United Kingdom time'],
    ['Europe/Dublin', '(GMT) Ireland; Ireland time'],
    ['Asia/Kolkata', '(GMT+5:30) India; India Standard time'],
    ['Asia/Kathmandu', '(GMT+5:45) Nepal; Nepal time'],
    ['Australia/Sydney', '(GMT+10) Australia; Australian Eastern time'],
    ['Australia/Lord_Howe', '(GMT+10:30) Australia; Lord Howe time'],
    ['America/St_Johns', '(GMT-3:30) Canada; Newfoundland time'],
    ['Pacific/Kiritimati', '(GMT+14) Kiribati; Line Islands time'],
  ];
  for (const [zone, name] of cases) assert.equal(zoneName(zone, june), name);
});

test('a zone that is no place stands without a country, and without a name if it has none', () => {
  const cases: [string, string][] = [
    ['UTC', '(GMT) Coordinated Universal time'],
    ['CET', '(GMT+1) Central European time'],
    ['EST5EDT', '(GMT-5) Eastern time'],
    ['Etc/GMT+5', '(GMT-5)'],
    ['Etc/GMT', '(GMT) Coordinated Universal time'],
  ];
  for (const [zone, name] of cases) assert.equal(zoneName(zone, june), name);
});

test('the season changes nothing, the year may', () => {
  for (const zone of Intl.supportedValuesOf('timeZone'))
    assert.equal(zoneName(zone, june), zoneName(zone, Date.parse('2026-12-01T00:00:00Z')), zone);
  assert.match(zoneName('Pacific/Apia', Date.parse('2009-06-01T00:00:00Z')), /^\(GMT-11\) Samoa; /);
  assert.match(zoneName('Pacific/Apia', june), /^\(GMT\+13\) Samoa; /);
});

test('every place of the tz database has a country, an offset and a name, at any instant that a booking can have', () => {
  for (const zone of Intl.supportedValuesOf('timeZone').filter(
    (name) => name.includes('/') && !name.startsWith('Etc/'),
  ))
    assert.match(zoneName(zone, june), /^\(GMT([+-]\d{1,2}(:\d\d)?)?\) [^;]+; [^;]+ time$/, zone);
  assert.match(zoneName('Europe/Berlin', Date.parse('9999-12-31T23:59:59.999Z')), /^\(GMT\+1\) Germany; /);
  assert.match(zoneName('Europe/Berlin', Date.parse('0001-01-01T00:00:00Z')), /^\(GMT\+0:53\) Germany; /);
});
