-- That a person was erased, when, by whom and how much was removed: the proof that an administrator can show. Nothing in it says
-- who the person was; the contact's id is of a tombstone.
create table erasures (
  account_id text not null references accounts,
  id text not null,
  contact_id text not null,
  actor_kind text not null,
  actor_id text not null,
  removed jsonb not null,
  creation_time timestamptz(3) not null,
  primary key (account_id, id)
);
create index erasures_listed on erasures (account_id, creation_time, id);
alter table erasures enable row level security;
alter table erasures force row level security;
create policy one_account on erasures using (
  account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*');
