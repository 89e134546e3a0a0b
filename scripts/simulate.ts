/**
 * Runs the delivery engine's decisions through simulated years of outages and killed processes, and fails at the first broken
 * promise with the seed that shows it again: `npm run simulate -- --years 1000 --seed 1`.
 */
import { parseArgs } from 'node:util';
import { newReport, simulateYear } from '../test/simulation/world.ts';

const { values } = parseArgs({
  options: { years: { type: 'string', default: '10' }, seed: { type: 'string' } },
});
const years = Number(values.years);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const report = newReport();
const begin = performance.now();
for (let i = 0; i < years; i++) {
  try {
    simulateYear(seed + i, report);
  } catch (error) {
    process.stderr.write(`${(error as Error).stack}\nAgain: npm run simulate -- --years 1 --seed ${seed + i}\n`);
    process.exit(1);
  }
}
const seconds = Math.round((performance.now() - begin) / 1000);
process.stdout.write(`${JSON.stringify({ seed, seconds, ...report }, null, 2)}\n`);
