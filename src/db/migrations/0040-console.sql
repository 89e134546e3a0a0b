-- What a host looks through: the trash of an account, which is small beside its bookings.
create index bookings_in_trash on bookings (account_id, creation_time, id) where in_trash and deleted_time is null;

-- What somebody wants to find again with one click: the query of a screen's address, under a name of his own.
create table saved_views (
  account_id text not null references accounts,
  id text not null,
  user_id text not null,
  screen text not null,
  name text not null,
  query text not null,
  creation_time timestamptz(3) not null,
  primary key (account_id, id),
  foreign key (account_id, user_id) references users,
  constraint saved_view_name_unique unique (account_id, user_id, screen, name)
);
create index saved_views_listed on saved_views (account_id, creation_time, id);
alter table saved_views enable row level security;
alter table saved_views force row level security;
create policy one_account on saved_views using (
  account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*');
select audit_table('saved_views');
