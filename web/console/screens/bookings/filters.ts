import type { ListBookingsQuery } from '../../../../packages/client/daybook.ts';
import { at } from '../../core/router.ts';
import { me } from '../../core/session.ts';
import { isoTime, startOfDay } from '../../core/time.ts';

export const viewNames = ['upcoming', 'requests', 'past', 'all', 'trash'] as const;

export type ViewName = (typeof viewNames)[number];

export const statuses = ['requested', 'scheduled', 'rescheduled', 'completed', 'canceled', 'no_show'] as const;

export type Status = (typeof statuses)[number];

/** What is asked for; all of it stands in the address. */
export interface Filters {
  view: ViewName;
  q: string | undefined;
  status: readonly Status[];
  /** Id of a user, or `me`. */
  host: string | undefined;
  calendar: string | undefined;
  contact: string | undefined;
  /** Days of the reader, as `2026-12-02`. */
  from: string | undefined;
  to: string | undefined;
}

export function readFilters(query: URLSearchParams): Filters {
  const text = (name: string) => query.get(name) || undefined;
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(query.get(name) ?? '') ? query.get(name)! : undefined);
  return {
    view: viewNames.find((name) => name === query.get('view')) ?? 'upcoming',
    q: text('q'),
    status: statuses.filter((status) => query.get('status')?.split(',').includes(status)),
    host: text('host'),
    calendar: text('calendar'),
    contact: text('contact'),
    from: day('from'),
    to: day('to'),
  };
}

/** What the address says of them; the booking that is open is not among it. */
export function written(filters: Filters): Record<string, string | undefined> {
  const { view, status, ...rest } = filters;
  return {
    view: view === 'upcoming' ? undefined : view,
    status: status.length === 0 ? undefined : status.join(','),
    ...rest,
  };
}

export function hrefOf(filters: Filters, id?: string): string {
  return at(id === undefined ? '/bookings' : `/bookings/${id}`, written(filters));
}

/** How many filters are set beside view and search. */
export function countOf({ status, host, calendar, contact, from, to }: Filters): number {
  return [status.length > 0, host, calendar, contact, from, to].filter(Boolean).length;
}

const dayMs = 86_400_000;

/** The same as the API is asked. `now` keeps a list the same while it is read. */
export function asQuery(filters: Filters, now: number): ListBookingsQuery {
  const { view, q, status, host, calendar, contact, from, to } = filters;
  const later = from === undefined ? undefined : startOfDay(from) - 1;
  const earlier = to === undefined ? undefined : startOfDay(Temporal.PlainDate.from(to).add({ days: 1 }));
  const least = view === 'upcoming' ? Math.max(now, later ?? now) : later;
  const most = view === 'past' ? Math.min(now, earlier ?? now) : earlier;
  const shown = status.length > 0 ? status : statusesOf(view);
  return {
    ...(q === undefined ? {} : { q }),
    ...(shown === undefined ? {} : { status: shown.join(',') }),
    ...(host === undefined ? {} : { host: host === 'me' ? me().user.id : host }),
    ...(calendar === undefined ? {} : { booking_calendar: calendar }),
    ...(contact === undefined ? {} : { contact }),
    ...(least === undefined ? {} : { 'starting_time.gt': isoTime(least) }),
    // A range that ends before it begins holds nothing, and is no mistake of somebody who is still choosing.
    ...(most === undefined ? {} : { 'starting_time.lt': isoTime(Math.max(most, (least ?? most - dayMs) + 1)) }),
    in_trash: view === 'trash' ? 'true' : 'false',
    sort: orderOf(view),
  };
}

function statusesOf(view: ViewName): readonly Status[] | undefined {
  if (view === 'upcoming') return ['requested', 'scheduled', 'rescheduled'];
  return view === 'requests' ? ['requested'] : undefined;
}

function orderOf(view: ViewName): NonNullable<ListBookingsQuery['sort']> {
  if (view === 'upcoming') return 'starting_time';
  return view === 'past' ? '-starting_time' : '-creation_time';
}
