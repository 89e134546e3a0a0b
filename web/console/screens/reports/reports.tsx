import { place } from '../../core/router.ts';
import type { ScreenProps } from '../../core/screens.ts';
import { savedViewTabs, useSavedViews } from '../../parts/saved-views.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { Activities } from './activities.tsx';
import type { ReportProps } from './nothing-counted.tsx';
import { Overview } from './overview.tsx';
import { hrefOf, readAsked, reportNames } from './state.ts';
import { Summary } from './summary.tsx';
import { words } from './words.ts';

/** Counts of what was booked and the log behind them; what is asked for stands in the address. */
export default function Reports(_props: ScreenProps) {
  const asked = readAsked(place.value.query);
  const views = useSavedViews('reports', /^(report=\w+)?$/);
  const { report } = asked;
  // Both count users; which of them stands beside the dates.
  const tabs = reportNames.filter((name) => name !== 'host');
  return (
    <div class={report === 'overview' ? 'reports' : 'reports filled'}>
      <header class="screen-head">
        <h1>{words.title}</h1>
      </header>
      <Tabs
        label={words.reports}
        current={views.current?.id ?? (report === 'host' ? 'owner' : report)}
        tabs={[
          ...tabs.map((name) => ({
            id: name,
            label: words.report[name],
            href: hrefOf({ ...asked, report: name, sort: 'all', turned: false, interval: undefined }),
          })),
          ...savedViewTabs(views),
        ]}
      />
      <Shown key={report} asked={asked} views={views} />
    </div>
  );
}

function Shown(props: ReportProps) {
  const { report } = props.asked;
  if (report === 'overview') return <Overview {...props} />;
  if (report === 'activities') return <Activities {...props} />;
  return <Summary {...props} of={report} />;
}
