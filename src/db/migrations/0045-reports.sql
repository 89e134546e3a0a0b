-- Migrations see and write the rows of every account.
select set_config('daybook.account', '*', true);

-- Where guests came from, beside the rest of what their link said.
alter table bookings add column utm_source text generated always as (utm_params ->> 'source') stored;

-- The audit log need not say twice what was said.
do $$ begin
  execute replace(pg_get_functiondef('write_audit'::regproc), 'text[] := ''{', 'text[] := ''{utm_source,');
end $$;

-- Reports count all bookings of a time, by whatever people ask: this holds what they are asked by, so that a million are counted
-- without reading one of them.
create index bookings_reported on bookings (account_id, creation_time)
  include (id, status, starting_time, owner_id, host_id, contact_id, booking_calendar_id, booking_page_id, event_type_id,
    master_page_id, utm_source) where deleted_time is null;
