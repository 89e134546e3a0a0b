import type { Tx } from '../db/pool.ts';
import type { Target } from '../offerings/schema.ts';
import { builtInSettings, type GuestSettings, type Policy } from './schema.ts';
import { findGuestSettings } from './store.ts';

/** What holds for a guest's page, and the hash of the password that he must know, if there is one. */
export interface Resolved {
  settings: GuestSettings;
  passwordHash: string | null;
}

/**
 * What holds for a guest who comes to a calendar or page: each setting is that of the first who says something of it, of
 * event type, master page and page (product description 1.1 and 9.6), then the account's, then built in.
 */
export async function resolveGuestSettings(tx: Tx, accountId: string, target: Target): Promise<Resolved> {
  const order = [...objectsOf(target), accountId];
  const rows = new Map((await findGuestSettings(tx, accountId, order)).map((row) => [row.object_id, row]));
  const found = order.flatMap((id) => rows.get(id) ?? []);
  return {
    settings: Object.assign({}, builtInSettings, ...found.map((row) => row.settings).reverse()),
    passwordHash: found.find((row) => row.hash !== null)?.hash ?? null,
  };
}

function objectsOf(target: Target): string[] {
  if ('calendar' in target) return [target.calendar];
  const { eventType, master } = target;
  return [eventType, master, 'page' in target ? target.page : null].filter((id) => id !== null);
}

/** The part of the settings that a booking keeps for good. */
export function policyOf({ cancel, reschedule, reason, policy_text }: GuestSettings): Policy {
  return { cancel, reschedule, reason, policy_text };
}
