import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findEventTypes, insertEventType } from './store.ts';

/** Makes an event type with the settings of another, on no page yet (product description 3). Returns its id. */
export async function duplicateEventType(
  tx: Tx,
  accountId: string,
  id: string,
  names: { name?: string | undefined; label?: string | undefined },
  now: number,
): Promise<string> {
  const [row] = await findEventTypes(tx, accountId, [id]);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_event_type', { value: id });
  const copy = newId('ET');
  await insertEventType(tx, accountId, {
    ...row,
    id: copy,
    name: names.name ?? row.name,
    label: names.label ?? `${row.label} (copy)`.slice(-200),
    creation_time: now,
  });
  return copy;
}
