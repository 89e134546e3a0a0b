-- What a request with an Idempotency-Key was answered, so that its repetition is answered the same. `status` is null while
-- the first of them is under way, in whose transaction the row lives.
create table idempotency_keys (
  account_id text not null references accounts,
  key text not null,
  fingerprint bytea not null,
  status smallint,
  body text,
  creation_time timestamptz(3) not null,
  primary key (account_id, key)
);
create index idempotency_keys_by_age on idempotency_keys (creation_time);
alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy one_account on idempotency_keys using (
  account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*');
