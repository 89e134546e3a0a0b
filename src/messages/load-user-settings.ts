import type { Tx } from '../db/pool.ts';
import { type OwnUserSettings, ownUserSettings } from './schema.ts';
import { findSettings } from './store.ts';

/** What users want to be told, by their ids; who said nothing is not in it. */
export async function loadUserSettings(
  tx: Tx,
  accountId: string,
  userIds: readonly string[],
): Promise<Map<string, OwnUserSettings>> {
  const found = await findSettings(tx, accountId, userIds);
  return new Map(
    [...found].flatMap(([id, value]) => {
      const read = ownUserSettings.safeParse(value);
      return read.success ? [[id, read.data] as const] : [];
    }),
  );
}
