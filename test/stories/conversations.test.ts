import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { createUser } from '../../src/users/create.ts';
import { startReceiver } from '../support/receiver.ts';
import { office, type Reply, testDaybook, wish } from '../support/server.ts';

const receiver = await startReceiver();
after(() => receiver.close());
const server = await testDaybook({ WEBHOOK_ALLOW_HOSTS: receiver.host });
const { accountId, key, andrea, ben, calendar } = await office(server.db);
const bot = { name: 'Website bot' };
const website = { name: 'Example', url: 'https://www.example.com' };
const minute = 60_000;

await server.post('/v2/webhooks', { name: 'All', url: receiver.url, events: ['conversation', 'booking'] }, key);

const start = (body: object = {}) => server.post('/v2/conversations', { bot, ...body }, key);
const answer = (id: string, body: object) => server.post(`/v2/conversations/${id}/answers`, body, key);
const close = (id: string) => server.post(`/v2/conversations/${id}/close`, undefined, key);
const read = async (id: string, query = '') => (await server.get(`/v2/conversations/${id}${query}`, key)).body;
const said = [{ question: 'Full name', value: 'Carrie Customer' }];
const now = () => new Date(server.clock.now).toISOString();

async function newContact(): Promise<string> {
  const email = `visitor${server.clock.now++}@example.com`;
  return (await server.post('/v2/contacts', { first_name: 'Carrie', last_name: 'Customer', email }, key)).body.id;
}

/** The next events, as they came in. */
async function events(count: number) {
  const found = [];
  for (let i = 0; i < count; i++) found.push(JSON.parse((await receiver.next()).body.toString()));
  return found;
}

let booked = 0;
async function newBooking(): Promise<string> {
  const slots = (await server.get(`/v2/booking-calendars/${calendar}/time-slots`, key)).body;
  const body = wish(slots[booked++ % 5].start_time);
  const { id } = (await server.post(`/v2/booking-calendars/${calendar}/schedule`, body, key)).body;
  const [scheduled] = await events(1);
  assert.deepEqual([scheduled.type, scheduled.data.conversation], ['booking.scheduled', null]);
  return id;
}

test('a visitor’s chat starts, goes on and closes; webhooks hear of it with who and where as whole objects', async () => {
  const contact = await newContact();
  const made = await start({ contact, owner: andrea, website, audience: { name: 'Europe' }, answers: said });
  assert.equal(made.status, 201, made.text);
  const { id } = made.body;
  assert.match(id, /^CVR-[A-Z0-9]{10}$/);
  assert.match(made.body.bot, /^BOT-[A-Z0-9]{10}$/);
  assert.match(made.body.website, /^WEB-[A-Z0-9]{10}$/);
  assert.match(made.body.audience, /^AUD-[A-Z0-9]{10}$/);
  assert.match(made.body.answers[0].id, /^INT-[A-Z0-9]{10}$/);
  assert.deepEqual(made.body, {
    object: 'conversation',
    id,
    creation_time: now(),
    initiated_by: 'contact',
    last_updated_time: now(),
    last_interacted_time: now(),
    contact,
    owner: andrea,
    status: 'started',
    bot: made.body.bot,
    website: made.body.website,
    audience: made.body.audience,
    answers: [{ id: made.body.answers[0].id, internal_label: null, ...said[0] }],
    bookings: [],
  });

  server.clock.now += 1000;
  const answered = await answer(id, { answers: [{ question: 'Size', value: 5, internal_label: 'size' }] });
  assert.equal(answered.status, 200, answered.text);
  assert.equal(answered.body.answers.length, 2);
  assert.deepEqual([answered.body.last_updated_time, answered.body.last_interacted_time], [now(), now()]);

  server.clock.now += 1000;
  const closed = await close(id);
  assert.equal(closed.status, 200, closed.text);
  assert.deepEqual(closed.body, { ...answered.body, status: 'closed', last_updated_time: now() });
  assert.deepEqual(await read(id), closed.body);

  const heard = await events(2);
  assert.deepEqual(
    heard.map((each) => each.type),
    ['conversation.started', 'conversation.closed'],
  );
  const [, { data }] = heard;
  assert.deepEqual(data, {
    ...closed.body,
    contact: (await server.get(`/v2/contacts/${contact}`, key)).body,
    owner: (await server.get(`/v2/users/${andrea}`, key)).body,
    bot: { id: made.body.bot, object: 'bot', ...bot },
    website: { id: made.body.website, object: 'website', ...website },
  });
  assert.deepEqual(Object.keys(data), Object.keys(closed.body));
});

test('a bot, a website and an audience are made when first named and found by their names after', async () => {
  const places = {
    bot: { name: 'Twin' },
    website: { name: 'Twin', url: 'https://a.example' },
    audience: { name: 'Twin' },
  };
  const replies = await Promise.all([1, 2, 3, 4].map(() => start(places)));
  replies.push(await start({ ...places, website: { name: 'Twin', url: 'https://b.example' } }));
  const seen = (property: string) => new Set(replies.map((reply: Reply) => reply.body[property]));
  for (const property of ['bot', 'website', 'audience']) assert.equal(seen(property).size, 1, property);
  const full = await read(replies[4]!.body.id, '?expand=website');
  assert.deepEqual(full.website.url, 'https://a.example');
  await events(5);
});

test('a visitor who is not known becomes a contact, captured by the bot and owned by the conversation’s owner', async () => {
  const { body } = await start({ owner: ben });
  const contact = (await server.get(`/v2/contacts/${body.contact}`, key)).body;
  assert.deepEqual(
    [contact.salutation, contact.owner, contact.bot, contact.email],
    ['website visitor', ben, body.bot, null],
  );
  assert.deepEqual([body.website, body.audience], [null, null]);
  const owned = await server.patch(`/v2/contacts/${body.contact}`, { owner: andrea }, key);
  assert.equal((await start({ contact: owned.body.id })).body.owner, andrea, 'the contact’s owner');
  const nobodys = await newContact();
  assert.equal((await start({ contact: nobodys })).body.owner, null, 'an account without an owner');
  await server.db.transaction(accountId, (tx) =>
    createUser(
      tx,
      accountId,
      {
        first_name: 'Olivia',
        last_name: 'Owner',
        email: 'olivia@office.example',
        role_name: 'Account Owner',
        timezone: 'UTC',
        status: 'active',
      },
      server.clock.now,
    ),
  );
  const owner = (await server.get('/v2/users?email=olivia@office.example', key)).body.data[0].id;
  assert.equal((await start({ contact: nobodys })).body.owner, owner, 'the account’s owner');
  await events(4);
});

test('a conversation touches when its contact was last heard of, never backwards', async () => {
  const contact = await newContact();
  const heardOf = async () => {
    const { last_interacted_time, last_updated_time } = (await server.get(`/v2/contacts/${contact}`, key)).body;
    return [last_interacted_time, last_updated_time];
  };
  assert.equal((await heardOf())[0], null);
  server.clock.now += 1000;
  const { id } = (await start({ contact, initiated_by: 'bot' })).body;
  assert.equal((await heardOf())[0], null, 'nobody has answered the bot');
  await answer(id, { answers: said });
  assert.deepEqual(await heardOf(), [now(), now()]);
  const then = await heardOf();
  server.clock.now -= 500;
  await answer(id, { answers: said });
  assert.deepEqual(await heardOf(), then);
  server.clock.now += 500;
  await events(2);
});

test('a bot reaches out, and the conversation starts with the first answer', async () => {
  const { body } = await start({ initiated_by: 'bot' });
  assert.deepEqual([body.initiated_by, body.status, body.answers], ['bot', 'started', []]);
  server.clock.now += 1000;
  await answer(body.id, { answers: said });
  await answer(body.id, { answers: said });
  const both = await start({ initiated_by: 'bot', answers: said });
  assert.equal(both.body.answers.length, 1);
  const heard = await events(4);
  assert.deepEqual(
    heard.map((each) => [each.type, each.data.id, each.data.answers.length]).toSorted(),
    [
      ['conversation.reached_out', body.id, 0],
      ['conversation.started', body.id, 1],
      ['conversation.reached_out', both.body.id, 0],
      ['conversation.started', both.body.id, 1],
    ].toSorted(),
  );
});

test('a visitor who starts another bot closes what he was in, but not what he has not answered', async () => {
  const contact = await newContact();
  const first = (await start({ contact })).body;
  const again = (await start({ contact })).body;
  const ignored = (await start({ contact, bot: { name: 'Pushy' }, initiated_by: 'bot' })).body;
  await events(3);
  const other = (await start({ contact, bot: { name: 'Another bot' } })).body;
  assert.deepEqual(
    (await events(3)).map((each) => [each.type, each.data.id]).toSorted(),
    [
      ['conversation.closed', first.id],
      ['conversation.closed', again.id],
      ['conversation.started', other.id],
    ].toSorted(),
  );
  assert.equal((await read(first.id)).status, 'closed');
  assert.equal((await read(ignored.id)).status, 'started');
  await answer(ignored.id, { answers: said });
  assert.deepEqual(
    (await events(2)).map((each) => [each.type, each.data.id]).toSorted(),
    [
      ['conversation.closed', other.id],
      ['conversation.started', ignored.id],
    ].toSorted(),
  );
});

test('two bots that one visitor answers at once take turns, and one conversation is left', async () => {
  const contact = await newContact();
  const made = [];
  for (const name of ['A', 'B', 'C', 'D'])
    made.push((await start({ contact, bot: { name }, initiated_by: 'bot' })).body.id);
  const replies = await Promise.all(made.map((id) => answer(id, { answers: said })));
  assert.deepEqual(
    replies.map((reply) => reply.status),
    [200, 200, 200, 200],
  );
  const open = (await server.get(`/v2/conversations?contact=${contact}&status=started`, key)).body.data;
  assert.equal(open.length, 1);
  assert.equal((await events(4 + 4 + 3)).filter((each) => each.type === 'conversation.closed').length, 3);
});

test('a conversation is abandoned after ten silent minutes, and an answer makes them begin anew', async () => {
  // What other tests left open is closed first, so that only one visitor falls silent.
  const open = (await server.get('/v2/conversations?status=started&limit=100', key)).body.data;
  for (const { id } of open) await close(id);
  await events(open.length);
  const silent = (await start()).body.id;
  const talking = (await start()).body.id;
  await events(2);
  server.clock.now += 10 * minute;
  await answer(talking, { answers: said });
  assert.equal((await read(silent)).status, 'started');
  server.clock.now += 1;
  const [heard] = await events(1);
  assert.deepEqual([heard.type, heard.data.id, heard.data.status], ['conversation.abandoned', silent, 'abandoned']);
  assert.equal((await read(talking)).status, 'started');
  const gone = await read(silent);
  assert.deepEqual([gone.status, gone.last_updated_time], ['abandoned', now()]);
});

test('what is over takes no answers and is not closed again', async () => {
  const { id } = (await start()).body;
  await close(id);
  await events(2);
  for (const reply of [await answer(id, { answers: said }), await close(id)]) {
    assert.equal(reply.status, 409, reply.text);
    assert.deepEqual(reply.body, {
      type: 'invalid_request_error',
      message: `Conversation is over: '${id}'`,
      param: 'id',
    });
  }
});

test('a conversation that is full takes no more, and stays as it was', async () => {
  const { id } = (await start()).body;
  const many = (count: number, value: unknown = 1) =>
    Array.from({ length: count }, () => ({ question: 'More?', value }));
  for (let i = 0; i < 5; i++) assert.equal((await answer(id, { answers: many(100) })).status, 200);
  const full = await answer(id, { answers: many(1) });
  const refusal = {
    type: 'invalid_request_error',
    message: 'Conversation is full: It holds at most 500 answers, and 256 kB of them.',
    param: 'answers',
  };
  assert.deepEqual([full.status, full.body], [409, refusal]);
  assert.equal((await read(id)).answers.length, 500);
  // What only names the booking still has its place.
  assert.equal((await close(id)).status, 200);
  const long = (await start({ answers: many(40, 'x'.repeat(5000)) })).body.id;
  const tooLong = await answer(long, { answers: many(40, 'x'.repeat(5000)) });
  assert.deepEqual([tooLong.status, tooLong.body], [409, refusal]);
  const atOnce = await start({ answers: many(60, 'x'.repeat(5000)) });
  assert.deepEqual([atOnce.status, atOnce.body], [409, refusal]);
  await events(3);
});

test('two that close a conversation at once: one is told that it is over, and one event goes out', async () => {
  const { id } = (await start()).body;
  const replies = await Promise.all([close(id), close(id), close(id)]);
  assert.deepEqual(replies.map((reply) => reply.status).toSorted(), [200, 409, 409]);
  await events(2);
  const counted = statement<{ events: number }>(
    `select count(*)::int as events from events where subject_id = $1 and type = 'conversation.closed'`,
  );
  assert.equal((await server.db.system((tx) => tx.one(counted, [id])))!.events, 1);
});

test('a booking that came of a conversation shows it: as an id, expanded two levels, and whole in its events', async () => {
  const contact = await newContact();
  const { id } = (await start({ contact, owner: ben, website })).body;
  await close(id);
  await events(2);
  const booking = await newBooking();
  server.clock.now += 1000;
  const attached = await answer(id, { booking });
  assert.equal(attached.status, 200, attached.text);
  assert.deepEqual([attached.body.bookings, attached.body.last_updated_time], [[booking], now()]);
  assert.deepEqual((await answer(id, { booking })).body, attached.body, 'a second time changes nothing');
  const plain = (await server.get(`/v2/bookings/${booking}`, key)).body;
  assert.deepEqual([plain.conversation, plain.last_updated_time], [id, now()]);

  const one = (await server.get(`/v2/bookings/${booking}?expand=conversation`, key)).body;
  assert.deepEqual(one, { ...plain, conversation: attached.body });
  for (const names of [
    'conversation.contact,conversation.owner,conversation.bot,conversation.website,conversation.audience',
    'data.conversation.contact,data.conversation.owner,conversation.bot,data.conversation.website,conversation',
  ]) {
    const [row] = (await server.get(`/v2/bookings?limit=1&expand=${names}`, key)).body.data;
    const { conversation } = row;
    assert.deepEqual(
      [conversation.contact.id, conversation.owner.id, conversation.bot.name, conversation.website.url],
      [contact, ben, bot.name, website.url],
    );
    assert.equal(conversation.audience, null);
    assert.deepEqual(Object.keys(conversation), Object.keys(attached.body));
    assert.equal(row.contact, plain.contact, 'the booking’s own contact was not asked for');
  }

  await server.post(`/v2/bookings/${booking}/cancel`, {}, key);
  const [canceled] = await events(1);
  assert.equal(canceled.type, 'booking.canceled');
  assert.deepEqual(canceled.data.conversation, attached.body);
});

test('answers and their booking come together, and all is refused if the booking is not theirs to have', async () => {
  const { id } = (await start()).body;
  const other = (await start()).body.id;
  await events(2);
  const booking = await newBooking();
  const both = await answer(id, { answers: said, booking });
  assert.deepEqual([both.body.answers.length, both.body.bookings], [1, [booking]]);
  const taken = await answer(other, { answers: said, booking });
  assert.equal(taken.status, 409);
  assert.deepEqual(taken.body, {
    type: 'invalid_request_error',
    message: `Booking belongs to another conversation: '${booking}'`,
    param: 'booking',
  });
  assert.deepEqual((await read(other)).answers, []);
  const unknown = await answer(other, { answers: said, booking: 'BKNG-NONE' });
  assert.deepEqual(
    [unknown.status, unknown.body.message, unknown.body.param],
    [404, "No such booking: 'BKNG-NONE'", 'booking'],
  );
});

test('a conversation expands what it names, with or without data. in front, and deleted objects are redacted', async () => {
  const contact = await newContact();
  const { id } = (await start({ contact, owner: andrea, website, audience: { name: 'Europe' } })).body;
  await events(1);
  const plain = await read(id);
  for (const prefix of ['', 'data.']) {
    const names = ['contact', 'owner', 'bot', 'website', 'audience'].map((name) => prefix + name).join();
    const full = await read(id, `?expand=${names}`);
    assert.deepEqual((await server.get(`/v2/conversations?limit=1&expand=${names}`, key)).body.data[0], full);
    assert.deepEqual(full, {
      ...plain,
      contact: (await server.get(`/v2/contacts/${contact}`, key)).body,
      owner: (await server.get(`/v2/users/${andrea}`, key)).body,
      bot: { id: plain.bot, object: 'bot', ...bot },
      website: { id: plain.website, object: 'website', ...website },
      audience: { id: plain.audience, object: 'audience', name: 'Europe' },
    });
  }
  await server.delete(`/v2/contacts/${contact}`, key);
  assert.deepEqual((await read(id, '?expand=contact')).contact, { id: contact, object: 'contact', deleted: true });
  assert.equal((await read(id)).contact, contact);
  assert.equal((await answer(id, { answers: said })).status, 200, 'the chat goes on');
  assert.equal((await start({ contact })).body.message, `No such contact: '${contact}'`);
});

test('what cannot be expanded is refused by the name that was sent', async () => {
  for (const [path, name] of [
    ['/v2/conversations', 'data.bookings'],
    ['/v2/conversations/CVR-NONE', 'contact.owner'],
    ['/v2/bookings', 'data.conversation.bookings'],
    ['/v2/bookings/BKNG-NONE', 'data.data.owner'],
    ['/v2/bookings', 'conversation.contact.owner'],
  ]) {
    const reply = await server.get(`${path}?expand=${name}`, key);
    assert.equal(reply.status, 400);
    assert.deepEqual(reply.body, {
      type: 'invalid_request_error',
      message: `This property cannot be expanded: ${name}`,
      param: 'expand',
    });
  }
});

test('conversations are listed newest first, by status, contact, owner, bot and creation time', async () => {
  const contact = await newContact();
  const made = [];
  for (const i of [0, 1, 2, 3]) {
    server.clock.now += 1000;
    made.unshift((await start({ contact, owner: i < 2 ? andrea : ben, bot: { name: `List ${i % 2}` } })).body);
  }
  await close(made[0].id);
  const idsOf = (reply: Reply) => reply.body.data.map((each: { id: string }) => each.id);
  const list = async (query: string) => idsOf(await server.get(`/v2/conversations?contact=${contact}&${query}`, key));
  const ids = made.map((each) => each.id);
  assert.deepEqual(await list(''), ids);
  assert.deepEqual(await list(`owner=${ben}`), ids.slice(0, 2));
  assert.deepEqual(await list(`bot=${made[0].bot}`), [ids[0], ids[2]]);
  assert.deepEqual(await list('status=started'), []);
  assert.deepEqual(await list('status=closed&limit=2'), ids.slice(0, 2));
  assert.deepEqual(await list(`status=closed&after=${ids[1]}`), ids.slice(2));
  assert.deepEqual(await list(`creation_time.gt=${made[3].creation_time}&creation_time.lt=${made[0].creation_time}`), [
    ids[1],
    ids[2],
  ]);
  await events(4 + 4);
});

test('what is wrong with a request about conversations is said of the parameter to blame', async () => {
  const { id } = (await start()).body;
  await events(1);
  const long = 'x'.repeat(201);
  const cases: [Promise<Reply>, number, string, string?][] = [
    [server.get('/v2/conversations?status=finished', key), 400, 'Invalid string: finished', 'status'],
    [
      server.get('/v2/conversations?limit=0', key),
      400,
      'Out of range value: 0. Please provide a number between 1 and 100.',
      'limit',
    ],
    [
      server.get('/v2/conversations?after=CVR-1&before=CVR-2', key),
      400,
      'Received both before and after parameters. Please provide only one.',
    ],
    [server.get('/v2/conversations?after=CVR-NONE', key), 404, "No such conversation: 'CVR-NONE'", 'after'],
    [server.get('/v2/conversations?creation_time.gt=soon', key), 400, 'Invalid date: soon', 'creation_time.gt'],
    [
      server.get('/v2/conversations?creation_time.gt=2026-02-01&creation_time.lt=2026-01-01', key),
      400,
      'creation_time.gt cannot be later than creation_time.lt',
      'creation_time.gt',
    ],
    [server.get('/v2/conversations/CVR-NONE', key), 404, "No such conversation: 'CVR-NONE'", 'id'],
    [server.post('/v2/conversations', { contact: null }, key), 400, 'Required fields are missing.', 'bot'],
    [start({ bot: {} }), 400, 'Required fields are missing.', 'bot.name'],
    [start({ bot: { name: long } }), 400, 'Value too long: bot.name takes at most 200 characters.', 'bot.name'],
    [start({ bot: { name: '   ' } }), 400, 'Required fields are missing.', 'bot.name'],
    [start({ website: { name: '', url: 'https://a.example' } }), 400, 'Required fields are missing.', 'website.name'],
    [start({ website: { name: 'A', url: 'a.example' } }), 400, 'Invalid url: a.example', 'website.url'],
    [
      start({ website: { name: 'A', url: 'javascript:alert(1)' } }),
      400,
      'Invalid url: javascript:alert(1)',
      'website.url',
    ],
    [start({ audience: { name: '\t' } }), 400, 'Required fields are missing.', 'audience.name'],
    [answer(id, { answers: [{ question: ' ', value: 1 }] }), 400, 'Required fields are missing.', 'answers.question'],
    [start({ initiated_by: 'nobody' }), 400, 'Invalid value: nobody', 'initiated_by'],
    [start({ contact: 'CTC-NONE' }), 404, "No such contact: 'CTC-NONE'", 'contact'],
    [start({ owner: 'USR-NONE' }), 404, "No such user: 'USR-NONE'", 'owner'],
    [answer('CVR-NONE', { answers: said }), 404, "No such conversation: 'CVR-NONE'", 'id'],
    [answer('CVR-NONE', { booking: 'BKNG-NONE' }), 404, "No such conversation: 'CVR-NONE'", 'id'],
    [close('CVR-NONE'), 404, "No such conversation: 'CVR-NONE'", 'id'],
    [answer(id, {}), 400, 'Required fields are missing.', 'answers'],
    [answer(id, { answers: [{ question: 'Who?' }] }), 400, 'Required fields are missing.', 'answers.value'],
    [answer(id, { answers: 'yes' }), 400, 'Invalid array: yes', 'answers'],
    [
      answer(id, { answers: [{ question: 'x'.repeat(5001), value: 1 }] }),
      400,
      'Value too long: answers.question takes at most 5000 characters.',
      'answers.question',
    ],
  ];
  for (const [asked, status, message, param] of cases) {
    const reply = await asked;
    assert.equal(reply.status, status, reply.text);
    assert.deepEqual(reply.body, { type: 'invalid_request_error', message, ...(param === undefined ? {} : { param }) });
  }
  assert.deepEqual((await read(id)).answers, []);
});
