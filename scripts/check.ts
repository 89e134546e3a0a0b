import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { document } from '../test/support/document.ts';
import { staleClientFiles } from './client.ts';
import { staleSamples } from './embed-samples.ts';
import { baseline, breaks, contractOf } from './openapi-baseline.ts';
import { settingsTable } from './settings-table.ts';

/** Everything that is checked beside the tests: format and lint, types, the OpenAPI document, generated docs. */
const failures: string[] = [];

function run(name: string, command: string, args: string[]): void {
  process.stdout.write(`${name} … `);
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', REDOCLY_TELEMETRY: 'off' },
  });
  const good = result.status === 0;
  process.stdout.write(good ? 'ok\n' : 'FAILED\n');
  if (good) return;
  failures.push(name);
  process.stdout.write(`${result.stdout}${result.stderr}\n`);
}

run('format and lint', 'node_modules/.bin/biome', ['ci', '--error-on-warnings', '.']);
run('types', 'node_modules/.bin/tsc', ['--noEmit', '-p', '.']);

const folder = mkdtempSync(path.join(tmpdir(), 'daybook-check-'));
const file = path.join(folder, 'openapi.json');
writeFileSync(file, JSON.stringify(document, null, 2));
run('OpenAPI document', 'node_modules/.bin/redocly', ['lint', '--config', 'scripts/redocly.yaml', file]);
rmSync(folder, { recursive: true });

/** Says whether all is well, and if not, what to do. */
function judge(name: string, complaints: readonly string[]): void {
  process.stdout.write(`${name} … ${complaints.length === 0 ? 'ok' : `FAILED\n${complaints.join('\n')}`}\n`);
  if (complaints.length > 0) failures.push(name);
}

const broken = breaks(baseline(), contractOf(document));
judge(
  'promises to clients kept',
  broken.length === 0
    ? []
    : [...broken, 'If clients may break on this, run `node scripts/openapi-baseline.ts` and say so in CHANGELOG.md.'],
);

const stale = staleClientFiles();
judge('client up to date', stale.length === 0 ? [] : [`${stale.join(', ')}: run \`node scripts/client.ts\`.`]);

const page = readFileSync('docs/self-hosting.md', 'utf8');
judge('docs up to date', [
  ...(page.includes(settingsTable())
    ? []
    : ['docs/self-hosting.md: run `node scripts/settings-table.ts` to bring its table of settings up to date.']),
  ...staleSamples().map((file) => `${file}: run \`node scripts/embed-samples.ts\` to bring its samples up to date.`),
]);

if (failures.length > 0) {
  process.stdout.write(`\n${failures.length} failed: ${failures.join(', ')}\n`);
  process.exit(1);
}
