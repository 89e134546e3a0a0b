-- Migrations see and write the rows of every account.
select set_config('daybook.account', '*', true);

-- In which order a webhook gets its deliveries: those about one booking in turn, or all of them, one by one. It is the
-- webhook's own setting, so it stands with the webhook, where it is audited.
alter table webhooks add column delivery_order text not null default 'booking'
  constraint webhook_delivery_order check (delivery_order in ('booking', 'strict'));

-- What the delivery engine knows of an endpoint, in the words of core/endpoint.ts.
alter table webhook_endpoints drop column strict_order;
alter table webhook_endpoints
  add column parked_since timestamptz(3),
  add column trying_until timestamptz(3),
  add column recovered_time timestamptz(3),
  add column pace double precision,
  add column pace_limit double precision,
  add column next_send_time timestamptz(3),
  add column slowed_time timestamptz(3),
  add column resumed_time timestamptz(3),
  add column paused_reason text check (paused_reason in ('requested', 'gone', 'failing'));

-- To pause an endpoint and to resume it is to change the webhook, whoever does it. What else the engine keeps here changes
-- with every attempt and is nobody's doing.
create trigger audit after update of paused_time on webhook_endpoints for each row
  when (old.paused_time is distinct from new.paused_time) execute function write_audit('webhook', 'webhook_id');

-- What has been tried since an endpoint came back is not tried again just because it came back.
alter table deliveries add column last_tried_time timestamptz(3);
-- What an endpoint is owed, oldest first: the order in which a parked backlog is sent, and a strict endpoint gets everything.
create index deliveries_waiting on deliveries (account_id, webhook_id, creation_time, id) where state = 'pending';

-- What an account's administrators have to be told. `mailed_time` is set by the mail that tells them.
create table notices (
  account_id text not null references accounts,
  id text not null,
  kind text not null check (kind in ('webhook_failing', 'webhook_paused')),
  webhook_id text not null,
  details jsonb not null,
  creation_time timestamptz(3) not null,
  mailed_time timestamptz(3),
  resolved_time timestamptz(3),
  dismissed_time timestamptz(3),
  primary key (account_id, id),
  foreign key (account_id, webhook_id) references webhooks
);
create index notices_listed on notices (account_id, creation_time, id);
create index notices_to_mail on notices (creation_time) where mailed_time is null;
create index notices_to_resolve on notices (account_id, webhook_id) where resolved_time is null;
alter table notices enable row level security;
alter table notices force row level security;
create policy one_account on notices using (
  account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*');
