import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { place } from '../../core/router.ts';
import type { ScreenProps } from '../../core/screens.ts';
import { me } from '../../core/session.ts';
import { dateAndTime } from '../../core/time.ts';
import { fill } from '../../core/words.ts';
import { Icon } from '../../parts/icon.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { words as bookingWords } from '../bookings/words.ts';
import { type ActivityColumn, type Cell, textOf } from './cells.ts';
import { activitySheet, type Sheet, summarySheet, useNarrowedNames, useTotals } from './data.ts';
import { type Asked, hrefOf, keyOf, narrowings, readAsked } from './state.ts';
import { daysText } from './toolbar.tsx';
import { figuresOf } from './totals.tsx';
import { words } from './words.ts';

/** More than anybody puts on paper. */
const mostRows = 2000;

const usual: readonly ActivityColumn[] = ['starting_time', 'customer_name', 'subject', 'status', 'host_name'];

function sheetOf(asked: Asked, columns: readonly ActivityColumn[]): Sheet {
  const { report } = asked;
  return report === 'overview' || report === 'activities' ? activitySheet(asked, columns) : summarySheet(asked, report);
}

/** A report on paper: all of its rows, what it was asked for, and when. */
export default function PrintedReport(_props: ScreenProps) {
  const { query } = place.value;
  const asked = readAsked(query);
  const names = Object.keys(words.column) as ActivityColumn[];
  const chosen = query
    .get('columns')
    ?.split(',')
    .filter((name) => names.includes(name as ActivityColumn));
  const columns = chosen === undefined || chosen.length === 0 ? usual : (chosen as ActivityColumn[]);
  const key = `${keyOf(asked)} ${asked.report} ${asked.sort} ${asked.turned} ${columns}`;
  const sheet = useMemo(() => sheetOf(asked, columns), [key]);
  const { rows, error, done, again } = useRows(sheet);
  return (
    <div class="printed">
      <header class="screen-head">
        <div>
          <h1>{fill(words.printTitle, { report: words.report[asked.report], range: daysText(asked) })}</h1>
          <p class="soft">{[me().account.name, dateAndTime(Date.now()), ...useFilterTexts(asked)].join(' · ')}</p>
        </div>
        <div class="screen-actions">
          <a class="button quiet" href={hrefOf(asked)}>
            <Icon name="back" turn /> {words.back}
          </a>
          <button type="button" class="primary" disabled={!done} onClick={() => print()}>
            <Icon name="print" /> {words.print}
          </button>
        </div>
      </header>
      <PrintedTotals asked={asked} />
      {error !== undefined && <Failure error={error} retry={again} />}
      {!done && error === undefined && (
        <>
          <p class="printed-note" role="status">
            {fill(words.printing, { count: rows.length })}
          </p>
          <Loading />
        </>
      )}
      {done && rows.length >= mostRows && (
        <p class="printed-note">{fill(words.printTruncated, { count: rows.length })}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <div class="printed-table" tabIndex={0} role="region" aria-label={words.report[asked.report]}>
        <table class="plain-table">
          <thead>
            <tr>
              {sheet.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {done &&
              rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, column) => (
                    <td key={sheet.heads[column]} class={typeof cell === 'number' ? 'tabular' : undefined}>
                      {textOf(cell)}
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function PrintedTotals({ asked }: { asked: Asked }) {
  const { data } = useTotals(asked);
  if (data === undefined) return null;
  return (
    <dl class="printed-totals">
      {figuresOf(data, asked.by).map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a report is narrowed to, in words. */
function useFilterTexts(asked: Asked): string[] {
  const nameOf = useNarrowedNames(asked);
  const narrowed = narrowings.filter((name) => asked.narrowed[name] !== undefined);
  return [
    `${words.by} ${words.byName[asked.by]}`,
    ...asked.status.map((status) => bookingWords.statuses[status]),
    ...narrowed.map((name) => `${words.narrowing[name]}: ${nameOf(name)}`),
  ];
}

/** The rows of a sheet up to what paper holds. */
function useRows(sheet: Sheet) {
  const rows = useSignal<readonly Cell[][]>([]);
  const error = useSignal<unknown>(undefined);
  const done = useSignal(false);
  const turn = useSignal(0);
  useEffect(() => {
    let left = false;
    rows.value = [];
    done.value = false;
    error.value = undefined;
    const read = async () => {
      for await (const page of sheet.pages()) {
        if (left) return;
        rows.value = [...rows.value, ...page].slice(0, mostRows);
        if (rows.value.length >= mostRows) break;
      }
      done.value = true;
    };
    read().catch((failed) => {
      if (!left) error.value = failed;
    });
    return () => {
      left = true;
    };
  }, [sheet, turn.value]);
  const again = () => {
    turn.value++;
  };
  return { rows: rows.value, error: error.value, done: done.value, again };
}
