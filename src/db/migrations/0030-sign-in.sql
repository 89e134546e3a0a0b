-- How people sign in: passwords, sessions, and what holds up who guesses.

-- Who signs in is known by his e-mail address before his account is.
create index users_by_email on users (lower(email)) where deleted_time is null;

-- `hash` is a PHC string: it says with what it was made, so that stronger ones can follow.
create table passwords (
  account_id text not null,
  user_id text not null,
  hash text not null,
  creation_time timestamptz(3) not null,
  changed_time timestamptz(3) not null,
  primary key (account_id, user_id),
  foreign key (account_id, user_id) references users
);

-- A session is looked up by the hash of its token before its account is known, so the hash alone is unique. `way` is how he
-- signed in.
create table user_sessions (
  account_id text not null,
  id text not null,
  user_id text not null,
  hash bytea not null,
  way text not null,
  second_factor boolean not null,
  address text not null,
  user_agent text not null,
  creation_time timestamptz(3) not null,
  last_used_time timestamptz(3) not null,
  primary key (account_id, id),
  constraint user_session_hash_unique unique (hash),
  foreign key (account_id, user_id) references users
);
create index user_sessions_of_user on user_sessions (account_id, user_id, creation_time, id);

-- Wrong guesses, by what is counted: a device of somebody's, an e-mail address, a network. Their accounts are not known, or there
-- are none, so the rows are the server's own, under the account `*` that no account can be.
create table wrong_guesses (
  account_id text not null default '*',
  name bytea not null,
  guesses integer not null,
  last_time timestamptz(3) not null,
  primary key (account_id, name)
);
create index wrong_guesses_by_age on wrong_guesses (last_time);

-- Links by which somebody takes a server, or its demo account, into use; printed where only the operator reads. The server's own.
create table setup_links (
  account_id text not null,
  hash bytea not null,
  creation_time timestamptz(3) not null,
  primary key (account_id, hash)
);

do $$
declare name text;
begin
  foreach name in array array['passwords', 'user_sessions', 'wrong_guesses', 'setup_links'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy one_account on %I using (
      account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*')$p$, name);
  end loop;
end $$;

select audit_table('passwords', 'user_id');

-- For what is no change of a row, such as somebody signing in. The request's time is the entry's.
create function note_in_audit_log(account text, author_kind text, author_id text, request text, at timestamptz,
  did text, subject text, subject_id text, details jsonb) returns void language sql as $$
  insert into audit_log (account_id, id, creation_time, actor_kind, actor_id, request_id, action, object, object_id, after)
  values (account,
    'ADT-' || upper(lpad(to_hex((extract(epoch from clock_timestamp()) * 1000000)::bigint), 14, '0')
      || left(replace(gen_random_uuid()::text, '-', ''), 6)),
    at, author_kind, author_id, request, did, subject, subject_id, details);
$$;
