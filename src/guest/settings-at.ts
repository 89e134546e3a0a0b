import type { Tx } from '../db/pool.ts';
import { type Resolved, resolveGuestSettings } from '../guest-settings/resolve.ts';
import type { Target } from '../offerings/schema.ts';
import type { Page } from './find-page.ts';
import type { Chosen, Step } from './next-step.ts';

/** What holds for a guest on a page, as far as he has chosen: an event type's own settings hold once it is picked. */
export async function settingsAt(tx: Tx, accountId: string, page: Page, step: Step): Promise<Resolved> {
  return resolveGuestSettings(tx, accountId, 'target' in step ? step.target : soFar(page, step.chosen));
}

/** The address of what was chosen so far, as if that were all. */
function soFar({ id }: Page, { eventType, page }: Chosen): Target {
  const type = eventType?.id ?? null;
  if (!id.startsWith('MP-')) return { page: id, eventType: type, master: null };
  return page === null ? { master: id, eventType: type ?? '' } : { page: page.id, eventType: type, master: id };
}
