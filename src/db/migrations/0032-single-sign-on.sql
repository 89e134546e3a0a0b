-- Single sign-on by OpenID Connect: the providers that an account trusts, and who its users are there.
create table sign_on_providers (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  secret bytea,
  domains text[] not null,
  auto_join boolean not null,
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  primary key (account_id, id)
);
create index sign_on_providers_listed on sign_on_providers (account_id, creation_time, id);
create index sign_on_providers_by_id on sign_on_providers (id);

-- `subject` is what the provider calls somebody, for good; his address there may change.
create table sign_on_identities (
  account_id text not null,
  provider_id text not null,
  subject text not null,
  user_id text not null,
  creation_time timestamptz(3) not null,
  primary key (account_id, provider_id, subject),
  foreign key (account_id, provider_id) references sign_on_providers on delete cascade,
  foreign key (account_id, user_id) references users
);
create index sign_on_identities_of_user on sign_on_identities (account_id, user_id);

do $$
declare name text;
begin
  foreach name in array array['sign_on_providers', 'sign_on_identities'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy one_account on %I using (
      account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*')$p$, name);
  end loop;
end $$;

select audit_table('sign_on_providers');
