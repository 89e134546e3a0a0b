import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { go } from '../../core/router.ts';
import { number } from './cells.ts';
import { useWidth } from './use-width.ts';
import { words } from './words.ts';

export interface Series {
  id: string;
  label: string;
}

export interface Bar {
  /** Below the axis, where there is room for it. */
  label: string;
  /** In the table and when it is pointed at. */
  name: string;
  /** One number for each series. */
  values: readonly number[];
  /** Where its activities are. */
  href: string;
}

export interface StackedChartProps {
  title: string;
  head: string;
  series: readonly Series[];
  bars: readonly Bar[];
}

const height = 220;
const left = 44;
const top = 12;

/** A step of 1, 2 or 5 times a power of ten, of which about four make the whole. */
function stepFor(most: number): number {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough)!;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Bars over time, each a stack of states, drawn at the width that there is. What is pointed at is read out above it; behind it
 * stands the table of its figures, for those who do not see it and for those who want them exactly.
 */
export function StackedChart({ title, head, series, bars }: StackedChartProps) {
  const id = useId();
  const { place, width } = useWidth();
  const pointed = useSignal<number | undefined>(undefined);
  const inner = Math.max(1, width - left - 4);
  const step = stepFor(Math.max(1, ...bars.map((bar) => sum(bar.values))));
  const most = Math.max(step, ...bars.map((bar) => Math.ceil(sum(bar.values) / step) * step));
  const y = (value: number) => top + height - (value / most) * height;
  const slot = inner / Math.max(1, bars.length);
  const barWidth = Math.max(1, Math.min(34, slot * 0.72));
  const x = (index: number) => left + (index + 0.5) * slot;
  const every = Math.max(1, Math.ceil(bars.length / Math.max(2, Math.floor(inner / 72))));
  const now = pointed.value === undefined ? undefined : bars[pointed.value];
  const barAt = (event: MouseEvent & { currentTarget: SVGElement }) => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left - left;
    return at < 0 || at >= inner ? undefined : Math.floor(at / slot);
  };
  return (
    <figure class="chart report-chart">
      <figcaption id={id} class="hidden">
        {title}
      </figcaption>
      <p class="chart-reading" aria-hidden="true">
        {now === undefined ? (
          <span class="soft">{words.pick}</span>
        ) : (
          <>
            <span class="strong">
              {now.name}: {number.format(sum(now.values))}
            </span>
            {series.map(
              (each, i) =>
                now.values[i]! > 0 && (
                  <span key={each.id} class="key">
                    <span class={`swatch ${each.id}`} /> {each.label} {number.format(now.values[i]!)}
                  </span>
                ),
            )}
          </>
        )}
      </p>
      <div ref={place}>
        <svg
          width={width}
          height={height + top + 28}
          role="img"
          aria-labelledby={id}
          onMouseMove={(event) => {
            pointed.value = barAt(event);
          }}
          onMouseLeave={() => {
            pointed.value = undefined;
          }}
          onClick={(event) => {
            const bar = bars[barAt(event) ?? -1];
            if (bar !== undefined) go(bar.href);
          }}
        >
          {Array.from({ length: most / step + 1 }, (_, i) => i * step).map((value) => (
            <g key={value} class="chart-line">
              <line x1={left} x2={left + inner} y1={y(value)} y2={y(value)} />
              <text x={left - 10} y={y(value) + 4} text-anchor="end">
                {number.format(value)}
              </text>
            </g>
          ))}
          {bars.map((bar, i) => (
            <g key={bar.name} class={pointed.value === i ? 'bar-stack pointed' : 'bar-stack'}>
              <rect class="bar-ground" x={x(i) - slot / 2} width={slot} y={top} height={height} />
              {series.map((each, s) => {
                const below = sum(bar.values.slice(0, s));
                const value = bar.values[s]!;
                return (
                  value > 0 && (
                    <rect
                      key={each.id}
                      class={`fill ${each.id}`}
                      x={x(i) - barWidth / 2}
                      width={barWidth}
                      y={y(below + value)}
                      height={Math.max(1, y(below) - y(below + value) - (below > 0 ? 1 : 0))}
                      rx={barWidth > 6 ? 2 : 0}
                    />
                  )
                );
              })}
              {i % every === 0 && (
                <text x={x(i)} y={top + height + 20} text-anchor="middle">
                  {bar.label}
                </text>
              )}
            </g>
          ))}
        </svg>
      </div>
      <ul class="legend" aria-hidden="true">
        {series.map((each) => (
          <li key={each.id} class="key">
            <span class={`swatch ${each.id}`} /> {each.label}
          </li>
        ))}
      </ul>
      <details>
        <summary>{words.table}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
        <div class="chart-table" tabIndex={0} role="region" aria-label={title}>
          <table class="plain-table">
            <caption class="hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{head}</th>
                {series.map((each) => (
                  <th key={each.id} scope="col" class="end">
                    {each.label}
                  </th>
                ))}
                <th scope="col" class="end">
                  {words.inAll}
                </th>
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.name}>
                  <th scope="row">
                    <a href={bar.href}>{bar.name}</a>
                  </th>
                  {series.map((each, i) => (
                    <td key={each.id} class="end">
                      {number.format(bar.values[i]!)}
                    </td>
                  ))}
                  <td class="end">{number.format(sum(bar.values))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
