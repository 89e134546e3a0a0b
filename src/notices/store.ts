import { type KeysetPage, keysetPage } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { NoticeQuery } from './schema.ts';

/** What a notice says of its webhook, as it was then. */
export interface NoticeDetails {
  name: string;
  url: string;
  /** In ISO 8601. */
  failing_since: string | null;
  failures: number;
  /** What went wrong with the last attempt. */
  error: string | null;
  /** Of failure; null if the notice is about something else. */
  hours: number | null;
  /** Why it was paused. */
  reason: 'requested' | 'gone' | 'failing' | null;
}

export interface NoticeRow {
  id: string;
  kind: 'webhook_failing' | 'webhook_paused';
  webhook_id: string;
  details: NoticeDetails;
  creation_time: number;
  mailed_time: number | null;
  resolved_time: number | null;
  dismissed_time: number | null;
}

const columns = 'id, kind, webhook_id, details, creation_time, mailed_time, resolved_time, dismissed_time';

const insert = statement(
  `insert into notices (account_id, id, kind, webhook_id, details, creation_time) values ($1, $2, $3, $4, $5, $6)`,
);

/** Writes a new notice. */
export async function insertNotice(
  tx: Tx,
  accountId: string,
  { id, kind, webhook_id, details, creation_time }: Omit<NoticeRow, 'mailed_time' | 'resolved_time' | 'dismissed_time'>,
): Promise<void> {
  await tx.run(insert, [accountId, id, kind, webhook_id, JSON.stringify(details), new Date(creation_time)]);
}

const resolve = statement(
  `update notices set resolved_time = $3 where account_id = $1 and webhook_id = $2 and resolved_time is null`,
);

/** Marks what was said of a webhook as over. */
export async function resolveNoticesOf(tx: Tx, accountId: string, webhookId: string, now: number): Promise<void> {
  await tx.run(resolve, [accountId, webhookId, new Date(now)]);
}

/** One page of an account's notices, newest first. */
export function listNotices(tx: Tx, accountId: string, query: NoticeQuery): Promise<KeysetPage<NoticeRow>> {
  const { limit, after, before, state } = query;
  const open = 'dismissed_time is null and resolved_time is null';
  const filters = {
    all: [],
    open: [{ sql: open, values: [], column: 'state' }],
    closed: [{ sql: `not (${open})`, values: [] }],
  };
  return keysetPage<NoticeRow>(tx, {
    table: 'notices',
    columns,
    ranked: ['state'],
    accountId,
    filters: filters[state],
    limit,
    after,
    before,
    keepsAll: true,
  });
}

const dismiss = statement<NoticeRow>(
  `update notices set dismissed_time = coalesce(dismissed_time, $3) where account_id = $1 and id = $2 returning ${columns}`,
);

/** Marks a notice as read; undefined if there is none. */
export function dismissNotice(tx: Tx, accountId: string, id: string, now: number): Promise<NoticeRow | undefined> {
  return tx.one(dismiss, [accountId, id, new Date(now)]);
}

export interface UnmailedNotice extends NoticeRow {
  account_id: string;
}

const takeUnmailed = statement<UnmailedNotice>(
  `update notices n set mailed_time = $1
   from (select account_id, id from notices where mailed_time is null order by creation_time limit $2 for update skip locked) u
   where n.account_id = u.account_id and n.id = u.id
   returning n.account_id, ${columns
     .split(', ')
     .map((name) => `n.${name}`)
     .join(', ')}`,
);

/** Notices of all accounts that no mail has been made of, marked as mailed. */
export function takeUnmailedNotices(tx: Tx, now: number, limit: number): Promise<UnmailedNotice[]> {
  return tx.rows(takeUnmailed, [new Date(now), limit]);
}

// One look into the index for each account there is.
const deleteOld = statement(
  `delete from notices where (account_id, id) in (
     select account_id, o.id from accounts a cross join lateral (
       select id from notices
       where account_id = a.account_id and creation_time < $1 and (resolved_time is not null or dismissed_time is not null)
       order by creation_time, id limit $2) o
     limit $2)`,
);

/** Deletes up to `limit` notices of all accounts from before a time that nobody has to heed any more; returns how many. */
export async function deleteOldNotices(tx: Tx, before: number, limit: number): Promise<number> {
  return tx.run(deleteOld, [new Date(before), limit]);
}
