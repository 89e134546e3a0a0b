/**
 * Every performance figure that we claim: `npm run bench`, or some of it with `npm run bench -- slots reads`. Each figure is
 * a ratio to a baseline of the same run, since figures of different machines and hours cannot be compared.
 *   --quick      shorter rounds and less data: shows that it works
 *   --json FILE  writes the rows as JSON too
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { deliveries } from './deliveries.ts';
import { latency, neighbours, oldRows, replaying } from './engine.ts';
import { lists } from './lists.ts';
import type { BenchOptions } from './options.ts';
import { overhead } from './overhead.ts';
import { pages } from './pages.ts';
import { reads } from './reads.ts';
import { reports } from './reports.ts';
import { retention } from './retention.ts';
import type { Row } from './row.ts';
import { schedules } from './schedule.ts';
import { slots } from './slots.ts';
import { startup } from './startup.ts';

const benches: Record<string, (options: BenchOptions) => Promise<Row[]>> = {
  slots,
  reads,
  overhead,
  schedule: schedules,
  lists,
  deliveries,
  latency,
  neighbours,
  replaying,
  oldRows,
  retention,
  reports,
  pages,
  startup,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
});
const unknown = positionals.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

const all: (Row & { bench: string })[] = [];
for (const [bench, run] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(bench)) continue;
  const begin = performance.now();
  const rows = await run({ quick: values.quick });
  all.push(...rows.map((row) => ({ bench, ...row })));
  console.log(`\n${bench} (${Math.round((performance.now() - begin) / 1000)} s)`);
  console.table(rows.map(shown));
}
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(all, null, 2)}\n`);
const failed = all.filter((row) => row.pass === false);
console.log(failed.length === 0 ? '\nEvery target is met.' : `\nMissed: ${failed.map((row) => row.name).join('; ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

function shown(row: Row) {
  return {
    name: row.name,
    figure: `${rounded(row.value)} ${row.unit}`,
    baseline: row.baseline ?? '',
    ratio: row.ratio === undefined ? '' : rounded(row.ratio),
    target: row.target ?? '',
    result: row.pass === undefined ? '' : row.pass ? 'pass' : 'FAIL',
  };
}

/** Three digits that count. */
function rounded(value: number): number {
  return value >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}
