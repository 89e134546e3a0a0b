import type { Tx } from '../db/pool.ts';
import type { CalendarFacts } from './events-of.ts';
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
  /** What websites hear of a calendar in the events of its page; null for other pages. */
  calendar: Omit<CalendarFacts, 'url'> | null;
  /** What guests choose from before they see times; null where there is nothing to choose. */
  choices: Choices | null;
}

/** The page that an address leads to; undefined if it has gone meanwhile. */
export async function findPage(tx: Tx, { account_id: accountId, page_id: id }: AddressRow): Promise<Page | undefined> {
  const ofCalendar = id.startsWith('BKC-');
  const [site, face, choices] = await Promise.all([
    findSite(tx, accountId, id),
    ofCalendar ? findCalendarFace(tx, accountId, id) : undefined,
    ofCalendar ? undefined : findChoices(tx, accountId, id),
  ]);
  if (site === undefined) return undefined;
  const common = { id, slug: site.slug, weekStart: site.week_start };
  if (face !== undefined) {
    const { subject, name, host_id, duration_minutes, host_name, published, timezone } = face;
    const calendar = { id, subject, host: host_id, name, duration_minutes };
    return { ...common, title: subject, host: host_name, open: published, timezone, calendar, choices: null };
  }
  if (choices === undefined) return undefined;
  const { name, open, timezone } = choices;
  return { ...common, title: name, host: name, open, timezone: timezone ?? site.timezone, calendar: null, choices };
}
