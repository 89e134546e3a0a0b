import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { acme } from '../support/acme.ts';
import { startMailbox } from '../support/mailbox.ts';
import { testDaybook, tuesday } from '../support/server.ts';

const mailbox = await startMailbox();
after(() => mailbox.close());
const server = await testDaybook({ SMTP_URL: mailbox.url, MAIL_FROM: 'bookings@acme.example' });

const minute = 60_000;

/** Moves the clock once all that happened before is told, and waits until what is due then is queued. */
async function at(time: string | number): Promise<void> {
  await server.daybook.wake();
  server.clock.now = typeof time === 'number' ? time : Date.parse(time);
  await server.daybook.wake();
}

const setReminders = async (key: string, path: string, ...minutes: number[]) => {
  const reminders = minutes.map((minutes_before) => ({ minutes_before }));
  const reply = await server.patch(`${path}/notification-settings`, { reminders }, key);
  assert.equal(reply.status, 200, reply.text);
};

test('an hour before it begins the guest is reminded, unless nobody says otherwise; the host is not', async () => {
  await at(tuesday);
  const office = await acme(server);
  const email = 'reminded@example.com';
  const booking = await office.book('2026-11-24T15:00:00Z', { form: { email } });
  await mailbox.to(email);
  await at(Date.parse('2026-11-24T14:00:00Z') - 1);
  assert.deepEqual(await office.told(booking.id), ['booked: guest', 'booked: host']);
  await at('2026-11-24T14:00:00Z');
  const letter = await mailbox.to(email);
  assert.equal(letter.mail.subject, 'Reminder: Andrea, Tue, Nov 24, 10:00 AM EST');
  assert.match(letter.text, /Join the meeting: https:\/\/meet\.example\.com\/andrea/);
  assert.equal(letter.invite, null);
  assert.deepEqual(await office.told(booking.id), ['booked: guest', 'booked: host', 'reminder: guest']);
});

test('up to five reminders come, each at its time', async () => {
  await at(tuesday);
  const office = await acme(server);
  await setReminders(office.key, '/v2', 30 * 24 * 60, 24 * 60, 60, 15, 5);
  const email = 'five@example.com';
  await office.book('2027-01-11T15:00:00Z', { form: { email } });
  await mailbox.to(email);
  const start = Date.parse('2027-01-11T15:00:00Z');
  for (const minutes of [30 * 24 * 60, 24 * 60, 60, 15, 5]) {
    await at(start - minutes * minute);
    assert.match((await mailbox.to(email)).mail.subject!, /^Reminder: /);
  }
});

test('a meeting that was booked too late for a reminder gets none, and one that moved is reminded of its new time', async () => {
  await at('2026-11-24T14:30:00Z');
  const office = await acme(server);
  const email = 'late@example.com';
  const booking = await office.book('2026-11-24T15:00:00Z', { form: { email } });
  await mailbox.to(email);
  await office.act(booking.id, 'reschedule', { start_time: '2026-11-24T18:00:00Z' });
  await mailbox.to(email);
  await at('2026-11-24T17:00:00Z');
  assert.equal((await mailbox.to(email)).mail.subject, 'Reminder: Andrea, Tue, Nov 24, 1:00 PM EST');
  assert.deepEqual(
    (await office.told(booking.id)).filter((each) => each.startsWith('reminder')),
    ['reminder: guest'],
  );
});

test('nobody is reminded of a meeting that was canceled, or that has begun while the server was away', async () => {
  await at(tuesday);
  const office = await acme(server);
  const canceled = await office.book('2026-11-24T15:00:00Z', { form: { email: 'gone@example.com' } });
  const missed = await office.book('2026-11-24T16:00:00Z', { form: { email: 'missed@example.com' } });
  await office.act(canceled.id, 'cancel');
  await mailbox.to('gone@example.com');
  await mailbox.to('missed@example.com');
  await at('2026-11-24T16:00:00Z');
  for (const { id } of [canceled, missed]) {
    const reminders = (await office.told(id)).filter((each) => each.startsWith('reminder'));
    assert.deepEqual(reminders, []);
  }
});

test('after a night without the server only the latest of several reminders comes', async () => {
  await at(tuesday);
  const office = await acme(server);
  await setReminders(office.key, `/v2/booking-calendars/${office.calendar}`, 180, 120, 60);
  const email = 'overslept@example.com';
  const booking = await office.book('2026-11-24T15:00:00Z', { form: { email } });
  await mailbox.to(email);
  await at('2026-11-24T14:30:00Z');
  await mailbox.to(email);
  assert.equal((await office.told(booking.id)).filter((each) => each === 'reminder: guest').length, 1);
});

test('a reminder that was taken out of the settings does not come any more', async () => {
  await at(tuesday);
  const office = await acme(server);
  const email = 'taken-out@example.com';
  const booking = await office.book('2026-11-24T15:00:00Z', { form: { email } });
  await mailbox.to(email);
  await setReminders(office.key, `/v2/booking-calendars/${office.calendar}`);
  await at('2026-11-24T14:00:00Z');
  assert.deepEqual(await office.told(booking.id), ['booked: guest', 'booked: host']);
});

test('a host who wants reminders gets them, in his own language', async () => {
  await at(tuesday);
  const office = await acme(server);
  const wish = { locale: 'de', host: { reminder: { email: true } } };
  const reply = await server.patch(`/v2/users/${office.andrea}/notification-settings`, wish, office.key);
  assert.deepEqual(reply.body, { object: 'user_notification_settings', subject: office.andrea, ...wish });
  await office.book('2026-11-24T15:00:00Z', { form: { email: 'x@example.com' } });
  assert.match((await mailbox.to(office.andreasBox)).mail.subject!, /^Neue Buchung: /);
  await at('2026-11-24T14:00:00Z');
  const letter = await mailbox.to(office.andreasBox);
  assert.match(letter.mail.subject!, /^Erinnerung: Carrie Customer, Di\., 24\. Nov\./);
});

test('who stops reminders by the link in one gets none any more, and is still told the rest', async () => {
  await at(tuesday);
  const office = await acme(server);
  const email = 'stops@example.com';
  await office.book('2026-11-24T15:00:00Z', { form: { email } });
  await mailbox.to(email);
  await at('2026-11-24T14:00:00Z');
  const letter = await mailbox.to(email);
  const [, url] = /No more reminders from Acme\d+: (\S+)/.exec(letter.text)!;
  const listed = letter.mail.headers.get('list') as { unsubscribe: { url: string } };
  assert.equal(listed.unsubscribe.url, url);
  assert.match(letter.raw, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
  assert.ok(!decodeURIComponent(url!).includes('stops'), 'the link does not say whose it is');

  // To follow the link changes nothing: mail scanners do that as well.
  const page = await fetch(url!);
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-security-policy')!, /default-src 'none'/);
  const asked = await page.text();
  assert.match(asked, /Do you want no more reminders from Acme\d+ at stops@example\.com\?/);
  const body = 'List-Unsubscribe=One-Click';
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  assert.match(
    await (await fetch(url!, { method: 'POST', body, headers: form })).text(),
    /You will get no more reminders/,
  );
  const booking = await office.book('2026-11-24T20:00:00Z', { form: { email } });
  assert.match((await mailbox.to(email)).mail.subject!, /^Booked/);
  await at('2026-11-24T19:00:00Z');
  assert.deepEqual(await office.told(booking.id), ['booked: guest', 'booked: host']);

  // And back again.
  const resumed = await fetch(url!, { method: 'POST', body: 'reminders=resume', headers: form });
  assert.match(await resumed.text(), /You will get reminders from Acme\d+ at stops@example\.com again/);
  await office.book('2026-11-24T21:30:00Z', { form: { email } });
  await mailbox.to(email);
  await at('2026-11-24T20:30:00Z');
  assert.match((await mailbox.to(email)).mail.subject!, /^Reminder/);
});

test('a link to stop reminders that was changed is refused', async () => {
  for (const token of ['x', 'A'.repeat(120), ''])
    for (const method of ['GET', 'POST'])
      assert.equal((await fetch(`${server.url}/unsubscribe/${token}`, { method })).status, 404);
});

test('after the meeting the guest gets the follow-up that the account has written', async () => {
  await at(tuesday);
  const office = await acme(server);
  const path = `/v2/booking-calendars/${office.calendar}/notification-settings`;
  const text = 'Dear {{guest_name}}, how was {{meeting_subject}}?';
  await server.patch(path, { follow_up: { minutes_after: 30 }, guest: { follow_up: { text } } }, office.key);
  const email = 'follow@example.com';
  const booking = await office.book('2026-11-24T15:00:00Z', { form: { email } });
  await mailbox.to(email);
  await at('2026-11-24T14:00:00Z');
  await mailbox.to(email);
  await at('2026-11-24T16:00:00Z');
  const letter = await mailbox.to(email);
  assert.equal(letter.mail.subject, 'About our meeting: Andrea');
  assert.match(letter.text, /Dear Carrie Customer, how was Andrea\?/);
  assert.ok(letter.mail.headers.has('list'), 'it can be stopped like a reminder');
  assert.ok((await office.told(booking.id)).includes('follow_up: guest'));
});

test('no follow-up comes without a text, nor after a no-show', async () => {
  await at(tuesday);
  const office = await acme(server);
  const path = `/v2/booking-calendars/${office.calendar}/notification-settings`;
  await server.patch(path, { follow_up: { minutes_after: 30 }, reminders: [] }, office.key);
  const without = await office.book('2026-11-24T15:00:00Z', { form: { email: 'no-text@example.com' } });
  await at('2026-11-24T16:00:00Z');
  await server.patch(path, { notes: { follow_up: 'Thank you!' } }, office.key);
  const noShow = await office.book('2026-11-24T17:00:00Z', { form: { email: 'no-show@example.com' } });
  await mailbox.to('no-show@example.com');
  await at('2026-11-24T17:40:00Z');
  await office.act(noShow.id, 'no-show');
  await at('2026-11-24T18:00:00Z');
  for (const { id } of [without, noShow]) assert.deepEqual(await office.told(id), ['booked: guest', 'booked: host']);
});
