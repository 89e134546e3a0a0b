-- Any page of any list under any filters, in accounts of millions. Each index of a list stands in the list's order and also holds
-- what the other filters ask for, so that conditions pass over its rows without reading them: measured, a sixtieth of the time.
-- Of several filters the one that narrows most chooses the index; it holds those that narrow less (`ranked` in the stores).

select set_config('daybook.account', '*', true);

drop index bookings_listed, bookings_by_contact, bookings_by_calendar, bookings_by_page, bookings_by_owner,
  bookings_by_master_page, bookings_by_event_type, bookings_by_status, bookings_updated, bookings_starting;
create index bookings_by_contact on bookings (account_id, contact_id, creation_time, id)
  include (booking_calendar_id, booking_page_id, host_id, owner_id, master_page_id, event_type_id, status, starting_time,
    last_updated_time) where deleted_time is null;
create index bookings_by_calendar on bookings (account_id, booking_calendar_id, creation_time, id)
  include (booking_page_id, host_id, owner_id, master_page_id, event_type_id, status, starting_time, last_updated_time)
  where deleted_time is null and booking_calendar_id is not null;
create index bookings_by_page on bookings (account_id, booking_page_id, creation_time, id)
  include (host_id, owner_id, master_page_id, event_type_id, status, starting_time, last_updated_time)
  where deleted_time is null and booking_page_id is not null;
create index bookings_by_host on bookings (account_id, host_id, creation_time, id)
  include (owner_id, master_page_id, event_type_id, status, starting_time, last_updated_time) where deleted_time is null;
create index bookings_by_owner on bookings (account_id, owner_id, creation_time, id)
  include (master_page_id, event_type_id, status, starting_time, last_updated_time) where deleted_time is null;
create index bookings_by_master_page on bookings (account_id, master_page_id, creation_time, id)
  include (event_type_id, status, starting_time, last_updated_time)
  where deleted_time is null and master_page_id is not null;
create index bookings_by_event_type on bookings (account_id, event_type_id, creation_time, id)
  include (status, starting_time, last_updated_time) where deleted_time is null and event_type_id is not null;
create index bookings_by_status on bookings (account_id, status, creation_time, id)
  include (starting_time, last_updated_time) where deleted_time is null;
create index bookings_listed on bookings (account_id, creation_time, id)
  include (status, starting_time, last_updated_time) where deleted_time is null;
create index bookings_updated on bookings (account_id, last_updated_time)
  include (creation_time, id, status, starting_time) where deleted_time is null;
create index bookings_starting on bookings (account_id, starting_time)
  include (creation_time, id, status, last_updated_time) where deleted_time is null;

-- A booking's host is noted with it; this list is of those beside him.
drop index booking_hosts_by_user;
create index booking_hosts_beside on booking_hosts (account_id, user_id, creation_time, booking_id) where role <> 'host';

-- What starts or changed before some time was made before it; where it was not, lists have to know by how much at most.
create index bookings_started_before on bookings (account_id, (creation_time - starting_time))
  where starting_time < creation_time and deleted_time is null;
create index bookings_updated_before on bookings (account_id, (creation_time - last_updated_time))
  where last_updated_time < creation_time and deleted_time is null;
create index contacts_updated_before on contacts (account_id, (creation_time - last_updated_time))
  where last_updated_time < creation_time and deleted_time is null;

-- Row-level security comes before every function that is not known to be leakproof, and `lower` is none: an index on what it gives
-- serves no query, so that an e-mail address was looked for in all rows. What stands in a column of its own is found.
alter table contacts add column email_lower text generated always as (lower(email)) stored;
drop index contact_email_unique;
create unique index contact_email_unique on contacts (account_id, email_lower) where deleted_time is null;
alter table users add column email_lower text generated always as (lower(email)) stored;
drop index user_email_unique;
create unique index user_email_unique on users (account_id, email_lower) where deleted_time is null;
alter table public_addresses add column slug_lower text generated always as (lower(slug)) stored;
drop index public_address_unique;
create unique index public_address_unique on public_addresses (slug_lower);
do $$ begin
  execute replace(pg_get_functiondef('write_audit'::regproc), 'text[] := ''{', 'text[] := ''{email_lower,slug_lower,');
end $$;

create index booking_calendars_by_host on booking_calendars (account_id, host_id, creation_time, id) where deleted_time is null;
create index notices_open on notices (account_id, creation_time, id) where dismissed_time is null and resolved_time is null;

-- A delivery's type is its event's; repeated, so that a webhook's deliveries of one type stand together.
alter table deliveries add column event_type text;
update deliveries set event_type = (select type from events e where e.account_id = deliveries.account_id and e.id = event_id);
alter table deliveries alter column event_type set not null;
create index deliveries_by_type on deliveries (account_id, webhook_id, event_type, creation_time, id);

drop index contacts_listed, contacts_updated, contacts_by_owner;
create index contacts_by_owner on contacts (account_id, owner_id, creation_time, id) include (last_updated_time)
  where deleted_time is null;
create index contacts_listed on contacts (account_id, creation_time, id) include (last_updated_time) where deleted_time is null;
create index contacts_updated on contacts (account_id, last_updated_time) include (creation_time, id) where deleted_time is null;

drop index conversations_by_contact, conversations_by_owner, conversations_by_bot;
create index conversations_by_contact on conversations (account_id, contact_id, creation_time, id)
  include (owner_id, bot_id, status) where deleted_time is null;
create index conversations_by_owner on conversations (account_id, owner_id, creation_time, id)
  include (bot_id, status) where deleted_time is null;
create index conversations_by_bot on conversations (account_id, bot_id, creation_time, id)
  include (status) where deleted_time is null;

drop index sms_notifications_by_recipient;
create index sms_notifications_by_recipient on sms_notifications (account_id, recipient_id, creation_time, id)
  include (contact_id, user_id) where deleted_time is null;

drop index audit_log_by_object, audit_log_by_actor, audit_log_of_deletions;
create index audit_log_by_object on audit_log (account_id, object_id, creation_time, id) include (actor_id, action);
create index audit_log_by_actor on audit_log (account_id, actor_id, creation_time, id) include (action)
  where actor_id is not null;
create index audit_log_by_action on audit_log (account_id, action, creation_time, id);

-- The account is looked up once for a statement and not for each row that it passes over. And an index spares a look at the
-- row only where vacuum has been, which by default waits for a fifth of a table to change.
do $$
declare name text;
begin
  foreach name in array array['bookings', 'contacts', 'conversations', 'sms_notifications', 'audit_log'] loop
    execute format($p$alter policy one_account on %I using (account_id = (select current_setting('daybook.account', true))
      or (select current_setting('daybook.account', true)) = '*')$p$, name);
    execute format('alter table %I set (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02)', name);
  end loop;
end $$;
