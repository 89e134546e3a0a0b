/**
 * Storms for as long as it takes to write so many events through so many kills, and fails if anything that was acknowledged is
 * lost, anything is made up, or more than one delivery in a thousand comes twice: `npm run faults -- --events 100000 --kills 50`.
 */
import { parseArgs } from 'node:util';
import { type Fault, faults, storm } from '../test/faults/storm.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    kills: { type: 'string', default: '50' },
    seed: { type: 'string' },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const kills: Fault[] = Array.from({ length: Number(values.kills) }, (_, i) => (i % 2 ? 'kill postgres' : 'kill app'));
const others = faults.filter((fault) => !fault.startsWith('kill'));
// Every fifth kill is followed by something else.
const course = kills.flatMap((kill, i) => (i % 5 === 4 ? [kill, others[((i - 4) / 5) % others.length]!] : [kill]));
const say = (line: string) => process.stderr.write(`${line}\n`);
say(`seed ${seed}`);
const report = await storm({ seed, bookings: Number(values.events) / 2, faults: course, say });
const share = report.duplicates / (2 * report.events);
process.stdout.write(`${JSON.stringify({ seed, ...report, duplicateShare: share }, null, 2)}\n`);
if (share > 0.001) say(`More than one delivery in a thousand came twice: ${share}`);
process.exit(share > 0.001 ? 1 : 0);
