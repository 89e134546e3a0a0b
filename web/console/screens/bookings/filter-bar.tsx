import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { BookingCalendar } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { nameOf, type usePeople } from '../../core/people.ts';
import { useQuery } from '../../core/query.ts';
import { go, setQuery } from '../../core/router.ts';
import { me } from '../../core/session.ts';
import { shortDate, startOfDay } from '../../core/time.ts';
import { fill } from '../../core/words.ts';
import { Combobox } from '../../parts/combobox.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Popover } from '../../parts/popover.tsx';
import { type SavedViews, SaveView } from '../../parts/saved-views.tsx';
import { countOf, type Filters, hrefOf, readFilters, statuses } from './filters.ts';
import { words } from './words.ts';

type People = ReturnType<typeof usePeople>;

/** How long somebody may pause within a word. */
const pauseMs = 250;

export interface FilterBarProps {
  filters: Filters;
  search: RefObject<HTMLInputElement | null>;
  chooser: ComponentChildren;
  people: People;
  views: SavedViews;
}

/** Search, filters and columns, in one line. */
export function FilterBar({ filters, search, chooser, people, views }: FilterBarProps) {
  const [text, setText] = useState(filters.q ?? '');
  useEffect(() => setText(filters.q ?? ''), [filters.q]);
  useEffect(() => {
    if (text === (filters.q ?? '')) return;
    const timer = setTimeout(() => setQuery({ q: text === '' ? undefined : text }, { replace: true }), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const count = countOf(filters);
  const mine = filters.host === 'me';
  return (
    <div class="toolbar">
      <div class="search-field">
        <Icon name="search" />
        <input
          ref={search}
          type="search"
          aria-label={words.search}
          placeholder={words.searchHint}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      {me().permissions.listBookings !== 'own' && (
        <button
          type="button"
          class="quiet toggle"
          aria-pressed={mine}
          onClick={() => setQuery({ host: mine ? undefined : 'me' })}
        >
          <Icon name="person" /> <span class="wide-only">{words.mine}</span>
          <span class="narrow-only hidden">{words.mine}</span>
        </button>
      )}
      <Popover
        role="dialog"
        label={words.filters}
        align="end"
        button={
          <>
            <Icon name="filter" /> <span class="wide-only">{words.filters}</span>
            {count > 0 && (
              <span class="count" aria-hidden="true">
                {count}
              </span>
            )}
          </>
        }
      >
        {() => <FilterPanel filters={filters} people={people} />}
      </Popover>
      {!views.isPlain && <SaveView views={views} />}
      {chooser}
    </div>
  );
}

/** Calendars whose names are known. */
export function useCalendars() {
  const { data } = useQuery('booking-calendars/names', () => api.listBookingCalendars({ limit: 100 }), {
    freshMs: 60_000,
  });
  return (data?.data ?? []) as BookingCalendar[];
}

function FilterPanel({ filters, people }: { filters: Filters; people: People }) {
  const id = useId();
  const calendars = useCalendars();
  const set = (changes: Partial<Filters>) => go(hrefOf({ ...filters, ...changes }));
  const fitting = (name: string, text: string) => name.toLocaleLowerCase().includes(text.toLocaleLowerCase());
  const host = people.byId(filters.host ?? '');
  const calendar = calendars.find((each) => each.id === filters.calendar);
  return (
    <div class="panel">
      <fieldset>
        <legend>{words.status}</legend>
        <div class="checks">
          {statuses.map((status) => (
            <label key={status} class="check">
              <input
                type="checkbox"
                checked={filters.status.includes(status)}
                onChange={(event) =>
                  set({
                    status: event.currentTarget.checked
                      ? [...filters.status, status]
                      : filters.status.filter((each) => each !== status),
                  })
                }
              />
              {words.statuses[status]}
            </label>
          ))}
        </div>
      </fieldset>
      {me().permissions.listBookings !== 'own' && (
        <div class="field">
          <label for={`${id}-host`}>{words.host}</label>
          <Combobox
            id={`${id}-host`}
            label={words.host}
            placeholder={words.anyHost}
            value={filters.host}
            shown={filters.host === 'me' ? words.mine : host === undefined ? undefined : nameOf(host)}
            onChoose={(value) => set({ host: value })}
            search={async (text) =>
              people.users
                .filter((user) => fitting(`${nameOf(user)} ${user.email}`, text))
                .slice(0, 20)
                .map((user) => ({ value: user.id, label: nameOf(user), detail: user.email }))
            }
          />
        </div>
      )}
      <div class="field">
        <label for={`${id}-calendar`}>{words.calendar}</label>
        <Combobox
          id={`${id}-calendar`}
          label={words.calendar}
          placeholder={words.anyCalendar}
          value={filters.calendar}
          shown={calendar?.name ?? filters.calendar}
          onChoose={(value) => set({ calendar: value })}
          search={async (text) =>
            calendars
              .filter((each) => fitting(each.name, text))
              .slice(0, 20)
              .map((each) => ({ value: each.id, label: each.name }))
          }
        />
      </div>
      <div class="pair">
        {(['from', 'to'] as const).map((end) => (
          <div class="field" key={end}>
            <label for={`${id}-${end}`}>{words[end]}</label>
            <input
              id={`${id}-${end}`}
              type="date"
              value={filters[end] ?? ''}
              onChange={(event) => set({ [end]: event.currentTarget.value || undefined })}
            />
          </div>
        ))}
      </div>
    </div>
  );
}

/** The filters that are set, each with a way to take it off. */
export function FilterChips({ filters, people }: { filters: Filters; people: People }) {
  const calendars = useCalendars();
  if (countOf(filters) === 0) return null;
  const host = people.byId(filters.host ?? '');
  const day = (text: string) => shortDate(startOfDay(text));
  const chips: [string, Partial<Filters>][] = [
    ...filters.status.map((status): [string, Partial<Filters>] => [
      words.statuses[status],
      { status: filters.status.filter((each) => each !== status) },
    ]),
  ];
  const add = (name: string | undefined, without: Partial<Filters>) =>
    name !== undefined && chips.push([name, without]);
  if (filters.host !== undefined)
    add(filters.host === 'me' ? words.mine : host === undefined ? filters.host : nameOf(host), { host: undefined });
  if (filters.calendar !== undefined)
    add(calendars.find((each) => each.id === filters.calendar)?.name ?? filters.calendar, { calendar: undefined });
  if (filters.contact !== undefined) add(words.contact, { contact: undefined });
  if (filters.from !== undefined) add(`${words.from} ${day(filters.from)}`, { from: undefined });
  if (filters.to !== undefined) add(`${words.to} ${day(filters.to)}`, { to: undefined });
  return (
    <ul class="chips">
      {chips.map(([name, without]) => (
        <li key={name}>
          <a class="chip" href={hrefOf({ ...filters, ...without })} aria-label={fill(words.remove, { name })}>
            {name} <Icon name="close" />
          </a>
        </li>
      ))}
      <li>
        <a
          class="plain-link"
          href={hrefOf({ ...readFilters(new URLSearchParams()), view: filters.view, q: filters.q })}
        >
          {words.clear}
        </a>
      </li>
    </ul>
  );
}
