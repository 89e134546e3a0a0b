import type { ComponentChildren } from 'preact';
import type { ReportLeadTimes, ReportTotals, ReportTrend } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { type Query, useQuery } from '../../core/query.ts';
import { go } from '../../core/router.ts';
import { clockTime, dayOf, ms, shortDate, zone, zoneName } from '../../core/time.ts';
import { fill, locale } from '../../core/words.ts';
import { Icon } from '../../parts/icon.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { noShowRate, number, percent } from './cells.ts';
import { nameOf, trendSheet, useTotals } from './data.ts';
import { ExportMenu } from './export.tsx';
import { HeatMap } from './heat-map.tsx';
import { NothingCounted, type ReportProps } from './nothing-counted.tsx';
import { type Rank, Ranking } from './ranking.tsx';
import { type Bar, StackedChart } from './stacked-chart.tsx';
import {
  type Asked,
  type Dimension,
  drill,
  hrefOf,
  type Interval,
  intervalOf,
  intervalsFor,
  keyOf,
  scopeOf,
} from './state.ts';
import { Chips, Toolbar } from './toolbar.tsx';
import { Figure } from './totals.tsx';
import { words } from './words.ts';

/** So many hosts and sources are shown; the rest is in their own reports. */
const mostRanked = 8;

/** Booking analytics: how much, when, by whom and from where. */
export function Overview({ asked, views }: ReportProps) {
  const key = keyOf(asked);
  const interval = intervalOf(asked);
  const scope = scopeOf(asked);
  const totals = useTotals(asked);
  const leads = useQuery(`reports/lead-times?${key}`, () => api.getLeadTimes(scope));
  const trend = useQuery(`reports/trend?${key}&interval=${interval}&zone=${zone.value}`, () =>
    api.getReportTrend({ ...scope, interval, time_zone: zone.value }),
  );
  const hours = useQuery(`reports/busiest-hours?${key}&zone=${zone.value}`, () =>
    api.getBusiestHours({ ...scope, time_zone: zone.value }),
  );
  return (
    <>
      <Toolbar asked={asked} views={views}>
        <ExportMenu asked={asked} sheet={() => trendSheet(trend.data?.points ?? [])} />
      </Toolbar>
      <Chips asked={asked} />
      {totals.data?.all === 0 ? (
        <NothingCounted asked={asked} />
      ) : (
        <div class="overview">
          <Answered query={totals} rows={2}>
            {(found) => <Headline totals={found} leads={leads.data} asked={asked} />}
          </Answered>
          <Block title={words.trend} aside={<IntervalChoice asked={asked} />} wide>
            <Answered query={trend} rows={8}>
              {(found) => <Trend trend={found} asked={asked} />}
            </Answered>
          </Block>
          <Block title={words.byHost} href={hrefOf({ ...asked, report: 'host' })}>
            <Ranked asked={asked} of="host" />
          </Block>
          <Block title={words.bySource} href={hrefOf({ ...asked, report: 'utm_source' })}>
            <Ranked asked={asked} of="utm_source" none={words.noSources} />
          </Block>
          <Block title={words.byCalendar} href={hrefOf({ ...asked, report: 'booking_calendar' })}>
            <Ranked asked={asked} of="booking_calendar" />
          </Block>
          <Block title={words.leadTimes}>
            <Answered query={leads}>{(found) => <LeadTimes leads={found} />}</Answered>
          </Block>
          <Block
            title={words.busiest}
            lead={fill(words.busiestText[asked.by], { zone: zoneName(zone.value, Date.now()) })}
            wide
          >
            <Answered query={hours}>{({ days }) => <HeatMap title={words.busiest} days={days} />}</Answered>
          </Block>
        </div>
      )}
    </>
  );
}

function Answered<Data>({
  query,
  rows = 5,
  children,
}: {
  query: Query<Data>;
  rows?: number;
  children: (data: Data) => ComponentChildren;
}) {
  if (query.loading) return <Loading rows={rows} />;
  if (query.data === undefined) return <Failure error={query.error} retry={query.reload} />;
  return <>{children(query.data)}</>;
}

interface BlockProps {
  title: string;
  lead?: string;
  href?: string;
  aside?: ComponentChildren;
  wide?: boolean;
  children: ComponentChildren;
}

function Block({ title, lead, href, aside, wide = false, children }: BlockProps) {
  return (
    <section class={wide ? 'block wide' : 'block'}>
      <div class="block-head">
        <h2>{title}</h2>
        {href !== undefined && (
          <a class="plain-link" href={href} aria-label={`${words.allRows}: ${title}`}>
            {words.allRows}
          </a>
        )}
        {aside}
      </div>
      {lead !== undefined && <p class="soft block-lead">{lead}</p>}
      {children}
    </section>
  );
}

function Headline({
  totals,
  leads,
  asked,
}: {
  totals: ReportTotals;
  leads: ReportLeadTimes | undefined;
  asked: Asked;
}) {
  const planned = totals.scheduled + totals.rescheduled;
  return (
    <dl class="figures headline" aria-label={words.totals}>
      <Figure label={words.count.all} value={number.format(totals.all)} />
      <Figure label={words.series.completed} value={number.format(totals.completed)} />
      <Figure label={words.series.planned} value={number.format(planned)} />
      {asked.by === 'creation' && <Figure label={words.series.requested} value={number.format(totals.requested)} />}
      <Figure label={words.noShowRate} value={percent(totals.no_show_rate)} hint={words.noShowHint} />
      <Figure label={words.cancellationRate} value={percent(totals.cancellation_rate)} />
      <Figure label={words.leadTime} value={leads?.median_hours == null ? '–' : hoursText(leads.median_hours)} />
    </dl>
  );
}

/** `5 hours`, `3 days`. */
function hoursText(count: number): string {
  return count < 48 ? fill(words.hours, { count }) : fill(words.days, { count: Math.round(count / 24) });
}

function IntervalChoice({ asked }: { asked: Asked }) {
  return (
    <label class="inline-choice">
      <span class="soft">{words.interval}</span>
      <span class="select">
        <select
          value={intervalOf(asked)}
          onChange={(event) => go(hrefOf({ ...asked, interval: event.currentTarget.value as Interval }))}
        >
          {intervalsFor(asked).map((each) => (
            <option key={each} value={each}>
              {words.intervalName[each]}
            </option>
          ))}
        </select>
        <Icon name="down" />
      </span>
    </label>
  );
}

/** States that a bar is made of, from its foot on. */
const stacks = {
  completed: ['completed'],
  planned: ['scheduled', 'rescheduled'],
  requested: ['requested'],
  no_show: ['no_show'],
  canceled: ['canceled'],
} as const;

function Trend({ trend, asked }: { trend: ReportTrend; asked: Asked }) {
  const shown = (Object.keys(stacks) as (keyof typeof stacks)[]).filter(
    (each) => each !== 'requested' || asked.by === 'creation',
  );
  const bars = trend.points.map((point, i): Bar => {
    const start = ms(point.start);
    const next = trend.points[i + 1];
    const last = next === undefined ? asked.to : dayOf(ms(next.start) - 1).toString();
    const first = dayOf(start).toString();
    const days = { range: undefined, from: first < asked.from ? asked.from : first, to: last };
    return {
      ...namesOf(start, trend.interval),
      values: shown.map((each) => stacks[each].reduce((sum, state) => sum + point[state], 0)),
      href: drill({ ...asked, ...days }, {}),
    };
  });
  return (
    <StackedChart
      title={words.trend}
      head={words.time}
      series={shown.map((id) => ({ id, label: words.series[id] }))}
      bars={bars}
    />
  );
}

/** What an interval is called, in short and in full. */
function namesOf(start: number, interval: Interval): { label: string; name: string } {
  const day = dayOf(start);
  const said = (options: Intl.DateTimeFormatOptions) => day.toLocaleString(locale, options);
  const short = said({ month: 'short', day: 'numeric' });
  if (interval === 'hour') return { label: clockTime(start), name: `${shortDate(start)}, ${clockTime(start)}` };
  if (interval === 'day')
    return { label: short, name: said({ weekday: 'short', month: 'short', day: 'numeric', year: 'numeric' }) };
  if (interval === 'week') return { label: short, name: fill(words.weekOf, { day: said({ dateStyle: 'medium' }) }) };
  if (interval === 'month') return { label: said({ month: 'short' }), name: said({ month: 'long', year: 'numeric' }) };
  const name = fill(words.quarter, { number: String(Math.ceil(day.month / 3)), year: String(day.year) });
  return { label: name, name };
}

function Ranked({ asked, of, none = words.noneCounted }: { asked: Asked; of: Dimension; none?: string }) {
  const query = useQuery(`reports/ranked/${of}?${keyOf(asked)}`, () =>
    api.getReportSummary({ ...scopeOf(asked), of, limit: mostRanked }),
  );
  return (
    <Answered query={query}>
      {({ data }) =>
        data.length === 0 ? (
          <p class="soft">{none}</p>
        ) : (
          <Ranking
            title={words.report[of]}
            heads={[words.name, words.count.all, words.noShowRate]}
            rows={data.map(
              (row): Rank => ({
                id: row.id,
                name: row.deleted ? `${nameOf(row)} [${words.deleted}]` : nameOf(row),
                count: row.all,
                href: drill(asked, { [of]: row.id }),
                more: percent(noShowRate(row)),
              }),
            )}
          />
        )
      }
    </Answered>
  );
}

function LeadTimes({ leads }: { leads: ReportLeadTimes }) {
  return (
    <Ranking
      title={words.leadTimes}
      heads={[words.leadHead, words.count.all]}
      rows={leads.spans.map(({ up_to_hours: upTo, count }) => ({
        id: String(upTo),
        name: upTo === null ? words.leadRest : fill(words.leadUpTo, { span: hoursText(upTo) }),
        count,
      }))}
    />
  );
}
