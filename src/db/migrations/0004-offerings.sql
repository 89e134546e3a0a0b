-- What guests book is an offering: a booking calendar, or a booking page with its event type, alone or below a master
-- page. Bookings, claims and tallies speak of it in terms that fit them all.

-- The host can change while the owner, who first accepted, stays. `tallied` lists the scopes in which the booking counts,
-- and for whom, so that what a cancellation takes back is what the booking gave.
alter table bookings
  add column host_id text,
  add column proposed_times jsonb,
  add column reschedule_requested boolean not null default false,
  add column trashed_time timestamptz(3),
  add column tallied jsonb not null default '[]';
update bookings set host_id = owner_id,
  tallied = case when booking_calendar_id is null then '[]'
    else jsonb_build_array(jsonb_build_object('scope', booking_calendar_id, 'member', owner_id)) end;
alter table bookings
  alter column host_id set not null,
  add foreign key (account_id, host_id) references users;
create index bookings_by_page on bookings (account_id, booking_page_id, creation_time, id)
  where deleted_time is null and booking_page_id is not null;
create index bookings_by_master_page on bookings (account_id, master_page_id, creation_time, id)
  where deleted_time is null and master_page_id is not null;
create index bookings_by_event_type on bookings (account_id, event_type_id, creation_time, id)
  where deleted_time is null and event_type_id is not null;
create index bookings_in_package on bookings (account_id, package_id) where package_id is not null;
create index bookings_after_booking on bookings (account_id, rescheduled_booking_id) where rescheduled_booking_id is not null;
create index bookings_to_purge on bookings (trashed_time) where in_trash and deleted_time is null;

-- Guests of one session share a claim if they book the same offering at the same start; a host's caps count the claims
-- that carry the calendar's or the page's id in `counts_for`, which those of co-hosts do not.
alter table claims rename column booking_calendar_id to offering_id;
alter table claims add column counts_for text;
update claims set counts_for = offering_id;

-- Fairness counts members: users on a calendar, booking pages in a pool.
alter table host_tallies rename to tallies;
alter table tallies rename column user_id to member_id;
alter table tallies drop constraint host_tallies_account_id_user_id_fkey;

-- A guest's pick, kept from others while the form is filled in. It has a seat of the claim `source_id`, which is its own
-- or a session's; a claim with `expires_at` has such holds on it, and those that have run out no longer count.
create table slot_holds (
  account_id text not null references accounts,
  id text not null,
  source_id text not null,
  host_id text not null,
  member_id text not null,
  target jsonb not null,
  starts_at timestamptz(3) not null,
  duration_minutes smallint not null,
  creation_time timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (account_id, id),
  foreign key (account_id, host_id) references users
);
create index slot_holds_on_claim on slot_holds (account_id, source_id, expires_at);
create index slot_holds_expiring on slot_holds (expires_at);
alter table slot_holds enable row level security;
alter table slot_holds force row level security;
create policy one_account on slot_holds using (
  account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*');
