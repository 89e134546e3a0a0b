import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKey } from '../../src/accounts/create-key.ts';
import { completeEnded } from '../../src/bookings/complete.ts';
import { activityColumns } from '../../src/reports/present.ts';
import { classic } from '../support/pages.ts';
import { office, type Reply, testDaybook, wish } from '../support/server.ts';

// What was booked, counted and listed. Nine to five in New York, where 14:00 UTC is nine in the morning.
const server = await testDaybook();
const at = await classic(server);
const { accountId, key, andrea, ben, calendar, teamCalendar } = at;

const report = (name: string, query: Record<string, string> = {}, apiKey = key): Promise<Reply> =>
  server.get(`/v2/reports/${name}?${new URLSearchParams({ ...november, ...query })}`, apiKey);
const november = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T05:00:00Z' };
async function said(name: string, query: Record<string, string> = {}, apiKey = key) {
  const reply = await report(name, query, apiKey);
  assert.equal(reply.status, 200, reply.text);
  return reply.body;
}

async function book(start: string, id = calendar, guest: Record<string, unknown> = {}, more = {}): Promise<string> {
  server.clock.now += 1000;
  const reply = await server.post(`/v2/booking-calendars/${id}/schedule`, { ...wish(start, guest), ...more }, key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body.id;
}
async function act(id: string, action: string, body: object = {}): Promise<Reply['body']> {
  const reply = await server.post(`/v2/bookings/${id}/${action}`, body, key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body;
}

const facebook = {
  utm_params: { source: 'facebook', medium: 'social', campaign: 'winter', term: null, content: null },
};
const first = await book(
  '2026-11-25T14:00:00Z',
  calendar,
  { name: 'Carrie Customer', email: 'carrie@acme.example' },
  facebook,
);
const missed = await book('2026-11-25T15:00:00Z', calendar, { name: 'Jo', email: 'jo@acme.example' });
const dropped = await book('2026-11-26T14:30:00Z', calendar, { name: 'Jo', email: 'jo@acme.example' });
const moved = await book('2026-11-27T14:30:00Z', calendar, { name: 'Jo', email: 'jo@acme.example' }, facebook);
await act(dropped, 'cancel', { cancellation_reason: 'No time' });
const { id: arrived } = await act(moved, 'reschedule', {
  start_time: '2026-11-30T15:00:00Z',
  booking_calendar: teamCalendar,
});
assert.notEqual(arrived, moved);
server.clock.now = Date.parse('2026-11-25T20:00:00Z');
await server.db.system((tx) => completeEnded(tx, { now: server.clock.now, baseUrl: server.url }));
await act(missed, 'no-show');

test('activities are counted by their states, and one that was moved elsewhere once', async () => {
  const { from, to, ...totals } = await said('totals');
  assert.deepEqual([from, to], ['2026-11-01T00:00:00.000Z', '2026-12-01T05:00:00.000Z']);
  assert.deepEqual(totals, {
    object: 'report_totals',
    all: 4,
    requested: 0,
    scheduled: 0,
    rescheduled: 1,
    completed: 1,
    canceled: 1,
    no_show: 1,
    no_show_rate: 0.5,
    cancellation_rate: 0.25,
  });
});

test('by the time of creation requests count as well, and by the time of the meeting they do not', async () => {
  const type = await at.eventType({ proposals: 2 });
  const page = await at.page({ name: 'On request', event_types: [type] });
  const proposed = ['2026-11-27T15:00:00Z', '2026-11-27T17:00:00Z'];
  const asked = await at.book(`booking-pages/${page}`, proposed, { event_type: type });
  assert.equal(asked.status, 200, asked.text);
  assert.equal((await at.booking(asked.body.id)).status, 'requested');
  assert.equal((await said('totals')).all, 4);
  const { all, requested } = await said('totals', { by: 'creation' });
  assert.deepEqual([all, requested], [5, 1]);
  assert.equal((await said('totals', { by: 'creation', booking_page: page })).requested, 1);
});

test('a row for each owner, calendar, contact and source, those with the most first, and pages of them', async () => {
  const rows = async (of: string, query = {}) =>
    (await said('summary', { of, ...query })).data.map((row: Record<string, unknown>) => [
      row.name,
      row.email,
      row.all,
    ]);
  assert.deepEqual(await rows('owner', { booking_calendar: calendar }), [
    ['Andrea Hartie', 'andrea@classic.example', 3],
  ]);
  assert.deepEqual(await rows('booking_calendar'), [
    ['Andrea', null, 3],
    ['Sales', null, 1],
  ]);
  assert.deepEqual(await rows('contact'), [
    ['Jo', 'jo@acme.example', 3],
    ['Carrie Customer', 'carrie@acme.example', 1],
  ]);
  assert.deepEqual(await rows('utm_source'), [['facebook', null, 2]]);
  assert.deepEqual(await rows('contact', { sort: 'completed' }), [
    ['Carrie Customer', 'carrie@acme.example', 1],
    ['Jo', 'jo@acme.example', 3],
  ]);
  assert.deepEqual(await rows('contact', { order: 'least' }), [
    ['Carrie Customer', 'carrie@acme.example', 1],
    ['Jo', 'jo@acme.example', 3],
  ]);
  const one = await report('summary', { of: 'contact', limit: '1' });
  assert.equal(one.body.has_more, true);
  const next = /<([^>]+)>; rel="next"/.exec(one.headers.get('Link') ?? '')?.[1];
  const two = await server.get(next!.slice(server.url.length), key);
  assert.deepEqual([two.body.data[0].name, two.body.has_more], ['Carrie Customer', false]);
  assert.deepEqual((await said('summary')).data, (await said('summary', { of: 'owner' })).data);
});

test('what was deleted keeps its row and says so', async () => {
  const page = await at.page({ name: 'Short-lived' });
  const made = await at.book(`booking-pages/${page}`, '2026-11-30T17:00:00Z');
  assert.equal(made.status, 200, made.text);
  assert.equal((await server.delete(`/v2/booking-pages/${page}`, key)).status, 200);
  const [row] = (await said('summary', { of: 'booking_page' })).data;
  assert.deepEqual([row.id, row.name, row.deleted, row.all], [page, 'Short-lived', true, 1]);
  await act(made.body.id, 'cancel');
});

test('a trend has a point for each day of the zone, also for those on which nothing was', async () => {
  const week = { from: '2026-11-25T05:00:00Z', to: '2026-12-01T05:00:00Z', booking_calendar: calendar };
  const { points, time_zone } = await said('trend', week);
  assert.equal(time_zone, 'America/New_York', 'the account’s');
  assert.deepEqual(
    points.map((point: { start: string; all: number; no_show: number }) => [
      point.start.slice(0, 13),
      point.all,
      point.no_show,
    ]),
    [
      ['2026-11-25T05', 2, 1],
      ['2026-11-26T05', 1, 0],
      ['2026-11-27T05', 0, 0],
      ['2026-11-28T05', 0, 0],
      ['2026-11-29T05', 0, 0],
      ['2026-11-30T05', 0, 0],
    ],
  );
  const months = await said('trend', { interval: 'month', time_zone: 'Europe/Berlin', booking_calendar: calendar });
  assert.deepEqual(
    months.points.map((point: { start: string; all: number }) => [point.start, point.all]),
    [
      ['2026-10-31T23:00:00.000Z', 3],
      ['2026-11-30T23:00:00.000Z', 0],
    ],
  );
});

test('the busiest hours are those of the clock on the wall', async () => {
  const hours = async (time_zone: string) => {
    const { days } = await said('busiest-hours', { time_zone, booking_calendar: calendar });
    return days.flatMap(({ day, hours }: { day: string; hours: number[] }) =>
      hours.flatMap((found, hour) => (found > 0 ? [`${day} ${hour}: ${found}`] : [])),
    );
  };
  assert.deepEqual(await hours('America/New_York'), ['Wednesday 9: 1', 'Wednesday 10: 1', 'Thursday 9: 1']);
  assert.deepEqual(await hours('Asia/Kathmandu'), ['Wednesday 19: 1', 'Wednesday 20: 1', 'Thursday 20: 1']);
});

test('how long before they were booked: from Tuesday six o’clock UTC on', async () => {
  const { counted, median_hours, average_hours, spans } = await said('lead-times', { booking_calendar: calendar });
  assert.deepEqual([counted, median_hours], [3, 32]);
  assert.ok(Math.abs(average_hours - (31.99 + 32.99 + 56.49) / 3) < 0.2, `${average_hours}`);
  const counts = spans.map((each: { up_to_hours: number; count: number }) => [each.up_to_hours, each.count]);
  assert.deepEqual(counts.slice(2, 5), [
    [24, 0],
    [72, 3],
    [168, 0],
  ]);
  const {
    counted: none,
    average_hours: noAverage,
    median_hours: noMedian,
  } = await said('lead-times', { status: 'requested' });
  assert.deepEqual([none, noAverage, noMedian], [0, null, null]);
  const { no_show_rate, cancellation_rate } = await said('totals', { status: 'requested' });
  assert.deepEqual([no_show_rate, cancellation_rate], [null, null]);
});

test('the log behind the counts has the columns that are asked for, earliest first, page by page', async () => {
  const columns =
    'status,starting_time_owner,starting_time_customer,customer_name,owner_name,cancel_reason,utm_campaign,sessions';
  const { data } = await said('activities', { booking_calendar: calendar, columns });
  assert.deepEqual(data[0], {
    object: 'activity',
    id: first,
    status: 'completed',
    starting_time_owner: '2026-11-25T09:00:00.000-05:00',
    starting_time_customer: '2026-11-25T09:00:00.000-05:00',
    customer_name: 'Carrie Customer',
    owner_name: 'Andrea Hartie',
    cancel_reason: null,
    utm_campaign: 'winter',
    sessions: 1,
  });
  const ids = data.map((each: { id: string }) => each.id);
  assert.deepEqual(ids, [first, missed, dropped]);
  assert.equal(data[2].cancel_reason, 'No time');
  const paged: string[] = [];
  let path: string | undefined =
    `/v2/reports/activities?${new URLSearchParams({ ...november, booking_calendar: calendar, order: 'latest', limit: '1' })}`;
  while (path !== undefined) {
    const reply: Reply = await server.get(path, key);
    assert.equal(reply.status, 200, reply.text);
    paged.push(...reply.body.data.map((each: { id: string }) => each.id));
    path = /<([^>]+)>; rel="next"/.exec(reply.headers.get('Link') ?? '')?.[1]?.slice(server.url.length);
  }
  assert.deepEqual(paged, [dropped, missed, first]);
  const everything = await said('activities', { columns: Object.keys(activityColumns).join(',') });
  assert.equal(Object.keys(everything.data[0]).length, Object.keys(activityColumns).length + 2);
});

test('activities are picked out by state and by what the guest’s link said', async () => {
  const found = async (query: Record<string, string>) => (await said('totals', query)).all;
  assert.equal(await found({ status: 'completed,no_show' }), 2);
  assert.equal(await found({ utm_source: 'facebook' }), 2);
  assert.equal(await found({ utm_medium: 'social', utm_campaign: 'winter' }), 2);
  assert.equal(await found({ utm_medium: 'mail' }), 0);
  assert.equal(await found({ owner: andrea, host: andrea, booking_calendar: calendar }), 3);
});

test('a member’s figures are of his own bookings, and no others can be told from them', async () => {
  const personal = await server.db.transaction(accountId, (tx) =>
    createKey(tx, accountId, 'Ben’s', server.clock.now, undefined, { userId: ben }),
  );
  server.clock.now = Date.parse('2026-11-26T06:00:00Z');
  await book('2026-11-30T15:30:00Z', teamCalendar, { email: 'zoe@acme.example' });
  await book('2026-11-30T15:30:00Z', teamCalendar, { email: 'yan@acme.example' });
  const his = await said('totals', { by: 'creation', owner: ben });
  assert.ok(his.all > 0 && his.all < (await said('totals', { by: 'creation' })).all);
  assert.deepEqual(await said('totals', { by: 'creation' }, personal), his);
  const { data: owners } = await said('summary', { by: 'creation' }, personal);
  assert.deepEqual([owners.length, owners[0].id, owners[0].all], [1, ben, his.all]);
  const { data } = await said('activities', { by: 'creation', columns: 'owner' }, personal);
  assert.equal(data.length, his.all);
  const beyond = await report('activities', { after: first }, personal);
  assert.equal(beyond.status, 404, 'another’s booking is no cursor for him');
});

test('what is wrong with a report’s question is said', async () => {
  const wrong: [string, Record<string, string>, number, string][] = [
    ['totals', { from: '2026-12-01', to: '2026-11-01' }, 400, 'from cannot be later than to'],
    ...['summary', 'trend', 'busiest-hours', 'lead-times', 'activities'].map(
      (name): [string, Record<string, string>, number, string] => [
        name,
        { from: '2026-12-01', to: '2026-11-01' },
        400,
        'from cannot be later than to',
      ],
    ),
    ['totals', { from: 'soon' }, 400, 'Invalid date: soon'],
    ['totals', { status: 'gone' }, 400, 'Invalid string: gone'],
    ['totals', { by: 'luck' }, 400, 'Invalid value: luck'],
    ['summary', { of: 'weather' }, 400, 'Invalid value: weather'],
    ['summary', { of: 'owner', limit: '0' }, 400, ''],
    [
      'trend',
      { interval: 'hour', from: '2020-01-01' },
      400,
      'The report would have more than 1000 intervals. Choose longer ones, or a shorter time.',
    ],
    ['trend', { time_zone: 'Mars/Olympus' }, 400, ''],
    ['busiest-hours', { time_zone: 'Mars/Olympus' }, 400, ''],
    ['activities', { columns: 'status,weather' }, 400, 'Invalid string: weather'],
    ['activities', { limit: '1000' }, 400, ''],
    ['activities', { after: 'BKNG-NOBODY' }, 404, "No such booking: 'BKNG-NOBODY'"],
  ];
  for (const [name, query, status, message] of wrong) {
    const reply = await report(name, query);
    assert.equal(reply.status, status, `${name} ${JSON.stringify(query)}: ${reply.text}`);
    if (message !== '') assert.equal(reply.body.message, message);
  }
});

test('without times a report is about the last thirty days', async () => {
  const { from, to } = (await server.get('/v2/reports/totals?by=creation', key)).body;
  assert.deepEqual([Date.parse(to), Date.parse(to) - Date.parse(from)], [server.clock.now, 30 * 86_400_000]);
});

test('another account’s figures have nothing of these, whichever ids it asks with', async () => {
  const other = await office(server.db, { name: 'Other' });
  for (const query of [{}, { owner: andrea }, { booking_calendar: calendar }, { utm_source: 'facebook' }]) {
    for (const by of ['meeting', 'creation']) {
      assert.equal((await said('totals', { ...query, by }, other.key)).all, 0);
      assert.deepEqual((await said('summary', { ...query, by, of: 'contact' }, other.key)).data, []);
      assert.deepEqual((await said('activities', { ...query, by }, other.key)).data, []);
    }
  }
  const foreign = await report('activities', { after: first }, other.key);
  const unknown = await report('activities', { after: 'BKNG-NOBODY' }, other.key);
  assert.equal(foreign.text.replace(first, ''), unknown.text.replace('BKNG-NOBODY', ''));
});
