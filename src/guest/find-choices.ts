import type { Tx } from '../db/pool.ts';
import { type DescribedEventType, describeEventTypes } from '../event-types/describe.ts';
import { layOutMasterPage } from '../master-pages/lay-out.ts';
import { findOpenPages, type OpenPage } from '../pages/find-open-pages.ts';

/** What guests choose from on a booking page or a master page before they see times (product description 2.1). */
export interface Choices {
  name: string;
  /** False if nothing of it can be booked. */
  open: boolean;
  /** The zone of a booking page; null for a master page, which has none. */
  timezone: string | null;
  /** What is asked, in this order. */
  steps: readonly ('event_type' | 'booking_page')[];
  /** Pages that guests can pick, with their event types; none where rules find the host. */
  pages: readonly { id: string; name: string; eventTypes: readonly string[] }[];
  eventTypes: readonly DescribedEventType[];
  /** Pages of which the guest picks one once he has a time; none where he picks none then. */
  pagesAtTime: Choices['pages'];
}

const stepsOf = {
  rule_based: ['event_type'],
  rule_based_static: ['event_type'],
  event_types_first: ['event_type', 'booking_page'],
  pages_first: ['booking_page', 'event_type'],
  pages_only: ['booking_page'],
} as const;

/** The choices of a living booking page or master page; undefined if there is none with this id. */
export async function findChoices(tx: Tx, accountId: string, id: string): Promise<Choices | undefined> {
  return id.startsWith('MP-') ? ofMasterPage(tx, accountId, id) : ofBookingPage(tx, accountId, id);
}

async function ofBookingPage(tx: Tx, accountId: string, id: string): Promise<Choices | undefined> {
  const [page] = await findOpenPages(tx, accountId, [id]);
  if (page === undefined) return undefined;
  const { name, open, timezone } = page;
  const eventTypes = await describeEventTypes(tx, accountId, page.event_types);
  const steps = eventTypes.length > 0 ? (['event_type'] as const) : [];
  return { name, open, timezone, steps, pages: [shown(page)], eventTypes, pagesAtTime: [] };
}

async function ofMasterPage(tx: Tx, accountId: string, id: string): Promise<Choices | undefined> {
  const master = await layOutMasterPage(tx, accountId, id);
  if (master === undefined) return undefined;
  const { name, active, scenario } = master;
  const steps = stepsOf[scenario];
  if (scenario === 'rule_based') {
    const eventTypes = await describeEventTypes(tx, accountId, master.eventTypes);
    const open = active && eventTypes.length > 0;
    return { name, open, timezone: null, steps, pages: [], eventTypes, pagesAtTime: [] };
  }
  const withTypes = scenario !== 'pages_only';
  const pages = (await findOpenPages(tx, accountId, master.pages)).filter(
    (page) => page.open && page.event_types.length > 0 === withTypes,
  );
  const ids = [...new Set(pages.flatMap((page) => page.event_types))];
  const eventTypes = await describeEventTypes(tx, accountId, ids);
  return {
    name,
    open: active && pages.length > 0,
    timezone: null,
    steps,
    pages: scenario === 'rule_based_static' ? [] : pages.map(shown),
    eventTypes,
    pagesAtTime: master.memberByTime ? pages.map(shown) : [],
  };
}

function shown({ id, name, event_types }: OpenPage): Choices['pages'][number] {
  return { id, name, eventTypes: event_types };
}
