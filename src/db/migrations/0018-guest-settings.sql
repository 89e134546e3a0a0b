-- What guests see and may do: of the account, and of a calendar, page, event type or master page that differs from it.
-- `settings` holds what differs and is validated by guest-settings/schema.ts. `hash` is the password's.
create table guest_settings (
  account_id text not null references accounts,
  object_id text not null,
  settings jsonb not null,
  hash text,
  last_updated_time timestamptz(3) not null,
  primary key (account_id, object_id)
);
-- Pictures on public pages, by the hash of their bytes: one that is shown twice is kept once, and may be cached for ever.
create table guest_images (
  account_id text not null references accounts,
  id text not null,
  media_type text not null,
  bytes bytea not null,
  creation_time timestamptz(3) not null,
  primary key (account_id, id)
);
create index guest_images_by_id on guest_images (id);

do $$
declare name text;
begin
  foreach name in array array['guest_settings', 'guest_images'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy one_account on %I using (
      account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*')$p$, name);
  end loop;
end $$;
select audit_table('guest_settings', 'object_id');

-- What the guest may do with a booking is what held when it was made.
alter table bookings add column policy jsonb;
