-- Everything an account owns is keyed by the account first, so that one tenant's rows can live on one shard and no
-- query is written without its tenant. Deleted objects stay as tombstones (deleted_time): their ids go on working as
-- cursors and read as {id, object, deleted: true}. Times have milliseconds, exactly as they are sent.

create extension if not exists btree_gist;

create table accounts (
  account_id text primary key,
  name text not null,
  email text not null,
  timezone text not null,
  week_start smallint not null default 1,
  creation_time timestamptz(3) not null
);

-- A key is looked up by its hash before its account is known, so the hash alone is unique.
create table api_keys (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  prefix text not null,
  hash bytea not null,
  creation_time timestamptz(3) not null,
  last_used_time timestamptz(3),
  deleted_time timestamptz(3),
  primary key (account_id, id),
  constraint api_key_hash_unique unique (hash)
);

create table users (
  account_id text not null references accounts,
  id text not null,
  first_name text not null,
  last_name text not null,
  email text not null,
  status text not null check (status in ('active', 'invited')),
  role_name text not null check (role_name in ('Account Owner', 'Administrator', 'Team Manager', 'Member')),
  timezone text not null,
  seat boolean not null default true,
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  deleted_time timestamptz(3),
  primary key (account_id, id)
);
create unique index user_email_unique on users (account_id, lower(email)) where deleted_time is null;
create index users_listed on users (account_id, creation_time, id) where deleted_time is null;

-- Wall-clock rules; the zone that reads them is the user's.
create table schedules (
  account_id text not null,
  user_id text not null,
  weekly jsonb not null,
  overrides jsonb not null default '{}',
  primary key (account_id, user_id),
  foreign key (account_id, user_id) references users
);

create table teams (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  deleted_time timestamptz(3),
  primary key (account_id, id)
);
create index teams_listed on teams (account_id, creation_time, id) where deleted_time is null;

create table team_members (
  account_id text not null,
  team_id text not null,
  user_id text not null,
  priority smallint not null default 5 check (priority between 1 and 10),
  joined_time timestamptz(3) not null,
  primary key (account_id, team_id, user_id),
  foreign key (account_id, team_id) references teams,
  foreign key (account_id, user_id) references users
);
create index team_members_by_user on team_members (account_id, user_id, team_id);

-- host_id is a user or a team. `rules` is validated by calendars/schema.ts each time it is read or written.
create table booking_calendars (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  subject text not null,
  slug text not null,
  host_id text not null,
  published boolean not null,
  duration_minutes smallint not null,
  rules jsonb not null,
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  deleted_time timestamptz(3),
  primary key (account_id, id)
);
-- A slug is the path of a public page, and there is one address space for all accounts.
create unique index booking_calendar_slug_unique on booking_calendars (lower(slug)) where deleted_time is null;
create index booking_calendars_listed on booking_calendars (account_id, creation_time, id) where deleted_time is null;

-- What fairness needs to know of a host: the scope is a calendar, or later an event type of a master page.
create table host_tallies (
  account_id text not null,
  scope_id text not null,
  user_id text not null,
  last_booked_time timestamptz(3),
  received integer not null default 0,
  removed integer not null default 0,
  primary key (account_id, scope_id, user_id),
  foreign key (account_id, user_id) references users
);

create table contacts (
  account_id text not null references accounts,
  id text not null,
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  last_interacted_time timestamptz(3),
  owner_id text,
  status text,
  city text,
  company_size text,
  company text,
  country text,
  email text,
  employees integer,
  first_name text,
  has_consent boolean not null default false,
  job_title text,
  last_name text,
  mobile_phone text,
  phone text,
  post_code text,
  salutation text,
  state text,
  street_address text,
  terms_of_service boolean not null default false,
  timezone text,
  bot_id text,
  form_id text,
  custom_fields jsonb not null default '[]',
  deleted_time timestamptz(3),
  primary key (account_id, id),
  foreign key (account_id, owner_id) references users
);
create unique index contact_email_unique on contacts (account_id, lower(email)) where deleted_time is null and email is not null;
create index contacts_by_mobile_phone on contacts (account_id, mobile_phone, creation_time) where deleted_time is null and mobile_phone is not null;
create index contacts_listed on contacts (account_id, creation_time, id) where deleted_time is null;
create index contacts_updated on contacts (account_id, last_updated_time) where deleted_time is null;

create table bookings (
  account_id text not null references accounts,
  id text not null,
  subject text not null,
  status text not null check (status in ('requested', 'scheduled', 'rescheduled', 'completed', 'canceled', 'no_show')),
  in_trash boolean not null default false,
  version integer not null default 1,
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  starting_time timestamptz(3),
  ending_time timestamptz(3),
  duration_minutes smallint not null,
  owner_id text not null,
  contact_id text,
  booking_calendar_id text,
  booking_page_id text,
  master_page_id text,
  event_type_id text,
  session_id text,
  package_id text,
  conversation_id text,
  rescheduled_booking_id text,
  customer_timezone text not null,
  attendees text[] not null,
  location jsonb,
  join_url text,
  location_description text,
  cancel_reason text,
  canceled_by text check (canceled_by in ('user', 'customer')),
  canceled_by_user_id text,
  form_submission jsonb,
  utm_params jsonb,
  custom_fields jsonb not null default '[]',
  external_calendar jsonb,
  payment_information jsonb,
  ics_token uuid not null,
  deleted_time timestamptz(3),
  primary key (account_id, id),
  foreign key (account_id, owner_id) references users,
  foreign key (account_id, contact_id) references contacts,
  foreign key (account_id, booking_calendar_id) references booking_calendars
);
create index bookings_listed on bookings (account_id, creation_time, id) where deleted_time is null;
create index bookings_updated on bookings (account_id, last_updated_time) where deleted_time is null;
create index bookings_starting on bookings (account_id, starting_time) where deleted_time is null;
create index bookings_by_calendar on bookings (account_id, booking_calendar_id, creation_time, id) where deleted_time is null;
create index bookings_by_contact on bookings (account_id, contact_id, creation_time, id) where deleted_time is null;
create index bookings_by_owner on bookings (account_id, owner_id, creation_time, id) where deleted_time is null;
create index bookings_by_status on bookings (account_id, status, creation_time, id) where deleted_time is null;
create index bookings_in_session on bookings (account_id, session_id) where session_id is not null;
-- What the completion sweep reads: bookings that will turn completed when their end passes.
create index bookings_to_complete on bookings (ending_time) where status in ('scheduled', 'rescheduled') and deleted_time is null;

-- Who hosts or co-hosts a booking. The booking's creation time is repeated so that one host's list is one index range.
create table booking_hosts (
  account_id text not null,
  booking_id text not null,
  user_id text not null,
  role text not null check (role in ('host', 'co_host', 'optional')),
  creation_time timestamptz(3) not null,
  primary key (account_id, booking_id, user_id),
  foreign key (account_id, booking_id) references bookings,
  foreign key (account_id, user_id) references users
);
create index booking_hosts_by_user on booking_hosts (account_id, user_id, creation_time, booking_id);

-- One host's time, taken by one source: a booking, a group session that bookings share, or a hold. Whatever the code
-- does, claim_no_overlap is the proof that nobody is in two meetings at once.
create table claims (
  account_id text not null,
  source_id text not null,
  user_id text not null,
  booking_calendar_id text,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  seats smallint not null default 1,
  expires_at timestamptz(3),
  during tstzrange not null generated always as (tstzrange(starts_at, ends_at, '[)')) stored,
  primary key (account_id, source_id, user_id),
  foreign key (account_id, user_id) references users,
  constraint claim_not_empty check (ends_at > starts_at),
  constraint claim_no_overlap exclude using gist (account_id with =, user_id with =, during with &&)
);
create index claims_by_start on claims (account_id, user_id, starts_at);

create table webhooks (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  url text not null,
  events text[] not null,
  api_version text not null check (api_version in ('v1', 'v2')),
  secret bytea not null,
  previous_secret bytea,
  previous_secret_until timestamptz(3),
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  deleted_time timestamptz(3),
  primary key (account_id, id)
);
create unique index webhook_name_unique on webhooks (account_id, name) where deleted_time is null;
create index webhooks_listed on webhooks (account_id, creation_time, id) where deleted_time is null;

-- What the delivery engine knows of an endpoint. Apart from the webhook, because it changes with every attempt.
create table webhook_endpoints (
  account_id text not null,
  webhook_id text not null,
  failing_since timestamptz(3),
  failures integer not null default 0,
  next_probe_time timestamptz(3),
  paused_time timestamptz(3),
  notices smallint not null default 0,
  last_success_time timestamptz(3),
  strict_order boolean not null default false,
  primary key (account_id, webhook_id),
  foreign key (account_id, webhook_id) references webhooks
);

-- What happened, written in the transaction that made it happen, and never rendered again. `bodies` holds the exact
-- bytes for each API version that had a subscriber.
create table events (
  account_id text not null references accounts,
  id text not null,
  type text not null,
  subject_id text not null,
  version integer not null,
  creation_time timestamptz(3) not null,
  body_v1 text,
  body_v2 text,
  primary key (account_id, id)
);
create index events_by_subject on events (account_id, subject_id, version);
create index events_listed on events (account_id, creation_time, id);

-- One event owed to one webhook. A lease in the future means that a process is at it.
create table deliveries (
  account_id text not null,
  id text not null,
  event_id text not null,
  webhook_id text not null,
  order_key text not null,
  version integer not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed', 'dropped')),
  attempts integer not null default 0,
  next_time timestamptz(3) not null,
  lease_until timestamptz(3),
  creation_time timestamptz(3) not null,
  settled_time timestamptz(3),
  replay boolean not null default false,
  primary key (account_id, id),
  foreign key (account_id, event_id) references events,
  foreign key (account_id, webhook_id) references webhooks
) with (fillfactor = 70); -- taking a lease changes no index: with room on its page it costs no index entry either
create index deliveries_due on deliveries (account_id, webhook_id, next_time) where state = 'pending';
create index deliveries_in_order on deliveries (account_id, webhook_id, order_key, version, creation_time, id)
  where state = 'pending';
create index deliveries_by_event on deliveries (account_id, event_id);
create index deliveries_by_webhook on deliveries (account_id, webhook_id, creation_time, id);

-- Every try, kept apart by day so that old days leave by dropping a table.
create table attempts (
  account_id text not null,
  delivery_id text not null,
  number integer not null,
  started_time timestamptz(3) not null,
  webhook_id text not null,
  event_id text not null,
  outcome text not null,
  status smallint,
  error text,
  duration_ms integer not null,
  phases jsonb,
  request_headers jsonb,
  response_headers jsonb,
  response_body text,
  primary key (account_id, delivery_id, number, started_time)
) partition by range (started_time);
create table attempts_default partition of attempts default;
create index attempts_by_webhook on attempts (account_id, webhook_id, started_time);

-- The second wall: even a query that forgot its tenant sees only the account that its session is set to. `*` is the
-- server's own work over all accounts (sign-in by key, sweeps, deliveries).
do $$
declare name text;
begin
  foreach name in array array['accounts', 'api_keys', 'users', 'schedules', 'teams', 'team_members', 'booking_calendars',
    'host_tallies', 'contacts', 'bookings', 'booking_hosts', 'claims', 'webhooks', 'webhook_endpoints', 'events',
    'deliveries', 'attempts'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy one_account on %I using (
      account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*')$p$, name);
  end loop;
end $$;
