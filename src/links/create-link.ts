import { randomText } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { splitEmails } from '../http/fields.ts';
import type { NewLink } from './schema.ts';
import { insertLink, type LinkRow } from './store.ts';

/** Unused links live this long (contract 6.11). */
const lifeMs = 90 * 86_400_000;

/** How long ids are: the contract's are 12 characters for calendars, 8 for master pages. */
const idLength = (target: LinkRow['target']) => ('calendar' in target ? 12 : 8);

/** Makes a link that takes one booking of a calendar or a master page, and returns it. */
export async function createLink(
  tx: Tx,
  accountId: string,
  target: LinkRow['target'],
  wanted: NewLink,
  now: number,
): Promise<LinkRow> {
  const settings = wanted.booking_settings ?? {};
  const row: LinkRow = {
    id: randomText(idLength(target)),
    target,
    hide_url_params: wanted.hide_url_params ?? true,
    booking_form: wanted.booking_form ?? {},
    utm_params: wanted.utm_params ?? null,
    host_email: settings.host?.trim() || null,
    co_hosts: splitEmails(settings.co_hosts),
    duration_minutes: settings.duration_minutes ?? null,
    skip: [...new Set(settings.skip ?? [])],
    creation_time: now,
    expires_time: now + lifeMs,
    used_time: null,
    used_booking_id: null,
  };
  await insertLink(tx, accountId, row);
  return row;
}
