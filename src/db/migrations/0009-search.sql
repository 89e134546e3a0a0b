-- Bookings are found by the words in them. Words stand in a table of their own, ordered as lists are: row-level security comes
-- before every operator that PostgreSQL does not know to be leakproof, so that no full-text or trigram index would be used,
-- and comparisons of text are leakproof.
select set_config('daybook.account', '*', true);

-- The words of a text between single blanks: small letters without accents, and of the rest only what is no punctuation. A `|`
-- stays, and keeps apart what does not belong together. Nothing but code points decides, so that every server agrees.
create function search_words(said text) returns text language plpgsql immutable strict parallel safe as $$
declare
  plain text := lower(replace(said, '|', ' | '));
  words text;
begin
  -- Most texts are ASCII, which is quickly done.
  if octet_length(plain) = char_length(plain) then
    words := btrim(regexp_replace(plain, '[^a-z0-9|]+', ' ', 'g'));
  else
    plain := regexp_replace(lower(normalize(plain, nfkd)), '[\u0300-\u036f]', '', 'g');
    words := btrim(regexp_replace(plain,
      '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b\u007d-\u00bf\u00d7\u00f7\u2000-\u206f\u3000-\u3003\u3008-\u301f\ufeff\ufffd]+', ' ', 'g'));
  end if;
  return case when words = '' then '' else ' ' || words || ' ' end;
end $$;

-- A phone number as people type it: all of its digits, and those without the country's code (ITU-T E.164).
create function phone_words(phone text) returns text language sql immutable strict parallel safe as $$
  select digits || ' ' || substr(digits, case
    when digits ~ '^[17]' then 2
    when digits ~ '^(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])' then 3
    else 4 end)
  from regexp_replace(phone, '\D', '', 'g') digits
$$;

-- What a booking is found by. Of long answers the beginning will do; more words than these would make it dear to keep.
create function booking_words_of(id text, subject text, form jsonb, fields jsonb) returns text
language plpgsql immutable parallel safe as $$
declare said text := concat_ws(' | ', id, left(subject, 200));
begin
  if form is not null then
    said := concat_ws(' | ', said, left(form ->> 'name', 200), left(form ->> 'email', 254), phone_words(form ->> 'phone'),
      phone_words(nullif(form ->> 'mobile_phone', form ->> 'phone')), left(form ->> 'company', 200), left(form ->> 'note', 200));
    if form -> 'guests' <> '[]' then
      said := concat_ws(' | ', said, (select string_agg(left(guest #>> '{}', 254), ' | ') from jsonb_path_query(form, '$.guests[*]') guest));
    end if;
    if form -> 'custom_fields' <> '[]' then
      said := concat_ws(' | ', said, (select string_agg(left(answer #>> '{}', 200), ' | ') from jsonb_path_query(form, '$.custom_fields[*].value[*]') answer));
    end if;
  end if;
  if fields <> '[]' then
    said := concat_ws(' | ', said, (select string_agg(left(answer #>> '{}', 200), ' | ') from jsonb_path_query(fields, '$[*].value[*]') answer));
  end if;
  return search_words(left(said, 2000));
end $$;

alter table bookings add column search_text text not null
  generated always as (booking_words_of(id, subject, form_submission, custom_fields)) stored;

-- The objects that bookings are made on are few, and found by reading all of their names.
alter table booking_calendars add column search_text text not null generated always as (search_words(name || ' | ' || subject)) stored;
alter table booking_pages add column search_text text not null generated always as (search_words(name || ' | ' || label)) stored;
alter table event_types add column search_text text not null generated always as (search_words(name || ' | ' || label)) stored;
alter table master_pages add column search_text text not null generated always as (search_words(name || ' | ' || label)) stored;

-- The audit log need not say twice what was said.
do $$ begin
  execute replace(pg_get_functiondef('write_audit'::regproc), '''{account_id,', '''{search_text,account_id,');
end $$;

-- Each word of each living booking. Written by a trigger alone, so no foreign key has to hold it to the bookings. Repeats the
-- booking's creation time, so that what has been found is in the list's order without a look at the bookings.
create table booking_words (
  account_id text not null,
  word text collate "C" not null,
  creation_time timestamptz(3) not null,
  booking_id text not null
);
insert into booking_words (account_id, word, creation_time, booking_id)
  select distinct account_id, word, creation_time, id from bookings, string_to_table(search_text, ' ') word
  where deleted_time is null and word not in ('', '|');
alter table booking_words add primary key (account_id, word, creation_time, booking_id);
alter table booking_words enable row level security;
alter table booking_words force row level security;
create policy one_account on booking_words using (
  account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*');

create function keep_booking_words() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    delete from booking_words where account_id = old.account_id and word = any(string_to_array(old.search_text, ' '))
      and creation_time = old.creation_time and booking_id = old.id;
  end if;
  if new.deleted_time is null then
    insert into booking_words (account_id, word, creation_time, booking_id)
      select distinct new.account_id, word, new.creation_time, new.id from string_to_table(new.search_text, ' ') word
      where word not in ('', '|');
  end if;
  return null;
end $$;
create trigger words after insert on bookings for each row execute function keep_booking_words();
create trigger changed_words after update of search_text, deleted_time on bookings for each row
  when (old.search_text is distinct from new.search_text or old.deleted_time is distinct from new.deleted_time)
  execute function keep_booking_words();
