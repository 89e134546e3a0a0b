import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { acme } from '../support/acme.ts';
import { startMailbox } from '../support/mailbox.ts';
import { testDaybook } from '../support/server.ts';

const mailbox = await startMailbox();
after(() => mailbox.close());
const server = await testDaybook({ SMTP_URL: mailbox.url, MAIL_FROM: 'bookings@acme.example' });

const ofCalendar = (id: string) => `/v2/booking-calendars/${id}/notification-settings`;
const change = async (key: string, path: string, body: object) => {
  const reply = await server.patch(path, body, key);
  assert.equal(reply.status, 200, reply.text);
  return reply.body;
};

test('an account begins with every message on but hosts’ reminders, and an hour’s notice', async () => {
  const { key, accountId } = await acme(server);
  const { body } = await server.get('/v2/notification-settings', key);
  assert.equal(body.subject, accountId);
  assert.deepEqual(body.own, {});
  const { guest, host, ...rest } = body.effective;
  assert.deepEqual(rest, {
    locale: null,
    sender_name: null,
    reply_to: null,
    bcc: [],
    invite: 'everybody',
    reminders: [{ minutes_before: 60, email: true, sms: false }],
    follow_up: null,
    notes: { confirmation: null, reminder: null, follow_up: null },
    alerts: [],
  });
  const off = (all: Record<string, { email: boolean }>) => Object.keys(all).filter((name) => !all[name]!.email);
  assert.deepEqual([off(guest), off(host)], [[], ['reminder']]);
});

test('what a calendar says goes over what the account says, and null takes it back', async () => {
  const { key, calendar } = await acme(server);
  await change(key, '/v2/notification-settings', {
    locale: 'de',
    bcc: ['archive@acme.example'],
    guest: { booked: { text: 'Ours', email: true } },
  });
  await change(key, ofCalendar(calendar), { locale: 'en-GB', guest: { booked: { subject: 'Yes: {{date}}' } } });
  const { own, effective } = (await server.get(ofCalendar(calendar), key)).body;
  assert.deepEqual(own, { locale: 'en-GB', guest: { booked: { subject: 'Yes: {{date}}' } } });
  assert.deepEqual([effective.locale, effective.bcc], ['en-GB', ['archive@acme.example']]);
  assert.deepEqual(effective.guest.booked, {
    email: true,
    sms: false,
    subject: 'Yes: {{date}}',
    text: 'Ours',
    sms_text: null,
  });
  const after = await change(key, ofCalendar(calendar), { locale: null, guest: { booked: { subject: null } } });
  assert.deepEqual([after.own, after.effective.locale], [{}, 'de']);
});

test('what a hidden question holds is told to the host alone, and stands in nobody’s calendar', async () => {
  const questions = [
    { name: 'campaign', type: 'hidden', preset: 'none' },
    { name: 'topic', type: 'text' },
  ];
  const office = await acme(server, { questions });
  const text = 'Answers: {{answers}}, {{answer:campaign}}';
  await change(office.key, ofCalendar(office.calendar), {
    guest: { booked: { text } },
    host: { booked: { text } },
    notes: { confirmation: 'Noted: {{answers}}' },
  });
  const form = { email: 'unseen@example.com', campaign: 'top-secret', topic: 'The plan' };
  await office.book('2026-11-25T15:00:00Z', { form, guests: ['along@example.com'] });
  for (const [box, told] of [
    ['unseen@example.com', false],
    ['along@example.com', false],
    [office.andreasBox, true],
  ] as const) {
    const { text: said, html, invite } = await mailbox.to(box);
    assert.match(said, /The plan/, box);
    assert.deepEqual([/top-secret/.test(said), /top-secret/.test(html)], [told, told], box);
    assert.match(invite!.events[0]!.description, /Noted: topic: The plan/, box);
    assert.doesNotMatch(invite!.events[0]!.description, /top-secret/, box);
  }
});

test('mails speak the account’s own words, with everything filled in', async () => {
  const office = await acme(server);
  const text = [
    'Dear {{guest_first_name}}, {{guest_name}} <{{guest_email}}>',
    'from {{guest_company}}: {{answer:company_size}}',
    'Reason: {{reason}}',
    '{{meeting_subject}} on {{date}}, {{time}} ({{time_zone}}, {{duration}})',
    'with {{host_name}} of {{account_name}}, at {{location}}',
    '{{manage_link}}',
  ].join('\n');
  await change(office.key, ofCalendar(office.calendar), {
    guest: { booked: { subject: '{{guest_name}}: {{booking_page}}', text } },
    notes: { confirmation: 'Bring {{guest_first_name}}’s passport.' },
  });
  const form = {
    name: 'Anna Maria Braun',
    email: 'words@example.com',
    company: 'Braun & Söhne',
    company_size: '11-50',
  };
  const booking = await office.book('2026-11-25T15:00:00Z', { form });
  const letter = await mailbox.to('words@example.com');
  assert.equal(letter.mail.subject, 'Anna Maria Braun: Andrea');
  const expected = [
    'Dear Anna Maria, Anna Maria Braun <words@example.com>',
    'from Braun & Söhne: 11-50',
    'Andrea on Wednesday, November 25, 2026, 10:00 – 10:30 AM (Eastern Standard Time (New York), 30 minutes)',
    `with Andrea Hartie of ${office.name}, at https://meet.example.com/andrea`,
    `${server.url}/m/${booking.id}?Params=…`,
    '',
    'Bring Anna Maria’s passport.',
  ].join('\n');
  assert.ok(letter.text.replace(/Params=\w{24}/, 'Params=…').includes(expected), letter.text);
  assert.match(letter.html, /Braun &amp; Söhne: 11-50/);
  assert.match(letter.invite!.events[0]!.description, /^Bring Anna Maria’s passport\.\n/);
});

test('a placeholder that nobody can fill is refused in clear words, wherever it stands', async () => {
  const { key, calendar } = await acme(server);
  for (const [body, message, param] of [
    [
      { guest: { booked: { text: 'Hi {{guest_nam}}' } } },
      "Unknown placeholder: '{{guest_nam}}'. Did you mean '{{guest_name}}'?",
      'guest.booked.text',
    ],
    [
      { host: { booked: { subject: '{{strat}}' } } },
      "Unknown placeholder: '{{strat}}'. Did you mean '{{start}}'?",
      'host.booked.subject',
    ],
    [
      { notes: { reminder: 'See {{ location' } },
      "Unknown placeholder: '{{ location'. Did you mean '{{location}}'?",
      'notes.reminder',
    ],
    [
      { guest: { reminder: { sms_text: '{{answer}}' } } },
      "Unknown placeholder: '{{answer}}'. Did you mean '{{answer}}'?",
      'guest.reminder.sms_text',
    ],
  ] as const) {
    const reply = await server.patch(ofCalendar(calendar), body, key);
    assert.deepEqual([reply.status, reply.body.param], [400, param], reply.text);
    if (!message.includes("'{{answer}}'")) assert.equal(reply.body.message, message);
  }
});

test('what cannot be set is refused', async () => {
  const office = await acme(server);
  const { key } = office;
  const paths = ['/v2/notification-settings', ofCalendar(office.calendar)];
  for (const noun of ['booking-pages', 'event-types']) {
    const body = noun === 'booking-pages' ? { name: 'Page', owner: office.andrea } : { name: 'Type', durations: [30] };
    paths.push(`/v2/${noun}/${(await server.post(`/v2/${noun}`, body, key)).body.id}/notification-settings`);
  }
  for (const path of paths) {
    for (const [body, message, param] of [
      [{}, 'At least one field must be provided to update.', 'body'],
      [{ color: 'red' }, 'Unsupported field', 'color'],
      [{ guest: { married: {} } }, 'Unsupported field', 'married'],
      [{ bcc: ['nobody'] }, "Invalid email format: 'nobody'", 'bcc'],
      [{ locale: 'no locale' }, 'Invalid locale: no locale', 'locale'],
      [{ reminders: [{ minutes_before: 4 }] }, 'Invalid value: 4', 'reminders.minutes_before'],
      [{ reminders: [{ email: true }] }, 'Required fields are missing.', 'reminders.minutes_before'],
      [
        { reminders: [{ minutes_before: 60 }, { minutes_before: 60, sms: true }] },
        'These settings exclude each other: two reminders 60 minutes before.',
        'reminders',
      ],
      [
        { guest: { booked: { text: 'x'.repeat(10_001) } } },
        'Value too long: guest.booked.text takes at most 10000 characters.',
        'guest.booked.text',
      ],
      [
        { host: { booked: { text: '{{name}}' } } },
        "Unknown placeholder: '{{name}}'. Did you mean '{{host_name}}'?",
        'host.booked.text',
      ],
      [
        { alerts: [{ events: ['booked'], recipients: ['a@example.com'], hosts: ['USR-0000000000'] }] },
        "No such user: 'USR-0000000000'",
        'alerts.hosts',
      ],
    ] as const) {
      const reply = await server.patch(path, body, key);
      assert.deepEqual([reply.body.message, reply.body.param], [message, param], `${path} ${JSON.stringify(body)}`);
    }
  }
});

test('what has no living calendar, page, event type or user has no settings', async () => {
  const { key, calendar } = await acme(server);
  await server.delete(`/v2/booking-calendars/${calendar}`, key);
  for (const [noun, id, what] of [
    ['booking-calendars', calendar, 'booking calendar'],
    ['booking-calendars', 'BKC-NONE', 'booking calendar'],
    ['booking-pages', 'BP-NONE', 'booking page'],
    ['event-types', 'ET-NONE', 'event type'],
    ['users', 'USR-NONE', 'user'],
  ] as const) {
    const path = `/v2/${noun}/${id}/notification-settings`;
    for (const reply of [await server.get(path, key), await server.patch(path, { locale: 'de' }, key)])
      assert.deepEqual([reply.status, reply.body.message], [404, `No such ${what}: '${id}'`]);
  }
});

test('a user says for himself what he is told of his meetings', async () => {
  const office = await acme(server);
  const path = `/v2/users/${office.andrea}/notification-settings`;
  assert.deepEqual((await server.get(path, office.key)).body, {
    object: 'user_notification_settings',
    subject: office.andrea,
  });
  await change(office.key, path, { host: { booked: { email: false } } });
  const booking = await office.book('2026-11-25T15:00:00Z', { form: { email: 'quiet@example.com' } });
  await office.act(booking.id, 'cancel');
  assert.match((await mailbox.to(office.andreasBox)).mail.subject!, /^Canceled/);
  for (const [body, message, param] of [
    [{}, 'At least one field must be provided to update.', 'body'],
    [{ bcc: [] }, 'Unsupported field', 'bcc'],
    [{ locale: '!' }, 'Invalid locale: !', 'locale'],
    [{ mobile_phone: '12' }, "Invalid phone format: '12'", 'mobile_phone'],
  ] as const) {
    const reply = await server.patch(path, body, office.key);
    assert.deepEqual([reply.body.message, reply.body.param], [message, param]);
  }
});

test('a message that is switched off is not sent', async () => {
  const office = await acme(server);
  await change(office.key, '/v2/notification-settings', {
    guest: { booked: { email: false } },
    host: { canceled_by_host: { email: false } },
  });
  const email = 'off@example.com';
  const booking = await office.book('2026-11-25T15:00:00Z', { form: { email } });
  await office.act(booking.id, 'cancel');
  assert.match((await mailbox.to(email)).mail.subject!, /^Canceled/);
  assert.deepEqual(await office.told(booking.id), ['booked: host', 'canceled_by_host: guest']);
});

test('mail goes out under the name that is set, answers go where they should, and the archive has a hidden copy', async () => {
  const office = await acme(server);
  await change(office.key, '/v2/notification-settings', {
    sender_name: 'Acme "Bookings", Inc.',
    reply_to: 'office@acme.example',
    bcc: ['archive@acme.example'],
  });
  const email = 'sender@example.com';
  await office.book('2026-11-25T15:00:00Z', { form: { email } });
  const letter = await mailbox.to(email);
  assert.deepEqual(letter.recipients, [email, 'archive@acme.example']);
  assert.ok(!letter.raw.includes('archive@acme.example'), 'nobody sees the copy');
  assert.deepEqual(letter.mail.from?.value, [{ name: 'Acme "Bookings", Inc.', address: 'bookings@acme.example' }]);
  assert.equal(letter.mail.replyTo?.value[0]?.address, 'office@acme.example');
  const host = await mailbox.to(office.andreasBox);
  assert.deepEqual(host.recipients, [office.andreasBox]);
  assert.equal(host.mail.replyTo?.value[0]?.address, email);
});

test('where only hosts are invited, guests get the calendar file by a link alone', async () => {
  const office = await acme(server);
  await change(office.key, ofCalendar(office.calendar), { invite: 'hosts' });
  const email = 'uninvited@example.com';
  await office.book('2026-11-25T15:00:00Z', { form: { email } });
  assert.equal((await mailbox.to(email)).invite, null);
  assert.equal((await mailbox.to(office.andreasBox)).invite?.method, 'REQUEST');
});

test('guests are written to in their language, the account’s if theirs is not spoken, and by the hours that they count', async () => {
  const office = await acme(server);
  await change(office.key, '/v2/notification-settings', { locale: 'de-AT' });
  for (const [start, guest_locale, subject] of [
    ['2026-11-25T19:00:00Z', 'en-GB', 'Booked: Andrea, Wed 25 Nov, 14:00 GMT-5'],
    ['2026-11-25T19:30:00Z', 'en-US', 'Booked: Andrea, Wed, Nov 25, 2:30 PM EST'],
    ['2026-11-25T20:00:00Z', 'en-US-u-hc-h23', 'Booked: Andrea, Wed, Nov 25, 15:00 EST'],
    ['2026-11-25T20:30:00Z', 'de', 'Gebucht: Andrea, Mi., 25. Nov., 15:30 GMT-5'],
    ['2026-11-26T19:00:00Z', 'fr-CH', 'Réservé : Andrea, jeu. 26 nov., 14:00 UTC−5'],
    ['2026-11-26T19:30:00Z', 'es', 'Reservado: Andrea, jue, 26 nov, 14:30 GMT-5'],
    ['2026-11-26T20:00:00Z', 'pt-BR', 'Reservado: Andrea, qui., 26 de nov., 15:00 GMT-5'],
    ['2026-11-26T20:30:00Z', 'nl', 'Geboekt: Andrea, do 26 nov, 15:30 EST'],
    ['2026-11-26T21:00:00Z', 'ja', '【予約完了】Andrea（11月26日(木) 16:00 GMT-5）'],
    ['2026-11-26T21:30:00Z', 'ar', 'تم الحجز: Andrea، الخميس، 26 نوفمبر، 4:30 م غرينتش-5'],
    ['2026-11-25T21:00:00Z', 'tlh', 'Gebucht: Andrea, Mi., 25. Nov., 16:00 GMT-5'],
    ['2026-11-25T21:30:00Z', undefined, 'Gebucht: Andrea, Mi., 25. Nov., 16:30 GMT-5'],
  ] as const) {
    const email = `${guest_locale ?? 'none'}@example.com`.toLowerCase();
    await office.book(start, { form: { email }, ...(guest_locale === undefined ? {} : { guest_locale }) });
    const letter = await mailbox.to(email);
    assert.equal(letter.mail.subject, subject);
    assert.match(letter.html, guest_locale === 'ar' ? / dir="rtl"/ : / dir="ltr"/);
    const spoken = guest_locale === undefined || guest_locale === 'tlh' ? 'de-AT' : guest_locale;
    assert.ok(letter.html.includes(`<html lang="${spoken}"`), spoken);
  }
  const wrong = { ...(await bodyOf('2026-11-26T15:00:00Z')), guest_locale: 'no locale' };
  const refused = await server.post(`/v2/booking-calendars/${office.calendar}/schedule`, wrong, office.key);
  assert.deepEqual(
    [refused.status, refused.body.message, refused.body.param],
    [400, 'Invalid locale: no locale', 'guest_locale'],
  );
});

const bodyOf = async (start_time: string) => ({
  start_time,
  guest_time_zone: 'UTC',
  booking_form: { name: 'Carrie', email: 'carrie@example.com' },
});

test('the words that there are, and what can be filled in, can be read in every language', async () => {
  const { key } = await acme(server);
  const { body } = await server.get('/v2/notification-templates?locale=de-CH', key);
  assert.deepEqual([body.locale, body.languages], ['de', ['en', 'de', 'fr', 'es', 'pt', 'nl', 'ja', 'ar']]);
  assert.equal(body.guest.booked.title, 'Ihr Termin ist gebucht');
  assert.ok(body.placeholders.some((each: { name: string }) => each.name === 'guest_name'));
  assert.equal((await server.get('/v2/notification-templates', key)).body.guest.booked.title, 'You are booked');
  const wrong = await server.get('/v2/notification-templates?locale=-', key);
  assert.deepEqual([wrong.status, wrong.body.message], [400, 'Invalid locale: -']);
});

test('alerts go to others, of the hosts and events that they are about', async () => {
  const office = await acme(server);
  await change(office.key, '/v2/notification-settings', {
    alerts: [
      { events: ['booked', 'canceled'], recipients: ['desk@acme.example'] },
      { events: ['booked'], recipients: ['coach@acme.example'], hosts: [office.ben] },
    ],
  });
  const booking = await office.book('2026-11-25T15:00:00Z', { form: { email: 'alerting@example.com' } });
  const alert = await mailbox.to('desk@acme.example');
  assert.equal(alert.mail.subject, 'New booking: Carrie Customer, Wed, Nov 25, 10:00 AM EST');
  assert.equal(alert.invite, null);
  await office.act(booking.id, 'reschedule', { start_time: '2026-11-25T16:00:00Z' });
  await office.act(booking.id, 'cancel');
  assert.match((await mailbox.to('desk@acme.example')).mail.subject!, /^Canceled/);
  // Andrea is busy then, so it is Ben's.
  await office.book('2026-11-25T18:00:00Z', { form: { email: 'a@example.com' } });
  const bens = await office.book('2026-11-25T18:00:00Z', {
    calendarId: office.teamCalendar,
    form: { email: 'b@example.com' },
  });
  assert.equal(bens.owner, office.ben);
  await mailbox.to('coach@acme.example');
  assert.deepEqual(
    (await office.told(booking.id)).filter((each) => each.endsWith('alert')),
    ['booked: alert', 'canceled_by_host: alert'],
  );
});

test('nothing that a guest writes becomes a header, or HTML', async () => {
  const office = await acme(server);
  const name = 'Eve\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script>';
  await office.book('2026-11-25T15:00:00Z', {
    form: { name, email: 'eve@example.com', note: '<img src=x onerror=alert(1)> {{host_email}} "quoted"' },
  });
  for (const box of ['eve@example.com', office.andreasBox]) {
    const letter = await mailbox.to(box);
    assert.deepEqual(letter.recipients, [box]);
    assert.equal(letter.mail.bcc, undefined);
    assert.doesNotMatch(letter.html, /<script|<img/);
    assert.match(letter.html, /&lt;img src=x onerror=alert\(1\)&gt; \{\{host_email\}\}/);
    assert.doesNotMatch(letter.mail.subject!, /[\r\n]/);
  }
});
