import { useMemo, useRef } from 'preact/hooks';
import type { Booking } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { single } from '../../core/look.ts';
import { nameOf, usePeople } from '../../core/people.ts';
import { useList } from '../../core/query.ts';
import { at, go, place } from '../../core/router.ts';
import type { ScreenProps } from '../../core/screens.ts';
import { dateAndTime, dayOf, ms, shortDate, span, zoneName } from '../../core/time.ts';
import { type Shortcut, useShortcuts } from '../../frame/shortcuts.tsx';
import { Icon } from '../../parts/icon.tsx';
import { savedViewTabs, useSavedViews } from '../../parts/saved-views.tsx';
import { Empty } from '../../parts/states.tsx';
import { type Column, Table, useColumns } from '../../parts/table.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { expand, guestOf, hostEmailOf, offeringOf } from './booking.ts';
import { Detail } from './detail.tsx';
import { FilterBar, FilterChips } from './filter-bar.tsx';
import { asQuery, countOf, type Filters, hrefOf, readFilters, viewNames } from './filters.ts';
import { useLiveBookings } from './live.ts';
import { StatusMark } from './status.tsx';
import { words } from './words.ts';

const pageRows = 50;
const besideDetail = ['guest', 'time', 'status'];

/** The work list: every booking that the reader may see, found by views, filters and words, with one of them open beside it. */
export default function Bookings({ params }: ScreenProps) {
  const filters = readFilters(place.value.query);
  const list = useBookings(filters);
  const people = usePeople();
  const hostOf = (booking: Booking) => {
    const host = people.byEmail(hostEmailOf(booking));
    return host === undefined ? (hostEmailOf(booking) ?? '') : nameOf(host);
  };
  const { shown, chooser } = useColumns('bookings', columnsWith(hostOf));
  const views = useSavedViews('bookings', /^(view=\w+)?$/);
  const search = useRef<HTMLInputElement>(null);
  const { id } = params;
  // Beside an open booking there is room for what finds another.
  const columns = id === undefined ? shown : shown.filter((column) => besideDetail.includes(column.id));
  const close = () => {
    go(hrefOf(filters));
    requestAnimationFrame(() => document.querySelector<HTMLElement>('.table [tabindex="0"]')?.focus());
  };
  useShortcuts(
    useMemo<Shortcut[]>(
      () => [
        { keys: '/', label: words.keys.search, run: () => search.current?.focus() },
        ...(id === undefined ? [] : [{ keys: 'Escape', label: words.keys.close, run: close }]),
      ],
      [id, place.value.query.toString()],
    ),
  );
  return (
    <div class={id === undefined ? 'split' : 'split with-pane'}>
      <div class="split-main" hidden={single.value && id !== undefined}>
        <header class="screen-head">
          <h1>{words.title}</h1>
          <div class="screen-actions">
            <a class="button quiet" href={at(`/bookings/day/${dayOf(Date.now())}`)}>
              <Icon name="print" /> {words.daySheet}
            </a>
          </div>
        </header>
        <Tabs
          label={words.views}
          current={views.current?.id ?? filters.view}
          tabs={[
            ...viewNames.map((view) => ({
              id: view,
              label: words.view[view],
              href: hrefOf({ ...readFilters(new URLSearchParams()), view }),
            })),
            ...savedViewTabs(views),
          ]}
        />
        <FilterBar filters={filters} search={search} chooser={chooser} people={people} views={views} />
        <FilterChips filters={filters} people={people} />
        <Table
          label={words.title}
          columns={columns}
          list={list}
          open={id}
          hrefOf={(booking) => hrefOf(filters, booking.id)}
          card={(booking) => <Card booking={booking} />}
          empty={<NoBookings filters={filters} />}
        />
      </div>
      {id !== undefined && <Detail id={id} key={id} close={close} hostOf={hostOf} />}
    </div>
  );
}

/** The list of what the filters ask for, kept up with what happens. */
function useBookings(filters: Filters) {
  const key = `bookings?${new URLSearchParams(asKey(filters))}`;
  // The same `now` for as long as the same is asked, so that its pages fit together.
  const now = useMemo(() => Math.floor(Date.now() / 60_000) * 60_000, [key]);
  const query = asQuery(filters, now);
  const list = useList<Booking>(key, (after) =>
    api.listBookings({ ...query, expand, limit: pageRows, ...(after === undefined ? {} : { after }) }),
  );
  useLiveBookings(list.data?.items);
  return list;
}

function asKey(filters: Filters): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

function columnsWith(hostOf: (booking: Booking) => string): Column<Booking>[] {
  const column = words.column;
  const time = (text: string) => <span class="soft tabular">{shortDate(ms(text))}</span>;
  return [
    {
      id: 'guest',
      label: column.guest,
      width: 'minmax(11rem, 1.4fr)',
      cell: (booking) => (
        <span class="two-lines">
          <span class="strong">{guestOf(booking)}</span>
          <span class="soft">{booking.form_submission?.email}</span>
        </span>
      ),
    },
    {
      id: 'time',
      label: column.time,
      width: 'minmax(11rem, 1.2fr)',
      cell: (booking) =>
        booking.starting_time === null ? (
          <span class="soft">{words.noTime}</span>
        ) : (
          <span class="two-lines tabular">
            <span>{shortDate(ms(booking.starting_time))}</span>
            <span class="soft">{span(ms(booking.starting_time), booking.duration_minutes)}</span>
          </span>
        ),
    },
    {
      id: 'meeting',
      label: column.meeting,
      width: 'minmax(10rem, 1.4fr)',
      cell: (booking) => (
        <span class="two-lines">
          <span>{booking.subject}</span>
          <span class="soft">{offeringOf(booking)}</span>
        </span>
      ),
    },
    {
      id: 'host',
      label: column.host,
      width: 'minmax(8rem, 1fr)',
      cell: (booking) => <span class="one-line">{hostOf(booking)}</span>,
    },
    { id: 'status', label: column.status, width: '9rem', cell: (booking) => <StatusMark status={booking.status} /> },
    { id: 'booked', label: column.booked, width: '8rem', hidden: true, cell: (booking) => time(booking.creation_time) },
    {
      id: 'updated',
      label: column.updated,
      width: '8rem',
      hidden: true,
      cell: (booking) => time(booking.last_updated_time),
    },
    {
      id: 'place',
      label: column.place,
      width: 'minmax(8rem, 1fr)',
      hidden: true,
      cell: (booking) => <span class="one-line soft">{booking.location_description}</span>,
    },
    {
      id: 'zone',
      label: column.zone,
      width: 'minmax(8rem, 1fr)',
      hidden: true,
      cell: (booking) => (
        <span class="one-line soft" title={zoneName(booking.customer_timezone, Date.now())}>
          {booking.customer_timezone}
        </span>
      ),
    },
    { id: 'id', label: column.id, width: '11rem', hidden: true, cell: (booking) => <code>{booking.id}</code> },
  ];
}

/** A booking on a phone. */
function Card({ booking }: { booking: Booking }) {
  return (
    <span class="card-row">
      <span class="strong">{guestOf(booking)}</span>
      <StatusMark status={booking.status} />
      <span class="tabular">
        {booking.starting_time === null ? words.noTime : dateAndTime(ms(booking.starting_time))}
      </span>
      <span class="soft one-line">{booking.subject}</span>
    </span>
  );
}

function NoBookings({ filters }: { filters: Filters }) {
  const { empty } = words;
  if (filters.q !== undefined || countOf(filters) > 0) {
    return (
      <Empty icon="search" title={empty.found}>
        <p>{empty.foundText}</p>
        <a class="button quiet" href={hrefOf({ ...readFilters(new URLSearchParams()), view: filters.view })}>
          {words.clear}
        </a>
      </Empty>
    );
  }
  const texts = {
    upcoming: [empty.upcoming, empty.upcomingText],
    requests: [empty.requests, empty.requestsText],
    past: [empty.past, undefined],
    all: [empty.all, empty.allText],
    trash: [empty.trash, empty.trashText],
  } as const;
  const [title, text] = texts[filters.view];
  return (
    <Empty icon={filters.view === 'trash' ? 'trash' : 'calendar'} title={title}>
      {text !== undefined && <p>{text}</p>}
    </Empty>
  );
}
