import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sharedServerVariable, startTestServer } from '../test/support/database.ts';
import { seenFileVariable, unseen } from '../test/support/document.ts';

/** Runs every test, or the files named on the command line, against one PostgreSQL made for the run. */
const named = process.argv.slice(2);
const files = named.length > 0 ? named : globSync(['src/**/*.test.ts', 'test/**/*.test.ts']).sort(slowestFirst);

/** Faults and browsers take longest; begun first, they do not leave the others waiting at the end. */
function slowestFirst(a: string, b: string): number {
  const rank = (file: string) => (/^test\/(faults|browser)\//.test(file) ? 0 : file.startsWith('test/') ? 1 : 2);
  return rank(a) - rank(b) || a.localeCompare(b);
}

const server = await startTestServer();
const { admin, template } = server;
const seenFolder = mkdtempSync(path.join(tmpdir(), 'daybook-seen-'));
const seenFile = path.join(seenFolder, 'answers');
writeFileSync(seenFile, '');
const tests = spawn(process.execPath, ['--test', '--test-concurrency=3', '--test-reporter=spec', ...files], {
  stdio: 'inherit',
  env: {
    ...process.env,
    [sharedServerVariable]: JSON.stringify({ admin, template }),
    [seenFileVariable]: seenFile,
  },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => tests.kill(signal));
tests.on('exit', async (code) => {
  await server.stop();
  // What the document promises must have been seen; a run of single files cannot have seen it all.
  const missing = named.length > 0 ? [] : unseen(seenFile);
  rmSync(seenFolder, { recursive: true });
  if (missing.length > 0) process.stdout.write(`No test saw these answers of the API:\n  ${missing.join('\n  ')}\n`);
  process.exit(code === 0 && missing.length > 0 ? 1 : (code ?? 1));
});
