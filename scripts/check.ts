import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openApiDocument } from '../src/http/openapi.ts';
import { allRoutes } from '../src/routes.ts';
import { version } from '../src/version.ts';
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
const noSecrets = () => {
  throw new Error('The document needs no secrets');
};
const routes = allRoutes({
  allowed: { allows: () => false },
  mostUsers: 0,
  seal: { seal: noSecrets, open: noSecrets },
});
writeFileSync(
  file,
  JSON.stringify(openApiDocument(routes, { serverUrl: 'https://daybook.example.com', version }), null, 2),
);
run('OpenAPI document', 'node_modules/.bin/redocly', ['lint', '--config', 'scripts/redocly.yaml', file]);
rmSync(folder, { recursive: true });

process.stdout.write('docs up to date … ');
const page = readFileSync('docs/self-hosting.md', 'utf8');
if (page.includes(settingsTable())) process.stdout.write('ok\n');
else {
  process.stdout.write(
    'FAILED\ndocs/self-hosting.md: run `node scripts/settings-table.ts` to bring its table of settings up to date.\n',
  );
  failures.push('docs up to date');
}

if (failures.length > 0) {
  process.stdout.write(`\n${failures.length} failed: ${failures.join(', ')}\n`);
  process.exit(1);
}
