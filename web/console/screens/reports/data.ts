import type { Activity, List, ReportRow } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { useQuery } from '../../core/query.ts';
import { ms } from '../../core/time.ts';
import { type ActivityColumn, type Cell, cellOf, noShowRate, onTheWall, percent } from './cells.ts';
import { type Asked, type Dimension, keyOf, type Narrowing, narrowings, scopeOf } from './state.ts';
import { words } from './words.ts';

export const pageRows = 100;

/** What every page of the log has, whatever columns are shown: what its first column and its marks need. */
const alwaysAsked: readonly ActivityColumn[] = [
  'customer_name',
  'customer_email',
  'subject',
  'status',
  'in_trash',
  'starting_time',
  'creation_time',
];

export function readActivities(
  asked: Asked,
  columns: readonly ActivityColumn[],
  after?: string,
): Promise<List<Activity>> {
  return api.listReportActivities({
    ...scopeOf(asked),
    columns: [...new Set([...alwaysAsked, ...columns])].join(','),
    order: asked.turned ? 'latest' : 'earliest',
    limit: pageRows,
    ...(after === undefined ? {} : { after }),
  });
}

export function readSummary(asked: Asked, of: Dimension, after?: string): Promise<List<ReportRow>> {
  return api.getReportSummary({
    ...scopeOf(asked),
    of,
    sort: asked.sort,
    order: asked.turned ? 'least' : 'most',
    limit: pageRows,
    ...(after === undefined ? {} : { after }),
  });
}

/** The numbers over all of a report's activities. */
export function useTotals(asked: Asked) {
  return useQuery(`reports/totals?${keyOf(asked)}`, () => api.getReportTotals(scopeOf(asked)));
}

/** What a row is called. */
export function nameOf(row: Pick<ReportRow, 'name' | 'email'>): string {
  return row.name ?? row.email ?? words.nameless;
}

/** What has activities in the dates of a report, whatever it is narrowed to, that fits a text. */
export async function findChoices(asked: Asked, of: Dimension, text: string) {
  const { by, from, to } = scopeOf(asked);
  const { data } = await api.getReportSummary({ by, from, to, of, limit: 100 });
  const wanted = text.toLocaleLowerCase();
  return data
    .filter((row) => `${nameOf(row)} ${row.email ?? ''}`.toLocaleLowerCase().includes(wanted))
    .slice(0, 20)
    .map((row) => ({
      value: row.id,
      label: nameOf(row),
      detail: row.deleted ? words.deleted : (row.email ?? undefined),
    }));
}

/** What the things are called that a report is narrowed to. One without activities in its dates goes by its id. */
export function useNarrowedNames(asked: Asked): (name: Narrowing) => string {
  const { narrowed } = asked;
  const { by, from, to } = scopeOf(asked);
  const wanted = narrowings.filter((name) => narrowed[name] !== undefined && !name.startsWith('utm_')) as Dimension[];
  const query = new URLSearchParams({ by, from, to, ...Object.fromEntries(wanted.map((of) => [of, narrowed[of]!])) });
  const { data } = useQuery(
    wanted.length === 0 ? undefined : `reports/names?${query}`,
    async () => {
      const found = wanted.map(async (of) => {
        const { data } = await api.getReportSummary({ by, from, to, of, [of]: narrowed[of], limit: 1 });
        return [of, data[0] === undefined ? undefined : nameOf(data[0])] as const;
      });
      return Object.fromEntries(await Promise.all(found)) as Partial<Record<Narrowing, string>>;
    },
    { freshMs: 60_000 },
  );
  return (name) => data?.[name] ?? narrowed[name] ?? '';
}

/** A report as rows and columns, for paper and files, page by page. */
export interface Sheet {
  heads: string[];
  pages: () => AsyncGenerator<Cell[][], void, undefined>;
}

/** The log with these columns; the customer's name brings his address along. */
export function activitySheet(asked: Asked, shown: readonly ActivityColumn[]): Sheet {
  const columns = [
    ...new Set(
      shown.flatMap((column) => (column === 'customer_name' ? [column, 'customer_email' as const] : [column])),
    ),
  ];
  return {
    heads: columns.map((column) => words.column[column]),
    async *pages() {
      for await (const page of pagesOf((after) => readActivities(asked, columns, after)))
        yield page.map((activity) => columns.map((column) => cellOf(column, activity)));
    },
  };
}

const countColumns = ['all', 'requested', 'scheduled', 'rescheduled', 'completed', 'canceled', 'no_show'] as const;

export function summarySheet(asked: Asked, of: Dimension): Sheet {
  return {
    heads: [words.name, 'E-Mail', ...countColumns.map((count) => words.count[count]), words.noShowRate],
    async *pages() {
      for await (const page of pagesOf((after) => readSummary(asked, of, after)))
        yield page.map((row) => [
          row.deleted ? `${nameOf(row)} [${words.deleted}]` : nameOf(row),
          row.email ?? undefined,
          ...countColumns.map((count) => row[count]),
          percent(noShowRate(row)),
        ]);
    },
  };
}

/** The points of the trend. */
export function trendSheet(
  points: readonly ({ start: string } & Record<(typeof countColumns)[number], number>)[],
): Sheet {
  return {
    heads: [words.time, ...countColumns.map((count) => words.count[count])],
    async *pages() {
      yield points.map((point) => [onTheWall(ms(point.start)), ...countColumns.map((count) => point[count])]);
    },
  };
}

async function* pagesOf<Item extends { id: string }>(read: (after: string | undefined) => Promise<List<Item>>) {
  let after: string | undefined;
  for (;;) {
    const page = await read(after);
    yield page.data;
    after = page.data.at(-1)?.id;
    if (!page.has_more || after === undefined) return;
  }
}
