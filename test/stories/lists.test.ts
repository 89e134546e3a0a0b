import assert from 'node:assert/strict';
import http from 'node:http';
import { test } from 'node:test';
import { schedule } from '../../src/bookings/schedule.ts';
import { statement } from '../../src/db/pool.ts';
import { listSlots } from '../../src/slots/list-slots.ts';
import { office, testDaybook, tuesday, wish } from '../support/server.ts';

const server = await testDaybook();
const { accountId, key, calendar, teamCalendar, andrea, ben } = await office(server.db);
const total = 47;

/** Bookings a second apart, oldest first. */
const ids: string[] = [];
await server.db.transaction(accountId, async (tx) => {
  const { baseUrl, start } = { baseUrl: server.url, start: tuesday };
  const slots = await listSlots(
    tx,
    accountId,
    { calendar: teamCalendar },
    { start, end: start + 20 * 86_400_000 },
    start,
  );
  for (let i = 0; i < total; i++) {
    const body = wish(slots[i]!.start_time, { email: `guest${i % 5}@example.com` });
    const form = { name: `Guest ${i}`, email: body.booking_form.email as string, phone: null, answers: {} };
    const starts = [Date.parse(slots[i]!.start_time)];
    const ways = { now: tuesday + i * 1000 + i, baseUrl };
    const asked = { starts, guest_time_zone: 'Europe/Berlin', booking_form: form, location: undefined };
    const [row] = await schedule(tx, accountId, { calendar: teamCalendar }, asked, ways);
    ids.push(row!.id);
  }
});
const newestFirst = [...ids].reverse();
const idsOf = (reply: { body: { data: { id: string }[] } }) => reply.body.data.map((each) => each.id);

/** The headers as they are on the wire, names and letters' case included. */
function rawHeaders(path: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    http
      .get(server.url + path, { headers: { 'api-key': key } }, (response) => {
        response.resume();
        resolve(response.rawHeaders);
      })
      .on('error', reject);
  });
}

test('a list holds ten of the newest by default, and says that more follow', async () => {
  const page = await server.get('/v2/bookings', key);
  assert.equal(page.body.object, 'list');
  assert.equal(page.body.has_more, true);
  assert.deepEqual(idsOf(page), newestFirst.slice(0, 10));
});

test('a client that follows Link, one that reads has_more and one that stops at an empty page all see everything once', async () => {
  const byLink: string[] = [];
  let url: string | undefined = `${server.url}/v2/bookings?limit=9&status=scheduled`;
  while (url !== undefined) {
    const response: Response = await fetch(url, { headers: { 'API-KEY': key } });
    byLink.push(...((await response.json()) as { data: { id: string }[] }).data.map((each) => each.id));
    url = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    if (url !== undefined) assert.match(url, new RegExp(`^${server.url}/v2/bookings\\?.*status=scheduled`));
  }
  assert.deepEqual(byLink, newestFirst);

  const byHasMore: string[] = [];
  for (let more = true; more; ) {
    const after = byHasMore.length === 0 ? '' : `&after=${byHasMore.at(-1)}`;
    const page = await server.get(`/v2/bookings?limit=20${after}`, key);
    byHasMore.push(...idsOf(page));
    more = page.body.has_more;
  }
  assert.deepEqual(byHasMore, newestFirst);

  const end = await server.get(`/v2/bookings?limit=100&after=${newestFirst.at(-1)}`, key);
  assert.equal(end.status, 200);
  assert.deepEqual(end.body, { object: 'list', data: [], has_more: false });
  assert.equal(end.headers.get('link'), null);
});

test('the Link header goes out with a capital L, absolute, with /v2, and keeps limit, filters and expand', async () => {
  const headers = await rawHeaders(`/v2/bookings?limit=5&host=${andrea}&expand=owner`);
  const link = headers[headers.indexOf('Link') + 1];
  assert.ok(headers.includes('Link'), headers.join(' | '));
  assert.ok(headers.includes('Request-Id'));
  assert.match(
    link!,
    new RegExp(`^<${server.url}/v2/bookings\\?host=${andrea}&expand=owner&after=BKNG-\\w{12}&limit=5>; rel="next"$`),
  );
});

test('before the first object of page two lies page one, in the same order, with links to both sides', async () => {
  const first = await server.get('/v2/bookings?limit=10', key);
  const second = await server.get(`/v2/bookings?limit=10&after=${idsOf(first).at(-1)}`, key);
  const back = await server.get(`/v2/bookings?limit=10&before=${idsOf(second)[0]}`, key);
  assert.deepEqual(idsOf(back), idsOf(first));
  assert.equal(back.body.has_more, false);
  assert.match(second.headers.get('link') ?? '', /rel="next", <[^>]+before=[^>]+>; rel="previous"$/);
  assert.match(back.headers.get('link') ?? '', /^<[^>]+after=[^>]+>; rel="next"$/);
});

test('a list that fits on one page has no Link header', async () => {
  const reply = await server.get('/v2/bookings?limit=100', key);
  assert.equal(reply.headers.get('link'), null);
  assert.equal(reply.body.has_more, false);
});

test('a limit outside 1 to 100 is refused with the number', async () => {
  for (const limit of ['0', '101', '500', '-1', 'abc', '1.5', '99999999999999999999']) {
    const reply = await server.get(`/v2/bookings?limit=${limit}`, key);
    assert.equal(reply.status, 400, limit);
    assert.deepEqual(reply.body, {
      type: 'invalid_request_error',
      message: `Out of range value: ${limit}. Please provide a number between 1 and 100.`,
      param: 'limit',
    });
  }
});

test('both cursors at once are refused, without a param', async () => {
  const reply = await server.get(`/v2/bookings?after=${ids[0]}&before=${ids[1]}`, key);
  assert.equal(reply.status, 400);
  assert.deepEqual(reply.body, {
    type: 'invalid_request_error',
    message: 'Received both before and after parameters. Please provide only one.',
  });
});

test('dates come in the forms that clients send, and filter strictly to the millisecond', async () => {
  const fifth = tuesday + 5 * 1000 + 5;
  const text = new Date(fifth).toISOString();
  const later = await server.get(`/v2/bookings?limit=100&creation_time.gt=${text}`, key);
  assert.deepEqual(idsOf(later), newestFirst.slice(0, total - 6));
  const earlier = await server.get(`/v2/bookings?limit=100&creation_time.lt=${text}`, key);
  assert.deepEqual(idsOf(earlier), newestFirst.slice(total - 5));
  for (const form of [
    '2021-10-01',
    '2026-09-15T04:00:00Z',
    '2026-09-15T00:00:00.000Z',
    '2000-01-01T00:00:00.000000Z',
    encodeURIComponent('2026-11-23 07:43:49.494000+00:00'),
    '2026-11-23 07:43:49.494000+00:00',
    encodeURIComponent('2026-11-24 02:44:51.572083'),
    encodeURIComponent('2026-11-24T02:44:51+02:00'),
    '0001-01-01T00:00:00',
  ]) {
    const reply = await server.get(`/v2/bookings?limit=100&last_updated_time.gt=${form}`, key);
    assert.equal(reply.status, 200, `${form}: ${reply.text}`);
    assert.equal(reply.body.data.length, total, form);
  }
});

test('a date that no calendar has is refused, naming the filter', async () => {
  for (const filter of ['creation_time.gt', 'starting_time.lt', 'last_updated_time.gt']) {
    for (const date of ['2025-13-45T99:99:99Z', '2026-02-30', 'yesterday', '1764000000']) {
      const reply = await server.get(`/v2/bookings?${filter}=${date}`, key);
      assert.equal(reply.status, 400, date);
      assert.deepEqual(reply.body, { type: 'invalid_request_error', message: `Invalid date: ${date}`, param: filter });
    }
  }
});

test('a range that ends before it begins is refused', async () => {
  for (const name of ['creation_time', 'starting_time', 'last_updated_time']) {
    const reply = await server.get(`/v2/bookings?${name}.gt=2026-02-01&${name}.lt=2026-01-01`, key);
    assert.deepEqual(reply.body, {
      type: 'invalid_request_error',
      message: `${name}.gt cannot be later than ${name}.lt`,
      param: `${name}.gt`,
    });
  }
});

test('each filter finds its bookings, and filters add up', async () => {
  const all = (await server.get('/v2/bookings?limit=100', key)).body.data as {
    id: string;
    owner: string;
    contact: string;
    booking_calendar: string;
  }[];
  const owned = all.filter((each) => each.owner === andrea).map((each) => each.id);
  assert.ok(owned.length > 5 && owned.length < total);
  const contact = all[0]!.contact;
  const cases: [string, string[]][] = [
    [`owner=${andrea}`, owned],
    [`host=${andrea}`, owned],
    [`contact=${contact}`, all.filter((each) => each.contact === contact).map((each) => each.id)],
    [`booking_calendar=${teamCalendar}`, newestFirst],
    [`booking_calendar=${calendar}`, []],
    ['status=scheduled', newestFirst],
    ['status=scheduled,rescheduled', newestFirst],
    ['status=canceled', []],
    ['booking_page=BP-NONE', []],
    [
      `owner=${andrea}&contact=${contact}`,
      all.filter((each) => each.owner === andrea && each.contact === contact).map((each) => each.id),
    ],
    ['starting_at=2026-01-01&ending_at=x', newestFirst],
  ];
  for (const [query, expected] of cases)
    assert.deepEqual(idsOf(await server.get(`/v2/bookings?limit=100&${query}`, key)), expected, query);
  assert.ok(ben);
});

test('a status that does not exist is refused', async () => {
  const reply = await server.get('/v2/bookings?status=confirmed', key);
  assert.deepEqual(reply.body, {
    type: 'invalid_request_error',
    message: 'Invalid string: confirmed',
    param: 'status',
  });
});

test('a cursor that names nothing is refused, naming the cursor', async () => {
  const reply = await server.get('/v2/bookings?after=BKNG-NOTHING', key);
  assert.equal(reply.status, 404);
  assert.deepEqual(reply.body, {
    type: 'invalid_request_error',
    message: "No such booking: 'BKNG-NOTHING'",
    param: 'after',
  });
});

test('related objects are ids until they are expanded, with or without data. in front', async () => {
  const plain = (await server.get('/v2/bookings?limit=1', key)).body.data[0];
  assert.equal(typeof plain.owner, 'string');
  for (const names of ['owner,contact,booking_calendar', 'data.owner,data.contact,data.booking_calendar']) {
    const full = (await server.get(`/v2/bookings?limit=1&expand=${names}`, key)).body.data[0];
    assert.equal(full.owner.object, 'user');
    assert.equal(full.owner.id, plain.owner);
    assert.equal(full.contact.email, full.form_submission.email);
    assert.equal(full.booking_calendar.object, 'booking_calendar');
    assert.equal(full.conversation, null);
  }
  const one = await server.get(`/v2/bookings/${plain.id}?expand=owner`, key);
  assert.equal(one.body.owner.id, plain.owner);
  const refused = await server.get('/v2/bookings?expand=owner,invalid_property', key);
  assert.deepEqual(refused.body, {
    type: 'invalid_request_error',
    message: 'This property cannot be expanded: invalid_property',
    param: 'expand',
  });
});

test('every time goes out with three digits of fraction and a Z', async () => {
  const text = JSON.stringify((await server.get('/v2/bookings?limit=100&expand=contact', key)).body);
  const times = text.match(/\d{4}-\d\d-\d\dT[^"]+/g)!;
  assert.ok(times.length > total * 3);
  for (const time of times) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('a deleted object leaves its list, reads redacted, and goes on working as a cursor', async () => {
  const contacts = idsOf(await server.get('/v2/contacts?limit=100', key));
  const gone = contacts[1]!;
  const remove = statement('update contacts set deleted_time = now() where account_id = $1 and id = $2');
  await server.db.transaction(accountId, (tx) => tx.run(remove, [accountId, gone]));
  assert.deepEqual(
    idsOf(await server.get('/v2/contacts?limit=100', key)),
    contacts.filter((id) => id !== gone),
  );
  assert.deepEqual((await server.get(`/v2/contacts/${gone}`, key)).body, {
    id: gone,
    object: 'contact',
    deleted: true,
  });
  assert.deepEqual(idsOf(await server.get(`/v2/contacts?after=${gone}`, key)), contacts.slice(2));
  const bookings = (await server.get('/v2/bookings?limit=100&expand=contact', key)).body.data;
  const met = bookings.filter((each: { contact: { id: string } }) => each.contact.id === gone);
  assert.deepEqual(met[0].contact, { id: gone, object: 'contact', deleted: true });
});

test('webhooks take one cursor at a time as well', async () => {
  const reply = await server.get('/v2/webhooks?after=WHK-1&before=WHK-2', key);
  assert.match(reply.body.message, /^Received both before and after/);
});

test('users, teams, calendars and contacts list and read by the same rules', async () => {
  for (const [path, filter] of [
    ['/v2/users', `email=andrea@office.example`],
    ['/v2/teams', `user=${andrea}`],
    ['/v2/booking-calendars', `host=${andrea}`],
    ['/v2/contacts', 'email=GUEST0@example.com'],
  ] as const) {
    const page = await server.get(`${path}?limit=1`, key);
    assert.equal(page.status, 200);
    const both = await server.get(`${path}?after=X&before=Y`, key);
    assert.match(both.body.message, /^Received both before and after/);
    if (path === '/v2/contacts') {
      const range = await server.get(`${path}?last_updated_time.gt=2026-02-01&last_updated_time.lt=2026-01-01`, key);
      assert.equal(range.body.message, 'last_updated_time.gt cannot be later than last_updated_time.lt');
    }
    const found = await server.get(`${path}?${filter}`, key);
    assert.equal(found.body.data.length, 1, path);
    const one = await server.get(`${path}/${found.body.data[0].id}`, key);
    assert.deepEqual(one.body, found.body.data[0]);
    const unknown = await server.get(`${path}/NOPE-123`, key);
    assert.equal(unknown.status, 404);
    assert.equal(unknown.body.param, 'id');
    assert.match(unknown.body.message, /^No such [a-z ]+: 'NOPE-123'$/);
  }
});
