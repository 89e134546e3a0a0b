import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { until } from '../support/processes.ts';
import { testDaybook } from '../support/server.ts';

const server = await testDaybook();

const ready = async () => {
  const response = await fetch(`${server.url}/readyz`);
  return [response.status, await response.json()];
};
const run = (sql: string) => server.db.system((tx) => tx.run(statement(sql)));

test('/healthz says that the process lives, /readyz that the database is there, migrated and takes changes', async () => {
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
  assert.deepEqual(await ready(), [200, { status: 'ready' }]);
});

test('a database that lacks a migration of this code is not ready', async () => {
  await run(`update migrations set name = name || '-gone' where name like '0001-%'`);
  assert.deepEqual(await ready(), [503, { status: 'unavailable', reason: 'schema' }]);
  await run(`update migrations set name = replace(name, '-gone', '')`);
  assert.deepEqual(await ready(), [200, { status: 'ready' }]);
});

test('a database that takes no changes is not ready, though it answers', async () => {
  await run(
    `do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$`,
  );
  // Only new connections heed it.
  await run(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await until('it says so', async () => {
    const [status, body] = await ready();
    return status === 503 && (body as { reason: string }).reason === 'read_only';
  });
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
});
