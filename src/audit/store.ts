import type { z } from 'zod';
import { equals, type KeysetPage, keysetPage, timeBounds } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { auditActions, auditQuery, deletable, deletionQuery } from './schema.ts';

export interface EntryRow {
  id: string;
  creation_time: number;
  actor_kind: 'key' | 'user' | 'system';
  actor_id: string | null;
  request_id: string | null;
  action: (typeof auditActions)[number];
  object: string;
  object_id: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const columns = 'id, creation_time, actor_kind, actor_id, request_id, action, object, object_id, before, after';

/** One page of an account's audit log, newest first. Triggers of the database write it. */
export async function listEntries(
  tx: Tx,
  accountId: string,
  query: z.output<typeof auditQuery>,
): Promise<KeysetPage<EntryRow>> {
  const { limit, after, before } = query;
  const filters = [
    ...equals('object_id', query.object_id),
    ...equals('actor_id', query.actor),
    ...equals('action', query.action),
    ...timeBounds('creation_time', query['creation_time.gt'], query['creation_time.lt']),
  ];
  return keysetPage<EntryRow>(tx, {
    table: 'audit_log',
    columns,
    ranked: ['object_id', 'actor_id', 'action'],
    accountId,
    filters,
    limit,
    after,
    before,
    keepsAll: true,
  });
}

/** Something that somebody did. `object` and `objectId` say to what. */
export interface NewEntry {
  actor: { kind: 'user' | 'key'; id: string } | { kind: 'system'; id: null };
  requestId: string | null;
  action: EntryRow['action'];
  object: string;
  objectId: string;
  details: Record<string, unknown>;
  now: number;
}

const note = statement(`select note_in_audit_log($1, $2, $3, $4, $5, $6, $7, $8, $9)`);

/** Adds an entry to an account's audit log. */
export async function insertEntry(tx: Tx, accountId: string, entry: NewEntry): Promise<void> {
  const { actor, requestId, now, action, object, objectId, details } = entry;
  const at = new Date(now);
  await tx.run(note, [
    accountId,
    actor.kind,
    actor.id,
    requestId,
    at,
    action,
    object,
    objectId,
    JSON.stringify(details),
  ]);
}

const empty = statement(`update audit_log set before = null, after = null where account_id = $1 and object_id = $2`);

/** Empties all entries of an object. */
export async function emptyEntries(tx: Tx, accountId: string, objectId: string): Promise<void> {
  await tx.run(empty, [accountId, objectId]);
}

// One look into the index for each account there is.
const deleteOld = statement(
  `delete from audit_log where (account_id, id) in (
     select account_id, o.id from accounts a cross join lateral (
       select id from audit_log where account_id = a.account_id and creation_time < $1 order by creation_time, id limit $2) o
     limit $2)`,
);

/** Deletes up to `limit` entries of all accounts from before a time; returns how many. */
export async function deleteOldEntries(tx: Tx, before: number, limit: number): Promise<number> {
  return tx.run(deleteOld, [new Date(before), limit]);
}

export interface DeletionRow {
  id: string;
  object: (typeof deletable)[number];
  deletion_time: number;
}

const cursor = statement<{ deletion_time: number }>(
  `select deletion_time from deleted_objects where account_id = $1 and id = $2`,
);

const page = (condition: string) =>
  statement<DeletionRow>(
    `select id, object, deletion_time from deleted_objects
     where account_id = $1 and (deletion_time, id) > ($2, $3) ${condition}
     order by deletion_time, id limit $4`,
  );
const anyObject = page('and object = any($5)');
const oneObject = page('and object = $5');

/** One page of what was deleted, oldest first. Triggers of the database note it. */
export async function listDeletions(
  tx: Tx,
  accountId: string,
  { since, object, limit, after }: z.output<typeof deletionQuery>,
  objects: readonly string[],
): Promise<KeysetPage<DeletionRow>> {
  const last = after === undefined ? undefined : await tx.one(cursor, [accountId, after]);
  if (after !== undefined && last === undefined) return { noSuchCursor: after };
  // One beginning, whichever is later: of two the index would take the first. No id comes before an empty one.
  const from = last !== undefined && last.deletion_time >= (since ?? 0) ? last.deletion_time : (since ?? 0);
  const values = [accountId, new Date(from), from === last?.deletion_time ? after : '', limit + 1];
  const rows = await (object === undefined
    ? tx.rows(anyObject, [...values, objects])
    : tx.rows(oneObject, [...values, object]));
  const older = rows.length > limit;
  if (older) rows.pop();
  return { rows, older, newer: false, backwards: false };
}
