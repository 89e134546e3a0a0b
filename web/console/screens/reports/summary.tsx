import type { ReportRow } from '../../../../packages/client/daybook.ts';
import { useList } from '../../core/query.ts';
import { type Column, Table, useColumns } from '../../parts/table.tsx';
import { noShowRate, number, percent } from './cells.ts';
import { nameOf, readSummary, summarySheet } from './data.ts';
import { ExportMenu } from './export.tsx';
import { NothingCounted, type ReportProps } from './nothing-counted.tsx';
import { type Asked, type Count, counts, type Dimension, drill, hrefOf, keyOf } from './state.ts';
import { Chips, Toolbar } from './toolbar.tsx';
import { Totals } from './totals.tsx';
import { words } from './words.ts';

/** How many activities each user, page, contact or source has; a row leads to the log of its own. */
export function Summary({ asked, views, of }: ReportProps & { of: Dimension }) {
  const { shown, chooser } = useColumns(`reports.${of}`, columnsOf(asked, of));
  const list = useList<ReportRow>(`reports/${of}?${keyOf(asked)}&sort=${asked.sort}&turned=${asked.turned}`, (after) =>
    readSummary(asked, of, after),
  );
  return (
    <>
      <Toolbar asked={asked} views={views}>
        {(of === 'owner' || of === 'host') && <PeopleChoice asked={asked} of={of} />}
        {chooser}
        <ExportMenu asked={asked} sheet={() => summarySheet(asked, of)} />
      </Toolbar>
      <Chips asked={asked} />
      <Totals asked={asked} />
      <Table
        label={words.report[of]}
        columns={shown}
        list={list}
        hrefOf={(row) => drill(asked, { [of]: row.id })}
        card={(row) => <Card row={row} />}
        empty={<NothingCounted asked={asked} />}
      />
    </>
  );
}

function columnsOf(asked: Asked, of: Dimension): Column<ReportRow>[] {
  const withRequests = asked.by === 'creation';
  return [
    { id: 'name', label: words.name, width: 'minmax(12rem, 2fr)', cell: (row) => <Name row={row} /> },
    ...counts
      .filter((count) => count !== 'requested' || withRequests)
      .map(
        (count): Column<ReportRow> => ({
          id: count,
          label: count === 'all' ? words.all : words.count[count],
          width: 'minmax(5.5rem, 0.7fr)',
          align: 'end',
          sort: { href: sortedBy(asked, count), now: sortedNow(asked, count) },
          cell: (row) => <span class={row[count] === 0 ? 'soft tabular' : 'tabular'}>{number.format(row[count])}</span>,
        }),
      ),
    {
      id: 'rate',
      label: words.noShowRate,
      width: 'minmax(5.5rem, 0.7fr)',
      align: 'end',
      hidden: of === 'contact',
      cell: (row) => <span class="tabular">{percent(noShowRate(row))}</span>,
    },
  ];
}

/** Sorted by a number, the most first; the other way round if it is so already. */
function sortedBy(asked: Asked, sort: Count): string {
  return hrefOf({ ...asked, sort, turned: asked.sort === sort && !asked.turned });
}

function sortedNow(asked: Asked, sort: Count) {
  if (asked.sort !== sort) return undefined;
  return asked.turned ? ('ascending' as const) : ('descending' as const);
}

function Name({ row }: { row: ReportRow }) {
  return (
    <span class="two-lines">
      <span class={row.deleted ? 'soft' : 'strong'}>
        {nameOf(row)}
        {row.deleted && ` [${words.deleted}]`}
      </span>
      {row.email !== null && row.name !== null && <span class="soft">{row.email}</span>}
    </span>
  );
}

/** A row on a phone. */
function Card({ row }: { row: ReportRow }) {
  const told = (['completed', 'canceled', 'no_show'] as const)
    .filter((count) => row[count] > 0)
    .map((count) => `${words.count[count]} ${number.format(row[count])}`);
  return (
    <span class="card-row">
      <span class={row.deleted ? 'soft one-line' : 'strong one-line'}>
        {nameOf(row)}
        {row.deleted && ` [${words.deleted}]`}
      </span>
      <span class="strong tabular">{number.format(row.all)}</span>
      <span class="soft one-line tabular">{told.join(' · ')}</span>
    </span>
  );
}

/** Whether a booking counts for who owned it when it was made, or for who hosts it now. */
function PeopleChoice({ asked, of }: { asked: Asked; of: 'owner' | 'host' }) {
  return (
    <nav class="segments" aria-label={words.people}>
      {(['owner', 'host'] as const).map((each) => (
        <a key={each} href={hrefOf({ ...asked, report: each })} aria-current={each === of ? 'true' : undefined}>
          {words.narrowing[each]}
        </a>
      ))}
    </nav>
  );
}
