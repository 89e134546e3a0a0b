import type { Tx } from '../db/pool.ts';
import { type Resolved, resolveGuestSettings } from '../guest-settings/resolve.ts';
import type { Page } from './find-page.ts';
import type { Chosen } from './next-step.ts';

/** What holds for a guest on a page, as far as he has chosen: an event type's own settings hold once it is picked. */
export async function settingsAt(tx: Tx, accountId: string, page: Page, chosen: Chosen): Promise<Resolved> {
  if (page.choices === null) return resolveGuestSettings(tx, accountId, { calendar: page.id });
  const eventType = chosen.eventType?.id ?? null;
  if (!page.id.startsWith('MP-'))
    return resolveGuestSettings(tx, accountId, { page: page.id, eventType, master: null });
  if (chosen.page !== null)
    return resolveGuestSettings(tx, accountId, { page: chosen.page.id, eventType, master: page.id });
  return resolveGuestSettings(tx, accountId, { master: page.id, eventType: eventType ?? '' });
}
