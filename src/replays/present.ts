import { iso } from '../http/time.ts';
import type { ReplayRow } from './store.ts';

/** A replay and how far it has come. */
export function presentReplay(row: ReplayRow) {
  return {
    object: 'replay' as const,
    id: row.id,
    webhook: row.webhook_id,
    states: row.states,
    type: row.event_type,
    subject: row.subject_id,
    since: iso(row.from_time),
    until: iso(row.until_time),
    state: row.state,
    matched: row.matched,
    replayed: row.replayed,
    creation_time: iso(row.creation_time),
    finished_time: iso(row.finished_time),
  };
}
