-- Migrations run without an account; what is written below has to be seen.
select set_config('daybook.account', '*', true);

-- What a guest's own link to his booking carries: who knows the id alone sees nothing of him. Bookings from before get one as
-- well, so that every one of them can be managed.
alter table bookings add column guest_token text;
update bookings set guest_token = replace(gen_random_uuid()::text, '-', '');
alter table bookings alter column guest_token set not null;

-- A guest's link names a booking and not its account, which is what is looked for. Only ever compared, so a hash will do.
create index bookings_by_id on bookings using hash (id);
