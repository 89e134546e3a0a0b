-- A change of what a session is like makes those that are partly booked stand apart: guests share a session only within
-- one version of its calendar's settings.
alter table booking_calendars add column settings_version integer not null default 1;

-- A link that takes one booking. Its id is the path of a public page, so it is unique over all accounts.
create table one_time_links (
  account_id text not null references accounts,
  id text not null,
  target jsonb not null,
  hide_url_params boolean not null default true,
  booking_form jsonb not null default '{}',
  utm_params jsonb,
  host_email text,
  co_hosts text[] not null default '{}',
  duration_minutes smallint,
  skip text[] not null default '{}',
  creation_time timestamptz(3) not null,
  expires_time timestamptz(3) not null,
  used_time timestamptz(3),
  used_booking_id text,
  primary key (account_id, id),
  constraint one_time_link_path_unique unique (id)
);
create index one_time_links_expiring on one_time_links (expires_time) where used_time is null;
alter table one_time_links enable row level security;
alter table one_time_links force row level security;
create policy one_account on one_time_links using (
  account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*');
