import type { Tx } from '../db/pool.ts';
import { resolveSettings } from './resolve-settings.ts';
import { type OwnSettings, ownSettings, type Settings } from './schema.ts';
import { findSettings } from './store.ts';

/** Where settings can stand that are about a meeting: its calendar, or its page and event type. */
export interface SettingLevels {
  calendar?: string | null;
  page?: string | null;
  eventType?: string | null;
}

/** What holds for meetings of a calendar, or of a page and an event type, or for the account by itself. */
export async function loadSettings(tx: Tx, accountId: string, levels: SettingLevels): Promise<Settings> {
  const ids = [accountId, levels.calendar, levels.page, levels.eventType].filter((id) => id != null);
  const found = await findSettings(tx, accountId, ids);
  const own = ids.flatMap((id) => readOwn(found.get(id)) ?? []);
  return resolveSettings(own, levels.page != null || levels.eventType != null);
}

/** What one level itself says. */
export async function loadOwnSettings(tx: Tx, accountId: string, subjectId: string): Promise<OwnSettings> {
  return readOwn((await findSettings(tx, accountId, [subjectId])).get(subjectId)) ?? {};
}

/** Settings are read as they may be written; a version that knows others does not stop the mail. */
function readOwn(value: unknown): OwnSettings | undefined {
  const read = ownSettings.safeParse(value);
  return read.success ? read.data : undefined;
}
