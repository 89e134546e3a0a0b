import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { acme } from '../support/acme.ts';
import { startMailbox } from '../support/mailbox.ts';
import { testDaybook } from '../support/server.ts';

// Andrea and Ben are in New York. Their guests are anywhere.
const mailbox = await startMailbox();
after(() => mailbox.close());
const server = await testDaybook({ SMTP_URL: mailbox.url, MAIL_FROM: 'Acme <bookings@acme.example>' });

test('who books is told when and where, in his own zone, and the host in hers', async () => {
  const office = await acme(server);
  const email = 'carrie@berlin.example';
  const booking = await office.book('2026-11-25T15:00:00Z', { guest_time_zone: 'Europe/Berlin', form: { email } });
  const guest = await mailbox.to(email);
  assert.deepEqual(guest.recipients, [email]);
  assert.equal(guest.mail.subject, 'Booked: Andrea, Wed, Nov 25, 4:00 PM GMT+1');
  assert.equal(guest.mail.from?.text, '"Andrea Hartie" <bookings@acme.example>');
  assert.equal(guest.mail.replyTo?.text, `"Andrea Hartie" <${office.andreasBox}>`);
  for (const part of [guest.text, guest.html.replaceAll(/<[^>]+>/g, ' ')]) {
    assert.match(part, /Wednesday, November 25, 2026/);
    assert.match(part, /4:00 – 4:30 PM/);
    assert.match(part, /Central European Standard Time \(Berlin\)/);
    assert.match(part, /https:\/\/meet\.example\.com\/andrea/);
    assert.match(part, new RegExp(booking.id));
  }
  for (const [label, path] of [
    ['Reschedule', 'reschedule'],
    ['Cancel', 'cancel'],
  ]) {
    const link = new RegExp(`^${label}: (\\S+)$`, 'm').exec(guest.text)![1]!;
    assert.match(link, new RegExp(`^${server.url}/m/${booking.id}/${path}\\?Params=[A-Z0-9]{24}$`));
    assert.ok(guest.html.includes(`href="${link}"`));
    assert.equal((await fetch(link)).status, 200);
  }
  const host = await mailbox.to(office.andreasBox);
  assert.equal(host.mail.subject, 'New booking: Carrie Customer, Wed, Nov 25, 10:00 AM EST');
  assert.equal(host.mail.replyTo?.text, `"Carrie Customer" <${email}>`);
  assert.match(host.text, /10:00 – 10:30 AM\n+Eastern Standard Time \(New York\)/);
  assert.doesNotMatch(host.raw, /Params=/, 'only the guest has the guest’s links');
  assert.match(host.text, /For the guest: Wed, Nov 25, 4:00 PM GMT\+1/);
  for (const { invite } of [guest, host]) {
    assert.ok(invite);
    assert.deepEqual(
      [invite.method, invite.uid, invite.start, invite.end, invite.status, invite.organizer],
      [
        'REQUEST',
        `${booking.id}@daybook`,
        '2026-11-25T15:00:00.000Z',
        '2026-11-25T15:30:00.000Z',
        'CONFIRMED',
        'bookings@acme.example',
      ],
    );
    assert.deepEqual(invite.attendees, { [office.andreasBox]: 'CHAIR', [email]: 'REQ-PARTICIPANT' });
  }
  assert.deepEqual(await office.told(booking.id), ['booked: guest', 'booked: host']);
});

test('on both sides of a change of clocks every mail says what the clock there shows', async () => {
  const office = await acme(server);
  // New York changes on 14 March 2027, Berlin on the 28th: for two weeks they are five hours apart, not six.
  for (const [start, host, guest, zone] of [
    ['2027-03-12T15:00:00Z', '10:00 – 10:30 AM', '16:00–16:30', 'Mitteleuropäische Normalzeit'],
    ['2027-03-15T14:00:00Z', '10:00 – 10:30 AM', '15:00–15:30', 'Mitteleuropäische Normalzeit'],
    ['2027-03-29T14:00:00Z', '10:00 – 10:30 AM', '16:00–16:30', 'Mitteleuropäische Sommerzeit'],
  ] as const) {
    const email = `dana-${start.slice(5, 10)}@berlin.example`;
    await office.book(start, { guest_time_zone: 'Europe/Berlin', guest_locale: 'de-DE', form: { email } });
    const letter = await mailbox.to(email);
    assert.match(letter.text, new RegExp(`${guest} Uhr\\n+${zone} \\(Berlin\\)`));
    assert.equal(letter.invite?.start, new Date(start).toISOString());
    assert.match((await mailbox.to(office.andreasBox)).text, new RegExp(host));
  }
});

test('a booking that moves takes its place in the calendar with it', async () => {
  const office = await acme(server);
  const email = 'moving@example.com';
  const booking = await office.book('2026-11-25T16:00:00Z', { form: { email } });
  const [first] = [await mailbox.to(email), await mailbox.to(office.andreasBox)];
  await office.act(booking.id, 'reschedule', { start_time: '2026-11-27T17:00:00Z', reason: 'The train is late' });
  for (const box of [email, office.andreasBox]) {
    const letter = await mailbox.to(box);
    assert.match(letter.mail.subject!, /^Moved: .*now Fri, Nov 27, 12:00 PM EST$/);
    assert.match(letter.text, /Before: +Wed, Nov 25, 11:00 AM EST/);
    assert.match(letter.html, /<s>Wed, Nov 25, 11:00 AM EST<\/s>/);
    assert.match(letter.text, /Reason: +The train is late/);
    assert.equal(letter.invite?.method, 'REQUEST');
    assert.equal(letter.invite?.uid, first!.invite?.uid);
    assert.ok(letter.invite!.sequence > first!.invite!.sequence);
    assert.equal(letter.invite?.start, '2026-11-27T17:00:00.000Z');
  }
  assert.deepEqual(await office.told(booking.id), [
    'booked: guest',
    'booked: host',
    'rescheduled: guest',
    'rescheduled: host',
  ]);
});

test('a cancellation takes the meeting out of both calendars, and says who canceled and why', async () => {
  const office = await acme(server);
  const email = 'canceled@example.com';
  const booking = await office.book('2026-11-25T17:00:00Z', { form: { email } });
  const booked = await mailbox.to(email);
  await mailbox.to(office.andreasBox);
  await office.act(booking.id, 'cancel', { cancellation_reason: 'Flu' });
  for (const box of [email, office.andreasBox]) {
    const letter = await mailbox.to(box);
    assert.match(letter.mail.subject!, /^Canceled: /);
    assert.match(letter.text, /Reason: +Flu/);
    assert.deepEqual(
      [letter.invite?.method, letter.invite?.status, letter.invite?.uid],
      ['CANCEL', 'CANCELLED', booked.invite?.uid],
    );
    assert.ok(letter.invite!.sequence > booked.invite!.sequence);
  }
  assert.deepEqual((await office.told(booking.id)).slice(2), ['canceled_by_host: guest', 'canceled_by_host: host']);
});

test('a guest is not written to if whoever cancels says so', async () => {
  const office = await acme(server);
  const email = 'untold@example.com';
  const booking = await office.book('2026-11-25T18:00:00Z', { form: { email } });
  await office.act(booking.id, 'cancel', { send_cancellation_email: false });
  await mailbox.to(office.andreasBox);
  assert.match((await mailbox.to(office.andreasBox)).mail.subject!, /^Canceled/);
  assert.deepEqual(await office.told(booking.id), ['booked: guest', 'booked: host', 'canceled_by_host: host']);
});

test('a guest who is asked for another time is led to picking one, and his pick replaces the meeting in the calendar', async () => {
  const office = await acme(server);
  const email = 'asked@example.com';
  const booking = await office.book('2026-11-25T19:00:00Z', { form: { email } });
  const booked = await mailbox.to(email);
  await office.act(booking.id, 'request-reschedule', { reschedule_reason: 'Something urgent' });
  const asked = await mailbox.to(email);
  assert.match(asked.mail.subject!, /^Please pick another time/);
  assert.match(asked.text, new RegExp(`Pick another time: ${server.url}/m/${booking.id}/reschedule\\?Params=`));
  assert.equal(asked.invite?.method, 'CANCEL');
  const next = await office.act(booking.id, 'reschedule', {
    start_time: '2026-11-26T19:00:00Z',
    on_behalf_of: 'customer',
  });
  const moved = await mailbox.to(email);
  assert.equal(moved.invite?.method, 'REQUEST');
  assert.equal(moved.invite?.uid, booked.invite?.uid);
  assert.ok(moved.invite!.sequence > asked.invite!.sequence);
  assert.deepEqual(await office.told(next.id), ['rescheduled: guest', 'rescheduled: host']);
});

test('a request is told as a request, and becomes an invite when it is approved', async () => {
  const office = await acme(server, { approval: true });
  const email = 'request@example.com';
  const booking = await office.book('2026-11-25T15:00:00Z', { form: { email } });
  const requested = await mailbox.to(email);
  assert.match(requested.text, /Nothing is booked until then/);
  assert.equal(requested.invite, null);
  assert.match((await mailbox.to(office.andreasBox)).text, /Please approve or decline/);
  await office.act(booking.id, 'approve');
  for (const box of [email, office.andreasBox]) {
    const letter = await mailbox.to(box);
    assert.match(letter.mail.subject!, /^Confirmed: /);
    assert.deepEqual([letter.invite?.method, letter.invite?.start], ['REQUEST', '2026-11-25T15:00:00.000Z']);
  }
  assert.deepEqual(await office.told(booking.id), [
    'approved: guest',
    'approved: host',
    'requested: guest',
    'requested: host',
  ]);
});

test('a request that is declined, taken back or answered by asking for other times is told so', async () => {
  const office = await acme(server, { approval: true });
  for (const [start, action, body, subject, scenario] of [
    ['2026-11-25T15:00:00Z', 'decline', { reason: 'On holiday' }, /^Declined: /, 'declined'],
    ['2026-11-25T16:00:00Z', 'decline', { request_new_times: true }, /^Other times, please: /, 'new_times_requested'],
  ] as const) {
    const email = `${scenario}@example.com`;
    const booking = await office.book(start, { form: { email } });
    await mailbox.to(email);
    await office.act(booking.id, action, body);
    const letter = await mailbox.to(email);
    assert.match(letter.mail.subject!, subject);
    assert.equal(letter.invite, null);
    assert.deepEqual(
      (await office.told(booking.id)).filter((each) => each.startsWith(scenario)),
      [`${scenario}: guest`, `${scenario}: host`],
    );
  }
});

test('a guest who asks to move an agreed meeting loses it from the calendar until the host agrees again', async () => {
  const office = await acme(server, { approval: true });
  const email = 'resubmit@example.com';
  const booking = await office.book('2026-11-25T15:00:00Z', { form: { email } });
  await office.act(booking.id, 'approve');
  await mailbox.to(email);
  const agreed = await mailbox.to(email);
  const next = await office.act(booking.id, 'reschedule', {
    start_time: '2026-11-26T15:00:00Z',
    on_behalf_of: 'customer',
  });
  assert.equal(next.status, 'requested');
  const asked = await mailbox.to(email);
  assert.match(asked.mail.subject!, /^Requested: /);
  assert.deepEqual([asked.invite?.method, asked.invite?.uid], ['CANCEL', agreed.invite?.uid]);
  await office.act(next.id, 'approve');
  const again = await mailbox.to(email);
  assert.deepEqual([again.invite?.method, again.invite?.uid], ['REQUEST', agreed.invite?.uid]);
  assert.ok(again.invite!.sequence > asked.invite!.sequence);
  assert.equal(again.invite?.start, '2026-11-26T15:00:00.000Z');
});

test('a meeting that changes hands leaves the old host’s calendar and enters the new one’s', async () => {
  const office = await acme(server);
  const email = 'handed@example.com';
  const booking = await office.book('2026-11-25T20:00:00Z', { form: { email } });
  await mailbox.to(email);
  await mailbox.to(office.andreasBox);
  await office.act(booking.id, 'reassign', { new_host: office.ben });
  const away = await mailbox.to(office.andreasBox);
  assert.match(away.mail.subject!, /^No longer yours: Carrie Customer, Wed, Nov 25, 3:00 PM EST$/);
  assert.equal(away.invite?.method, 'CANCEL');
  const guest = await mailbox.to(email);
  assert.match(guest.text, /Ben Hartie will meet you instead of Andrea Hartie/);
  const ben = await mailbox.to(office.bensBox);
  for (const { invite } of [guest, ben]) {
    assert.equal(invite?.method, 'REQUEST');
    assert.deepEqual(invite?.attendees, { [office.bensBox]: 'CHAIR', [email]: 'REQ-PARTICIPANT' });
  }
  assert.equal(guest.invite?.uid, away.invite?.uid);
});

test('whatever becomes of a meeting, what a calendar hears of it later goes over what it heard before', async () => {
  const office = await acme(server, { approval: true });
  const email = 'whole-life@example.com';
  const booking = await office.book('2026-11-25T15:00:00Z', { form: { email } });
  await mailbox.to(email);
  await office.act(booking.id, 'approve');
  const letters = [await mailbox.to(email)];
  await office.act(booking.id, 'reschedule', { start_time: '2026-11-25T16:00:00Z', on_behalf_of: 'user' });
  letters.push(await mailbox.to(email));
  await office.act(booking.id, 'reassign', { new_host: office.ben });
  letters.push(await mailbox.to(email));
  const next = await office.act(booking.id, 'reschedule', {
    start_time: '2026-11-26T15:00:00Z',
    on_behalf_of: 'customer',
  });
  letters.push(await mailbox.to(email));
  await office.act(next.id, 'approve');
  letters.push(await mailbox.to(email));
  await office.act(next.id, 'cancel');
  letters.push(await mailbox.to(email));
  const invites = letters.map(({ invite }) => invite!);
  assert.deepEqual(
    invites.map(({ method }) => method),
    ['REQUEST', 'REQUEST', 'REQUEST', 'CANCEL', 'REQUEST', 'CANCEL'],
  );
  assert.equal(new Set(invites.map(({ uid }) => uid)).size, 1);
  for (const [index, { sequence }] of invites.entries())
    if (index > 0) assert.ok(sequence > invites[index - 1]!.sequence, `${index}: ${sequence}`);
});

test('co-hosts and further guests are invited, each by a mail of his own', async () => {
  const office = await acme(server);
  await server.patch(
    `/v2/booking-calendars/${office.calendar}`,
    { co_hosts: [{ user: office.ben, required: false }] },
    office.key,
  );
  const [email, gwen] = ['host-of-many@example.com', 'gwen@example.com'];
  const booking = await office.book('2026-11-27T15:00:00Z', { guests: [gwen, email], form: { email } });
  for (const box of [email, gwen, office.andreasBox, office.bensBox]) {
    const { recipients, invite, text } = await mailbox.to(box);
    assert.deepEqual(recipients, [box]);
    assert.equal(/Params=/.test(text), box === email, 'only who booked can change the booking');
    assert.deepEqual(invite?.attendees, {
      [office.andreasBox]: 'CHAIR',
      [office.bensBox]: 'OPT-PARTICIPANT',
      [email]: 'REQ-PARTICIPANT',
      [gwen]: 'REQ-PARTICIPANT',
    });
  }
  assert.deepEqual(await office.told(booking.id), [
    'booked: additional_guest',
    'booked: co_host',
    'booked: guest',
    'booked: host',
  ]);
});

test('the guests of a group session hear nothing of each other', async () => {
  const office = await acme(server, { capacity: 5 });
  const emails = ['one@example.com', 'two@example.com'];
  for (const email of emails) await office.book('2026-11-25T15:00:00Z', { form: { email, name: email } });
  for (const [index, email] of emails.entries()) {
    const letter = await mailbox.to(email);
    assert.ok(!letter.raw.includes(emails[1 - index]!));
    assert.deepEqual(Object.keys(letter.invite!.attendees), [office.andreasBox, email]);
  }
});
