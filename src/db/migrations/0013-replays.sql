-- How much of a replay is on its way.
create index deliveries_replayed on deliveries (account_id, webhook_id) where state = 'pending' and replay_time is not null;
-- What did not arrive is looked for, and is little among what did.
create index deliveries_given_up on deliveries (account_id, webhook_id, creation_time, id) where state in ('failed', 'dropped');
create index events_by_type on events (account_id, type, creation_time, id);

-- A request to send again what was settled. The job that carries it out goes through the deliveries that match, oldest first;
-- the cursor is the last one that it has looked at.
create table replays (
  account_id text not null references accounts,
  id text not null,
  webhook_id text not null,
  states text[] not null,
  event_type text,
  subject_id text,
  from_time timestamptz(3),
  until_time timestamptz(3) not null,
  state text not null default 'running' check (state in ('running', 'finished', 'canceled')),
  matched integer not null,
  replayed integer not null default 0,
  cursor_time timestamptz(3),
  cursor_id text,
  creation_time timestamptz(3) not null,
  finished_time timestamptz(3),
  primary key (account_id, id),
  foreign key (account_id, webhook_id) references webhooks
);
create unique index replay_one_at_a_time on replays (account_id, webhook_id) where state = 'running';
create index replays_listed on replays (account_id, webhook_id, creation_time, id);
alter table replays enable row level security;
alter table replays force row level security;
create policy one_account on replays using (
  account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*');

-- Who asked for it and who stopped it; how far it has come is nobody's doing.
create trigger audit after insert or update of state on replays for each row execute function write_audit('replay', 'id');
