-- The Classic vocabulary: booking pages with event types, master pages over them, and resource pools. Guests book them
-- through the same offerings as booking calendars.

-- Migrations run without an account; what is read below has to be seen.
select set_config('daybook.account', '*', true);

-- `rules` is validated by pages/schema.ts. `settings_version` rises when what sessions are like changes.
create table event_types (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  label text not null,
  description text not null,
  rules jsonb not null,
  settings_version integer not null default 1,
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  deleted_time timestamptz(3),
  primary key (account_id, id)
);
create index event_types_listed on event_types (account_id, creation_time, id) where deleted_time is null;

-- Without hours of its own, weekly or of single dates, a page has those of its owner's profile.
create table booking_pages (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  label text not null,
  subject text,
  slug text not null,
  owner_id text not null,
  active boolean not null,
  timezone text not null,
  weekly jsonb,
  overrides jsonb,
  rules jsonb not null,
  settings_version integer not null default 1,
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  deleted_time timestamptz(3),
  primary key (account_id, id),
  foreign key (account_id, owner_id) references users
);
create index booking_pages_listed on booking_pages (account_id, creation_time, id) where deleted_time is null;
create index booking_pages_by_owner on booking_pages (account_id, owner_id, creation_time, id) where deleted_time is null;

-- Repeats the page's key, so that a list of the pages of one event type walks this index.
create table page_event_types (
  account_id text not null,
  booking_page_id text not null,
  event_type_id text not null,
  page_creation_time timestamptz(3) not null,
  primary key (account_id, booking_page_id, event_type_id),
  foreign key (account_id, booking_page_id) references booking_pages,
  foreign key (account_id, event_type_id) references event_types
);
create index page_event_types_by_event_type
  on page_event_types (account_id, event_type_id, page_creation_time, booking_page_id);

create table resource_pools (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  method text not null,
  correction boolean not null,
  cycle text not null,
  timezone text not null,
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  deleted_time timestamptz(3),
  primary key (account_id, id)
);
create index resource_pools_listed on resource_pools (account_id, creation_time, id) where deleted_time is null;

create table resource_pool_members (
  account_id text not null,
  pool_id text not null,
  booking_page_id text not null,
  priority smallint not null check (priority between 1 and 10),
  joined_time timestamptz(3) not null,
  primary key (account_id, pool_id, booking_page_id),
  foreign key (account_id, pool_id) references resource_pools,
  foreign key (account_id, booking_page_id) references booking_pages
);
create index resource_pool_members_by_page on resource_pool_members (account_id, booking_page_id);

create table master_pages (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  label text not null,
  slug text not null,
  scenario text not null,
  distribution text not null,
  active boolean not null,
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  deleted_time timestamptz(3),
  primary key (account_id, id)
);
create index master_pages_listed on master_pages (account_id, creation_time, id) where deleted_time is null;

create table master_page_pages (
  account_id text not null,
  master_page_id text not null,
  booking_page_id text not null,
  position smallint not null,
  priority smallint not null check (priority between 1 and 10),
  primary key (account_id, master_page_id, booking_page_id),
  foreign key (account_id, master_page_id) references master_pages,
  foreign key (account_id, booking_page_id) references booking_pages
);
create index master_page_pages_by_page on master_page_pages (account_id, booking_page_id);

-- owner_id and each of member_ids is a booking page or a pool.
create table master_page_event_types (
  account_id text not null,
  master_page_id text not null,
  event_type_id text not null,
  position smallint not null,
  owner_id text not null,
  member_ids text[] not null,
  primary key (account_id, master_page_id, event_type_id),
  foreign key (account_id, master_page_id) references master_pages,
  foreign key (account_id, event_type_id) references event_types
);
create index master_page_event_types_by_event_type on master_page_event_types (account_id, event_type_id);

-- One address space for every public page of all accounts, kept by the database whatever the code does.
create table public_addresses (
  account_id text not null references accounts,
  page_id text not null,
  slug text not null,
  primary key (account_id, page_id)
);
insert into public_addresses (account_id, page_id, slug)
  select account_id, id, slug from booking_calendars where deleted_time is null;
create unique index public_address_unique on public_addresses (lower(slug));
drop index booking_calendar_slug_unique;

create function keep_public_address() returns trigger language plpgsql as $$
begin
  if new.deleted_time is not null then
    delete from public_addresses where account_id = new.account_id and page_id = new.id;
  else
    insert into public_addresses (account_id, page_id, slug) values (new.account_id, new.id, new.slug)
      on conflict (account_id, page_id) do update set slug = excluded.slug;
  end if;
  return null;
end $$;

do $$
declare name text;
begin
  foreach name in array array['booking_calendars', 'booking_pages', 'master_pages'] loop
    execute format('create trigger keep_public_address after insert or update of slug, deleted_time on %I
      for each row execute function keep_public_address()', name);
  end loop;
  foreach name in array array['event_types', 'booking_pages', 'page_event_types', 'resource_pools',
    'resource_pool_members', 'master_pages', 'master_page_pages', 'master_page_event_types', 'public_addresses'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy one_account on %I using (
      account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*')$p$, name);
  end loop;
end $$;

select audit_table('event_types');
select audit_table('booking_pages');
select audit_table('page_event_types', 'booking_page_id');
select audit_table('resource_pools');
select audit_table('resource_pool_members', 'pool_id');
select audit_table('master_pages');
select audit_table('master_page_pages', 'master_page_id');
select audit_table('master_page_event_types', 'master_page_id');
