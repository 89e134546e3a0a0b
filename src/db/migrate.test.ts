import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { migrate, migrationNames, UnusableDatabase } from './migrate.ts';
import { statement } from './pool.ts';

const { db, settings, close } = await testDatabase();
test.after(close);

test('a database that is up to date is left as it is, also by several processes at once', async () => {
  const runs = await Promise.all([migrate(settings), migrate(settings), migrate(settings)]);
  assert.deepEqual(runs, [{ applied: [] }, { applied: [] }, { applied: [] }]);
});

test('a database that a newer Daybook has touched is refused', async () => {
  await db.system((tx) => tx.run(statement(`insert into migrations (name, checksum) values ('9999-future', 'x')`)));
  await assert.rejects(
    migrate(settings),
    (error) => error instanceof UnusableDatabase && /newer Daybook.*9999-future/.test(error.message),
  );
  await db.system((tx) => tx.run(statement(`delete from migrations where name = '9999-future'`)));
});

test('a migration that was changed after it ran stops the start', async () => {
  const [first] = await migrationNames();
  const checksum = statement('update migrations set checksum = $2 where name = $1');
  await db.system((tx) => tx.run(checksum, [first, 'other']));
  await assert.rejects(
    migrate(settings),
    (error) => error instanceof UnusableDatabase && /was changed/.test(error.message),
  );
});

test('a database that cannot be reached is said to be just that', async () => {
  await assert.rejects(
    migrate({ ...settings, database: 'nowhere' }),
    (error) => error instanceof UnusableDatabase && /cannot connect.*nowhere/.test(error.message),
  );
});

test('every table that belongs to accounts is keyed by the account first, and guarded', async () => {
  const keys = statement<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_index i join pg_class c on c.oid = i.indrelid
     join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where i.indisprimary and c.relnamespace = 'public'::regnamespace and c.relname not like 'attempts_%'`,
  );
  const rows = await db.system((tx) => tx.rows(keys));
  assert.deepEqual(
    rows.filter((row) => row.column !== 'account_id').map((row) => row.table),
    ['migrations'],
  );
  const unguarded = statement<{ table: string }>(
    `select relname as table from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
     and not relispartition and not (relrowsecurity and relforcerowsecurity)`,
  );
  assert.deepEqual(await db.system((tx) => tx.rows(unguarded)), [{ table: 'migrations' }]);
});
