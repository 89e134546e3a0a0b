-- Second factors and passkeys, and the links by which people set a password or accept an invitation.

-- Sessions that nobody uses any more are found by their last use.
create index user_sessions_by_use on user_sessions (last_used_time);

create table personal_links (
  account_id text not null,
  user_id text not null,
  purpose text not null check (purpose in ('invitation', 'password')),
  hash bytea not null,
  creation_time timestamptz(3) not null,
  expiry_time timestamptz(3) not null,
  primary key (account_id, user_id, purpose),
  constraint personal_link_hash_unique unique (hash),
  foreign key (account_id, user_id) references users
);

-- What a mail holds that only its reader may know, sealed; it goes once the mail is settled.
alter table mails add column secret bytea;

-- The secret of an authenticator app, sealed. A code is good once: `last_used_time` is when the last one began.
create table two_factors (
  account_id text not null,
  user_id text not null,
  secret bytea not null,
  confirmed_time timestamptz(3),
  last_used_time timestamptz(3),
  creation_time timestamptz(3) not null,
  primary key (account_id, user_id),
  foreign key (account_id, user_id) references users
);
create table recovery_codes (
  account_id text not null,
  user_id text not null,
  hash bytea not null,
  primary key (account_id, user_id, hash),
  foreign key (account_id, user_id) references users
);

-- A credential is looked up by its own id before its account is known.
create table passkeys (
  account_id text not null,
  id text not null,
  user_id text not null,
  name text not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  backed_up boolean not null,
  creation_time timestamptz(3) not null,
  last_used_time timestamptz(3),
  primary key (account_id, id),
  constraint passkey_credential_unique unique (credential_id),
  foreign key (account_id, user_id) references users
);
create index passkeys_of_user on passkeys (account_id, user_id, creation_time, id);

-- What an authenticator has to sign, once. Who signs in is not known yet, so the rows are the server's own.
create table passkey_challenges (
  account_id text not null default '*',
  challenge text not null,
  user_id text,
  creation_time timestamptz(3) not null,
  primary key (account_id, challenge)
);
create index passkey_challenges_by_age on passkey_challenges (creation_time);

do $$
declare name text;
begin
  foreach name in array array['personal_links', 'two_factors', 'recovery_codes', 'passkeys', 'passkey_challenges'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy one_account on %I using (
      account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*')$p$, name);
  end loop;
end $$;

select audit_table('two_factors', 'user_id');
