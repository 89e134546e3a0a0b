import type { Tx } from '../db/pool.ts';
import type { Location } from './schema.ts';
import { findSchedule } from './store.ts';

/** Every way to meet that a user offers anywhere in his week or on single dates, each once. */
export async function listMeetingPlaces(tx: Tx, accountId: string, userId: string): Promise<Location[]> {
  const row = await findSchedule(tx, accountId, userId);
  const blocks = [...Object.values(row?.weekly ?? {}), ...Object.values(row?.overrides ?? {})].flat();
  const all = blocks.flatMap((block) => block.locations);
  return [...new Map(all.map((place) => [`${place.type} ${place.value} ${place.id}`, place])).values()];
}
