-- Files that guests give with a booking form. Until the booking is made nobody's, and cleared away after a day; then the
-- booking's, and erased with it.
create table attachments (
  account_id text not null references accounts,
  id text not null,
  booking_id text,
  file_name text not null,
  media_type text not null,
  size_bytes integer not null,
  bytes bytea not null,
  creation_time timestamptz(3) not null,
  primary key (account_id, id),
  foreign key (account_id, booking_id) references bookings
);
-- What is compressed already, as most files are, is not compressed again.
alter table attachments alter column bytes set storage external;
create index attachments_of_booking on attachments (account_id, booking_id) where booking_id is not null;
create index attachments_of_nobody on attachments (creation_time) where booking_id is null;
alter table attachments enable row level security;
alter table attachments force row level security;
create policy one_account on attachments using (
  account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*');

-- Whether a guest has a meeting that is still to come.
create index bookings_to_come_of_contact on bookings (account_id, contact_id, ending_time)
  where deleted_time is null and status in ('requested', 'scheduled', 'rescheduled') and not in_trash;
