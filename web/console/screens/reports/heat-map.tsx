import { useId } from 'preact/hooks';
import type { ReportBusiestHours } from '../../../../packages/client/daybook.ts';
import { fill, locale } from '../../core/words.ts';
import { number } from './cells.ts';
import { useWidth } from './use-width.ts';
import { words } from './words.ts';

const left = 40;
const rowPx = 24;
const headPx = 20;

// The first of 2024 was a Monday.
const dayName = (day: number, weekday: 'short' | 'long') =>
  new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + day));
const hourName = (hour: number) =>
  new Intl.DateTimeFormat(locale, { hour: 'numeric', timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1, hour));

/** A week of hours, the darker the more began in them; behind it stands the table of its figures. */
export function HeatMap({ title, days }: { title: string; days: ReportBusiestHours['days'] }) {
  const id = useId();
  const { place, width } = useWidth();
  const most = Math.max(1, ...days.flatMap((day) => day.hours));
  const slot = Math.max(1, (width - left) / 24);
  const every = slot >= 40 ? 2 : slot >= 20 ? 3 : 6;
  return (
    <figure class="chart report-chart">
      <figcaption id={id} class="hidden">
        {title}
      </figcaption>
      <div ref={place}>
        <svg width={width} height={headPx + rowPx * days.length} role="img" aria-labelledby={id}>
          {Array.from({ length: 24 / every }, (_, i) => i * every).map((hour) => (
            <text key={hour} x={left + hour * slot} y={12}>
              {hourName(hour)}
            </text>
          ))}
          {days.map(({ day, hours }, row) => (
            <g key={day}>
              <text x={0} y={headPx + row * rowPx + 16}>
                {dayName(row, 'short')}
              </text>
              {hours.map((count, hour) => (
                <rect
                  key={hour}
                  class={count === 0 ? 'heat none' : 'heat'}
                  x={left + hour * slot}
                  y={headPx + row * rowPx}
                  width={Math.max(1, slot - 2)}
                  height={rowPx - 2}
                  rx={3}
                  {...(count === 0 ? {} : { 'fill-opacity': 0.15 + 0.85 * (count / most) })}
                >
                  <title>{fill(words.busiestCell, { day: dayName(row, 'long'), hour: hourName(hour), count })}</title>
                </rect>
              ))}
            </g>
          ))}
        </svg>
      </div>
      <p class="heat-scale" aria-hidden="true">
        {words.fewer}
        <svg width={90} height={12}>
          {[0.15, 0.36, 0.58, 0.79, 1].map((opacity, i) => (
            <rect key={opacity} class="heat" x={i * 18} width={16} height={12} rx={3} fill-opacity={opacity} />
          ))}
        </svg>
        {words.more}
      </p>
      <details>
        <summary>{words.table}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
        <div class="chart-table" tabIndex={0} role="region" aria-label={title}>
          <table class="plain-table">
            <caption class="hidden">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.hour}</th>
                {days.map(({ day }, i) => (
                  <th key={day} scope="col" class="end">
                    {dayName(i, 'short')}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: 24 }, (_, hour) => (
                <tr key={hour}>
                  <th scope="row">{hourName(hour)}</th>
                  {days.map(({ day, hours }) => (
                    <td key={day} class="end">
                      {number.format(hours[hour]!)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
