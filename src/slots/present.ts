import { iso } from '../http/time.ts';
import type { Slot } from './list-slots.ts';
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

/** A start on a master page, which says of which pages a guest picks one there, or that he does not. */
export function presentMasterSlot(slot: Slot) {
  return { ...slot, booking_pages: slot.booking_pages ?? null };
}
