import { redacted } from '../http/deleted.ts';
import { presentRules } from '../offerings/present.ts';
import type { EventTypeRow } from './store.ts';

/** An event type as the API shows one (contract 7.5), or what is left of a deleted one. */
export function presentEventType(row: EventTypeRow) {
  return row.deleted_time === null ? presentLivingEventType(row) : redacted('event_type', row.id);
}

/** An event type of a list, which holds no deleted ones. */
export function presentLivingEventType({ id, name, label, description }: EventTypeRow) {
  return { id, object: 'event_type' as const, name, label, description };
}

/** Everything that can be set on an event type. */
export function presentEventTypeSettings({ id, name, label, description, rules }: EventTypeRow) {
  return { object: 'event_type_settings' as const, id, name, label, description, ...presentRules(rules) };
}
