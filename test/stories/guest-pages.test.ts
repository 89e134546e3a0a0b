import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guestOffice } from '../support/guest.ts';
import { testDaybook, tuesday } from '../support/server.ts';

const server = await testDaybook();
const office = await guestOffice(server);
const { key, andrea, ben } = office;

interface Shown {
  status: number;
  text: string;
  headers: Headers;
}

async function look(path: string, headers: Record<string, string> = {}): Promise<Shown> {
  const response = await fetch(path.startsWith('http') ? path : server.url + path, { headers, redirect: 'manual' });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

async function send(
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Shown> {
  const url = path.startsWith('http') ? path : server.url + path;
  const body = new URLSearchParams(fields);
  const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const start = (date: string, hour: number) => `${date}T${String(hour).padStart(2, '0')}:00:00.000Z`;
const guest = { name: 'Carrie Customer', email: 'carrie@example.com', location: 'virtual_static:' };
const zone = { iana_time_zone: 'America/New_York' };
/** Books on a page as a browser without script does, and returns the address that it is led to. */
async function book(url: string, at: string, more: Record<string, string> = {}): Promise<string> {
  const { status, headers, text } = await send(url, { ...guest, ...zone, start: at, key: at, ...more });
  assert.equal(status, 303, text);
  return headers.get('location')!;
}
const idOf = (address: string) => /BKNG-[A-Z0-9]{12}/.exec(address)![0];
const booking = async (id: string) => (await server.get(`/v2/bookings/${id}`, key)).body;

test('a page carries a policy under which nothing foreign loads or runs, and nobody keeps it', async () => {
  const { status, headers, text } = await look(await office.calendarAt('policy-page'));
  assert.equal(status, 200);
  const policy = headers.get('content-security-policy')!;
  const nonce = /'nonce-([^']+)'/.exec(policy)![1];
  assert.match(policy, /^default-src 'none'; script-src 'self'; style-src 'self' 'nonce-/);
  assert.match(policy, /form-action 'self'; base-uri 'none'; frame-ancestors \*$/);
  assert.deepEqual(
    [...text.matchAll(/ nonce="([^"]+)"/g)].map((match) => match[1]),
    [nonce],
  );
  assert.equal(/ style="| on\w+="|<script>/.test(text), false);
  assert.equal(headers.get('set-cookie'), null);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(headers.get('referrer-policy'), 'same-origin');
});

test('only websites that the account allows may frame a page', async () => {
  const settings = { embed_origins: ['https://www.example.com'] };
  const some = await look(await office.calendarAt('framed-some', {}, { settings }));
  assert.match(some.headers.get('content-security-policy')!, /frame-ancestors https:\/\/www\.example\.com$/);
  const none = await look(await office.calendarAt('framed-none', {}, { settings: { embed_origins: [] } }));
  assert.match(none.headers.get('content-security-policy')!, /frame-ancestors 'none'$/);
});

test('style and script are there under names that change with their content, to be kept for ever, compressed', async () => {
  const { text } = await look(await office.calendarAt('assets-page'));
  for (const kind of ['css', 'js']) {
    const path = new RegExp(`"(/assets/guest-[0-9a-f]{12}\\.${kind})"`).exec(text)![1]!;
    for (const encoding of ['br', 'gzip'] as const) {
      const { status, headers } = await look(path, { 'Accept-Encoding': encoding });
      assert.deepEqual([status, headers.get('content-encoding')], [200, encoding]);
      assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable');
    }
    const plain = await look(path, { 'Accept-Encoding': 'identity, br;q=0' });
    assert.equal(plain.headers.get('content-encoding'), null);
  }
  assert.equal((await look('/assets/guest-000000000000.js')).status, 404);
});

test('an address is read in any case of letters; one that leads nowhere says so in words', async () => {
  const url = await office.calendarAt('Any-Case');
  assert.equal((await look(url.toUpperCase().replace('HTTP', 'http'))).status, 200);
  const nowhere = await look('/nothing-here', { 'Accept-Language': 'de' });
  assert.equal(nowhere.status, 404);
  assert.match(nowhere.text, /Hier ist nichts/);
});

test('what people write is shown as text, never as HTML', async () => {
  const attack = '</script><img src=x onerror=alert(1)>"\'';
  const question = { name: 'q', type: 'text', title: attack, hint: attack };
  const settings = { heading: attack, welcome: attack, policy_text: attack };
  const url = await office.calendarAt('attacked', { questions: [question] }, { settings });
  const at = start('2026-12-01', 14);
  for (const path of [url, `${url}?date=${attack}&month=${attack}&x=${attack}`, `${url}?start=${at}&name=${attack}`]) {
    const { text } = await look(path);
    assert.equal(text.includes('<img'), false, path);
    assert.equal(text.includes('</script><'), false, path);
  }
  const { status, text } = await send(url, { ...guest, ...zone, name: '', 'q.q': attack, start: at });
  assert.deepEqual([status, text.includes('<img')], [422, false]);
});

test('whatever an address says, the page answers, and never with a fault of ours', async () => {
  const url = await office.calendarAt('odd-queries');
  const odd = ['date=2026-02-31', 'date=0000-01-01', 'month=9999-99', 'month=1969-01', 'start=never', 'start=2026-12-01',
    'start=1600-01-01T00:00:00Z', 'iana_time_zone=Mars/Olympus', 'iana_time_zone=%00', 'hold=x&hold=HOLD-AAAAAAAAAAAA',
    'duration=7', 'duration_minutes=-1', 'clock=13', 'lang=xx', 'lang=%F0', 'choose=zone', 'choose=else', 'host=nobody',
    'co_hosts=,,,', 'event_type=ET-0', 'booking_page=BP-0', 'pass=x', `x=${'y'.repeat(4000)}`]; // biome-ignore format: a list
  for (const query of odd) assert.equal((await look(`${url}?${query}`)).status, 200, query);
  for (const query of odd) assert.ok([200, 404].includes((await look(`${url}/times?${query}`)).status), query);
  for (const query of odd) assert.ok([303, 422, 200].includes((await send(`${url}?${query}`, {})).status), query);
  for (const query of odd) assert.equal((await send(`${url}/hold?${query}`, {})).status, 303, query);
});

test('a form that another website sends is turned away', async () => {
  const url = await office.calendarAt('forged');
  const fields = { ...guest, ...zone, start: start('2026-12-01', 15) };
  for (const headers of [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
  ] as Record<string, string>[])
    assert.equal((await send(url, fields, headers)).status, 403, JSON.stringify(headers));
  assert.equal((await send(url, fields, { Origin: server.url })).status, 303);
});

test('a form that is sent twice books once, also at the same moment', async () => {
  const url = await office.calendarAt('twice');
  const at = start('2026-12-02', 14);
  const all = await Promise.all([book(url, at), book(url, at), book(url, at)]);
  assert.equal(new Set(all.map(idOf)).size, 1);
  assert.equal(idOf(await book(url, at)), idOf(all[0]!));
});

test('two guests who send their forms at the same moment are not both booked', async () => {
  const url = await office.calendarAt('race');
  const at = start('2026-12-02', 15);
  const answers = await Promise.all(
    [1, 2, 3, 4].map((n) => send(url, { ...guest, ...zone, email: `g${n}@example.com`, start: at, key: `race ${n}` })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409, 409, 409]);
});

test('a picked time is held for its guest and for nobody else, and given back when he picks another', async () => {
  const url = await office.calendarAt('held');
  const [first, second] = [start('2026-12-02', 16), start('2026-12-02', 17)];
  const held = await send(`${url}/hold`, { ...zone, start: first });
  const form = held.headers.get('location')!;
  assert.match(form, /hold=HOLD-/);
  assert.match((await look(form)).text, /data-held="300"/);
  assert.match((await send(`${url}/hold`, { ...zone, start: first })).headers.get('location')!, /taken=1/);
  const hold = new URL(form, server.url).searchParams.get('hold')!;
  const other = (await send(`${url}/hold?hold=${hold}`, { ...zone, start: second })).headers.get('location')!;
  assert.match((await send(`${url}/hold`, { ...zone, start: first })).headers.get('location')!, /hold=HOLD-/);
  const booked = await send(other, { ...guest, ...zone, start: second, key: 'held' });
  assert.equal((await booking(idOf(booked.headers.get('location')!))).starting_time, second);
});

test('guests are held to the horizon, which the API is not', async () => {
  const url = await office.calendarAt('near', { horizon: { kind: 'days', days: 7 } });
  const far = start('2026-12-21', 14);
  assert.match((await send(`${url}/hold`, { ...zone, start: far })).headers.get('location')!, /taken=1/);
  assert.equal((await send(url, { ...guest, ...zone, start: far })).status, 409);
  const { starts } = JSON.parse((await look(`${url}/times?month=2026-12`)).text);
  assert.ok(starts.length > 0 && starts.every((minute: number) => minute * 60_000 < tuesday + 9 * 86_400_000));
});

test('the bare address of a calendar’s booking, as the API gives it, works and tells nothing of the guest', async () => {
  const address = await book(await office.calendarAt('bare'), start('2026-12-03', 14));
  const { cancel_url, reschedule_url } = await booking(idOf(address));
  const own = await look(address);
  assert.match(own.text, /You are booked/);
  assert.match(own.text, /carrie@example\.com/);
  const ics = /href="(\/api\/bookings\/ics\/[^"]+)"/.exec(own.text)![1]!;
  assert.match((await look(ics)).text, /^BEGIN:VCALENDAR/);
  assert.match(own.text, /https:\/\/calendar\.google\.com\/[^"]*dates=20261203T140000Z%2F20261203T143000Z/);
  const bare = await look(reschedule_url);
  assert.equal(bare.status, 200);
  assert.match(bare.text, /Talk at bare/);
  for (const secret of ['Carrie', 'carrie@', 'Params=']) assert.equal(bare.text.includes(secret), false, secret);
  assert.equal((await look(cancel_url)).status, 200);
  const done = await send(cancel_url, { reason: 'Ill' });
  assert.equal(done.status, 303);
  assert.equal((await booking(idOf(address))).status, 'canceled');
});

test('an address that came by the id alone gives away no secret when something is done there', async () => {
  const address = await book(await office.calendarAt('no-leak'), start('2026-12-03', 15));
  const { cancel_url } = await booking(idOf(address));
  const done = await send(cancel_url, {});
  assert.equal(done.headers.get('location')!.includes('Params='), false);
});

test('a booking of a booking page opens by its secret alone, as its webhooks and API v1 carry it', async () => {
  await office.page({ name: 'Andrea', slug: 'secret-page' });
  const address = await book(`${server.url}/secret-page`, start('2026-12-03', 16));
  const id = idOf(address);
  const [event] = await office.events(id);
  const link = event!.data.cancel_reschedule_url;
  assert.match(link, new RegExp(`/m/${id}\\?Params=[A-Z0-9]{24}$`));
  assert.equal((await look(link)).status, 200);
  const v1 = (await server.get(`/v1/bookings/${id}`, key)).body.cancel_reschedule_link;
  assert.equal(v1, link);
  for (const wrong of [`/m/${id}`, `/m/${id}?Params=`, `/m/${id}?Params=${'A'.repeat(24)}`, `/m/${id}/cancel`]) {
    const { status, text } = await look(wrong);
    assert.equal(status, 404, wrong);
    assert.equal(text.includes('Andrea'), false);
  }
  assert.equal((await send(`/m/${id}/cancel`, {})).status, 404);
  assert.equal((await booking(id)).status, 'scheduled');
});

test('an id that nobody has reads like nothing at all', async () => {
  assert.equal((await look('/m/BKNG-AAAAAAAAAAAA')).status, 404);
  assert.equal((await look('/m/USR-AAAAAAAAAA')).status, 404);
});

test('a guest may cancel and move as the policy of his booking says, whatever the page says since', async () => {
  const settings = {
    cancel: { allowed: 'until', minutes_before: 1440 },
    reschedule: { allowed: 'never' },
    reason: 'required',
  };
  const url = await office.calendarAt('strict', {}, { settings });
  const address = await book(url, start('2026-12-04', 14));
  const at = (sub: string) => address.replace(/\?.*$/, `/${sub}$&`);
  assert.match((await look(at('cancel'))).text, /You can cancel until Thursday, December 3, 2026/);
  assert.match((await look(at('reschedule'))).text, /can no longer be moved here/);
  const move = await send(at('reschedule'), { start: start('2026-12-04', 16) });
  assert.notEqual(move.status, 303);
  assert.equal((await send(at('cancel'), {})).status, 422, 'a reason has to be said');
  await office.setOf(`booking-calendars/${(await booking(idOf(address))).booking_calendar}`, {
    cancel: { allowed: 'never' },
  });
  const before = server.clock.now;
  server.clock.now = Date.parse(start('2026-12-03', 15));
  const late = await send(at('cancel'), { reason: 'Ill' });
  assert.match(late.text, /can no longer be cancelled here/);
  assert.match(late.text, /It could be cancelled until/);
  server.clock.now = before;
  assert.equal((await send(at('cancel'), { reason: 'Ill' })).status, 303);
});

test('after his host asked for another time, the guest picks one from his booking’s page', async () => {
  const address = await book(await office.calendarAt('asked'), start('2026-12-07', 14));
  const asked = await server.post(`/v2/bookings/${idOf(address)}/request-reschedule`, {}, key);
  assert.equal(asked.status, 200);
  assert.match(
    (await look(address.replace('&done=scheduled', ''))).text,
    /Andrea Hartie asks you to pick another time/,
  );
  const moved = await send(address.replace(/\?/, '/reschedule?'), { ...zone, start: start('2026-12-07', 16) });
  assert.equal(moved.status, 303, moved.text);
  const next = await booking(idOf(moved.headers.get('location')!));
  assert.deepEqual([next.status, next.rescheduled_booking_id], ['rescheduled', idOf(address)]);
});

test('who has a booking still to come is told so where one is enough', async () => {
  const url = await office.calendarAt('only-one', {}, { settings: { one_booking_per_guest: true } });
  const one = { email: 'only@example.com' };
  await book(url, start('2026-12-07', 17), one);
  const second = await send(url, { ...guest, ...zone, ...one, start: start('2026-12-08', 14) });
  assert.match(second.text, /You have a booking here already/);
});

test('a protected page books, holds and lists for nobody who has not said its password', async () => {
  const url = await office.calendarAt('shut', {}, { settings: { password: 'sesame' } });
  const at = start('2026-12-08', 15);
  assert.equal((await look(`${url}/times`)).status, 404);
  assert.equal(
    new URL((await send(`${url}/hold`, { start: at })).headers.get('location')!, url).searchParams.has('hold'),
    false,
  );
  assert.match((await send(url, { ...guest, ...zone, start: at })).headers.get('location')!, /\/shut/);
  assert.equal((await send(`${url}/unlock`, { password: 'wrong' })).status, 403);
  const inside = (await send(`${url}/unlock`, { password: 'sesame' })).headers.get('location')!;
  assert.match((await look(inside)).text, /class="slot"/);
  server.clock.now += 13 * 3_600_000;
  assert.equal((await look(inside)).text.includes('class="slot"'), false, 'a pass is not for ever');
  server.clock.now -= 13 * 3_600_000;
});

test('a closed calendar and a disabled page say so and take nothing', async () => {
  const url = await office.calendarAt('closed-one');
  const { data } = (await server.get('/v2/booking-calendars?limit=100', key)).body;
  const { id } = data.find((each: { url: string }) => each.url === url);
  await server.patch(`/v2/booking-calendars/${id}`, { published: false }, key);
  assert.match((await look(url)).text, /Not open for bookings/);
  const refused = await send(url, { ...guest, ...zone, start: start('2026-12-08', 16) });
  assert.notEqual(refused.status, 200);
  assert.equal(idOfOrNull(refused.headers.get('location')), null);
});

function idOfOrNull(address: string | null): string | null {
  return /BKNG-[A-Z0-9]{12}/.exec(address ?? '')?.[0] ?? null;
}

test('who sends too many forms is asked to wait, and can still look', async () => {
  const limited = await testDaybook({ RATE_LIMIT_FORMS_PER_MINUTE: '3', RATE_LIMIT_PAGES_PER_MINUTE: '5' });
  const own = await guestOffice(limited, 'Limited');
  const url = await own.calendarAt('limited');
  const statuses: number[] = [];
  for (let i = 0; i < 4; i++) statuses.push((await send(`${url}/hold`, {})).status);
  assert.deepEqual(statuses, [303, 303, 303, 429]);
  assert.equal((await look(url)).status, 200);
  for (let i = 0; i < 4; i++) await look(url);
  const late = await look(url);
  assert.equal(late.status, 429);
  assert.ok(Number(late.headers.get('retry-after')) > 0);
  limited.clock.now += 60_000;
  assert.equal((await look(url)).status, 200);
});

test('the named host is met, and nobody else, where the address names one', async () => {
  const url = await office.calendarAt('named', {}, { host: office.team });
  for (const [name, id, hour] of [
    ['andrea', andrea, 14],
    ['ben', ben, 15],
    ['andrea', andrea, 15],
  ] as const) {
    const address = await book(`${url}?host=${name}@classic.example`, start('2026-12-09', hour));
    assert.equal((await booking(idOf(address))).owner, id);
  }
});

test('the guest’s own page shows his answers, but none that he was not asked for', async () => {
  const questions = [
    { name: 'campaign', type: 'hidden', preset: 'none' },
    { name: 'topic', type: 'text' },
  ];
  const url = await office.calendarAt('hidden-answers', { questions });
  const address = await book(`${url}?campaign=top-secret`, start('2026-12-17', 15), { 'q.topic': 'The plan' });
  const [, shown] = /<main[^>]*>(.*)<\/main>/s.exec((await look(address)).text)!;
  assert.match(shown!, /The plan/);
  assert.doesNotMatch(shown!, /top-secret/);
  const { custom_fields: answers } = (await booking(idOf(address))).form_submission;
  assert.deepEqual(answers, [
    { name: 'campaign', value: 'top-secret' },
    { name: 'topic', value: 'The plan' },
  ]);
});
