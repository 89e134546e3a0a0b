import type { Tx } from '../db/pool.ts';
import { meetingRules } from '../offerings/schema.ts';
import { findEventTypes } from './store.ts';

/** An event type as guests choose one. */
export interface DescribedEventType {
  id: string;
  name: string;
  description: string;
  minutes: number;
}

/** The living ones of these event types, in this order. */
export async function describeEventTypes(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<DescribedEventType[]> {
  const rows = await findEventTypes(tx, accountId, ids);
  return ids.flatMap((id) =>
    rows
      .filter((row) => row.id === id && row.deleted_time === null)
      .map(({ name, description, rules }) => ({
        id,
        name,
        description,
        minutes: meetingRules.parse(rules).durations[0]!,
      })),
  );
}
