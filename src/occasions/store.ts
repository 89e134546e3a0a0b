import { statement, type Tx } from '../db/pool.ts';
import type { Occasion, OccasionDetails, OccasionKind, Snapshot } from './schema.ts';

const insert = statement(
  `insert into occasions (account_id, booking_id, kind, occurred_time, snapshot, details) values ($1, $2, $3, $4, $5, $6)`,
);

/** Writes an occasion. */
export async function insertOccasion(tx: Tx, accountId: string, occasion: Occasion): Promise<void> {
  const { bookingId, kind, occurredTime, snapshot, details } = occasion;
  const values = [accountId, bookingId, kind, new Date(occurredTime)];
  await tx.run(insert, [...values, JSON.stringify(snapshot), JSON.stringify(details)]);
}

/** Any number will do, as long as nothing else takes it. */
const relayLock = 4_207_331_002;

const lock = statement<{ ours: boolean }>(`select pg_try_advisory_xact_lock(${relayLock}) as ours`);

/** True if this transaction is the only one that relays until it ends; false if another is at it. */
export async function lockRelay(tx: Tx): Promise<boolean> {
  return (await tx.one(lock))?.ours === true;
}

const take = statement<{
  id: number;
  account_id: string;
  booking_id: string;
  kind: OccasionKind;
  occurred_time: number;
  snapshot: Snapshot;
  details: OccasionDetails;
}>(
  `delete from occasions o using (select account_id, id from occasions order by id limit $1) oldest
   where o.account_id = oldest.account_id and o.id = oldest.id
   returning o.id, o.account_id, o.booking_id, o.kind, o.occurred_time, o.snapshot, o.details`,
);

/** Takes away the oldest occasions of all accounts and returns them in their order. Needs a system transaction. */
export async function deleteOldest(tx: Tx, limit: number): Promise<(Occasion & { accountId: string })[]> {
  const rows = await tx.rows(take, [limit]);
  return rows
    .sort((a, b) => a.id - b.id)
    .map(({ account_id, booking_id, kind, occurred_time, snapshot, details }) => ({
      ...{ accountId: account_id, bookingId: booking_id, kind, occurredTime: occurred_time, snapshot, details },
    }));
}

const forget = statement(`delete from occasions where account_id = $1`);

/** Takes away whatever happened in an account and was not told. */
export async function deleteAll(tx: Tx, accountId: string): Promise<void> {
  await tx.run(forget, [accountId]);
}
