import { number } from './cells.ts';

export interface Rank {
  id: string;
  name: string;
  count: number;
  /** Said behind the number, such as a rate. */
  more?: string;
  /** Where its activities are. */
  href?: string;
}

/** What there is most of, as a table whose bars are the picture. */
export function Ranking({ title, heads, rows }: { title: string; heads: readonly string[]; rows: readonly Rank[] }) {
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <table class="ranking">
      <caption class="hidden">{title}</caption>
      <thead>
        <tr>
          {heads.map((head, i) => (
            <th key={head} scope="col" class={i === 0 ? undefined : 'end'}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {row.href === undefined ? row.name : <a href={row.href}>{row.name}</a>}
              <span class="ranking-bar" aria-hidden="true" style={{ '--part': `${(row.count / most) * 100}%` }} />
            </th>
            <td>{number.format(row.count)}</td>
            {row.more !== undefined && <td class="soft">{row.more}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
