-- A link that was used keeps nothing of its guest: what he filled in is the booking's, and goes with it.
update one_time_links set booking_form = '{}', utm_params = null where used_time is not null;
create index one_time_links_by_booking on one_time_links (account_id, used_booking_id) where used_booking_id is not null;
select audit_table('one_time_links');

-- What conversations name is made once and stays.
select audit_table('bots');
select audit_table('websites');
select audit_table('audiences');
