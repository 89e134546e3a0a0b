import type { Activity } from '../../../../packages/client/daybook.ts';
import { useList } from '../../core/query.ts';
import { at } from '../../core/router.ts';
import { Icon } from '../../parts/icon.tsx';
import { type Column, Table, useColumns } from '../../parts/table.tsx';
import { StatusMark } from '../bookings/status.tsx';
import { type ActivityColumn, cellOf, numberColumns, textOf, timeColumns } from './cells.ts';
import { activitySheet, readActivities, useTotals } from './data.ts';
import { ExportMenu } from './export.tsx';
import { NothingCounted, type ReportProps } from './nothing-counted.tsx';
import { type Asked, hrefOf, keyOf } from './state.ts';
import { Chips, Toolbar } from './toolbar.tsx';
import { Totals } from './totals.tsx';
import { words } from './words.ts';

const usual: readonly ActivityColumn[] = ['customer_name', 'starting_time', 'subject', 'status', 'host_name'];

/** The first is what a row is called by; then those that are usually wanted, then all others. */
const columnNames = [
  ...usual,
  ...(Object.keys(words.column) as ActivityColumn[]).filter(
    (name) => !usual.includes(name) && name !== 'customer_email',
  ),
];

/** The log behind the figures. */
export function Activities({ asked, views }: ReportProps) {
  const { shown, chooser } = useColumns('reports.activities', columnsOf(asked));
  const names = shown.map((column) => column.id as ActivityColumn);
  const order = asked.turned ? 'latest' : 'earliest';
  const list = useList<Activity>(`reports/activities?${keyOf(asked)}&order=${order}&columns=${names}`, (after) =>
    readActivities(asked, names, after),
  );
  const totals = useTotals(asked);
  return (
    <>
      <Toolbar asked={asked} views={views}>
        {chooser}
        <ExportMenu asked={asked} sheet={() => activitySheet(asked, names)} count={totals.data?.all} columns={names} />
      </Toolbar>
      <Chips asked={asked} />
      <Totals asked={asked} />
      <Table
        label={words.report.activities}
        columns={shown}
        list={list}
        hrefOf={({ id }) => at(`/bookings/${id}`, { view: 'all' })}
        card={(activity) => <Card activity={activity} by={asked.by} />}
        empty={<NothingCounted asked={asked} />}
      />
    </>
  );
}

function columnsOf(asked: Asked): Column<Activity>[] {
  const sortedBy: ActivityColumn = asked.by === 'meeting' ? 'starting_time' : 'creation_time';
  return columnNames.map((name) => ({
    id: name,
    label: words.column[name],
    width: widthOf(name),
    hidden: !usual.includes(name) && name !== sortedBy,
    ...(numberColumns.includes(name) ? { align: 'end' as const } : {}),
    ...(name === sortedBy
      ? {
          sort: {
            href: hrefOf({ ...asked, turned: !asked.turned }),
            now: asked.turned ? ('descending' as const) : ('ascending' as const),
          },
        }
      : {}),
    cell: (activity) => cellFor(name, activity),
  }));
}

function widthOf(name: ActivityColumn): string {
  if (name === 'customer_name') return 'minmax(12rem, 1.4fr)';
  if (timeColumns.includes(name)) return '12rem';
  if (numberColumns.includes(name)) return '6rem';
  return name === 'status' || name === 'in_trash' ? '8.5rem' : 'minmax(9rem, 1fr)';
}

function cellFor(name: ActivityColumn, activity: Activity) {
  if (name === 'customer_name') return <Customer activity={activity} />;
  if (name === 'status') return <StatusMark status={activity.status!} />;
  const text = textOf(cellOf(name, activity));
  return (
    <span class="one-line tabular" title={text}>
      {text}
    </span>
  );
}

function Customer({ activity }: { activity: Activity }) {
  const { customer_name: name, customer_email: email, in_trash: inTrash } = activity;
  return (
    <span class="two-lines">
      <span class="strong">
        {name || email || words.nameless}
        {inTrash === true && (
          <span class="trashed">
            <Icon name="trash" /> {words.inTrash}
          </span>
        )}
      </span>
      <span class="soft">{name ? email : ''}</span>
    </span>
  );
}

/** An activity on a phone. */
function Card({ activity, by }: { activity: Activity; by: Asked['by'] }) {
  return (
    <span class="card-row">
      <span class="strong one-line">{activity.customer_name || activity.customer_email || words.nameless}</span>
      <StatusMark status={activity.status!} />
      <span class="tabular">
        {textOf(cellOf(by === 'meeting' ? 'starting_time' : 'creation_time', activity))}
        {activity.in_trash === true && (
          <span class="trashed">
            <Icon name="trash" /> {words.inTrash}
          </span>
        )}
      </span>
      <span class="soft one-line">{activity.subject}</span>
    </span>
  );
}
