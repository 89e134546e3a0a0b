import { useComputed, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { narrow } from '../core/look.ts';
import { kept, type ListQuery } from '../core/query.ts';
import { fill, inLanguage } from '../core/words.ts';
import { announce } from './announce.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import { Failure, Loading } from './states.tsx';

const words = inLanguage({
  en: {
    columns: 'Columns',
    shown: { one: '{count} row', other: '{count} rows' },
    orMore: { one: '{count} row so far', other: '{count} rows so far' },
    hint: 'Arrow keys move between rows, Enter opens one.',
  },
  de: {
    columns: 'Spalten',
    shown: { one: '{count} Zeile', other: '{count} Zeilen' },
    orMore: { one: 'bisher {count} Zeile', other: 'bisher {count} Zeilen' },
    hint: 'Mit den Pfeiltasten geht es von Zeile zu Zeile, mit der Eingabetaste hinein.',
  },
});

export interface Column<Row> {
  id: string;
  label: string;
  /** As in a grid's template, such as `minmax(10rem, 2fr)`. */
  width: string;
  cell: (row: Row) => ComponentChildren;
  /** True if it is not shown until somebody chooses it. */
  hidden?: boolean;
  align?: 'end';
  /** Set for what rows can be sorted by: where that leads, and how they are sorted by it now. */
  sort?: { href: string; now: 'ascending' | 'descending' | undefined };
}

export interface TableProps<Row extends { id: string }> {
  /** What the rows are, for screen readers. */
  label: string;
  /** The first is what a row is called by; its cell becomes the link that opens it. */
  columns: readonly Column<Row>[];
  list: ListQuery<Row>;
  hrefOf: (row: Row) => string;
  /** All of a row that fits a phone. */
  card: (row: Row) => ComponentChildren;
  /** Id of the row that is open beside the table. */
  open?: string | undefined;
  empty: ComponentChildren;
}

/** Rows have one height, so that where they are is known before they are there. */
const rowPx = { wide: 56, narrow: 84 };
/** Rows beyond the edges that are ready before they are scrolled to. */
const overscan = 8;
/** So many rows before the end of what was read the next page is asked for. */
const readAhead = 10;

/** Which columns of a table are shown, remembered in this browser. */
export function useColumns<Row>(name: string, all: readonly Column<Row>[]) {
  const store = useRef(kept<string[] | undefined>(`columns.${name}`, undefined)).current;
  const first = all[0]!.id;
  const chosen = store.value.value ?? all.filter((column) => column.hidden !== true).map((column) => column.id);
  const shown = all.filter((column) => column.id === first || chosen.includes(column.id));
  const chooser = (
    <Menu
      class="quiet"
      align="end"
      button={
        <>
          <Icon name="columns" /> <span class="wide-only">{words.columns}</span>
        </>
      }
      label={words.columns}
      items={all.slice(1).map((column) => ({
        label: column.label,
        checked: chosen.includes(column.id),
        onSelect: () =>
          store.set(chosen.includes(column.id) ? chosen.filter((each) => each !== column.id) : [...chosen, column.id]),
      }))}
    />
  );
  return { shown, chooser };
}

/**
 * A table over any number of rows: only what is in sight is rendered, and the next page is asked for before the end is reached.
 * Arrow keys, Home, End and the page keys move through it; each row is a link.
 */
export function Table<Row extends { id: string }>(props: TableProps<Row>) {
  const { label, columns, list, open, empty } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const height = useSignal(800);
  const active = useSignal(0);
  const wanted = useRef<number | undefined>(undefined);
  const step = narrow.value ? rowPx.narrow : rowPx.wide;
  const rows = list.data?.items ?? [];
  const hasMore = list.data?.hasMore === true;
  const first = useComputed(() =>
    Math.max(0, Math.floor(top.value / (narrow.value ? rowPx.narrow : rowPx.wide)) - overscan),
  );
  const last = Math.min(rows.length, first.value + Math.ceil(height.value / step) + 2 * overscan);
  const shown = active.value >= rows.length ? Math.max(0, rows.length - 1) : active.value;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      height.value = element.clientHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [list.loading, rows.length === 0]);

  useEffect(() => {
    if (hasMore && !list.busy && last >= rows.length - readAhead) list.more();
  }, [last, rows.length, hasMore, list.busy]);

  // A row that was out of sight can only be focused once it is rendered.
  useEffect(() => {
    if (wanted.current === undefined) return;
    const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"] a`);
    if (link == null) return;
    wanted.current = undefined;
    link.focus({ preventScroll: true });
  });

  useEffect(() => {
    if (list.data === undefined) return;
    announce(fill(hasMore ? words.orMore : words.shown, { count: rows.length }));
  }, [rows.length, hasMore, list.data === undefined]);

  const moveTo = (index: number) => {
    const element = scroller.current!;
    const to = Math.max(0, Math.min(rows.length - 1, index));
    active.value = to;
    wanted.current = to;
    const head = narrow.value ? 0 : 44;
    if (to * step < element.scrollTop) element.scrollTop = to * step;
    else if ((to + 1) * step > element.scrollTop + element.clientHeight - head)
      element.scrollTop = (to + 1) * step - element.clientHeight + head;
    scroller.current?.querySelector<HTMLElement>(`[data-row="${to}"] a`)?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(height.value / step) - 2);
    const steps: Record<string, number> = {
      ArrowDown: shown + 1,
      ArrowUp: shown - 1,
      PageDown: shown + page,
      PageUp: shown - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    moveTo(to);
  };

  if (list.loading) return <Loading rows={10} />;
  if (list.data === undefined) return <Failure error={list.error} retry={list.reload} />;
  if (rows.length === 0 && !hasMore) return <>{empty}</>;
  return (
    <div
      class="table"
      role="table"
      aria-label={label}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
      style={{ '--columns': columns.map((column) => column.width).join(' ') }}
    >
      <div
        class="table-scroll"
        ref={scroller}
        onScroll={(event) => {
          top.value = event.currentTarget.scrollTop;
        }}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" class="table-head">
          <div role="row" class="row" aria-rowindex={1}>
            {columns.map((column) => (
              <span
                key={column.id}
                role="columnheader"
                class={column.align === 'end' ? 'cell end' : 'cell'}
                aria-sort={column.sort?.now}
              >
                {column.sort === undefined ? column.label : <a href={column.sort.href}>{column.label}</a>}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" class="table-body" style={{ height: `${rows.length * step}px` }}>
          {rows.slice(first.value, last).map((row, i) => {
            const index = first.value + i;
            return (
              <TableRow
                key={row.id}
                {...props}
                row={row}
                index={index}
                at={index * step}
                tabbable={index === shown}
                isOpen={row.id === open}
                onFocus={() => {
                  active.value = index;
                }}
              />
            );
          })}
        </div>
        {list.error !== undefined && <Failure error={list.error} retry={hasMore ? list.more : list.reload} />}
      </div>
      <p class="hidden">{words.hint}</p>
    </div>
  );
}

function TableRow<Row extends { id: string }>({
  row,
  index,
  at,
  columns,
  hrefOf,
  card,
  tabbable,
  isOpen,
  onFocus,
}: TableProps<Row> & {
  row: Row;
  index: number;
  at: number;
  tabbable: boolean;
  isOpen: boolean;
  onFocus: () => void;
}) {
  return (
    <div
      role="row"
      class={isOpen ? 'row open' : 'row'}
      data-row={index}
      aria-rowindex={index + 2}
      style={{ transform: `translateY(${at}px)` }}
    >
      {(narrow.value ? columns.slice(0, 1) : columns).map((column, position) => (
        <span key={column.id} role="cell" class={column.align === 'end' ? 'cell end' : 'cell'}>
          {position > 0 ? (
            column.cell(row)
          ) : (
            <a
              href={hrefOf(row)}
              tabIndex={tabbable ? 0 : -1}
              aria-current={isOpen ? 'true' : undefined}
              onFocus={onFocus}
            >
              {narrow.value ? card(row) : column.cell(row)}
            </a>
          )}
        </span>
      ))}
    </div>
  );
}
