import { useId } from 'preact/hooks';
import { inLanguage, locale } from '../core/words.ts';

const words = inLanguage({ en: { table: 'Show as a table' }, de: { table: 'Als Tabelle zeigen' } });

export interface Point {
  label: string;
  value: number;
}

export interface ChartProps {
  /** What it shows; also the caption of its table. */
  title: string;
  /** Heads of the table's two columns. */
  heads: readonly [string, string];
  points: readonly Point[];
  kind?: 'bars' | 'line';
}

const width = 640;
const height = 200;
const number = new Intl.NumberFormat(locale);

/** A step of 1, 2 or 5 times a power of ten, of which about four make the whole. */
function stepFor(most: number): number {
  const rough = Math.max(1, most / 4);
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= rough)!;
}

/** Bars or a line over time, drawn without script's help at sizes from a phone's to a desktop's; behind it stands the table of its figures. */
export function Chart({ title, heads, points, kind = 'bars' }: ChartProps) {
  const id = useId();
  const most = Math.max(1, ...points.map((point) => point.value));
  const step = stepFor(most);
  const top = Math.ceil(most / step) * step;
  const y = (value: number) => height - (value / top) * height;
  const slot = width / Math.max(1, points.length);
  const x = (index: number) => (index + 0.5) * slot;
  const lines = Array.from({ length: top / step + 1 }, (_, i) => i * step);
  const every = Math.max(1, Math.ceil(points.length / 8));
  return (
    <figure class="chart">
      <figcaption id={id}>{title}</figcaption>
      <svg viewBox={`-44 -12 ${width + 56} ${height + 40}`} role="img" aria-labelledby={id}>
        {lines.map((value) => (
          <g key={value} class="chart-line">
            <line x1={0} x2={width} y1={y(value)} y2={y(value)} />
            <text x={-10} y={y(value) + 4} text-anchor="end">
              {number.format(value)}
            </text>
          </g>
        ))}
        {kind === 'line' && (
          <polyline class="chart-trace" points={points.map((point, i) => `${x(i)},${y(point.value)}`).join(' ')} />
        )}
        {points.map((point, i) => (
          <g key={point.label} class="chart-point">
            <title>{`${point.label}: ${number.format(point.value)}`}</title>
            {kind === 'bars' ? (
              <rect
                x={x(i) - Math.min(16, slot * 0.36)}
                width={Math.min(32, slot * 0.72)}
                y={y(point.value)}
                height={height - y(point.value)}
                rx={2}
              />
            ) : (
              <circle cx={x(i)} cy={y(point.value)} r={3} />
            )}
            {i % every === 0 && (
              <text x={x(i)} y={height + 20} text-anchor="middle">
                {point.label}
              </text>
            )}
          </g>
        ))}
      </svg>
      <details>
        <summary>{words.table}</summary>
        <table class="plain-table">
          <caption class="hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{heads[0]}</th>
              <th scope="col" class="end">
                {heads[1]}
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.label}>
                <th scope="row">{point.label}</th>
                <td class="end">{number.format(point.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
