import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { checkRules } from '../offerings/check-rules.ts';
import type { NewEventType } from './schema.ts';
import { insertEventType } from './store.ts';

/** Makes an event type and returns its id. Refused if its rules exclude each other. */
export async function createEventType(tx: Tx, accountId: string, wanted: NewEventType, now: number): Promise<string> {
  const { name, label, description, ...sent } = wanted;
  const id = newId('ET');
  await insertEventType(tx, accountId, {
    id,
    name,
    label: label ?? name,
    description: description ?? '',
    rules: checkRules({}, sent),
    creation_time: now,
  });
  return id;
}
