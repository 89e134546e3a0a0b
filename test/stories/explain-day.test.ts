import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classic } from '../support/pages.ts';
import { office, type Reply, testDaybook, wish } from '../support/server.ts';

// "Why is there no time on Wednesday?": a host's day, read from left to right. Hosts work from nine to five in New York,
// which are 14:00 to 22:00 in UTC, and in summer 13:00 to 21:00.
const server = await testDaybook();
const made = await office(server.db);
const { key, andrea, ben, calendar, teamCalendar } = made;
const classicOffice = await classic(server);
const settings = (body: object) => server.patch(`/v2/booking-calendars/${calendar}`, body, key);
const day = (id: string, date: string, query: Record<string, string> = {}): Promise<Reply> =>
  server.get(`/v2/booking-calendars/${id}/time-slots/day?${new URLSearchParams({ date, ...query })}`, key);

type Stretches = {
  start_time: string;
  end_time: string;
  offered: boolean;
  starts: string[];
  reasons: { rule: string; detail: string | null }[];
}[];

/** One line for each stretch. */
function drawn(stretches: Stretches): string[] {
  const time = (text: string) => text.slice(11, 16);
  return stretches.map((each) => {
    assert.equal(each.offered, each.starts.length > 0);
    assert.equal(each.offered, each.reasons.length === 0);
    const what = each.offered ? `${each.starts.length} starts` : each.reasons.map((reason) => reason.rule).join(', ');
    return `${time(each.start_time)}-${time(each.end_time)} ${what}`;
  });
}
async function drawnDay(id: string, date: string, query: Record<string, string> = {}): Promise<string[]> {
  const reply = await day(id, date, query);
  assert.equal(reply.status, 200, reply.text);
  return drawn(reply.body.hosts[0].stretches);
}

test('a day shows from midnight to midnight where guests can begin, and what closes the rest, with its facts', async () => {
  const start = '2026-12-02T16:00:00.000Z';
  const booked = await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start), key);
  assert.equal(booked.status, 200, booked.text);
  const { body } = await day(calendar, '2026-12-02');
  assert.deepEqual(
    [body.object, body.date, body.duration_minutes, body.hosts.length],
    ['day_explanation', '2026-12-02', 30, 1],
  );
  const { stretches, ...whose } = body.hosts[0];
  assert.deepEqual(whose, {
    host: andrea,
    booking_page: null,
    time_zone: 'America/New_York',
    start_time: '2026-12-02T05:00:00.000Z',
    end_time: '2026-12-03T05:00:00.000Z',
  });
  assert.deepEqual(drawn(stretches), [
    '05:00-14:00 outside_hours',
    '14:00-15:31 4 starts',
    '15:31-16:30 busy',
    '16:30-21:31 11 starts',
    '21:31-22:00 does_not_fit',
    '22:00-05:00 outside_hours',
  ]);
  assert.deepEqual(stretches[2].reasons, [
    {
      rule: 'busy',
      start_time: start,
      end_time: '2026-12-02T16:30:00.000Z',
      booking: booked.body.id,
      detail: null,
    },
  ]);
  assert.equal(stretches[0].reasons[0].detail, '09:00-17:00');
});

test('what a day offers is what guests are offered, and each start it closes says why like the day does', async () => {
  const date = '2026-12-02';
  const listed = await server.get(
    `/v2/booking-calendars/${calendar}/time-slots?start_time=2026-12-02T05:00:00Z&end_time=2026-12-03T05:00:00Z`,
    key,
  );
  const stretches: Stretches = (await day(calendar, date)).body.hosts[0].stretches;
  assert.deepEqual(
    stretches.flatMap((each) => each.starts),
    listed.body.map((slot: { start_time: string }) => slot.start_time),
  );
  for (const { start_time, reasons } of stretches) {
    const why = await server.get(`/v2/booking-calendars/${calendar}/time-slots/why?start_time=${start_time}`, key);
    assert.deepEqual(
      why.body.hosts[0].reasons.filter((reason: { rule: string }) => reason.rule !== 'off_grid'),
      reasons,
    );
  }
});

test('buffers, lead time, caps, horizon and what is past are shown where they close the day', async () => {
  await settings({ buffer_before_minutes: 15, buffer_after_minutes: 15 });
  assert.deepEqual((await drawnDay(calendar, '2026-12-02')).slice(1, 6), [
    '14:00-15:16 3 starts',
    '15:16-15:31 buffer',
    '15:31-16:30 busy',
    '16:30-16:45 buffer',
    '16:45-21:31 10 starts',
  ]);
  await settings({ caps: { day: 1 }, buffer_before_minutes: 0, buffer_after_minutes: 0 });
  const capped = (await day(calendar, '2026-12-02')).body.hosts[0].stretches[1];
  assert.deepEqual([capped.reasons[0].rule, capped.reasons[0].detail], ['cap', '1 of 1 a day']);
  await settings({ caps: {}, horizon: { kind: 'days', days: 5 } });
  const beyond = (await day(calendar, '2026-12-02')).body.hosts[0].stretches[1];
  assert.deepEqual([beyond.reasons[0].rule, beyond.reasons[0].detail], ['horizon', '2026-11-29']);
  await settings({ horizon: { kind: 'bookable_days', days: 2 } });
  const counted = (await day(calendar, '2026-12-02')).body.hosts[0].stretches[1];
  assert.deepEqual([counted.reasons[0].rule, counted.reasons[0].detail], ['horizon', '2026-11-25']);
  await settings({ horizon: { kind: 'none' }, lead_time: { unit: 'hours', amount: 10 } });
  // It is six in the morning in UTC.
  assert.deepEqual(await drawnDay(calendar, '2026-11-24'), [
    '05:00-06:00 past, lead_time, outside_hours',
    '06:00-14:00 lead_time, outside_hours',
    '14:00-16:00 lead_time',
    '16:00-21:31 12 starts',
    '21:31-22:00 does_not_fit',
    '22:00-05:00 outside_hours',
  ]);
  await settings({ lead_time: { unit: 'minutes', amount: 0 }, published: false });
  assert.equal((await drawnDay(calendar, '2026-11-24'))[1], '06:00-14:00 not_published, outside_hours');
  await settings({ published: true });
});

test('a day on which the clock changes has 23 or 25 hours', async () => {
  for (const [date, from, to] of [
    ['2027-03-14', '2027-03-14T05:00:00.000Z', '2027-03-15T04:00:00.000Z'],
    ['2027-11-07', '2027-11-07T04:00:00.000Z', '2027-11-08T05:00:00.000Z'],
  ] as const) {
    const { start_time, end_time, stretches } = (await day(calendar, date)).body.hosts[0];
    assert.deepEqual([start_time, end_time], [from, to]);
    assert.deepEqual(
      stretches.map((each: { reasons: object[] }) => each.reasons),
      [[{ rule: 'outside_hours', start_time: null, end_time: null, booking: null, detail: 'closed' }]],
    );
  }
});

test('a team’s day is that of each of its members, and another duration closes other starts', async () => {
  const { hosts } = (await day(teamCalendar, '2026-12-02')).body;
  const of = (user: string) => hosts.find((each: { host: string }) => each.host === user).stretches as Stretches;
  assert.deepEqual([hosts.length, drawn(of(andrea))[2]], [2, '15:31-16:30 busy']);
  assert.deepEqual(drawn(of(ben))[1], '14:00-21:31 16 starts');
  await settings({ durations: [30, 60] });
  assert.equal((await day(calendar, '2026-12-02', { duration_minutes: '60' })).body.duration_minutes, 60);
  assert.deepEqual((await drawnDay(calendar, '2026-12-02', { duration_minutes: '60' })).slice(1, 3), [
    '14:00-15:01 3 starts',
    '15:01-16:30 busy',
  ]);
  const why = await server.get(
    `/v2/booking-calendars/${calendar}/time-slots/why?start_time=2026-12-02T15:30:00Z&duration_minutes=60`,
    key,
  );
  assert.equal(why.body.hosts[0].reasons[0].rule, 'busy');
});

test('a booking page’s day is its owner’s, a master page’s that of the pages it leads to; a panel lacks somebody', async () => {
  const { key: classicKey, eventType, page, pool, master, person, book } = classicOffice;
  const type = await eventType();
  const [ann, bob, cy] = [await person('Ann'), await person('Bob'), await person('Cy')];
  const [annPage, bobPage, cyPage] = [
    await page({ owner: ann, event_types: [type] }),
    await page({ owner: bob, event_types: [type] }),
    await page({ owner: cy, event_types: [type] }),
  ];
  const get = async (path: string) => {
    const reply = await server.get(`/v2/${path}&date=2026-12-02&event_type=${type}`, classicKey);
    assert.equal(reply.status, 200, reply.text);
    return reply.body.hosts as { host: string; booking_page: string; stretches: Stretches }[];
  };
  assert.equal((await book(`booking-pages/${bobPage}`, '2026-12-02T16:00:00Z', { event_type: type })).status, 200);
  assert.equal((await book(`booking-pages/${cyPage}`, '2026-12-02T16:00:00Z', { event_type: type })).status, 200);
  const [own] = await get(`booking-pages/${bobPage}/time-slots/day?`);
  assert.deepEqual([own!.host, own!.booking_page, drawn(own!.stretches)[2]], [bob, bobPage, '15:31-16:30 busy']);

  const chosen = await master({ scenario: 'pages_first', booking_pages: [{ booking_page: annPage }] });
  const [picked] = await get(`master-pages/${chosen}/time-slots/day?booking_page=${annPage}`);
  assert.deepEqual([picked!.host, drawn(picked!.stretches)[1]], [ann, '14:00-21:31 16 starts']);

  const experts = await pool({ members: [{ booking_page: bobPage }, { booking_page: cyPage }] });
  const rules = [{ event_type: type, owner: annPage, additional_members: [experts] }];
  const panel = await master({ scenario: 'rule_based', event_types: rules });
  const [led] = await get(`master-pages/${panel}/time-slots/day?`);
  assert.deepEqual(drawn(led!.stretches).slice(1, 4), [
    '14:00-15:31 4 starts',
    '15:31-16:30 panel',
    '16:30-21:31 11 starts',
  ]);
  const start = `start_time=2026-12-02T16:00:00Z&event_type=${type}`;
  const why = await server.get(`/v2/master-pages/${panel}/time-slots/why?${start}`, classicKey);
  const rulesOf = why.body.hosts[0].reasons.map((reason: { rule: string }) => reason.rule);
  assert.deepEqual(rulesOf, ['busy', 'busy'], 'of one start it says what keeps each of them away');
  await server.patch(`/v2/resource-pools/${experts}`, { members: [] }, classicKey);
  const [closed] = await get(`master-pages/${panel}/time-slots/day?`);
  assert.equal(drawn(closed!.stretches)[1], '14:00-21:31 not_published, panel');
  await server.patch(`/v2/booking-pages/${annPage}`, { active: false }, classicKey);
  assert.deepEqual(await get(`master-pages/${panel}/time-slots/day?`), []);
});

test('what is wrong with a question about a day, or about a start, is said', async () => {
  const { key: classicKey, eventType, page, master } = classicOffice;
  const type = await eventType();
  const typed = await page({ event_types: [type] });
  const chosen = await master({ scenario: 'pages_first', booking_pages: [{ booking_page: typed }] });
  const ruled = await master({ scenario: 'rule_based', event_types: [{ event_type: type, owner: typed }] });
  const ofPage = `event_type=${type}`;
  const ofMaster = `booking_page=${typed}&${ofPage}`;
  const asks: [path: string, choice: string, apiKey: string][] = [
    [`booking-calendars/${calendar}`, '', key],
    [`booking-pages/${typed}`, ofPage, classicKey],
    [`master-pages/${chosen}`, ofMaster, classicKey],
  ];
  for (const [path, choice, apiKey] of asks) {
    for (const [what, good] of [
      ['day', 'date=2026-12-02'],
      ['why', 'start_time=2026-12-02T15:00:00Z'],
    ] as const) {
      const [param] = good.split('=') as [string];
      const ask = async (query: string, from = path) => {
        const reply = await server.get(`/v2/${from}/time-slots/${what}?${query}&${choice}`, apiKey);
        return [reply.status, reply.body.message, reply.body.param];
      };
      assert.equal((await ask(good))[0], 200);
      assert.deepEqual(await ask(''), [400, 'Required fields are missing.', param]);
      for (const odd of ['2026-02-30', 'today', '', '20261202'])
        assert.deepEqual(await ask(`${param}=${odd}`), [400, `Invalid date: ${odd}`, param]);
      assert.deepEqual(await ask(`${good}&duration_minutes=x`), [400, 'Invalid number: x', 'duration_minutes']);
      assert.deepEqual((await ask(`${good}&duration_minutes=45`)).slice(0, 1), [400]);
      assert.deepEqual((await ask(`${good}&duration_minutes=45`))[2], 'duration_minutes');
      assert.equal((await ask(good, path.replace(/-[A-Z0-9]+$/, '-NONE')))[0], 404);
    }
    const outside = ['0001-01-01', '9999-12-31', '+12026-01-01'];
    for (const date of outside)
      assert.equal(
        (await server.get(`/v2/${path}/time-slots/day?date=${encodeURIComponent(date)}&${choice}`, apiKey)).body.param,
        'date',
      );
    for (const date of ['0001-01-03', '9999-12-29'])
      assert.equal((await server.get(`/v2/${path}/time-slots/day?date=${date}&${choice}`, apiKey)).status, 200);
  }
  const get = async (path: string) => {
    const { status, body } = await server.get(`/v2/${path}&date=2026-12-02`, classicKey);
    return [status, body.message, body.param];
  };
  const missing = [400, 'Required fields are missing.'];
  const unknownType = [404, "No such event type: 'ET-NONE'", 'event_type'];
  assert.deepEqual(await get(`booking-pages/${typed}/time-slots/day?`), [...missing, 'event_type']);
  assert.deepEqual(await get(`booking-pages/${typed}/time-slots/day?event_type=ET-NONE`), unknownType);
  assert.deepEqual(await get(`master-pages/${chosen}/time-slots/day?${ofPage}`), [...missing, 'booking_page']);
  assert.deepEqual(
    await get(`master-pages/${chosen}/time-slots/day?booking_page=${typed}&event_type=ET-NONE`),
    unknownType,
  );
  assert.deepEqual(await get(`master-pages/${chosen}/time-slots/day?booking_page=BP-NONE&${ofPage}`), [
    404,
    "No such booking page: 'BP-NONE'",
    'booking_page',
  ]);
  assert.deepEqual(await get(`master-pages/${ruled}/time-slots/day?${ofMaster}`), [
    400,
    'The rules of this master page choose the booking page.',
    'booking_page',
  ]);
});
