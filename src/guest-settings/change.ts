import type { Tx } from '../db/pool.ts';
import { hashPassword } from './hash-password.ts';
import { keepImage } from './keep-image.ts';
import type { GuestSettings, GuestSettingsChange } from './schema.ts';
import { lockGuestSettings, updateGuestSettings } from './store.ts';

/** Changes what is said of an object's pages: null leaves a setting to others again, what is left out stays. */
export async function changeGuestSettings(
  tx: Tx,
  accountId: string,
  id: string,
  { password, image, logo, ...plain }: GuestSettingsChange,
  now: number,
): Promise<void> {
  const row = await lockGuestSettings(tx, accountId, id, now);
  const pictures: Partial<Record<'image' | 'logo', string | null>> = {};
  for (const [name, given] of Object.entries({ image, logo }) as ['image' | 'logo', string | null | undefined][]) {
    if (given !== undefined) pictures[name] = given && (await keepImage(tx, accountId, given, name, now));
  }
  const sent = Object.entries({ ...plain, ...pictures }).filter(([, value]) => value !== undefined);
  const merged = { ...row.settings, ...Object.fromEntries(sent) };
  const settings = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  const hash = password === undefined ? row.hash : password && (await hashPassword(password));
  await updateGuestSettings(tx, accountId, { ...row, settings: settings as Partial<GuestSettings>, hash }, now);
}
