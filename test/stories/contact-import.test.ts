import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createContact } from '../../src/contacts/create.ts';
import { statement } from '../../src/db/pool.ts';
import { until } from '../support/processes.ts';
import { office, type Reply, testDaybook, wish } from '../support/server.ts';

// Contacts come in from files, and two that are one person become one.
const server = await testDaybook();
const { accountId, key, andrea, calendar } = await office(server.db);
const send = (body: object): Promise<Reply> => server.post('/v2/contacts/import', body, key);
const contactWith = async (email: string) =>
  (await server.get(`/v2/contacts?${new URLSearchParams({ email })}`, key)).body.data[0];

test('rows make contacts, and one that cannot be read keeps no other out', async () => {
  const csv = [
    'First name;Last name;E-mail;Mobile;Employees;Consent;Shoe size',
    'Carrie;Customer;Carrie@acme.example;+1 (202) 555-0195;40;yes;38',
    'Jo;"O;Neill, ""the"" Jo";jo@acme.example;;;;',
    'No;Mail;;;;;41',
    'Bad;Mail;nonsense;;;;',
    'Twice;Customer;carrie@ACME.example;;;;',
    ';Nameless;nameless@acme.example;;;;',
    ';;;;;;',
  ].join('\r\n');
  const columns = { Consent: 'has_consent', 'Shoe size': 'custom_fields.shoe_size' };
  const rehearsal = await send({ csv, columns, dry_run: true });
  assert.equal(rehearsal.status, 200, rehearsal.text);
  assert.equal(await contactWith('jo@acme.example'), undefined, 'a rehearsal writes nothing');
  const { body } = await send({ csv, columns });
  assert.deepEqual(body.columns, {
    'First name': 'first_name',
    'Last name': 'last_name',
    'E-mail': 'email',
    Mobile: 'mobile_phone',
    Employees: 'employees',
    Consent: 'has_consent',
    'Shoe size': 'custom_fields.shoe_size',
  });
  assert.deepEqual([body.created, body.updated, body.skipped, body.refused], [2, 0, 0, 4]);
  assert.deepEqual(
    body.rows.map((each: { row: number; action: string; error: { message: string; param: string } | null }) => [
      each.row,
      each.action,
      each.error?.param,
    ]),
    [
      [2, 'created', undefined],
      [3, 'created', undefined],
      [4, 'refused', 'email'],
      [5, 'refused', 'email'],
      [6, 'refused', 'email'],
      [7, 'refused', 'first_name'],
    ],
  );
  assert.deepEqual(
    rehearsal.body.rows.map((each: { action: string }) => each.action),
    body.rows.map((each: { action: string }) => each.action),
    'the rehearsal said the same',
  );
  const carrie = await contactWith('carrie@acme.example');
  assert.deepEqual(
    [carrie.first_name, carrie.mobile_phone, carrie.employees, carrie.has_consent, carrie.custom_fields],
    ['Carrie', '+12025550195', 40, true, [{ name: 'shoe_size', value: '38' }]],
  );
  assert.equal((await contactWith('jo@acme.example')).last_name, 'O;Neill, "the" Jo');
});

test('who is known by e-mail or phone is brought up to date, or left alone; blank cells change nothing', async () => {
  const csv = `Email,Mobile,Company,Owner,City\nCARRIE@acme.example,,Acme,${andrea},\n,+12025550195,Rockets,,Bern\njo@acme.example,,,,\n`;
  const { body } = await send({ csv });
  assert.deepEqual(
    body.rows.map((each: { action: string }) => each.action),
    ['updated', 'updated', 'skipped'],
  );
  const carrie = await contactWith('carrie@acme.example');
  assert.deepEqual(
    [carrie.company, carrie.owner, carrie.city, carrie.first_name],
    ['Rockets', andrea, 'Bern', 'Carrie'],
  );
  const skipped = await send({ csv: 'email,company\ncarrie@acme.example,Nobody\n', existing: 'skip' });
  assert.deepEqual([skipped.body.skipped, (await contactWith('carrie@acme.example')).company], [1, 'Rockets']);
  const stranger = await send({ csv: 'email,company,owner\ncarrie@acme.example,X,USR-NOBODY\n' });
  assert.equal(stranger.body.rows[0].error.message, "No such user: 'USR-NOBODY'");
});

test('a file that cannot be read is refused whole, and says why', async () => {
  const refused: [object, RegExp][] = [
    [{ csv: '' }, /no row below/],
    [{ csv: 'email\n' }, /no row below/],
    [{ csv: 'email,name\n"a@b.example,x\n' }, /[Qq]uote/],
    [{ csv: 'email,E-Mail\na@b.example,c@d.example\n' }, /Two columns fill email/],
    [{ csv: 'email\na@b.example\n', columns: { Phone: 'phone' } }, /no column 'Phone'/],
    [{ csv: 'email\na@b.example\n', columns: { email: 'height' } }, /Invalid field: height/],
    [{ csv: `email\n${'a@b.example\n'.repeat(5001)}` }, /more than 5000 rows/],
    [{}, /csv/],
    [{ csv: 'email\na@b.example\n', mode: 'all' }, /Unsupported fields/],
  ];
  for (const [body, message] of refused) {
    const reply = await send(body);
    assert.equal(reply.status, 400, reply.text);
    assert.match(reply.text, message);
  }
});

test('a file is refused whole if somebody makes one of its contacts at this very moment, and is good a moment later', async () => {
  const csv = 'first name,last name,email\nRay,Racer,ray@race.example\n';
  const waiting = statement<{ n: number }>(
    `select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  let reply: Promise<Reply> | undefined;
  await server.db.transaction(accountId, async (tx) => {
    const ray = { first_name: 'Ray', last_name: 'Racer', email: 'ray@race.example', status: null };
    await createContact(tx, accountId, ray, server.clock.now);
    reply = send({ csv });
    await until('the import waits', async () => (await server.db.system((other) => other.one(waiting)))!.n > 0);
  });
  const { status, body } = await reply!;
  assert.deepEqual([status, body.param], [409, 'email']);
  assert.equal((await send({ csv })).body.refused, 0);
});

test('two contacts who are one person become one: bookings, blanks and consents come along', async () => {
  const booked = await server.post(
    `/v2/booking-calendars/${calendar}/schedule`,
    wish('2026-11-25T15:00:00Z', { name: 'C. Customer', email: 'private@home.example' }),
    key,
  );
  const other = await contactWith('private@home.example');
  const own = await server.post(
    '/v2/contacts',
    {
      first_name: 'Cara',
      last_name: 'Customer',
      mobile_phone: '+12025550111',
      custom_fields: [{ name: 'a', value: 1 }],
    },
    key,
  );
  await server.patch(`/v2/contacts/${other.id}`, { city: 'Bern', has_consent: true }, key);
  const merged = await server.post(`/v2/contacts/${own.body.id}/merge`, { contact: other.id }, key);
  assert.equal(merged.status, 200, merged.text);
  const { first_name, email, mobile_phone, city, has_consent, custom_fields } = merged.body;
  assert.deepEqual(
    [first_name, email, mobile_phone, city, has_consent, custom_fields],
    ['Cara', 'private@home.example', '+12025550111', 'Bern', true, [{ name: 'a', value: 1 }]],
  );
  const { body: list } = await server.get(`/v2/bookings?contact=${own.body.id}`, key);
  assert.deepEqual(
    list.data.map((each: { id: string }) => each.id),
    [booked.body.id],
  );
  assert.deepEqual((await server.get(`/v2/contacts/${other.id}`, key)).body, {
    id: other.id,
    object: 'contact',
    deleted: true,
  });
  assert.equal((await contactWith('private@home.example')).id, own.body.id);

  const self = await server.post(`/v2/contacts/${own.body.id}/merge`, { contact: own.body.id }, key);
  assert.deepEqual([self.status, self.body.param], [400, 'contact']);
  const gone = await server.post(`/v2/contacts/${own.body.id}/merge`, { contact: other.id }, key);
  assert.deepEqual([gone.status, gone.body.param], [404, 'contact']);
  const odd = await server.post(`/v2/contacts/${own.body.id}/merge`, { contact: 7 }, key);
  assert.equal(odd.status, 400);
});
