import { type KeysetPage, keysetPage, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';

export interface EventTypeRow {
  id: string;
  name: string;
  label: string;
  description: string;
  rules: unknown;
  /** Rises when what sessions are like changes. */
  settings_version: number;
  creation_time: number;
  deleted_time: number | null;
}

const eventTypeColumns = 'id, name, label, description, rules, settings_version, creation_time, deleted_time';

const insertType = statement(
  `insert into event_types (account_id, id, name, label, description, rules, creation_time, last_updated_time)
   values ($1, $2, $3, $4, $5, $6, $7, $7)`,
);

/** Writes a new event type. */
export async function insertEventType(
  tx: Tx,
  accountId: string,
  row: Omit<EventTypeRow, 'deleted_time' | 'settings_version'>,
): Promise<void> {
  const { id, name, label, description, rules, creation_time } = row;
  await tx.run(insertType, [accountId, id, name, label, description, JSON.stringify(rules), new Date(creation_time)]);
}

const updateType = statement(
  `update event_types set name = $3, label = $4, description = $5, rules = $6, settings_version = $7, last_updated_time = $8
   where account_id = $1 and id = $2`,
);

/** Writes what a living event type has become. */
export async function updateEventType(tx: Tx, accountId: string, row: EventTypeRow, now: number): Promise<void> {
  const { id, name, label, description, rules, settings_version } = row;
  const values = [accountId, id, name, label, description, JSON.stringify(rules), settings_version, new Date(now)];
  await tx.run(updateType, values);
}

const typesByIds = statement<EventTypeRow>(
  `select ${eventTypeColumns} from event_types where account_id = $1 and id = any($2)`,
);

/** The event types with these ids, deleted ones too, in no order. */
export async function findEventTypes(tx: Tx, accountId: string, ids: readonly string[]): Promise<EventTypeRow[]> {
  return ids.length === 0 ? [] : tx.rows(typesByIds, [accountId, ids]);
}

const lockType = statement<EventTypeRow>(
  `select ${eventTypeColumns} from event_types where account_id = $1 and id = $2 for no key update`,
);

/** An event type that nobody else changes until the transaction ends. */
export async function lockEventType(tx: Tx, accountId: string, id: string): Promise<EventTypeRow | undefined> {
  return tx.one(lockType, [accountId, id]);
}

/** One page of the living event types. */
export async function listEventTypes(tx: Tx, accountId: string, query: Paging): Promise<KeysetPage<EventTypeRow>> {
  const { limit, after, before } = query;
  const columns = eventTypeColumns;
  return keysetPage<EventTypeRow>(tx, { table: 'event_types', columns, accountId, filters: [], limit, after, before });
}

const buryType = statement(
  `update event_types set deleted_time = $3, last_updated_time = $3 where account_id = $1 and id = $2 and deleted_time is null`,
);
const unlinkType = statement(`delete from page_event_types where account_id = $1 and event_type_id = $2`);
const unruleType = statement(`delete from master_page_event_types where account_id = $1 and event_type_id = $2`);

/** Marks a living event type as deleted and takes it off all pages; false if there is none. */
export async function buryEventType(tx: Tx, accountId: string, id: string, now: number): Promise<boolean> {
  if ((await tx.run(buryType, [accountId, id, new Date(now)])) === 0) return false;
  await Promise.all([tx.run(unlinkType, [accountId, id]), tx.run(unruleType, [accountId, id])]);
  return true;
}
