import type { Tx } from '../db/pool.ts';
import { type Choices, findChoices } from './find-choices.ts';
import { type AddressRow, findCalendarFace } from './store.ts';

/** What stands under a public address, as its guests see it. */
export interface Page {
  id: string;
  /** The path below the server's root. */
  slug: string;
  title: string;
  /** Whom guests meet, as far as the page itself says it. */
  host: string;
  open: boolean;
  /** The zone of its times until the guest says his own. */
  timezone: string;
  weekStart: number;
  /** What guests choose from before they see times; null where there is nothing to choose. */
  choices: Choices | null;
}

/** The page of an address; undefined if it has gone meanwhile. */
export async function findPage(tx: Tx, address: AddressRow): Promise<Page | undefined> {
  const { account_id: accountId, page_id: id, slug, week_start: weekStart } = address;
  if (id.startsWith('BKC-')) {
    const face = await findCalendarFace(tx, accountId, id);
    if (face === undefined) return undefined;
    const { subject: title, host_name: host, published: open, timezone } = face;
    return { id, slug, title, host, open, timezone, weekStart, choices: null };
  }
  const choices = await findChoices(tx, accountId, id);
  if (choices === undefined) return undefined;
  const { name, open } = choices;
  const timezone = choices.timezone ?? address.timezone;
  return { id, slug, title: name, host: name, open, timezone, weekStart, choices };
}
