import assert from 'node:assert/strict';
import { type Database, statement } from '../../src/db/pool.ts';

/** One request to book a start, as its client remembers it. */
export interface Wish {
  email: string;
  calendarId: string;
  start: string;
  /** `unanswered`: no answer came, or one that says to try again later. It may have been done or not, but not half. */
  outcome: 'unanswered' | 'booked' | 'refused';
  /** Of the booking, once it is acknowledged. */
  id?: string;
  cancellation?: 'unanswered' | 'acknowledged';
}

/** What clients asked for and what they were told, to be held against what the database has. */
export interface Ledger {
  /** What its guests' addresses end with. */
  domain: string;
  wishes: readonly Wish[];
  /** Answers so far, refusals included. */
  answers(): number;
  of(outcome: Wish['outcome']): Wish[];
  book(url: string, key: string, calendarId: string, start: string): Promise<Wish>;
  cancel(url: string, key: string, wish: Wish): Promise<void>;
}

let ledgers = 0;

/** Starts a ledger. Its guests have addresses that nobody else uses. */
export function openLedger(): Ledger {
  const domain = `@race${++ledgers}.example`;
  const wishes: Wish[] = [];
  let answers = 0;
  async function post(url: string, key: string, path: string, body: unknown) {
    const headers = { 'API-Key': key, 'Content-Type': 'application/json' };
    const payload = JSON.stringify(body);
    try {
      const response = await fetch(url + path, { method: 'POST', headers, body: payload });
      const text = await response.text();
      answers++;
      return { status: response.status, text };
    } catch (error) {
      // fetch wraps whatever the connection died of.
      assert.ok(error instanceof TypeError, `no network error: ${error}`);
      return undefined;
    }
  }
  return {
    domain,
    wishes,
    answers: () => answers,
    of: (outcome) => wishes.filter((each) => each.outcome === outcome),
    async book(url, key, calendarId, start) {
      const wish: Wish = { email: `guest${wishes.length}${domain}`, calendarId, start, outcome: 'unanswered' };
      wishes.push(wish);
      const reply = await post(url, key, `/v2/booking-calendars/${calendarId}/schedule`, {
        start_time: start,
        guest_time_zone: 'Europe/London',
        booking_form: { name: 'Rae Race', email: wish.email },
      });
      if (reply === undefined || reply.status === 503) return wish;
      if (reply.status === 200) {
        wish.outcome = 'booked';
        wish.id = JSON.parse(reply.text).id;
      } else {
        assert.equal(reply.status, 400, reply.text);
        assert.equal(JSON.parse(reply.text).param, 'start_time', reply.text);
        wish.outcome = 'refused';
      }
      return wish;
    },
    async cancel(url, key, wish) {
      wish.cancellation = 'unanswered';
      const reply = await post(url, key, `/v2/bookings/${wish.id}/cancel`, {});
      if (reply === undefined || reply.status === 503) return;
      assert.equal(reply.status, 200, reply.text);
      wish.cancellation = 'acknowledged';
    },
  };
}

interface Found {
  id: string;
  status: string;
  email: string;
  calendar: string;
  start: string;
  claims: number;
  hosts: number;
  contacts: number;
  events: string[];
}

const isoTime = (column: string) => `to_char(${column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const racing = statement<Found>(
  `select b.id, b.status, b.form_submission->>'email' as email, b.booking_calendar_id as calendar, ${isoTime('b.starting_time')} as start,
     (select count(*)::int from claims c where c.account_id = b.account_id and c.source_id = b.id and c.user_id = b.host_id
       and c.starts_at = b.starting_time and c.ends_at = b.ending_time) as claims,
     (select count(*)::int from booking_hosts h where h.account_id = b.account_id and h.booking_id = b.id) as hosts,
     (select count(*)::int from contacts t where t.account_id = b.account_id and t.id = b.contact_id
       and t.email = b.form_submission->>'email') as contacts,
     array(select e.type from events e where e.account_id = b.account_id and e.subject_id = b.id and e.body_v2::json->'data'->>'id' = b.id
       order by e.version) as events
   from bookings b where b.form_submission->>'email' like '%' || $1`,
);

const strayContacts = statement<{ email: string }>(
  `select email from contacts t where email like '%' || $1
     and not exists (select 1 from bookings b where b.account_id = t.account_id and b.contact_id = t.id)`,
);

const strayEvents = statement<{ id: string }>(
  `select id from events e where type like 'booking.%'
     and not exists (select 1 from bookings b where b.account_id = e.account_id and b.id = e.subject_id)`,
);

const strayClaims = statement<{ source_id: string }>(
  `select source_id from claims c where not exists (
     select 1 from bookings b where b.account_id = c.account_id and b.id = c.source_id and b.status <> 'canceled')`,
);

const overlappingClaims = statement<{ one: string; other: string }>(
  `select a.source_id as one, b.source_id as other from claims a join claims b using (account_id, user_id)
   where a.source_id < b.source_id and a.starts_at < b.ends_at and b.starts_at < a.ends_at`,
);

const overlappingBookings = statement<{ one: string; other: string }>(
  `with taken as (select h.account_id, h.user_id, b.id, b.starting_time, b.ending_time
     from bookings b join booking_hosts h on h.account_id = b.account_id and h.booking_id = b.id where b.status <> 'canceled')
   select a.id as one, b.id as other from taken a join taken b using (account_id, user_id)
   where a.id < b.id and a.starting_time < b.ending_time and b.starting_time < a.ending_time`,
);

const uneven = statement<{ id: string; webhook_id: string; deliveries: number }>(
  `select e.id, w.id as webhook_id, count(d.id)::int as deliveries from webhooks w
   join events e on e.account_id = w.account_id and e.creation_time >= w.creation_time
   left join deliveries d on d.account_id = e.account_id and d.event_id = e.id and d.webhook_id = w.id
   group by e.id, w.id having count(d.id) <> 1`,
);

/**
 * Holds the ledger against the database: everything acknowledged is there, nothing refused is, what got no answer is
 * there as a whole or not at all, nobody is in two meetings, and events, claims and bookings match one to one. Webhooks
 * must all be subscribed to `booking`.
 */
export async function reconcile(db: Database, ledger: Ledger): Promise<void> {
  await db.system(async (tx) => {
    const found = new Map((await tx.rows(racing, [ledger.domain])).map((row) => [row.email, row]));
    const known = new Set(ledger.wishes.map((wish) => wish.email));
    for (const email of found.keys()) assert.ok(known.has(email), `${email} was never asked for`);
    for (const wish of ledger.wishes) checkWish(wish, found.get(wish.email));
    assert.equal(new Set([...found.values()].map((row) => row.id)).size, found.size, 'one booking for each guest');
    assert.deepEqual(await tx.rows(overlappingClaims), [], 'claims that overlap');
    assert.deepEqual(await tx.rows(overlappingBookings), [], 'bookings that overlap');
    assert.deepEqual(await tx.rows(strayClaims), [], 'claims without a living booking');
    assert.deepEqual(await tx.rows(strayEvents), [], 'events without a booking');
    assert.deepEqual(await tx.rows(strayContacts, [ledger.domain]), [], 'contacts without a booking');
    assert.deepEqual(await tx.rows(uneven), [], 'events without exactly one delivery for each webhook');
  });
}

function checkWish(wish: Wish, row: Found | undefined): void {
  const said = JSON.stringify(wish);
  if (wish.outcome === 'refused') assert.equal(row, undefined, `refused, yet there: ${said}`);
  if (wish.outcome === 'booked') assert.equal(row?.id, wish.id, `acknowledged, yet not there: ${said}`);
  if (row === undefined) return;
  const canceled = row.status === 'canceled';
  if (wish.cancellation === 'acknowledged') assert.ok(canceled, `its cancellation was acknowledged: ${said}`);
  if (wish.cancellation === undefined) assert.equal(row.status, 'scheduled', said);
  assert.deepEqual(
    { calendar: row.calendar, start: row.start, claims: row.claims, hosts: row.hosts, contacts: row.contacts },
    { calendar: wish.calendarId, start: wish.start, claims: canceled ? 0 : 1, hosts: 1, contacts: 1 },
    said,
  );
  assert.deepEqual(row.events, canceled ? ['booking.scheduled', 'booking.canceled'] : ['booking.scheduled'], said);
}
