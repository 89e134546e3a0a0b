import type { ReportTotals } from '../../../../packages/client/daybook.ts';
import { Loading } from '../../parts/states.tsx';
import { number, percent } from './cells.ts';
import { useTotals } from './data.ts';
import type { Asked } from './state.ts';
import { words } from './words.ts';

/** A number that a report begins with. */
export function Figure({ label, value, hint }: { label: string; value: string; hint?: string | undefined }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
      {hint !== undefined && <dd class="hint">{hint}</dd>}
    </div>
  );
}

export function figuresOf(totals: ReportTotals, by: Asked['by']) {
  const states = ['scheduled', 'rescheduled', 'completed', 'canceled', 'no_show'] as const;
  const shown = by === 'creation' ? (['all', 'requested', ...states] as const) : (['all', ...states] as const);
  return [
    ...shown.map((count) => ({ label: words.count[count], value: number.format(totals[count]) })),
    { label: words.noShowRate, value: percent(totals.no_show_rate) },
  ];
}

/** How many activities there are of each state. */
export function Totals({ asked }: { asked: Asked }) {
  const totals = useTotals(asked);
  if (totals.loading) return <Loading rows={1} />;
  // What could not be counted could not be listed either; the list below says why.
  if (totals.data === undefined) return null;
  return (
    <dl class="figures" aria-label={words.totals} tabIndex={0}>
      {figuresOf(totals.data, asked.by).map((figure) => (
        <Figure key={figure.label} {...figure} />
      ))}
    </dl>
  );
}
