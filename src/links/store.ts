import { statement, type Tx } from '../db/pool.ts';
import type { UtmParams } from '../offerings/schema.ts';
import type { NewLink } from './schema.ts';

export interface LinkRow {
  id: string;
  target: { calendar: string } | { master: string };
  hide_url_params: boolean;
  booking_form: NonNullable<NewLink['booking_form']>;
  utm_params: UtmParams | null;
  host_email: string | null;
  co_hosts: string[];
  duration_minutes: number | null;
  skip: NonNullable<NonNullable<NewLink['booking_settings']>['skip']>;
  creation_time: number;
  expires_time: number;
  used_time: number | null;
  used_booking_id: string | null;
}

const columns = `id, target, hide_url_params, booking_form, utm_params, host_email, co_hosts, duration_minutes, skip,
  creation_time, expires_time, used_time, used_booking_id`;

const insert = statement(
  `insert into one_time_links (account_id, ${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
);

/** Writes a link as it is. */
export async function insertLink(tx: Tx, accountId: string, row: LinkRow): Promise<void> {
  await tx.run(insert, [
    accountId,
    row.id,
    JSON.stringify(row.target),
    row.hide_url_params,
    JSON.stringify(row.booking_form),
    row.utm_params === null ? null : JSON.stringify(row.utm_params),
    row.host_email,
    row.co_hosts,
    row.duration_minutes,
    row.skip,
    new Date(row.creation_time),
    new Date(row.expires_time),
    row.used_time === null ? null : new Date(row.used_time),
    row.used_booking_id,
  ]);
}

const byId = statement<LinkRow>(`select ${columns} from one_time_links where account_id = $1 and id = $2`);
const lockById = statement<LinkRow>(
  `select ${columns} from one_time_links where account_id = $1 and id = $2 for update`,
);

/** The link with this id, used or not. */
export async function findLinkRow(tx: Tx, accountId: string, id: string): Promise<LinkRow | undefined> {
  return tx.one(byId, [accountId, id]);
}

const byPath = statement<{ account_id: string } & LinkRow>(
  `select account_id, ${columns} from one_time_links where id = $1`,
);

/** The link with this id and whose it is, in whatever account. Needs a system transaction. */
export async function findAnyLinkRow(tx: Tx, id: string): Promise<({ account_id: string } & LinkRow) | undefined> {
  return tx.one(byPath, [id]);
}

/** The same, and nobody else uses it until the transaction ends. */
export async function lockLinkRow(tx: Tx, accountId: string, id: string): Promise<LinkRow | undefined> {
  return tx.one(lockById, [accountId, id]);
}

const use = statement(
  `update one_time_links set used_time = $3, used_booking_id = $4, booking_form = '{}', utm_params = null
   where account_id = $1 and id = $2`,
);

/** Notes the booking that used a link up, and keeps nothing of what the link had filled in for the guest. */
export async function markUsed(tx: Tx, accountId: string, id: string, bookingId: string, now: number): Promise<void> {
  await tx.run(use, [accountId, id, new Date(now), bookingId]);
}

const dropExpired = statement<{ account_id: string; id: string }>(
  `delete from one_time_links where (account_id, id) in (
     select account_id, id from one_time_links where used_time is null and expires_time <= $1 order by expires_time limit $2)
   returning account_id, id`,
);

/** Deletes unused links whose time is over, and says which. Needs a system transaction. */
export async function deleteExpired(tx: Tx, now: number, limit: number): Promise<{ account_id: string; id: string }[]> {
  return tx.rows(dropExpired, [new Date(now), limit]);
}

const dropUsed = statement<{ id: string }>(
  `delete from one_time_links where account_id = $1 and used_booking_id = $2 returning id`,
);

/** Deletes the links that a booking used up, and returns their ids. */
export async function deleteUsedBy(tx: Tx, accountId: string, bookingId: string): Promise<string[]> {
  return (await tx.rows(dropUsed, [accountId, bookingId])).map((row) => row.id);
}
