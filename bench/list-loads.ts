import type { Company } from './database.ts';

/** Five million rows go back nearly a year, so that what is kept for some time only is still there. */
const firstTime = Date.now() - 360 * 86_400_000;
const betweenMs = 6000;

/** When a list's n-th row was made, epoch ms; they count from 1. */
export function timeOf(n: number): number {
  return firstTime + n * betweenMs;
}

/** Ids are scattered as real ones are: an odd factor permutes the numbers of 48 bits. */
const factor = 403_658_901_259n;
const idBits = (1n << 48n) - 1n;

/** The id of a list's n-th row. */
export function idOf(prefix: string, n: number): string {
  return `${prefix}-${((BigInt(n) * factor) & idBits).toString(16).toUpperCase().padStart(12, '0')}`;
}

/** How a list is filled, and what it is asked for. */
export interface ListLoad {
  /** The operations that read it. */
  operations: readonly string[];
  /** The tables that the SQL fills. */
  tables: readonly string[];
  prefix: string;
  /** The object whose list it is, if it is one object's: it stands for the `{id}` of the path. */
  of?: string;
  /** The SQL; `numbered` gives `n`, `id` and `made` of each row, and `account` is the account's id as a literal. */
  fill(company: Company, numbered: string, account: string): string;
  /** Values of its filters, apart from times: common ones, rare ones, and some that nothing has. */
  filters(company: Company, operation: string): Record<string, readonly string[]>;
  /** What is searched for, if it can be searched. */
  searches?: readonly string[];
}

const text = (value: string) => `'${value.replaceAll("'", "''")}'`;
const array = (values: readonly string[]) => `array[${values.map(text).join(', ')}]`;
/** One of the values, drawn evenly; each seed draws anew. */
const drawn = (values: readonly string[], seed: number) => `(${array(values)})[1 + ${chance(seed, values.length)}]`;
/** A whole number from 0, below `most`. */
const chance = (seed: number, most: number) => `(hashint8extended(n, ${seed}) & 1073741823) % ${most}`;

const contacts = 100_000;
const contactId = (n: string | number) =>
  typeof n === 'number' ? `CTC-${String(n).padStart(14, '0')}` : `'CTC-' || lpad((${n})::text, 14, '0')`;
const some = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}-BENCH${100 + i}`);
const pages = some('BP', 50);
const eventTypes = some('ET', 20);
const masterPages = some('MP', 10);
const eventType = `case when ${chance(8, 1000)} < 500 then 'booking.scheduled' when ${chance(8, 1000)} < 990 then 'booking.completed'
  when ${chance(8, 1000)} < 999 then 'booking.canceled' else 'booking.no_show' end`;
const hook = (account: string) => `
  insert into webhooks (account_id, id, name, url, events, api_version, secret, creation_time, last_updated_time)
  values (${account}, 'WHK-BENCH00000', 'Hook', 'https://hooks.example.com/x', '{booking}', 'v2', '\\x00', now(), now())`;
const bots = some('BOT', 20);
const actors = some('KEY', 20);

/** What the guests of one booking in four are called. */
const firstNames = 'Ada Ben Carrie Dana Eli Fay Gus Hanna Ivo Jo Kim Lou Mia'.split(' ');
const lastNames = 'Customer Hartie Ng Okafor Petrov Rossi Silva'.split(' ');

/**
 * Three in five were made on a calendar, the others on a page, half of those below a master page. One in twenty has changed hands,
 * one in ten has a co-host. Most have begun soon after they were made, some much later, and changed last when they were over.
 */
const bookings: ListLoad = {
  operations: ['listBookings', 'listBookingsInV1'],
  tables: ['bookings', 'booking_hosts', 'booking_words'],
  prefix: 'BKNG',
  fill: ({ hosts, calendars }, numbered, account) => `
    insert into bookings (account_id, id, subject, status, creation_time, last_updated_time, starting_time, ending_time,
      duration_minutes, owner_id, host_id, contact_id, booking_calendar_id, booking_page_id, event_type_id, master_page_id,
      customer_timezone, attendees, location, join_url, location_description, form_submission, ics_token, guest_token)
    select ${account}, id, case when n < 180000 then 'Kick-off' else 'Meeting' end, status, made,
      case when ${chance(1, 10)} = 0 then made + interval '3 minutes' else starts + interval '1 hour' end,
      starts, starts + interval '1 hour', 60, (${array(hosts)})[1 + host],
      case when ${chance(2, 20)} = 0 then ${drawn(hosts, 3)} else (${array(hosts)})[1 + host] end,
      ${contactId(chance(4, contacts))},
      case when called then (${array(calendars)})[1 + host] end, case when not called then (${array(pages)})[1 + host] end,
      case when not called then ${drawn(eventTypes, 5)} end,
      case when not called and ${chance(6, 2)} = 0 then ${drawn(masterPages, 7)} end, 'America/New_York',
      array['guest@guests.example'], '{"type":"virtual_static","value":null,"id":null}', 'https://meet.example.com/room',
      'https://meet.example.com/room',
      case n % 4 when 0 then jsonb_build_object('name', ${drawn(firstNames, 12)} || ' ' || ${drawn(lastNames, 13)},
        'email', 'guest' || n || '@guests.example', 'phone', null, 'mobile_phone', null, 'note', null, 'company', null,
        'guests', jsonb_build_array(), 'custom_fields', jsonb_build_array()) end, md5(n::text)::uuid, md5(n::text)
    from (
      select *, ${chance(8, hosts.length)} as host, ${chance(9, 5)} < 3 as called,
        made + interval '30 minutes' + interval '30 days' * power((${chance(10, 1000)}) / 1000.0, 3) as starts,
        (${array(['completed', 'canceled', 'no_show', 'requested'])})[case when ${chance(11, 100)} < 80 then 1
          when ${chance(11, 100)} < 90 then 2 when ${chance(11, 100)} < 98 then 3 else 4 end] as status
      from ${numbered}) shaped;
    insert into booking_hosts (account_id, booking_id, user_id, role, creation_time)
    select account_id, id, host_id, 'host', creation_time from bookings;
    insert into booking_hosts (account_id, booking_id, user_id, role, creation_time)
    select ${account}, b.id, (${array(hosts)})[1 + (array_position(${array(hosts)}, b.host_id) + 7) % ${hosts.length}], 'co_host',
      b.creation_time from bookings b where hashtext(b.id) % 10 = 0;
    insert into booking_words (account_id, word, creation_time, booking_id)
    select distinct account_id, word, creation_time, id from bookings, string_to_table(search_text, ' ') word
    where word not in ('', '|')`,
  filters: ({ hosts, calendars }, operation) => ({
    status:
      operation === 'listBookings'
        ? ['completed', 'requested', 'requested,no_show', 'rescheduled']
        : ['Completed', 'Requested', 'Rescheduled'],
    owner: [hosts[7]!, 'USR-NOBODY'],
    host: [hosts[7]!, hosts[8]!],
    contact: [contactId(77)],
    booking_page: [pages[7]!, pages[8]!],
    master_page: [masterPages[3]!],
    event_type: [eventTypes[3]!],
    booking_calendar: [calendars[7]!, calendars[8]!],
  }),
  searches: ['guest4000@guests.example', idOf('BKNG', 4000), 'carrie', 'meeting', 'nobody'],
};

/** A table of its own: what its columns are filled with, apart from account, id and creation. `$host` is one of the hosts. */
function plain(
  operation: string,
  table: string,
  prefix: string,
  columns: Record<string, string>,
  filters: ListLoad['filters'] = () => ({}),
): ListLoad {
  return {
    operations: [operation],
    tables: [table],
    prefix,
    fill: ({ hosts }, numbered, account) => `
      insert into ${table} (account_id, id, creation_time, ${Object.keys(columns).join(', ')})
      select ${account}, id, made, ${Object.values(columns).join(', ').replaceAll('$host', drawn(hosts, 3))} from ${numbered}`,
    filters,
  };
}

const updated = { last_updated_time: 'made' };
const named = { name: `'Name ' || n`, ...updated };

const bookingPages: ListLoad = {
  operations: ['listBookingPages'],
  tables: ['booking_pages', 'page_event_types', 'master_page_pages'],
  prefix: 'BP',
  fill: ({ hosts }, numbered, account) => `
    insert into booking_pages (account_id, id, name, label, slug, owner_id, active, timezone, rules, creation_time, last_updated_time)
    select ${account}, id, 'Page', 'Page', 'page-' || n, ${drawn(hosts, 3)}, true, 'America/New_York', '{}', made, made
    from ${numbered};
    insert into page_event_types (account_id, booking_page_id, event_type_id, page_creation_time)
    select ${account}, id, ${drawn(eventTypes, 5)}, made from ${numbered};
    insert into master_page_pages (account_id, master_page_id, booking_page_id, position, priority)
    select ${account}, ${drawn(masterPages, 7)}, id, 1, 5 from ${numbered} where n % 10000 = 0`,
  filters: ({ hosts }) => ({ user: [hosts[7]!], event_type: [eventTypes[3]!], master_page: [masterPages[3]!] }),
};

/** A load for each list of the API. */
export const listLoads: readonly ListLoad[] = [
  bookings,
  plain(
    'listContacts',
    'contacts',
    'CTC',
    {
      // Most have come back since.
      last_updated_time: `made + interval '200 days' * power(${chance(1, 1000)} / 1000.0, 3)`,
      owner_id: '$host',
      first_name: `'Carrie'`,
      last_name: `'Customer'`,
      email: `'guest' || n || '@guests.example'`,
      mobile_phone: `'+1202' || lpad((n % 10000000)::text, 7, '0')`,
    },
    () => ({ email: ['guest77@guests.example', 'nobody@guests.example'] }),
  ),
  plain(
    'listConversations',
    'conversations',
    'CVR',
    {
      version: '1',
      ...updated,
      last_interacted_time: 'made',
      initiated_by: `'contact'`,
      engaged: 'true',
      contact_id: contactId(chance(4, contacts)),
      owner_id: '$host',
      bot_id: drawn(bots, 5),
      status: `case when ${chance(6, 100)} < 97 then 'closed' else 'abandoned' end`,
      answers: `'[]'`,
    },
    ({ hosts }) => ({
      status: ['closed', 'abandoned', 'started'],
      contact: [contactId(77)],
      owner: [hosts[7]!],
      bot: [bots[3]!],
    }),
  ),
  plain(
    'listSmsNotifications',
    'sms_notifications',
    'SMS',
    {
      status: `'delivered'`,
      contact_id: `case when n % 20 > 0 then ${contactId(chance(4, contacts))} end`,
      user_id: `case when n % 20 = 0 then $host end`,
      delivered_to: `'+12025550195'`,
      message_body: `'See you tomorrow'`,
      segment_count: '1',
    },
    ({ hosts }) => ({ recipient: [contactId(77), hosts[7]!], recipient_type: ['contact', 'user'] }),
  ),
  plain(
    'listMails',
    'mails',
    'MAIL',
    {
      state: `case when ${chance(1, 100)} < 98 then 'sent' else 'failed' end`,
      scenario: `'booking_scheduled'`,
      booking_id: `'BKNG-' || lpad((n / 4)::text, 12, '0')`,
      recipient: `'guest' || ${chance(2, contacts)} || '@guests.example'`,
      recipient_kind: `'guest'`,
      envelope: `'{}'`,
      subject: `'Your meeting'`,
      text: `'See you there'`,
      locale: `'en'`,
      settled_time: 'made',
    },
    () => ({
      state: ['sent', 'failed', 'queued'],
      booking: [`BKNG-${'77'.padStart(12, '0')}`],
      recipient: ['guest77@guests.example'],
    }),
  ),
  plain(
    'listAuditEntries',
    'audit_log',
    'ADT',
    {
      actor_kind: `'key'`,
      actor_id: drawn(actors, 1),
      request_id: `'req_0123456789abcdef'`,
      action: `case when ${chance(2, 100)} < 20 then 'created' when ${chance(2, 100)} < 98 then 'updated' else 'deleted' end`,
      object: `'contact'`,
      object_id: contactId(chance(4, 500_000)),
      before: `'{"status":null}'`,
      after: `'{"status":"Qualified"}'`,
    },
    () => ({
      action: ['created', 'updated', 'deleted'],
      actor: [actors[3]!, 'KEY-NOBODY'],
      object_id: [contactId(77)],
    }),
  ),
  {
    operations: ['listDeletedObjects'],
    tables: ['deleted_objects'],
    prefix: 'CTC',
    fill: (_, numbered, account) => `
      insert into deleted_objects (account_id, id, object, deletion_time)
      select ${account}, id, case when ${chance(1, 100)} < 99 then 'contact' else 'booking' end, made from ${numbered}`,
    filters: () => ({ object: ['contact', 'booking', 'team'] }),
  },
  bookingPages,
  plain(
    'listUsers',
    'users',
    'USR',
    {
      first_name: `'Andrea'`,
      last_name: `'Hartie'`,
      email: `'user' || n || '@bench.example'`,
      status: `'active'`,
      role_name: `'Member'`,
      timezone: `'America/New_York'`,
      ...updated,
    },
    () => ({ email: ['user77@bench.example', 'nobody@bench.example'] }),
  ),
  {
    operations: ['listTeams'],
    tables: ['teams', 'team_members'],
    prefix: 'TM',
    fill: ({ hosts }, numbered, account) => `
      insert into teams (account_id, id, name, creation_time, last_updated_time)
      select ${account}, id, 'Team', made, made from ${numbered};
      insert into team_members (account_id, team_id, user_id, joined_time)
      select ${account}, id, ${text(hosts[7]!)}, made from ${numbered} where n % 10000 = 0`,
    filters: ({ hosts }) => ({ user: [hosts[7]!, hosts[8]!] }),
  },
  plain(
    'listBookingCalendars',
    'booking_calendars',
    'BKC',
    {
      ...named,
      subject: `'Meeting'`,
      slug: `'calendar-' || n`,
      host_id: '$host',
      published: 'true',
      duration_minutes: '30',
      rules: `'{}'`,
    },
    ({ hosts }) => ({ host: [hosts[7]!, 'USR-NOBODY'] }),
  ),
  {
    operations: ['listEvents'],
    tables: ['events'],
    prefix: 'EVNT',
    fill: (_, numbered, account) => `
      insert into events (account_id, id, type, subject_id, version, creation_time, body_v2)
      select ${account}, id, ${eventType}, ${contactId(chance(4, 1_000_000))}, n, made, '{"id":"EVNT-X","object":"event"}' from ${numbered}`,
    filters: () => ({
      type: ['booking.completed', 'booking.no_show', 'conversation.started'],
      subject: [contactId(77)],
    }),
  },
  {
    operations: ['listDeliveries'],
    tables: ['events', 'deliveries'],
    prefix: 'DLV',
    of: 'WHK-BENCH00000',
    fill: (_, numbered, account) => `${hook(account)};
      insert into events (account_id, id, type, subject_id, version, creation_time, body_v2)
      select ${account}, 'EVNT' || substr(id, 4), ${eventType}, ${contactId(chance(4, 1_000_000))}, n, made, '{}' from ${numbered};
      insert into deliveries (account_id, id, event_id, event_type, webhook_id, order_key, version, state, attempts, next_time, settled_time, creation_time)
      select ${account}, id, 'EVNT' || substr(id, 4), ${eventType}, 'WHK-BENCH00000', 'x', n,
        case when ${chance(7, 1000)} > 0 then 'delivered' else 'failed' end, 1, made, made, made from ${numbered}`,
    filters: () => ({
      state: ['delivered', 'failed', 'pending'],
      type: ['booking.completed', 'booking.no_show', 'conversation.started'],
      subject: [contactId(77)],
      event: [idOf('EVNT', 77)],
    }),
  },
  {
    operations: ['listReplays'],
    tables: ['replays'],
    prefix: 'RPL',
    of: 'WHK-BENCH00000',
    fill: (_, numbered, account) => `${hook(account)};
      insert into replays (account_id, id, webhook_id, states, until_time, state, matched, creation_time, finished_time)
      select ${account}, id, 'WHK-BENCH00000', '{failed}', made, 'finished', 1, made, made from ${numbered}`,
    filters: () => ({}),
  },
  plain(
    'listNotices',
    'notices',
    'NTC',
    {
      kind: `'webhook_failing'`,
      webhook_id: `'WHK-BENCH00000'`,
      details: `'{}'`,
      mailed_time: 'made',
      resolved_time: `case when n % 100000 > 0 then made end`,
    },
    () => ({ state: ['open', 'closed', 'all'] }),
  ),
  plain('listEventTypes', 'event_types', 'ET', { ...named, label: `'Demo'`, description: `''`, rules: `'{}'` }),
  plain('listMasterPages', 'master_pages', 'MP', {
    ...named,
    label: `'Sales'`,
    slug: `'master-' || n`,
    scenario: `'pages_only'`,
    distribution: `'priority'`,
    active: 'true',
  }),
  plain('listResourcePools', 'resource_pools', 'POOL', {
    ...named,
    method: `'longest_idle'`,
    correction: 'false',
    cycle: `'never'`,
    timezone: `'America/New_York'`,
  }),
  plain('listApiKeys', 'api_keys', 'KEY', {
    name: `'Key ' || n`,
    prefix: `'dbk_0000'`,
    hash: 'sha256(n::text::bytea)',
  }),
  plain('listWebhooks', 'webhooks', 'WHK', {
    ...named,
    url: `'https://hooks.example.com/x'`,
    events: `'{booking}'`,
    api_version: `'v2'`,
    secret: `'\\x00'`,
  }),
];
