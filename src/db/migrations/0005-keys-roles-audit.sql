-- Migrations see and write the rows of every account.
select set_config('daybook.account', '*', true);

-- A key with a user acts as that user, one without as an administrator. Deleted keys are listed by nobody, so their names
-- are free again.
alter table api_keys add column user_id text;
alter table api_keys add foreign key (account_id, user_id) references users;
create index api_keys_listed on api_keys (account_id, creation_time, id) where deleted_time is null;
create index api_keys_by_user on api_keys (account_id, user_id) where user_id is not null and deleted_time is null;
-- Names that are taken twice already get their id behind them.
update api_keys k set name = left(name, 80) || ' ' || id
where deleted_time is null and exists (
  select from api_keys o where o.account_id = k.account_id and o.name = k.name and o.id < k.id and o.deleted_time is null);
create unique index api_key_name_unique on api_keys (account_id, name) where deleted_time is null;

-- What is kept for repeated requests is sealed from now on if it holds a secret. What is not is forgotten.
delete from idempotency_keys where body like '%"secret":"%';

-- What one owner's list of contacts walks.
create index contacts_by_owner on contacts (account_id, owner_id, creation_time, id) where deleted_time is null;
-- What a user owns and no longer hosts; there are few of them.
create index bookings_given_away on bookings (account_id, owner_id, creation_time, id)
  where deleted_time is null and owner_id <> host_id;

-- Who changed what. Written by a trigger, so that no way of changing something goes unnoticed, in the transaction that
-- changes it. `before` and `after` hold the columns that changed, of a new row all that are set; both are emptied when the
-- object's personal data is erased. Ids begin with the time in microseconds: entries of one millisecond keep their order.
-- No foreign key to accounts: the row that is logged has one.
create table audit_log (
  account_id text not null,
  id text not null,
  creation_time timestamptz(3) not null,
  actor_kind text not null,
  actor_id text,
  request_id text,
  action text not null,
  object text not null,
  object_id text not null,
  before jsonb,
  after jsonb,
  primary key (account_id, id)
) with (toast_tuple_target = 8000); -- trying to compress a new booking would cost as much as writing it
create index audit_log_listed on audit_log (account_id, creation_time, id);
create index audit_log_by_object on audit_log (account_id, object_id, creation_time, id);
create index audit_log_by_actor on audit_log (account_id, actor_id, creation_time, id) where actor_id is not null;
create index audit_log_of_deletions on audit_log (account_id, creation_time, id) where action = 'deleted';

-- Ids of what was deleted, in the order of their deletion, for those who keep a copy of the data. A table of its own stays
-- small beside the living rows, and outlasts a tombstone.
create table deleted_objects (
  account_id text not null,
  id text not null,
  object text not null,
  deletion_time timestamptz(3) not null,
  primary key (account_id, id)
);
create index deleted_objects_by_time on deleted_objects (account_id, deletion_time, id);
create index deleted_objects_by_object on deleted_objects (account_id, object, deletion_time, id);

do $$
declare name text;
begin
  foreach name in array array['audit_log', 'deleted_objects'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy one_account on %I using (
      account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*')$p$, name);
  end loop;
end $$;

-- `daybook.author` is set for the transaction: kind, id, request id and the request's time in milliseconds, separated by
-- blanks. Without it the server itself is at work. Secrets, and columns that only count and keep time, are left out; a change
-- of nothing else is no change.
create function write_audit() returns trigger language plpgsql as $$
declare
  silent constant text[] := '{account_id,id,hash,secret,previous_secret,ics_token,version,tallied,last_updated_time,last_interacted_time,last_used_time}';
  author constant text[] := string_to_array(nullif(current_setting('daybook.author', true), ''), ' ');
  object_id text;
  action text := 'created';
  was jsonb;
  becomes jsonb;
begin
  if tg_op = 'INSERT' then
    becomes := to_jsonb(new);
    object_id := becomes ->> tg_argv[1];
    becomes := jsonb_strip_nulls(becomes - silent);
  elsif tg_op = 'DELETE' then
    was := to_jsonb(old);
    object_id := was ->> tg_argv[1];
    was := jsonb_strip_nulls(was - silent);
    action := 'deleted';
  else
    was := to_jsonb(old);
    object_id := was ->> tg_argv[1];
    was := was - silent;
    becomes := to_jsonb(new) - silent;
    if was = becomes then
      return null;
    end if;
    action := case when was -> 'deleted_time' = 'null' and becomes -> 'deleted_time' <> 'null' then 'deleted' else 'updated' end;
    select jsonb_object_agg(key, was -> key), jsonb_object_agg(key, value) into was, becomes
    from jsonb_each(becomes) where value is distinct from was -> key;
  end if;
  insert into audit_log (account_id, id, creation_time, actor_kind, actor_id, request_id, action, object, object_id, before, after)
  values (
    coalesce(new.account_id, old.account_id),
    'ADT-' || upper(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000000)::bigint), 14, '0')
      || left(replace(gen_random_uuid()::text, '-', ''), 6)),
    coalesce(to_timestamp(author[4]::float8 / 1000), clock_timestamp()),
    coalesce(author[1], 'system'), author[2], author[3], action, tg_argv[0], object_id, was, becomes);
  return null;
end $$;

create function note_deletion() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into deleted_objects (account_id, id, object, deletion_time)
    values (old.account_id, old.id, tg_argv[0], clock_timestamp()) on conflict do nothing;
  elsif old.deleted_time is null and new.deleted_time is not null then
    insert into deleted_objects (account_id, id, object, deletion_time)
    values (new.account_id, new.id, tg_argv[0], new.deleted_time)
    on conflict (account_id, id) do update set deletion_time = excluded.deletion_time;
  elsif old.deleted_time is not null and new.deleted_time is null then
    delete from deleted_objects where account_id = new.account_id and id = new.id;
  end if;
  return null;
end $$;

-- Puts a table under audit: `select audit_table('event_types')`. Its objects are called by its name without the last letter.
-- If they leave tombstones, their deletions are listed as well.
create function audit_table(name text, id_column text default 'id') returns void language plpgsql as $$
declare object constant text := left(name, -1);
begin
  execute format('create trigger audit after insert or update or delete on %I for each row execute function write_audit(%L, %L)',
    name, object, id_column);
  if exists (select from pg_attribute where attrelid = name::regclass and attname = 'deleted_time' and not attisdropped) then
    execute format('create trigger deletions after update of deleted_time or delete on %I for each row execute function note_deletion(%L)',
      name, object);
    execute format('insert into deleted_objects (account_id, id, object, deletion_time)
      select account_id, id, %L, deleted_time from %I where deleted_time is not null', object, name);
  end if;
end $$;

select audit_table('accounts', 'account_id');
select audit_table('api_keys');
select audit_table('users');
select audit_table('schedules', 'user_id');
select audit_table('teams');
select audit_table('team_members', 'team_id');
select audit_table('booking_calendars');
select audit_table('contacts');
select audit_table('bookings');
select audit_table('webhooks');
