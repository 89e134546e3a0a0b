import { iso } from '../http/time.ts';
import type { DeletionRow, EntryRow } from './store.ts';

/** An entry of the audit log as the API shows it. */
export function presentEntry(row: EntryRow) {
  return {
    object: 'audit_entry' as const,
    id: row.id,
    creation_time: iso(row.creation_time),
    actor: { type: row.actor_kind, id: row.actor_id },
    request_id: row.request_id,
    action: row.action,
    subject: { object: row.object, id: row.object_id },
    before: withTimes(row.before),
    after: withTimes(row.after),
  };
}

/** The database writes times in a form of its own. */
function withTimes(fields: EntryRow['before']): EntryRow['before'] {
  if (fields === null) return null;
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      /_(time|until)$/.test(name) && typeof value === 'string' ? iso(Date.parse(value)) : value,
    ]),
  );
}

/** A deleted object as a warehouse needs it. */
export function presentDeletion({ id, object, deletion_time }: DeletionRow) {
  return { object, id, deleted: true as const, deletion_time: iso(deletion_time) };
}
