-- What guests and hosts are told: what happened to bookings, the mails that came of it, reminders, and who wants none.

-- How the guest reads and counts hours (a BCP 47 tag), and whether he agreed to get SMS about this meeting.
alter table bookings
  add column guest_locale text,
  add column sms_consent boolean not null default false;
-- The address of a booking's calendar file names nothing but this token.
create index bookings_by_ics_token on bookings (ics_token);

-- What happened to a booking and has not been told yet; written in the transaction that made it happen, taken away by the
-- relay in the one that queues the mails. `snapshot` is the booking as it became, as far as it changes during its life.
create table occasions (
  account_id text not null references accounts,
  id bigint not null generated always as identity,
  booking_id text not null,
  kind text not null,
  occurred_time timestamptz(3) not null,
  snapshot jsonb not null,
  details jsonb not null,
  primary key (account_id, id)
);
create index occasions_in_order on occasions (id);

-- What a booking still has to be told by the clock. `minutes` before its start, or after its end.
create table reminders (
  account_id text not null,
  booking_id text not null,
  kind text not null check (kind in ('reminder', 'follow_up')),
  minutes integer not null,
  due_time timestamptz(3) not null,
  primary key (account_id, booking_id, kind, minutes),
  foreign key (account_id, booking_id) references bookings
);
create index reminders_due on reminders (due_time);

-- A mail to one person. `html` and `calendar` go once it is settled; what was said stays readable as text.
create table mails (
  account_id text not null references accounts,
  id text not null,
  creation_time timestamptz(3) not null,
  state text not null check (state in ('queued', 'sent', 'kept', 'failed')),
  scenario text not null,
  booking_id text,
  recipient text not null,
  recipient_kind text not null,
  envelope jsonb not null,
  subject text not null,
  text text not null,
  html text,
  calendar text,
  calendar_method text,
  locale text not null,
  attempts integer not null default 0,
  error text,
  settled_time timestamptz(3),
  useful_until timestamptz(3),
  primary key (account_id, id)
);
create index mails_listed on mails (account_id, creation_time, id);
create index mails_by_booking on mails (account_id, booking_id, creation_time, id) where booking_id is not null;
create index mails_by_recipient on mails (account_id, recipient, creation_time, id);
create index mails_by_state on mails (account_id, state, creation_time, id);
create index mails_by_age on mails (creation_time);

-- What is told to whom, and in which words: of the account, and of a calendar, page, event type or user where it differs.
create table notification_settings (
  account_id text not null references accounts,
  subject_id text not null,
  settings jsonb not null,
  last_updated_time timestamptz(3) not null,
  primary key (account_id, subject_id)
);

-- Who wants no reminders by mail, and who wants no SMS at all.
create table reminder_opt_outs (
  account_id text not null references accounts,
  email text not null,
  creation_time timestamptz(3) not null,
  primary key (account_id, email)
);
create table sms_opt_outs (
  account_id text not null references accounts,
  phone text not null,
  creation_time timestamptz(3) not null,
  primary key (account_id, phone)
);

-- What the gateway calls the message, in which it may report what became of it.
alter table sms_notifications add column gateway_id text;
create index sms_notifications_by_gateway_id on sms_notifications (gateway_id) where gateway_id is not null;
create index sms_notifications_by_phone on sms_notifications (delivered_to, account_id);

do $$
declare name text;
begin
  foreach name in array array['occasions', 'reminders', 'mails', 'notification_settings', 'reminder_opt_outs', 'sms_opt_outs'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy one_account on %I using (
      account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*')$p$, name);
  end loop;
end $$;

select audit_table('notification_settings', 'subject_id');
