-- The fields of an account's own that contacts and meetings can have. A field is never deleted, only archived, since values
-- of it live on.
create table custom_fields (
  account_id text not null references accounts,
  object text not null check (object in ('contact', 'meeting')),
  name text not null,
  creation_time timestamptz(3) not null,
  archived_time timestamptz(3),
  primary key (account_id, object, name)
);
alter table custom_fields enable row level security;
alter table custom_fields force row level security;
create policy one_account on custom_fields using (
  account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*');
