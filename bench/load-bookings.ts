import type { BenchDatabase, Company } from './database.ts';

const firstTime = Date.parse('2024-01-01T00:00:00.000Z');
const betweenMs = 15_000;

/** When the n-th booking was made, epoch ms; they count from 1. */
export function creationTime(n: number): number {
  return firstTime + n * betweenMs;
}

/** Ids are scattered as real ones are: an odd factor permutes the numbers of 48 bits. */
const factor = 403_658_901_259n;
const idBits = (1n << 48n) - 1n;

export function bookingId(n: number): string {
  return `BKNG-${((BigInt(n) * factor) & idBits).toString(16).toUpperCase().padStart(12, '0')}`;
}

/** What the guests of one booking in four are called; they take turns, so that each name is as frequent as any other. */
export const firstNames = [
  'Ada',
  'Ben',
  'Carrie',
  'Dana',
  'Eli',
  'Fay',
  'Gus',
  'Hanna',
  'Ivo',
  'Jo',
  'Kim',
  'Lou',
  'Mia',
];
export const lastNames = ['Customer', 'Hartie', 'Ng', 'Okafor', 'Petrov', 'Rossi', 'Silva'];

/**
 * Fills an account with bookings of the past, mostly completed ones and none that a sweep would still change, spread over
 * its hosts and 1,000 contacts; returns the seconds it took. One in four has the guest's answers: a name out of a few, an
 * e-mail of his own. The oldest tenth are called kick-offs. They are made inside the database; keys and indexes are
 * dropped and built again, which is faster.
 */
export async function loadBookings(database: BenchDatabase, company: Company, count: number): Promise<number> {
  const begin = performance.now();
  const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
  const array = (values: string[]) => `array[${values.map(text).join(', ')}]`;
  const account = text(company.accountId);
  await database.asAdmin(`
    insert into contacts (account_id, id, creation_time, last_updated_time, email)
    select ${account}, 'CTC-' || lpad(n::text, 14, '0'), now(), now(), 'guest' || n || '@guests.example'
    from generate_series(0, 999) n`);
  await withoutIndexes(
    database,
    `insert into bookings (account_id, id, subject, status, creation_time, last_updated_time, starting_time, ending_time,
       duration_minutes, owner_id, host_id, contact_id, booking_calendar_id, customer_timezone, attendees, location, join_url,
       location_description, form_submission, ics_token, guest_token)
     select ${account}, 'BKNG-' || lpad(upper(to_hex((n * ${factor}) & ${idBits})), 12, '0'),
       case when n <= ${count / 10} then 'Kick-off' else 'Meeting' end,
       case when n % 100 < 80 then 'completed' when n % 100 < 90 then 'canceled' when n % 100 < 98 then 'no_show' else 'requested' end,
       made, made + interval '3 minutes', made + interval '3 days', made + interval '73 hours', 60,
       (${array(company.hosts)})[1 + n % ${company.hosts.length}],
       (${array(company.hosts)})[1 + n % ${company.hosts.length}], 'CTC-' || lpad((n % 1000)::text, 14, '0'),
       (${array(company.calendars)})[1 + n % ${company.calendars.length}], 'America/New_York',
       array['guest@guests.example'], '{"type":"virtual_static","value":null,"id":null}',
       'https://meet.example.com/room', 'https://meet.example.com/room',
       case n % 4 when 0 then jsonb_build_object(
         'name', (${array(firstNames)})[1 + n / 4 % ${firstNames.length}] || ' ' || (${array(lastNames)})[1 + n / 4 % ${lastNames.length}],
         'email', 'guest' || n || '@guests.example', 'phone', null, 'mobile_phone', null, 'note', null, 'company', null,
         'guests', jsonb_build_array(), 'custom_fields', jsonb_build_array()) end, md5(n::text)::uuid, md5(n::text)
     from (
       select n, timestamptz ${text(new Date(firstTime).toISOString())} + n * interval '${betweenMs} milliseconds' as made
       from generate_series(1, ${count}::bigint) n) numbered;
     insert into booking_hosts (account_id, booking_id, user_id, role, creation_time)
     select account_id, id, owner_id, 'host', creation_time from bookings;
     insert into booking_words (account_id, word, creation_time, booking_id)
     select distinct account_id, word, creation_time, id from bookings, string_to_table(search_text, ' ') word
     where word not in ('', '|')`,
  );
  // As autovacuum leaves them: known to the planner, and looked up in indexes alone where that will do.
  await database.asAdmin('vacuum analyze');
  return (performance.now() - begin) / 1000;
}

/** Runs SQL while bookings, their hosts and their words have no index, no key and no foreign key, then makes those again. */
async function withoutIndexes(database: BenchDatabase, sql: string): Promise<void> {
  // Collected in a table of names and definitions: foreign keys last, since they need the keys they point to.
  await database.asAdmin(`
    set maintenance_work_mem = '512MB';
    create temporary table parts as
    select conrelid::regclass::text as of_table, conname::text as name, pg_get_constraintdef(oid) as definition,
      case contype when 'f' then 3 else 1 end as step
    from pg_constraint
    where (contype in ('p', 'f') and conrelid in ('bookings'::regclass, 'booking_hosts'::regclass, 'booking_words'::regclass))
      or (contype = 'f' and confrelid = 'bookings'::regclass)
    union
    select tablename, indexname, indexdef, 2 from pg_indexes
    where tablename in ('bookings', 'booking_hosts', 'booking_words') and indexname not like '%_pkey';
    do $$ declare part record; begin
      for part in select * from parts order by step desc loop
        if part.step = 2 then execute format('drop index %I', part.name);
        else execute format('alter table %s drop constraint %I', part.of_table, part.name); end if;
      end loop;
    end $$;
    -- What is emptied in the same transaction is not logged when it is filled, at wal_level minimal.
    truncate bookings, booking_hosts, booking_words;
    alter table bookings disable trigger audit;
    alter table bookings disable trigger words;
    ${sql};
    alter table bookings enable trigger audit;
    alter table bookings enable trigger words;
    do $$ declare part record; begin
      for part in select * from parts order by step loop
        if part.step = 2 then execute part.definition;
        else execute format('alter table %s add constraint %I %s', part.of_table, part.name,
          part.definition || case part.step when 3 then ' not valid' else '' end); end if;
      end loop;
    end $$;`);
}
