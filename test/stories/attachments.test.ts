import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deleteForgotten } from '../../src/attachments/store.ts';
import { purgeTrash } from '../../src/bookings/purge-trash.ts';
import { classic } from '../support/pages.ts';
import { testDaybook, wish } from '../support/server.ts';

const server = await testDaybook();
const office = await classic(server);
const { key, calendar } = office;
const hour = 3_600_000;
const questions = [{ name: 'plan', type: 'attachment' }];
const content = Buffer.from('A plan').toString('base64');
const upload = (file_name = 'plan.pdf', text = content) =>
  server.post('/v2/attachments', { file_name, content: text }, key);
const read = (id: string) => server.get(`/v2/attachments/${id}`, key);
const book = (start: string, plan: unknown, email = 'carrie@example.com') =>
  server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(start, { email, plan }), key);

const type = await office.eventType({ questions });
const page = await office.page({ event_types: [type] });
const rest = { guest_time_zone: 'America/New_York', start_times: ['2026-11-27T15:00:00Z'] };
const master = await office.master({
  scenario: 'rule_based',
  event_types: [{ event_type: type, owner: page }],
});
await server.patch(`/v2/booking-calendars/${calendar}`, { questions }, key);

test('a file that a guest gives belongs to his booking, and can be read byte for byte', async () => {
  const { status, body } = await upload();
  assert.equal(status, 201);
  assert.match(body.id, /^ATT-[A-Z0-9]{16}$/);
  assert.deepEqual([body.booking, body.media_type, body.size_bytes], [null, 'application/pdf', 6]);
  const booked = await book('2026-11-25T15:00:00Z', [body.id]);
  assert.equal(booked.status, 200, booked.text);
  const file = (await read(body.id)).body;
  assert.deepEqual([file.booking, file.content], [booked.body.id, content]);
  const shown = (await server.get(`/v2/bookings/${booked.body.id}`, key)).body.form_submission.custom_fields;
  assert.deepEqual(shown, [{ name: 'plan', value: [body.id] }]);
});

test('a file is good for one booking, and an unknown one for none', async () => {
  const { id } = (await upload()).body;
  assert.equal((await book('2026-11-25T16:00:00Z', id)).status, 200);
  for (const wrong of [id, 'ATT-0000000000000000']) {
    const { status, body } = await book('2026-11-25T17:00:00Z', [wrong]);
    assert.deepEqual([status, body.param, body.message], [404, 'booking_form.plan', `No such attachment: '${wrong}'`]);
  }
  const booking_form = { name: 'Carrie', email: 'carrie@example.com', plan: [id] };
  for (const [noun, on] of [
    ['booking-pages', page],
    ['master-pages', master],
  ]) {
    const reply = await server.post(`/v2/${noun}/${on}/schedule`, { ...rest, event_type: type, booking_form }, key);
    assert.equal(reply.status, 404, reply.text);
  }
  assert.equal((await read('ATT-0000000000000000')).status, 404);
});

test('programs, empty files and more than five files are refused', async () => {
  for (const name of ['virus.exe', 'page.HTML', 'run.ps1 .', '../..', 'invoice.pdf.js', 'a\u202egpj.exe'])
    assert.deepEqual([(await upload(name)).status, (await upload(name)).body.param], [400, 'file_name'], name);
  assert.deepEqual([(await upload('a.pdf', '')).status, (await upload('a.pdf', '!')).status], [400, 400]);
  assert.equal((await server.post('/v2/attachments', { file_name: 'a.pdf' }, key)).status, 400);
  assert.equal((await server.post('/v2/attachments', { file_name: 'a.pdf', content, x: 1 }, key)).status, 400);
  assert.equal((await upload('a'.repeat(256))).status, 400);
  assert.equal((await upload('C:\\Users\\me\\plan.pdf')).body.file_name, 'plan.pdf');
  const ids = await Promise.all(Array.from({ length: 6 }, async () => (await upload()).body.id));
  assert.equal((await book('2026-11-25T18:00:00Z', ids)).status, 400);
  assert.equal((await book('2026-11-25T18:00:00Z', ids.slice(1))).status, 200);
});

test('a file goes on with the booking that replaces its own, and ends with it', async () => {
  const { id } = (await upload()).body;
  const first = (await book('2026-11-26T15:00:00Z', [id])).body.id;
  const moved = { start_time: '2026-11-26T16:00:00Z', booking_page: page, event_type: type };
  const second = await server.post(`/v2/bookings/${first}/reschedule`, moved, key);
  assert.notEqual(second.body.id, first);
  assert.equal((await read(id)).body.booking, second.body.id);
  await server.post(`/v2/bookings/${second.body.id}/trash`, undefined, key);
  await server.db.system((tx) => purgeTrash(tx, server.clock.now + 31 * 24 * hour));
  assert.equal((await read(id)).status, 404);
});

test('a file without a booking is deleted after a day', async () => {
  const { id } = (await upload()).body;
  await server.db.system((tx) => deleteForgotten(tx, server.clock.now, 10));
  assert.equal((await read(id)).status, 200);
  await server.db.system((tx) => deleteForgotten(tx, server.clock.now + 1, 10));
  assert.equal((await read(id)).status, 404);
});
