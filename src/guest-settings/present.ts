import type { z } from 'zod';
import { builtInSettings, type GuestSettings, type guestSettingsShown } from './schema.ts';
import type { GuestSettingsRow } from './store.ts';

/** Where a picture is; null for none. */
export function imageUrl(id: string | null | undefined, baseUrl: string): string | null {
  return id == null ? null : `${baseUrl}/images/${id}`;
}

const nothing = Object.fromEntries(Object.keys(builtInSettings).map((name) => [name, null]));

/** The settings of an object as the API shows them: what is said of it, and what holds with what the account says. */
export function presentGuestSettings(
  id: string,
  { own, account }: { own: GuestSettingsRow | undefined; account: GuestSettingsRow | undefined },
  baseUrl: string,
): z.input<typeof guestSettingsShown> {
  const shown = (settings: object, hash: string | null | undefined) => {
    const all = { ...nothing, ...settings } as unknown as GuestSettings;
    const pictures = { image: imageUrl(all.image, baseUrl), logo: imageUrl(all.logo, baseUrl) };
    return { ...all, ...pictures, has_password: hash != null };
  };
  return {
    object: 'guest_settings',
    id,
    own: shown(own?.settings ?? {}, own?.hash),
    effective: shown({ ...builtInSettings, ...account?.settings, ...own?.settings }, own?.hash ?? account?.hash),
  };
}
