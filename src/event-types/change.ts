import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { checkMasterPages } from '../offerings/check-master-pages.ts';
import { changesSessions, checkRules } from '../offerings/check-rules.ts';
import type { EventTypeChange } from './schema.ts';
import { type EventTypeRow, lockEventType, updateEventType } from './store.ts';

/**
 * Changes an event type: what is not named stays. It holds on every page that offers it, at once. Refused if the rules
 * exclude each other or what a master page does with the event type, or if there is no such living one.
 */
export async function changeEventType(
  tx: Tx,
  accountId: string,
  id: string,
  change: EventTypeChange,
  now: number,
): Promise<EventTypeRow> {
  const row = await lockEventType(tx, accountId, id);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_event_type', { value: id });
  const { name, label, description, ...sent } = change;
  const rules = checkRules(row.rules, sent);
  const changed: EventTypeRow = {
    ...row,
    name: name ?? row.name,
    label: label ?? row.label,
    description: description ?? row.description,
    rules,
    settings_version: row.settings_version + (changesSessions(row.rules, rules) ? 1 : 0),
  };
  await updateEventType(tx, accountId, changed, now);
  await checkMasterPages(tx, accountId, id);
  return changed;
}
