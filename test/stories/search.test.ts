import assert from 'node:assert/strict';
import { test } from 'node:test';
import { purgeTrash } from '../../src/bookings/purge-trash.ts';
import { statement } from '../../src/db/pool.ts';
import { classic } from '../support/pages.ts';
import { office, type Reply, testDaybook, tuesday, wish } from '../support/server.ts';

// Bookings are found by the words in them.
const server = await testDaybook();
const { accountId, key, andrea, ben, calendar, teamCalendar } = await office(server.db);
const search = (q: string, more: Record<string, string> = {}, apiKey = key): Promise<Reply> =>
  server.get(`/v2/bookings?${new URLSearchParams({ q, ...more })}`, apiKey);
const idsOf = (reply: Reply): string[] => {
  assert.equal(reply.status, 200, reply.text);
  return reply.body.data.map((each: { id: string }) => each.id);
};
const found = async (q: string, more: Record<string, string> = {}) => idsOf(await search(q, { limit: '100', ...more }));

let nextStart = Date.parse('2026-11-25T14:00:00Z');
async function book(guest: Record<string, unknown>, id = calendar, more: object = {}): Promise<string> {
  const start = nextStart;
  nextStart += 30 * 60_000;
  if (new Date(nextStart).getUTCHours() === 22) nextStart += 16 * 3_600_000;
  if (new Date(nextStart).getUTCDay() === 6) nextStart += 48 * 3_600_000;
  server.clock.now += 1000;
  const reply = await server.post(`/v2/booking-calendars/${id}/schedule`, { ...wish(start, guest), ...more }, key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body.id;
}
await server.patch(
  `/v2/booking-calendars/${calendar}`,
  {
    questions: [
      { name: 'company', type: 'text' },
      { name: 'topics', type: 'multi_select', options: ['Billing', 'Set up'] },
      { name: 'order', type: 'text' },
    ],
  },
  key,
);
const carrie = await book({
  name: 'Carrie Customer',
  email: 'carrie@acme.example',
  phone: '+12025550195',
  company: 'Acme Rockets',
});
const jose = await book({
  name: 'José Müller-Lüdenscheidt',
  email: 'jm@rakete.example',
  topics: ['Billing', 'Set up'],
});
const maria = await book({ name: 'Мария Иванова', email: 'maria@acme.example', order: 'No. 4711/B' });
const ming = await book({ name: '李明', email: 'ming@example.com', phone: '+4915112345678' }, teamCalendar, {
  guests: ['plus.one@friends.example'],
});

test('a booking is found by the guest’s name, e-mail, phone, company and answers, by its subject and by its id', async () => {
  const cases: [string, string[]][] = [
    ['Carrie', [carrie]],
    ['carrie customer', [carrie]],
    ['customer carrie', [carrie]],
    ['carrie@acme.example', [carrie]],
    ['acme.example', [maria, carrie]],
    ['rockets', [carrie]],
    ['"set up"', [jose]],
    ['billing', [jose]],
    ['4711/b', [maria]],
    ['plus.one@friends.example', [ming]],
    ['sales', [ming]],
    [carrie, [carrie]],
    [carrie.toLowerCase().slice(5, 12), [carrie]],
    ['nobody', []],
  ];
  for (const [q, expected] of cases) assert.deepEqual(await found(q), expected, q);
});

test('a word is found by its beginning, whatever the case of letters and the accents, in any writing', async () => {
  const cases: [string, string[]][] = [
    ['carr cust', [carrie]],
    ['и', [maria]],
    ['carri*', [carrie]],
    ['arrie', []],
    ['JOSE muller', [jose]],
    ['josé', [jose]],
    ['lüdenscheidt', [jose]],
    ['мария', [maria]],
    ['ИВАН', [maria]],
    ['李', [ming]],
  ];
  for (const [q, expected] of cases) assert.deepEqual(await found(q), expected, q);
});

test('a phone number is found with its country’s code and without, however it is written', async () => {
  for (const q of [
    '+12025550195',
    '12025550195',
    '2025550195',
    '(202) 555-0195',
    '+1 202 555 0195',
    '202.555',
    '001 202 555 0195',
  ])
    assert.deepEqual(await found(q), [carrie], q);
  for (const q of ['0151 12345678', '+49 151 123', '(0151) 12345']) assert.deepEqual(await found(q), [ming], q);
});

test('words add up, OR gives alternatives, parentheses and quotation marks keep together', async () => {
  const cases: [string, string[]][] = [
    ['carrie OR мария', [maria, carrie]],
    ['carrie мария', []],
    ['acme (carrie OR мария)', [maria, carrie]],
    ['acme carrie OR billing', [jose, carrie]],
    ['acme AND maria', [maria]],
    ['"carrie customer"', [carrie]],
    ['"customer carrie"', []],
    ['"rockets carrie"', []],
    ['"carrie cus', [carrie]],
    ['carrie OR', [carrie]],
    ['(carrie', [carrie]],
  ];
  for (const [q, expected] of cases) assert.deepEqual(await found(q), expected, q);
});

test('what was booked is found by the name that it has now', async () => {
  assert.deepEqual(await found('andrea'), [maria, jose, carrie]);
  await server.patch(`/v2/booking-calendars/${calendar}`, { name: 'Rocket science' }, key);
  assert.deepEqual(await found('"rocket science"'), [maria, jose, carrie]);
  assert.deepEqual(await found('science carrie'), [carrie]);
  assert.deepEqual(await found('rocket'), [maria, jose, carrie], 'by the name, or by what the guest wrote');

  const { eventType, page, master, book: bookPage, key: classicKey } = await classic(server);
  const type = await eventType({ name: 'Product tour', label: 'Internal tour' });
  const own = await page({ name: 'Andrea’s page', label: 'Annex', event_types: [type] });
  const over = await master({ name: 'Reception', scenario: 'pages_first', booking_pages: [{ booking_page: own }] });
  const made = await bookPage(`master-pages/${over}`, '2026-11-25T15:00:00Z', { booking_page: own, event_type: type });
  assert.equal(made.status, 200, made.text);
  for (const q of ['internal', 'annex', 'reception', 'product tour', "andrea's"])
    assert.deepEqual(idsOf(await search(q, {}, classicKey)), [made.body.id], q);
  assert.deepEqual(await found('reception'), [], 'and in no other account');
});

test('the search adds up with every filter, and goes with paging and expand', async () => {
  const cases: [Record<string, string>, string[]][] = [
    [{ status: 'scheduled' }, [maria, carrie]],
    [{ status: 'canceled' }, []],
    [{ owner: andrea }, [maria, carrie]],
    [{ owner: ben }, []],
    [{ host: andrea }, [maria, carrie]],
    [{ booking_calendar: calendar }, [maria, carrie]],
    [{ booking_calendar: teamCalendar }, []],
    [{ 'creation_time.gt': new Date(tuesday + 2000).toISOString() }, [maria]],
    [{ 'starting_time.lt': '2026-11-25T14:30:00Z' }, [carrie]],
    [{ 'last_updated_time.gt': '2030-01-01' }, []],
    [{ limit: '1' }, [maria]],
    [{ after: maria }, [carrie]],
    [{ after: ming }, [maria, carrie]],
    [{ before: carrie }, [maria]],
  ];
  for (const [filters, expected] of cases)
    assert.deepEqual(await found('acme', filters), expected, JSON.stringify(filters));
  const first = await search('acme', { limit: '1', expand: 'contact' });
  assert.equal(first.body.data[0].contact.email, 'maria@acme.example');
  const link = first.headers.get('link')!;
  assert.match(
    link,
    new RegExp(`^<${server.url}/v2/bookings\\?q=acme&expand=contact&after=${maria}&limit=1>; rel="next"$`),
  );
  const second = await search('acme', { limit: '1', after: maria });
  assert.deepEqual([idsOf(second), second.body.has_more], [[carrie], false]);
  assert.match(second.headers.get('link')!, /^<[^>]+before=[^>]+>; rel="previous"$/);
  assert.deepEqual((await search('acme', { after: 'BKNG-NONE' })).body.message, "No such booking: 'BKNG-NONE'");
});

test('blanks search for nothing, punctuation alone and too much of it are refused, and the rest is only text', async () => {
  assert.deepEqual(await found('   '), [ming, maria, jose, carrie]);
  for (const q of ['%', '_', '\\', '"', '()', '|', '*', '@', 'OR', '\0', '\ud800', '…', '-- ;', '\u0301'])
    assert.deepEqual((await search(q)).body, {
      type: 'invalid_request_error',
      message: 'Search for at least one letter or digit.',
      param: 'q',
    });
  const long = await search('x'.repeat(201));
  assert.deepEqual([long.body.message, long.body.param], ['Value too long: q takes at most 200 characters.', 'q']);
  const many = await search('a '.repeat(21));
  assert.deepEqual([many.body.message, many.body.param], ['Search for at most 20 words.', 'q']);
  for (const q of [
    'car%',
    '%car',
    'c_rrie',
    'car\0rie',
    "carrie' or 1=1 --",
    'x'.repeat(200),
    'ﷺ'.repeat(100),
    'a\u0301'.repeat(100),
    '\u{10ffff}',
    "'",
    'NUL\0',
  ])
    assert.ok([200, 400].includes((await search(q)).status), q);
  assert.deepEqual(await found('car%'), [carrie]);
  assert.deepEqual(await found('c_rrie'), [], 'an underscore is a blank, and no joker');
  assert.deepEqual(await found('carrie|customer'), [carrie]);
});

test('a member finds his own bookings, a team manager those of his teams', async () => {
  const hers = (await server.post('/v2/api-keys', { name: 'Andrea', user: andrea }, key)).body.key;
  const his = (await server.post('/v2/api-keys', { name: 'Ben', user: ben }, key)).body.key;
  const become = async (user: string, role_name: string) => {
    await server.patch(`/v2/users/${user}`, { role_name }, key);
    server.clock.now += 1001;
  };
  const { owner } = (await server.get(`/v2/bookings/${ming}`, key)).body;
  await become(ben, 'Member');
  assert.deepEqual(idsOf(await search('acme', {}, his)), []);
  assert.deepEqual(idsOf(await search('example', {}, his)), owner === ben ? [ming] : []);
  assert.deepEqual(idsOf(await search('acme', {}, hers)), [maria, carrie]);
  await become(ben, 'Team Manager');
  assert.deepEqual(idsOf(await search('acme', {}, his)), [maria, carrie]);
  assert.deepEqual(idsOf(await search('acme', { host: ben }, his)), []);
});

const wordsOf = statement<{ word: string }>('select word from booking_words where account_id = $1 and booking_id = $2');

test('what is erased is found no more, by no word of it', async () => {
  const gone = await book({ name: 'Gone Forever', email: 'gone@acme.example' });
  assert.deepEqual(await found('gone'), [gone]);
  const words = () => server.db.read(accountId, (tx) => tx.rows(wordsOf, [accountId, gone]));
  assert.ok((await words()).some(({ word }) => word === 'forever'));
  await server.post(`/v2/bookings/${gone}/trash`, undefined, key);
  assert.deepEqual(await found('gone'), [gone], 'the trash is searched as well');
  server.clock.now += 31 * 86_400_000;
  await server.db.system((tx) => purgeTrash(tx, server.clock.now));
  assert.deepEqual(await found('gone'), []);
  assert.deepEqual(await words(), []);
});

test('the audit log does not repeat what a booking is found by', async () => {
  const entries = await server.get(`/v2/audit-log?object_id=${carrie}&limit=100`, key);
  assert.ok(entries.body.data.length > 0, entries.text);
  assert.ok(!entries.text.includes('search_text'));
});
