import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startMailbox } from '../support/mailbox.ts';
import { type Classic, classic } from '../support/pages.ts';
import { testDaybook } from '../support/server.ts';

const mailbox = await startMailbox();
after(() => mailbox.close());
const server = await testDaybook({ SMTP_URL: mailbox.url, MAIL_FROM: 'bookings@acme.example' });

const form = (email: string) => ({ booking_form: { name: 'Carrie Customer', email } });
const act = async ({ key }: Classic, id: string, action: string, body: object = {}) => {
  const reply = await server.post(`/v2/bookings/${id}/${action}`, body, key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body;
};

test('a package is told in one mail with all its sessions, each an event of its own', async () => {
  const office = await classic(server, 'Packages');
  const page = await office.page({ sessions: 3 });
  const starts = ['2026-11-27T15:00:00.000Z', '2026-11-25T15:00:00.000Z', '2026-11-26T15:00:00.000Z'];
  const email = 'package@example.com';
  const { body } = await office.book(`booking-pages/${page}`, starts, form(email));
  const letter = await mailbox.to(email);
  assert.match(
    letter.text,
    /Sessions: +Wed, Nov 25, 10:00 AM EST\n +Thu, Nov 26, 10:00 AM EST\n +Fri, Nov 27, 10:00 AM EST/,
  );
  assert.equal(letter.invite?.method, 'PUBLISH');
  assert.deepEqual(
    letter.invite!.events.map((event) => [event.uid, event.startDate.toJSDate().toISOString()]),
    body.bookings.map((id: string, index: number) => [`${id}@daybook`, starts.toSorted()[index]]),
  );
  // Each session is one’s own business from then on.
  await act(office, body.bookings[1], 'cancel');
  const canceled = await mailbox.to(email);
  assert.deepEqual([canceled.invite?.method, canceled.invite?.uid], ['CANCEL', `${body.bookings[1]}@daybook`]);
  const { data } = (await server.get(`/v2/mails?recipient=${email}`, office.key)).body;
  assert.equal(data.length, 2);
  server.clock.now = Date.parse('2026-11-25T14:00:00Z');
  await server.daybook.wake();
  assert.match((await mailbox.to(email)).mail.subject!, /^Reminder: Andrea, Wed, Nov 25/);
  server.clock.now = Date.parse('2026-11-24T06:00:00Z');
});

test('proposed times are told to both, without an invite; the one that the host picks is an invite', async () => {
  const office = await classic(server, 'Proposals');
  const page = await office.page({ proposals: 2 });
  const email = 'proposes@example.com';
  const starts = ['2026-11-25T15:00:00Z', '2026-11-25T16:00:00Z'];
  const { body } = await office.book(`booking-pages/${page}`, starts, form(email));
  for (const box of [email, 'andrea@proposals.example']) {
    const letter = await mailbox.to(box);
    assert.match(letter.text, /Suggested times: +Wed, Nov 25, 10:00 AM EST\n +Wed, Nov 25, 11:00 AM EST/);
    assert.equal(letter.invite, null);
  }
  await act(office, body.id, 'approve', { start_time: starts[1] });
  const letter = await mailbox.to(email);
  assert.match(letter.mail.subject!, /^Confirmed: Andrea, Wed, Nov 25, 11:00 AM EST$/);
  assert.deepEqual([letter.invite?.method, letter.invite?.start], ['REQUEST', '2026-11-25T16:00:00.000Z']);
});

test('everybody of a panel is invited, and only the host’s page decides what is told', async () => {
  const office = await classic(server, 'Panels');
  const dora = await office.person('Dora');
  const type = await office.eventType();
  const page = await office.page({ event_types: [type] });
  const doras = await office.page({ name: 'Dora', owner: dora, event_types: [type] });
  const rule = { event_type: type, owner: page, additional_members: [doras] };
  const master = await office.master({ scenario: 'rule_based', event_types: [rule] });
  await server.patch(
    `/v2/event-types/${type}/notification-settings`,
    { guest: { booked: { subject: 'Typed' } } },
    office.key,
  );
  await server.patch(
    `/v2/booking-pages/${page}/notification-settings`,
    { guest: { booked: { subject: 'Paged', text: 'Hello from {{event_type}}' } } },
    office.key,
  );
  await server.patch(
    `/v2/booking-pages/${doras}/notification-settings`,
    { guest: { booked: { text: 'No' } } },
    office.key,
  );
  const email = 'panel@example.com';
  const { body } = await office.book(`master-pages/${master}`, '2026-11-25T17:00:00Z', {
    ...form(email),
    event_type: type,
  });
  const guest = await mailbox.to(email);
  assert.equal(guest.mail.subject, 'Typed', 'the event type goes over the page');
  assert.match(guest.text, /Hello from Demo/);
  assert.match(guest.text, /Also there: +Dora Hartie/);
  for (const box of ['andrea@panels.example', 'dora@panels.example']) {
    const { invite } = await mailbox.to(box);
    assert.deepEqual(Object.keys(invite!.attendees), ['andrea@panels.example', 'dora@panels.example', email]);
  }
  await act(office, body.id, 'cancel');
  for (const box of [email, 'andrea@panels.example', 'dora@panels.example'])
    assert.equal((await mailbox.to(box)).invite?.method, 'CANCEL');
});

test('a meeting on a page changes hands without a word to the guest, unless the page says otherwise', async () => {
  const office = await classic(server, 'Hands');
  const page = await office.page();
  const email = 'hands@example.com';
  const { body } = await office.book(`booking-pages/${page}`, '2026-11-25T18:00:00Z', form(email));
  await mailbox.to(email);
  await mailbox.to('andrea@hands.example');
  await act(office, body.id, 'reassign', { new_host: office.ben });
  assert.equal((await mailbox.to('andrea@hands.example')).invite?.method, 'CANCEL');
  assert.equal((await mailbox.to('ben@hands.example')).invite?.method, 'REQUEST');
  const scenarios = (await server.get(`/v2/mails?booking=${body.id}`, office.key)).body.data.map(
    (each: { scenario: string; recipient_type: string }) => `${each.recipient_type} ${each.scenario}`,
  );
  assert.ok(!scenarios.includes('guest reassigned'));
  await server.patch(
    `/v2/booking-pages/${page}/notification-settings`,
    { guest: { reassigned: { email: true } } },
    office.key,
  );
  await act(office, body.id, 'reassign', { new_host: office.andrea });
  assert.match((await mailbox.to(email)).text, /Andrea Hartie will meet you instead of Ben Hartie/);
});

test('a guest who books elsewhere takes the meeting out of the calendar of whom he leaves', async () => {
  const office = await classic(server, 'Elsewhere');
  const dora = await office.person('Dora');
  const [page, doras] = [await office.page(), await office.page({ name: 'Dora', owner: dora })];
  const email = 'elsewhere@example.com';
  const { body } = await office.book(`booking-pages/${page}`, '2026-11-25T19:00:00Z', form(email));
  const booked = await mailbox.to(email);
  await mailbox.to('andrea@elsewhere.example');
  const move = { start_time: '2026-11-26T19:00:00Z', booking_page: doras, on_behalf_of: 'customer' };
  const next = await act(office, body.id, 'reschedule', move);
  const left = await mailbox.to('andrea@elsewhere.example');
  assert.match(left.mail.subject!, /^No longer yours: Carrie Customer, Wed, Nov 25, 2:00 PM EST$/);
  assert.deepEqual([left.invite?.method, left.invite?.start], ['CANCEL', '2026-11-25T19:00:00.000Z']);
  const moved = await mailbox.to(email);
  assert.match(moved.text, /Before: +Wed, Nov 25, 2:00 PM EST/);
  assert.equal(moved.invite?.uid, booked.invite?.uid);
  assert.deepEqual(Object.keys(moved.invite!.attendees), ['dora@elsewhere.example', email]);
  assert.match((await mailbox.to('dora@elsewhere.example')).mail.subject!, /^Moved: /);
  assert.equal(next.rescheduled_booking_id, body.id);
});
