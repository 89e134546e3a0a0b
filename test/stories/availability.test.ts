import assert from 'node:assert/strict';
import { test } from 'node:test';
import { office, testDaybook } from '../support/server.ts';

const server = await testDaybook();
const { key, andrea, calendar } = await office(server.db);
const path = `/v2/users/${andrea}/scheduling-availability`;
const hours = (start_time: string, end_time: string, locations: object[] = []) => ({ start_time, end_time, locations });
const shownVideo = { type: 'online_static_link', value: 'https://meet.example.com/andrea', id: null };
const shownPhone = { type: 'phone_by_guest', value: null, id: null };

test('a user’s week is shown in his zone, day by day, with the locations of each stretch', async () => {
  const { body } = await server.get(path, key);
  assert.equal(body.object, 'schedule');
  assert.equal(body.timezone, 'America/New_York');
  assert.deepEqual(body.weekly[0], {
    day: 'Monday',
    working_hours: [hours('09:00', '17:00', [shownVideo, shownPhone])],
  });
  assert.deepEqual(
    body.weekly.map((each: { day: string }) => each.day),
    ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  );
  assert.deepEqual(body.overrides, []);
});

test('a day that is sent is replaced, the others stay, and what is offered follows', async () => {
  const reply = await server.patch(
    path,
    {
      weekly: [
        {
          day: 'Wednesday',
          working_hours: [hours('13:00', '14:00', [{ type: 'phone_by_guest' }]), hours('09:00', '10:00')],
        },
        { day: 'Saturday', working_hours: [] },
      ],
    },
    key,
  );
  assert.equal(reply.status, 200, reply.text);
  const byDay = Object.fromEntries(
    reply.body.weekly.map((each: { day: string; working_hours: object[] }) => [each.day, each.working_hours]),
  );
  assert.deepEqual(byDay.Wednesday, [hours('09:00', '10:00'), hours('13:00', '14:00', [shownPhone])]);
  assert.deepEqual(byDay.Saturday, []);
  assert.deepEqual(byDay.Monday, [hours('09:00', '17:00', [shownVideo, shownPhone])]);
  assert.deepEqual((await server.get(path, key)).body, reply.body);
  const slots = await server.get(
    `/v2/booking-calendars/${calendar}/time-slots?start_time=2026-11-25T00:00:00Z&end_time=2026-11-26T00:00:00Z`,
    key,
  );
  assert.deepEqual(
    slots.body.map((slot: { start_time: string }) => slot.start_time.slice(11, 16)),
    ['14:00', '14:30', '18:00', '18:30'],
  );
});

test('an override sets a date apart, clears it, and goes away again', async () => {
  const set = (overrides: object[]) => server.patch(path, { overrides }, key);
  const { body } = await set([
    { date: '2026-12-24', working_hours: [] },
    {
      date: '2026-12-05',
      working_hours: [
        hours('10:00', '11:00', [{ type: 'in_person_by_host', id: 'ADD-K8E9X', value: '123 Office Street' }]),
      ],
    },
  ]);
  assert.deepEqual(body.overrides, [
    {
      date: '2026-12-05',
      day: 'Saturday',
      working_hours: [
        hours('10:00', '11:00', [{ type: 'in_person_by_host', value: '123 Office Street', id: 'ADD-K8E9X' }]),
      ],
    },
    { date: '2026-12-24', day: 'Thursday', working_hours: [] },
  ]);
  const later = await server.get(`${path}?overrides_start_time=2026-12-10`, key);
  assert.deepEqual(
    later.body.overrides.map((each: { date: string }) => each.date),
    ['2026-12-24'],
  );
  assert.deepEqual((await set([{ date: '2026-12-24', working_hours: null }])).body.overrides.length, 1);
  const slots = await server.get(
    `/v2/booking-calendars/${calendar}/time-slots?start_time=2026-12-05T00:00:00Z&end_time=2026-12-06T00:00:00Z`,
    key,
  );
  assert.deepEqual(slots.body[0].locations, [{ type: 'physical', value: '123 Office Street', id: 'ADD-K8E9X' }]);
});

test('what is wrong with hours is said in the contract’s words', async () => {
  const week = (working_hours: unknown, day = 'Monday') => ({ weekly: [{ day, working_hours }] });
  const cases: [object, number, string, string][] = [
    [{}, 400, 'At least one field must be provided to update.', 'body'],
    [{ timezone: 'UTC' }, 400, 'Unsupported field', 'timezone'],
    [
      week([hours('08:00', '10:00'), hours('09:00', '11:00')]),
      400,
      "availability range is overlapping: '09:00-11:00'",
      'weekly.working_hours',
    ],
    [
      week([hours('09:05', '10:00')]),
      400,
      "start time should be multiple of 15: '09:05'",
      'weekly.working_hours.start_time',
    ],
    [
      week([hours('09:00', '10:10')]),
      400,
      "end time should be multiple of 15: '10:10'",
      'weekly.working_hours.end_time',
    ],
    [
      week([hours('10:00', '09:00')]),
      400,
      "end time should be after start time: '10:00-09:00'",
      'weekly.working_hours',
    ],
    [week([hours('9', '10:00')]), 400, "Invalid start time: '9'", 'weekly.working_hours.start_time'],
    [week([], 'monday'), 400, "Invalid day: 'monday'", 'weekly.day'],
    [week(null), 400, 'Invalid array: null', 'weekly.working_hours'],
    [{ weekly: [...week([]).weekly, ...week([]).weekly] }, 400, "Duplicate entry for day or date: 'Monday'", 'weekly'],
    [
      { overrides: [{ date: '2024-01-01', working_hours: [] }] },
      400,
      "Date cannot be in the past: '2024-01-01'",
      'overrides.date',
    ],
    [{ overrides: [{ date: '2026-02-30', working_hours: [] }] }, 400, 'Invalid date: 2026-02-30', 'overrides.date'],
    [
      {
        overrides: [
          { date: '2027-01-01', working_hours: [] },
          { date: '2027-01-01', working_hours: null },
        ],
      },
      400,
      "Duplicate entry for day or date: '2027-01-01'",
      'overrides',
    ],
    [
      week([hours('09:00', '10:00', [{ type: 'phone_by_guest' }, { type: 'phone_by_guest' }])]),
      400,
      "Duplicate location type: 'phone_by_guest'",
      'weekly.working_hours.locations',
    ],
    [
      week([
        hours('09:00', '10:00', [
          { type: 'online_dynamic_link', value: 'zoom' },
          { type: 'online_static_link', value: 'https://x.example' },
        ]),
      ]),
      422,
      'You can set either online_dynamic_link or online_static_link',
      'weekly.working_hours.locations',
    ],
    [
      week([hours('09:00', '10:00', [{ type: 'online_static_link' }])]),
      400,
      'Required fields are missing.',
      'weekly.working_hours.locations.value',
    ],
  ];
  const before = (await server.get(path, key)).body;
  for (const [body, status, message, param] of cases) {
    const reply = await server.patch(path, body, key);
    assert.equal(reply.status, status, reply.text);
    assert.deepEqual(reply.body, { type: 'invalid_request_error', message, param });
  }
  assert.deepEqual((await server.get(path, key)).body, before, 'nothing was written');
});

test('parameters that the operation does not have are refused, as nowhere else', async () => {
  const unknown = await server.get(`${path}?start_date=2026-01-01`, key);
  assert.deepEqual(unknown.body, {
    type: 'invalid_request_error',
    message: 'Received unknown parameter: start_date',
    param: 'start_date',
  });
  const wrong = await server.get(`${path}?overrides_start_time=01/02/2026`, key);
  assert.deepEqual(wrong.body, {
    type: 'invalid_request_error',
    message: 'Invalid date format for overrides_start_time. Expected format: YYYY-MM-DD',
    param: 'overrides_start_time',
  });
});

test('a user who does not exist has no availability', async () => {
  for (const reply of [
    await server.get('/v2/users/USR-NONE/scheduling-availability', key),
    await server.patch('/v2/users/USR-NONE/scheduling-availability', { weekly: [] }, key),
  ]) {
    assert.equal(reply.status, 404);
    assert.equal(reply.body.message, "No such user: 'USR-NONE'");
  }
});
