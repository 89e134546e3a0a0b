import type { Tx } from '../db/pool.ts';
import { type Choices, findChoices } from './find-choices.ts';
import { type AddressRow, findCalendarFace, findSite } from './store.ts';

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

/** The page that an address leads to; undefined if it has gone meanwhile, or stands under another one. */
export async function findPage(
  tx: Tx,
  { account_id: accountId, page_id: id }: AddressRow,
  slug: string,
): Promise<Page | undefined> {
  const ofCalendar = id.startsWith('BKC-');
  const [site, face, choices] = await Promise.all([
    findSite(tx, accountId, id),
    ofCalendar ? findCalendarFace(tx, accountId, id) : undefined,
    ofCalendar ? undefined : findChoices(tx, accountId, id),
  ]);
  if (site?.slug.toLowerCase() !== slug.toLowerCase()) return undefined;
  const common = { id, slug: site.slug, weekStart: site.week_start };
  if (face !== undefined) {
    const { subject, host_name, published, timezone } = face;
    return { ...common, title: subject, host: host_name, open: published, timezone, choices: null };
  }
  if (choices === undefined) return undefined;
  const { name, open, timezone } = choices;
  return { ...common, title: name, host: name, open, timezone: timezone ?? site.timezone, choices };
}
