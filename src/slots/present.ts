import { iso } from '../http/time.ts';
import type { HoldRow } from './store.ts';

/** A hold as the API shows one. */
export function presentHold(row: HoldRow) {
  return {
    object: 'slot_hold' as const,
    id: row.id,
    start_time: iso(row.starts_at),
    duration_minutes: row.duration_minutes,
    host: row.host_id,
    expires_time: iso(row.expires_at),
  };
}
