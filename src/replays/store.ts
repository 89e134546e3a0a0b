import { equals, type KeysetPage, keysetPage } from '../db/keyset.ts';
import { type Statement, statement, type Tx } from '../db/pool.ts';
import type { EventType } from '../webhooks/schema.ts';
import type { SettledState } from './schema.ts';

export interface ReplayRow {
  account_id: string;
  id: string;
  webhook_id: string;
  states: SettledState[];
  event_type: EventType | null;
  subject_id: string | null;
  from_time: number | null;
  until_time: number;
  state: 'running' | 'finished' | 'canceled';
  matched: number;
  replayed: number;
  creation_time: number;
  finished_time: number | null;
}

const columns =
  'account_id, id, webhook_id, states, event_type, subject_id, from_time, until_time, state, matched, replayed, creation_time, finished_time';

const insert = statement(
  `insert into replays (account_id, id, webhook_id, states, event_type, subject_id, from_time, until_time, matched,
     creation_time)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

/** Writes a running replay. Its webhook may have no other (constraint `replay_one_at_a_time`). */
export async function insertReplay(tx: Tx, row: ReplayRow): Promise<void> {
  const from = row.from_time === null ? null : new Date(row.from_time);
  const key = [row.account_id, row.id, row.webhook_id];
  const filter = [row.states, row.event_type, row.subject_id, from, new Date(row.until_time)];
  await tx.run(insert, [...key, ...filter, row.matched, new Date(row.creation_time)]);
}

const byId = statement<ReplayRow>(`select ${columns} from replays where account_id = $1 and id = $2`);

/** A replay, whatever has become of it. */
export function findReplay(tx: Tx, accountId: string, id: string): Promise<ReplayRow | undefined> {
  return tx.one(byId, [accountId, id]);
}

/** One page of a webhook's replays, newest first. */
export function listReplays(
  tx: Tx,
  accountId: string,
  webhookId: string,
  { limit, after, before }: { limit: number; after?: string | undefined; before?: string | undefined },
): Promise<KeysetPage<ReplayRow>> {
  const filters = equals('webhook_id', webhookId);
  return keysetPage<ReplayRow>(tx, {
    table: 'replays',
    columns,
    ranked: ['webhook_id'],
    accountId,
    filters,
    limit,
    after,
    before,
    keepsAll: true,
  });
}

const end = statement(
  `update replays set state = $3, finished_time = $4 where account_id = $1 and id = $2 and state = 'running'`,
);

/** Ends a running replay; false if it is over. */
export async function endReplay(
  tx: Tx,
  accountId: string,
  id: string,
  state: 'finished' | 'canceled',
  now: number,
): Promise<boolean> {
  return (await tx.run(end, [accountId, id, state, new Date(now)])) === 1;
}

const deleteOld = statement(
  `delete from replays where (account_id, id) in (
     select account_id, id from replays where state <> 'running' and finished_time < $1 order by finished_time limit $2)`,
);

/** Deletes up to `limit` replays that ended before a time; returns how many. */
export async function deleteOldReplays(tx: Tx, before: number, limit: number): Promise<number> {
  return tx.run(deleteOld, [new Date(before), limit]);
}

/**
 * How a replay comes to its deliveries: by the few that were given up, by the few about one subject, or through all of the
 * webhook's. The states stand in the text so that the index of the first can serve.
 */
type Way = 'given_up' | 'of_subject' | 'all';

function wayOf({ subject_id, states }: Pick<ReplayRow, 'subject_id' | 'states'>): Way {
  if (subject_id !== null) return 'of_subject';
  return states.includes('delivered') ? 'all' : 'given_up';
}

/** The deliveries of $2 until $3 that the way leads to, those of other states, types and subjects among them. */
const reachedBy: Record<Way, string> = {
  given_up: `deliveries d
    where d.account_id = $1 and d.webhook_id = $2 and d.creation_time <= $3 and d.state in ('failed', 'dropped')`,
  of_subject: `(select id from events where account_id = $1 and subject_id = $6 offset 0) e
    join deliveries d on d.account_id = $1 and d.event_id = e.id
    where d.webhook_id = $2 and d.creation_time <= $3`,
  all: 'deliveries d where d.account_id = $1 and d.webhook_id = $2 and d.creation_time <= $3',
};

/** Whether a delivery `c` is one of those that are wanted, by its state ($4), type ($5) and subject ($6). */
const isWanted = `c.state = any($4) and (($5::text is null and $6::text is null) or exists (
  select from events where account_id = $1 and id = c.event_id and type = coalesce($5, type) and subject_id = coalesce($6, subject_id)))`;

function filterOf(row: ReplayRow): unknown[] {
  const { account_id, webhook_id, until_time, states, event_type, subject_id } = row;
  return [account_id, webhook_id, new Date(until_time), states, event_type, subject_id];
}

const countedUpTo = 1_000_000;

const count = everyWay<{ matched: number }>(
  (reached) => `select count(*)::int as matched from (
     select from (select d.* from ${reached} and d.creation_time >= $7 offset 0) c where ${isWanted} limit ${countedUpTo}) counted`,
);

/** How many deliveries a replay will send again, counted up to a million. */
export async function countMatching(tx: Tx, row: ReplayRow): Promise<number> {
  return (await tx.one(count[wayOf(row)], [...filterOf(row), new Date(row.from_time ?? 0)]))!.matched;
}

/** A running replay that this transaction has to itself. */
export interface RunningReplay extends ReplayRow {
  /** True if nothing may be sent to its webhook any more. */
  webhook_deleted: boolean;
  /** True if its endpoint is paused, or wants all in order and has newer deliveries waiting. */
  must_wait: boolean;
  /** How many deliveries that were replayed are on their way to the webhook. */
  under_way: number;
}

// Processes share the work: what one is at is passed over by the others.
const running = statement<RunningReplay>(
  `with running as materialized (select * from replays where state = 'running' order by account_id, id for update skip locked)
   select r.*, w.deleted_time is not null as webhook_deleted,
     e.paused_time is not null or (w.delivery_order = 'strict' and exists (
       select from deliveries d
       where d.account_id = r.account_id and d.webhook_id = r.webhook_id and d.state = 'pending' and d.replay_time is null)) as must_wait,
     (select count(*)::int from deliveries d
      where d.account_id = r.account_id and d.webhook_id = r.webhook_id and d.state = 'pending' and d.replay_time is not null) as under_way
   from running r
   join webhooks w on w.account_id = r.account_id and w.id = r.webhook_id
   left join webhook_endpoints e on e.account_id = r.account_id and e.webhook_id = r.webhook_id`,
);

/** The running replays of all accounts that no other process is at. */
export function lockRunningReplays(tx: Tx): Promise<RunningReplay[]> {
  return tx.rows(running);
}

/** So many deliveries are looked at in one go, also if none of them is wanted: what follows them is for the next one. */
const lookedAt = 500;

// What was looked at is only gone through to its end if too little of it was wanted.
const advance = everyWay<{ released: number; more: boolean }>((reached) => {
  const candidates = `select d.id, d.event_id, d.state, d.creation_time
     from ${reached} and (d.creation_time, d.id) > ((select cursor_time from self), (select cursor_id from self))
     order by d.creation_time, d.id limit ${lookedAt}`;
  return `with self as (
     select coalesce(cursor_time, from_time, '-infinity') as cursor_time, coalesce(cursor_id, '') as cursor_id
     from replays where account_id = $1 and id = $7
   ), wanted as materialized (
     select c.id, c.creation_time from (${candidates}) c where ${isWanted} order by c.creation_time, c.id limit $8
   ), enough as materialized (
     select count(*) = $8 as enough from wanted
   ), released as (
     update deliveries d
     set state = 'pending', attempts = 0, next_time = $9, replay_time = $9, settled_time = null, lease_until = null
     from wanted w where d.account_id = $1 and d.id = w.id and d.state <> 'pending'
     returning d.id
   ), passed as materialized (
     select creation_time, id from wanted where (select enough from enough)
     union all
     select creation_time, id from (${candidates}) c where not (select enough from enough)
   ), moved as (
     update replays r
     set cursor_time = last.creation_time, cursor_id = last.id, replayed = r.replayed + (select count(*) from released)
     from (select creation_time, id from passed order by creation_time desc, id desc limit 1) last
     where r.account_id = $1 and r.id = $7
   )
   select (select count(*)::int from released) as released,
     (select enough from enough) or (select count(*) from passed) = ${lookedAt} as more`;
});

/**
 * Owes the webhook up to `most` of the next wanted deliveries again, each from its first attempt on, and remembers how far it has
 * come. `more` is false once nothing is left.
 */
export async function releaseNext(
  tx: Tx,
  row: ReplayRow,
  most: number,
  now: number,
): Promise<{ released: number; more: boolean }> {
  return (await tx.one(advance[wayOf(row)], [...filterOf(row), row.id, most, new Date(now)]))!;
}

function everyWay<Row>(text: (reached: string) => string): Record<Way, Statement<Row>> {
  return {
    given_up: statement<Row>(text(reachedBy.given_up)),
    of_subject: statement<Row>(text(reachedBy.of_subject)),
    all: statement<Row>(text(reachedBy.all)),
  };
}
