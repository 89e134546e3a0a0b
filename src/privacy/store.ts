import { type KeysetPage, keysetPage, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { Removed } from './schema.ts';

export interface ErasureRow {
  id: string;
  creation_time: number;
  contact_id: string;
  actor_kind: 'key' | 'user';
  actor_id: string;
  removed: Removed;
}

const columns = 'id, creation_time, contact_id, actor_kind, actor_id, removed';

const insert = statement(`insert into erasures (account_id, ${columns}) values ($1, $2, $3, $4, $5, $6, $7)`);

/** Notes that somebody was erased. */
export async function insertErasure(tx: Tx, accountId: string, row: ErasureRow): Promise<void> {
  const { id, creation_time, contact_id, actor_kind, actor_id, removed } = row;
  await tx.run(insert, [
    accountId,
    id,
    new Date(creation_time),
    contact_id,
    actor_kind,
    actor_id,
    JSON.stringify(removed),
  ]);
}

/** One page of the erasures. */
export async function listErasures(tx: Tx, accountId: string, paging: Paging): Promise<KeysetPage<ErasureRow>> {
  const { limit, after, before } = paging;
  return keysetPage<ErasureRow>(tx, {
    table: 'erasures',
    columns,
    accountId,
    filters: [],
    keepsAll: true,
    limit,
    after,
    before,
  });
}

const byId = statement<ErasureRow>(`select ${columns} from erasures where account_id = $1 and id = $2`);

/** The erasure with this id. */
export async function findErasure(tx: Tx, accountId: string, id: string): Promise<ErasureRow | undefined> {
  return tx.one(byId, [accountId, id]);
}

// Answers that are kept for repeated requests may hold what the person said; without them a repetition is a new request.
const forget = statement(
  `delete from idempotency_keys where account_id = $1 and exists (select from unnest($2::text[]) said where position(said in lower(body)) > 0)`,
);

/** Forgets the answers that are kept for repeated requests and hold one of these words, written in small letters. */
export async function forgetAnswersWith(tx: Tx, accountId: string, words: readonly string[]): Promise<void> {
  await tx.run(forget, [accountId, words]);
}

const reminders = statement(`delete from reminder_opt_outs where account_id = $1 and email = lower($2)`);

/** Forgets that an address wants no reminders. */
export async function forgetOptOut(tx: Tx, accountId: string, email: string): Promise<void> {
  await tx.run(reminders, [accountId, email]);
}
