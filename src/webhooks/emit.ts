import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { iso } from '../http/time.ts';
import type { EventType } from './schema.ts';
import { insertEvent } from './store.ts';
import { wakeDeliveries } from './wake.ts';

/** What happened, to what, and how it looks now. */
export interface NewEvent {
  accountId: string;
  type: EventType;
  /** The booking or conversation. Deliveries about it to one endpoint go one after another. */
  subjectId: string;
  /** Rises with each change of the subject; the order in which its deliveries go. */
  version: number;
  now: number;
  /** `data` of the envelope, as API v2 shows the subject. */
  data: object;
  /** The same for API v1. Webhooks of v1 hear only of events that have it. */
  dataV1?: object;
}

/**
 * Writes an event, its bytes for each API version (contract 8.3), and one delivery to each living webhook that
 * subscribed to its type or to its composite name; wakes the delivery loop once the transaction has committed. Returns the event's id.
 */
export async function emit(tx: Tx, event: NewEvent): Promise<string> {
  const id = newId('EVNT');
  const envelope = (api_version: 'v1' | 'v2', data: object) =>
    JSON.stringify({ id, object: 'event', creation_time: iso(event.now), type: event.type, api_version, data });
  const bodyV2 = envelope('v2', event.data);
  const bodyV1 = event.dataV1 === undefined ? null : envelope('v1', event.dataV1);
  await insertEvent(tx, event.accountId, { ...event, id, bodyV1, bodyV2 });
  tx.afterCommit(wakeDeliveries);
  return id;
}
