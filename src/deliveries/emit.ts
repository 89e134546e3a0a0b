import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import type { EventType } from '../webhooks/schema.ts';
import { envelope } from './envelope.ts';
import { addEventInV1, insertEvent } from './store.ts';
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
  /** Makes the same for API v1, if a webhook of v1 is to hear of it; those hear only of events that have it. */
  dataV1?: () => Promise<object>;
}

/**
 * Writes an event, its bytes for each API version (contract 8.3), and one delivery to each living webhook that
 * subscribed to its type or to its composite name; wakes the delivery loop once the transaction has committed. Returns the event's id.
 */
export async function emit(tx: Tx, event: NewEvent): Promise<string> {
  const id = newId('EVNT');
  const written = { ...event, id };
  const inV1 = await insertEvent(tx, event.accountId, { ...written, bodyV2: envelope(written, 'v2', event.data) });
  if (inV1 && event.dataV1 !== undefined)
    await addEventInV1(tx, event.accountId, id, envelope(written, 'v1', await event.dataV1()));
  tx.afterCommit(wakeDeliveries);
  return id;
}
