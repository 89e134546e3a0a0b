import { timezoneOf } from '../accounts/timezone-of.ts';
import { listOf, listReply } from '../http/list.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { drawTrend } from './draw-trend.ts';
import { presentActivity } from './present.ts';
import * as schema from './schema.ts';
import { type ActivityRow, countAll, listActivities } from './store.ts';
import { sumBusiestHours } from './sum-busiest-hours.ts';
import { sumLeadTimes } from './sum-lead-times.ts';
import { summarize } from './summarize.ts';

const report = {
  method: 'GET',
  tag: 'Reports',
  extension: true,
  reach: { teamManager: 'team', member: 'own' },
} as const;

const problems = ['date_range', 'invalid_date', 'invalid_value'] as const;

/** A page of a list that is only read onward. */
const onwardPage = <Row>(rows: Row[], more: boolean) => ({ rows, older: more, newer: false, backwards: false });

/** Counts and logs of what was booked, as people ask for them. Everybody's figures are of the bookings that he may see. */
export const reportRoutes = [
  route({
    ...report,
    path: '/v2/reports/totals',
    id: 'getReportTotals',
    summary: 'Count activities',
    description: 'How many activities there are of each state, as their states are now.',
    query: schema.totalsQuery,
    reply: schema.totals,
    problems,
    handle: async ({ query }, { caller, db, now, within }) => {
      const scope = schema.scopeOf(query, now);
      const counts = await db.read(caller.accountId, (tx) => countAll(tx, caller.accountId, scope, within));
      const { all, canceled, completed, no_show } = counts;
      return {
        object: 'report_totals' as const,
        ...schema.spanOf(scope),
        ...counts,
        no_show_rate: completed + no_show === 0 ? null : no_show / (completed + no_show),
        cancellation_rate: all === 0 ? null : canceled / all,
      };
    },
  }),
  route({
    ...report,
    path: '/v2/reports/summary',
    id: 'getReportSummary',
    summary: 'Count activities by user, page, contact or source',
    description:
      'A row for each that has activities, deleted ones too; those with the most come first, unless asked otherwise.',
    query: schema.summaryQuery,
    reply: schema.summary,
    problems: [...problems, 'limit_out_of_range', 'no_such_report_row'],
    handle: async ({ query }, context) => {
      const { caller, db, now, within } = context;
      const asked = schema.scopeOf(query, now);
      const { rows, more } = await db.read(caller.accountId, (tx) => summarize(tx, caller.accountId, asked, within));
      return listReply(onwardPage(rows, more), context, query.limit, (row) => row);
    },
  }),
  route({
    ...report,
    path: '/v2/reports/trend',
    id: 'getReportTrend',
    summary: 'Count activities over time',
    description: 'For charts. Intervals are whole hours, days, weeks from Monday on, months or quarters of the zone.',
    query: schema.trendQuery,
    reply: schema.trend,
    problems: [...problems, 'invalid_time_zone', 'too_many_intervals'],
    handle: async ({ query }, { caller, db, now, within }) => {
      const { accountId } = caller;
      const asked = schema.scopeOf(query, now);
      return db.read(accountId, async (tx) => {
        const zone = query.time_zone ?? (await timezoneOf(tx, accountId));
        return drawTrend(tx, accountId, asked, zone, within);
      });
    },
  }),
  route({
    ...report,
    path: '/v2/reports/busiest-hours',
    id: 'getBusiestHours',
    summary: 'Count activities by day of the week and hour',
    query: schema.busiestHoursQuery,
    reply: schema.busiestHours,
    problems: [...problems, 'invalid_time_zone'],
    handle: async ({ query }, { caller, db, now, within }) => {
      const { accountId } = caller;
      const asked = schema.scopeOf(query, now);
      return db.read(accountId, async (tx) => {
        const zone = query.time_zone ?? (await timezoneOf(tx, accountId));
        return sumBusiestHours(tx, accountId, asked, zone, within);
      });
    },
  }),
  route({
    ...report,
    path: '/v2/reports/lead-times',
    id: 'getLeadTimes',
    summary: 'Count activities by how long before they were booked',
    query: schema.leadTimesQuery,
    reply: schema.leadTimes,
    problems,
    handle: async ({ query }, { caller, db, now, within }) => {
      const asked = schema.scopeOf(query, now);
      return db.read(caller.accountId, (tx) => sumLeadTimes(tx, caller.accountId, asked, within));
    },
  }),
  route({
    ...report,
    path: '/v2/reports/activities',
    id: 'listReportActivities',
    summary: 'List activities with chosen columns',
    description: 'The log behind the counts, in the order of the time that `by` names. Those in the trash are marked.',
    query: schema.activitiesQuery,
    reply: listOf(schema.activity),
    problems: [...problems, 'limit_out_of_range', 'no_such_booking'],
    handle: async ({ query }, context) => {
      const { caller, db, now, within, baseUrl } = context;
      const asked = schema.scopeOf(query, now);
      const page = await db.read(caller.accountId, (tx) => listActivities(tx, caller.accountId, asked, within));
      if (page === undefined) throw problem('no_such_booking', { value: query.after!, param: 'after' });
      const present = (row: ActivityRow) => presentActivity(row, query.columns, baseUrl) as never;
      return listReply(onwardPage(page.rows, page.more), context, query.limit, present);
    },
  }),
];
