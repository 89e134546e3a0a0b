import { loadConversations } from '../conversations/load.ts';
import type { Tx } from '../db/pool.ts';
import { emit } from '../deliveries/emit.ts';
import type { EventType } from '../webhooks/schema.ts';
import { presentForEvent } from './present.ts';
import { renderV1 } from './render-v1.ts';
import type { BookingRow } from './store.ts';

/** Tells the webhooks what happened to a booking, as it is now. The one place that makes booking events. */
export async function announce(
  tx: Tx,
  accountId: string,
  type: Extract<EventType, `booking.${string}`>,
  row: BookingRow,
  { now, baseUrl }: { now: number; baseUrl: string },
): Promise<void> {
  const { conversation_id: id } = row;
  // One whose contact was erased is gone.
  const conversation = id === null ? undefined : (await loadConversations(tx, accountId, [id])).get(id);
  await emit(tx, {
    accountId,
    type,
    subjectId: row.id,
    version: row.version,
    now,
    data: presentForEvent(row, baseUrl, conversation ?? null),
    ...(type === 'booking.reassigned'
      ? {} // It came after v1.
      : { dataV1: async () => (await renderV1(tx, accountId, [row], baseUrl))[0]! }),
  });
}
