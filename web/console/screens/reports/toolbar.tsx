import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { go } from '../../core/router.ts';
import { startOfDay, zone } from '../../core/time.ts';
import { fill, locale } from '../../core/words.ts';
import { Combobox } from '../../parts/combobox.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Popover } from '../../parts/popover.tsx';
import { type SavedViews, SaveView } from '../../parts/saved-views.tsx';
import { statuses } from '../bookings/filters.ts';
import { words as bookingWords } from '../bookings/words.ts';
import { findChoices, useNarrowedNames } from './data.ts';
import {
  type Asked,
  type Count,
  countOf,
  counts,
  dimensions,
  hrefOf,
  type Narrowing,
  narrowings,
  rangeNames,
} from './state.ts';
import { words } from './words.ts';

const plainDay = (day: string) =>
  new Date(startOfDay(day)).toLocaleDateString(locale, { dateStyle: 'medium', timeZone: zone.value });

/** `Last 30 days`, or the days that somebody chose. */
export function rangeText({ range, from, to }: Pick<Asked, 'range' | 'from' | 'to'>): string {
  return range === undefined ? daysText({ from, to }) : words.range[range];
}

/** `Nov 1, 2026 – Nov 30, 2026`. */
export function daysText({ from, to }: Pick<Asked, 'from' | 'to'>): string {
  return from === to ? plainDay(from) : `${plainDay(from)} – ${plainDay(to)}`;
}

export interface ToolbarProps {
  asked: Asked;
  views: SavedViews;
  /** What else the report at hand has, such as its columns. */
  children?: ComponentChildren;
}

/** Dates, filters and what the report at hand adds, in one line. */
export function Toolbar({ asked, views, children }: ToolbarProps) {
  const count = countOf(asked);
  return (
    <div class="toolbar report-toolbar">
      <Popover
        role="dialog"
        label={fill(words.datesFor, { range: rangeText(asked) })}
        button={
          <>
            <Icon name="calendar" /> {rangeText(asked)}
          </>
        }
      >
        {(close) => <DatePanel asked={asked} close={close} />}
      </Popover>
      <Popover
        role="dialog"
        label={words.filters}
        named
        button={
          <>
            <Icon name="filter" /> <span class="wide-only">{words.filters}</span>
            <span class="hidden narrow-only">{words.filters}</span>
            {count > 0 && <span class="count">{count}</span>}
          </>
        }
      >
        {() => <FilterPanel asked={asked} />}
      </Popover>
      <span class="report-space" />
      {!views.isPlain && <SaveView views={views} />}
      {children}
    </div>
  );
}

/** Ranges that move with the calendar, days of one's own, and what the dates are of. */
function DatePanel({ asked, close }: { asked: Asked; close: () => void }) {
  const id = useId();
  const set = (changes: Partial<Asked>) => go(hrefOf({ ...asked, ...changes }));
  return (
    <div class="panel">
      <fieldset>
        <legend>{words.dates}</legend>
        <div class="range-choices">
          {rangeNames.map((range) => (
            <button
              key={range}
              type="button"
              class="plain"
              aria-pressed={asked.range === range}
              onClick={() => {
                set({ range });
                close();
              }}
            >
              {words.range[range]}
            </button>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{words.ownRange}</legend>
        <div class="pair range-own">
          {(['from', 'to'] as const).map((end) => (
            <div class="field" key={end}>
              <label for={`${id}-${end}`}>{words[end]}</label>
              <input
                id={`${id}-${end}`}
                type="date"
                required
                value={asked[end]}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  if (value !== '') set({ range: undefined, [end]: value });
                }}
              />
            </div>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{words.by}</legend>
        <div class="by-choices">
          {(['meeting', 'creation'] as const).map((by) => (
            <label key={by} class="check">
              <input type="radio" name={`${id}-by`} checked={asked.by === by} onChange={() => set({ by })} />
              {words.byName[by]}
            </label>
          ))}
        </div>
        <p class="hint">{words.byHint[asked.by]}</p>
      </fieldset>
    </div>
  );
}

function FilterPanel({ asked }: { asked: Asked }) {
  const id = useId();
  const nameOf = useNarrowedNames(asked);
  const set = (changes: Partial<Asked>) => go(hrefOf({ ...asked, ...changes }));
  const narrow = (name: Narrowing, value: string | undefined) => {
    const { [name]: _before, ...rest } = asked.narrowed;
    set({ narrowed: value === undefined || value === '' ? rest : { ...rest, [name]: value } });
  };
  const isSummary = asked.report !== 'overview' && asked.report !== 'activities';
  return (
    <div class="panel filter-panel">
      {isSummary && (
        <div class="field">
          <label for={`${id}-sort`}>{words.sort}</label>
          <span class="select">
            <select
              id={`${id}-sort`}
              value={asked.sort}
              onChange={(event) => set({ sort: event.currentTarget.value as Count, turned: false })}
            >
              {counts.map((count) => (
                <option key={count} value={count}>
                  {words.count[count]}
                </option>
              ))}
            </select>
            <Icon name="down" />
          </span>
        </div>
      )}
      <fieldset>
        <legend>{words.status}</legend>
        <div class="checks">
          {statuses
            .filter((status) => status !== 'requested' || asked.by === 'creation')
            .map((status) => (
              <label key={status} class="check">
                <input
                  type="checkbox"
                  checked={asked.status.includes(status)}
                  onChange={(event) =>
                    set({
                      status: event.currentTarget.checked
                        ? [...asked.status, status]
                        : asked.status.filter((each) => each !== status),
                    })
                  }
                />
                {bookingWords.statuses[status]}
              </label>
            ))}
        </div>
      </fieldset>
      <p class="hint">{words.filterHint}</p>
      {dimensions.map((of) => (
        <div class="field" key={of}>
          <label for={`${id}-${of}`}>{words.narrowing[of]}</label>
          <Combobox
            id={`${id}-${of}`}
            label={words.narrowing[of]}
            placeholder={words.anyOf}
            value={asked.narrowed[of]}
            shown={asked.narrowed[of] === undefined ? undefined : nameOf(of)}
            onChoose={(value) => narrow(of, value)}
            search={(text) => findChoices(asked, of, text)}
          />
        </div>
      ))}
      {(['utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const).map((name) => (
        <div class="field" key={name}>
          <label for={`${id}-${name}`}>{words.narrowing[name]}</label>
          <input
            id={`${id}-${name}`}
            value={asked.narrowed[name] ?? ''}
            placeholder={words.anyOf}
            onChange={(event) => narrow(name, event.currentTarget.value.trim())}
          />
        </div>
      ))}
    </div>
  );
}

/** The filters that are set, each with a way to take it off. */
export function Chips({ asked }: { asked: Asked }) {
  const nameOf = useNarrowedNames(asked);
  if (countOf(asked) === 0) return null;
  const narrowed = narrowings.filter((name) => asked.narrowed[name] !== undefined);
  const chips = [
    ...asked.status.map((status) => ({
      name: bookingWords.statuses[status],
      without: { status: asked.status.filter((each) => each !== status) },
    })),
    ...narrowed.map((name) => {
      const { [name]: _taken, ...rest } = asked.narrowed;
      return { name: `${words.narrowing[name]}: ${nameOf(name)}`, without: { narrowed: rest } };
    }),
  ];
  return (
    <ul class="chips">
      {chips.map(({ name, without }) => (
        <li key={name}>
          <a class="chip" href={hrefOf({ ...asked, ...without })} aria-label={fill(words.remove, { name })}>
            {name} <Icon name="close" />
          </a>
        </li>
      ))}
      <li>
        <a class="plain-link" href={hrefOf({ ...asked, status: [], narrowed: {} })}>
          {words.clear}
        </a>
      </li>
    </ul>
  );
}
