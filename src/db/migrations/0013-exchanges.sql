-- In which order a webhook gets its deliveries: those about one booking in turn, or all of them, one by one.
alter table webhooks add column if not exists delivery_order text not null default 'booking'
  constraint webhook_delivery_order check (delivery_order in ('booking', 'strict'));

-- Rises whenever a secret ceases to be good before its time, so that a process knows what it should not have signed.
alter table webhooks add column secret_revision integer not null default 1;
create index webhooks_with_previous_secret on webhooks (previous_secret_until) where previous_secret is not null;

-- When a delivery was last replayed. Its attempts count from then on, and so do its 72 hours.
alter table deliveries drop column replay;
alter table deliveries add column replay_time timestamptz(3);

-- Where an attempt went: the webhook's URL may have been changed since.
alter table attempts add column url text;
