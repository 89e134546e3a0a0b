import { iso } from '../http/time.ts';
import type { TimelineRow } from './store.ts';

/** Columns of a booking that mean something to people, by what the API calls them. The others follow from these, or are secrets. */
const told: Readonly<Record<string, string>> = {
  status: 'status',
  starting_time: 'starting_time',
  duration_minutes: 'duration_minutes',
  host_id: 'host',
  contact_id: 'contact',
  subject: 'subject',
  location_description: 'location_description',
  cancel_reason: 'reason',
  in_trash: 'in_trash',
};

/** What happened as the API shows it; undefined for a change in which nothing of that is. */
export function presentHappened(row: TimelineRow, showDeliveries: boolean) {
  const base = { object: 'timeline_entry' as const, id: row.id, time: iso(row.time) };
  const nothing = { actor: null, change: null, mail: null, event: null };
  if (row.kind === 'mail') {
    const { what: scenario, recipient, recipient_type, state, error } = row;
    const mail = { scenario, recipient: recipient!, recipient_type: recipient_type!, state: state!, error };
    return { ...base, ...nothing, mail };
  }
  if (row.kind === 'event') {
    const deliveries = showDeliveries ? (row.deliveries ?? []) : [];
    return { ...base, ...nothing, event: { type: row.what, deliveries } };
  }
  const fields = fieldsOf(row);
  if (row.what === 'updated' && fields.length === 0) return undefined;
  const action = row.what as 'created' | 'updated' | 'deleted';
  return { ...base, ...nothing, actor: actorOf(row), change: { action, fields } };
}

function fieldsOf({ what, before, after }: TimelineRow) {
  // Of a new booking everything is new; that is what the booking itself says.
  if (what !== 'updated') return [];
  return Object.entries(told).flatMap(([column, name]) => {
    if (!(column in (before ?? {})) && !(column in (after ?? {}))) return [];
    return [{ name, before: shown(column, before?.[column]), after: shown(column, after?.[column]) }];
  });
}

/** The database writes times in a form of its own. */
function shown(column: string, value: unknown): unknown {
  return column === 'starting_time' && typeof value === 'string' ? iso(Date.parse(value)) : (value ?? null);
}

function actorOf({ actor_kind, actor_id, actor_name, what, after }: TimelineRow) {
  // Guests act on their own pages without a key: what the server then writes, it writes for them.
  const byGuest = actor_kind === 'system' && (what === 'created' || after?.canceled_by === 'customer');
  return { type: byGuest ? ('guest' as const) : actor_kind!, id: actor_id, name: actor_name };
}
