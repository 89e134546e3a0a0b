-- Most rows were made within 60 days of what they tell of; of the others, lists have to know by how much at most, so that a walk
-- for what starts or changed after some time can end.
create index bookings_started_long_after on bookings (account_id, (starting_time - creation_time))
  where starting_time - creation_time > interval '1440 hours' and deleted_time is null;
create index bookings_updated_long_after on bookings (account_id, (last_updated_time - creation_time))
  where last_updated_time - creation_time > interval '1440 hours' and deleted_time is null;
create index contacts_updated_long_after on contacts (account_id, (last_updated_time - creation_time))
  where last_updated_time - creation_time > interval '1440 hours' and deleted_time is null;
