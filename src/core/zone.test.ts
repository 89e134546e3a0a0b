import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { dateOfDay, dayOfDate, monthOfDay, weekdayOfDay, weekOfDay } from './days.ts';
import { dayAt, daySpan, firstInstantOfDay, isZone, offsetAt, stretches, wallClock } from './zone.ts';

const hour = 3_600_000;
const zones = Intl.supportedValuesOf('timeZone');

describe('zones', () => {
  test('an IANA name in any case is a zone; an offset, an ISO string and a guess are none', () => {
    for (const name of ['Europe/London', 'america/new_york', 'UTC', 'Etc/GMT+5', 'Asia/Calcutta'])
      assert.ok(isZone(name), name);
    for (const name of ['', '+02:00', '-0330', 'Z', 'Mars/Olympus', '2026-01-01T00:00[Europe/London]', ' UTC']) {
      assert.ok(!isZone(name), name);
    }
  });

  test('an unknown zone is a RangeError, and so is an offset', () => {
    assert.throws(() => offsetAt('Mars/Olympus', 0), RangeError);
    assert.throws(() => offsetAt('+02:00', 0), RangeError);
  });

  test('every zone reads as Temporal reads it, from 1970 to 2060', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(1970), max: Date.UTC(2060) }),
        (zone, instant) => {
          const { offsetMinutes, ...clock } = wallClock(zone, instant);
          const expected = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
          const { year, month, day, hour, minute, second, millisecond } = expected;
          const date = expected.toPlainDate().toString();
          assert.deepEqual(clock, {
            date,
            year,
            month,
            day,
            weekday: expected.dayOfWeek,
            hour,
            minute,
            second,
            millisecond,
          });
          assert.equal(offsetMinutes, expected.offsetNanoseconds / 6e10);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('every change is found to the second, even the odd ones', () => {
    for (const [zone, from, to] of [
      ['America/St_Johns', '2009-12-01', '2011-12-01'],
      ['Africa/Monrovia', '1971-12-01', '1972-02-01'],
      ['Africa/Casablanca', '2023-01-01', '2025-01-01'],
      ['Australia/Lord_Howe', '2026-01-01', '2027-01-01'],
    ] as const) {
      const known = stretches(zone, Date.parse(from), Date.parse(to));
      for (let i = 1; i < known.starts.length; i++) {
        const change = known.starts[i]!;
        const read = (at: number) =>
          Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
        assert.equal(read(change - 1), known.offsets[i - 1], zone);
        assert.equal(read(change), known.offsets[i], zone);
        assert.notEqual(known.offsets[i - 1], known.offsets[i], zone);
      }
    }
  });

  test('a question far from the last one is answered as well', () => {
    assert.equal(offsetAt('Europe/Berlin', Date.UTC(2026, 6, 1)), 2 * hour);
    assert.equal(offsetAt('Europe/Berlin', Date.UTC(1945, 5, 1)), 3 * hour);
    assert.equal(offsetAt('Europe/Berlin', Date.UTC(2150, 6, 1)), 2 * hour);
    assert.equal(offsetAt('Europe/Berlin', Date.UTC(2026, 0, 1)), hour);
  });
});

describe('days', () => {
  test('a day begins at midnight, or after the gap that swallows it', () => {
    assert.deepEqual(daySpan('America/New_York', '2026-03-08'), {
      start: Date.UTC(2026, 2, 8, 5),
      end: Date.UTC(2026, 2, 9, 4),
    });
    assert.deepEqual(daySpan('America/Santiago', '2026-09-06'), {
      start: Date.UTC(2026, 8, 6, 4),
      end: Date.UTC(2026, 8, 7, 3),
    });
  });

  test('a date the zone skipped is empty', () => {
    const { start, end } = daySpan('Pacific/Apia', '2011-12-30');
    assert.equal(start, Date.UTC(2011, 11, 30, 10));
    assert.equal(end, start);
  });

  test('the first instant of a day is the one Temporal names', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 30_000 }), (zone, day) => {
        const expected = Temporal.PlainDate.from(dateOfDay(day)).toZonedDateTime(zone).epochMilliseconds;
        assert.equal(firstInstantOfDay(zone, day), expected);
      }),
      { numRuns: 500 },
    );
  });

  test('day numbers are dates, weekdays, weeks and months', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), fc.integer({ min: 1, max: 7 }), (day, weekStart) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
        assert.equal(dateOfDay(day), date.toString());
        assert.equal(dayOfDate(dateOfDay(day)), day);
        assert.equal(weekdayOfDay(day), date.dayOfWeek - 1);
        assert.equal(monthOfDay(day), date.year * 12 + date.month);
        const first = day - ((date.dayOfWeek - weekStart + 7) % 7);
        assert.equal(weekOfDay(day, weekStart), weekOfDay(first, weekStart));
        assert.equal(weekOfDay(first - 1, weekStart), weekOfDay(day, weekStart) - 1);
      }),
      { numRuns: 500 },
    );
    assert.equal(dayAt('Asia/Tokyo', Date.UTC(2026, 0, 1, 15)), dayOfDate('2026-01-02'));
  });

  test('what is no calendar date is refused', () => {
    for (const date of ['2026-02-29', '2026-13-01', '2026-1-1', 'today', ''])
      assert.throws(() => dayOfDate(date), RangeError);
  });
});
