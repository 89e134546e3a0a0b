import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { superuser } from './cluster.ts';
import { migrate, migrationNames, UnusableDatabase } from './migrate.ts';
import { statement } from './pool.ts';

const { db, settings, close } = await testDatabase();
test.after(close);

test('a database that is up to date is left as it is, also by several processes at once', async () => {
  const runs = await Promise.all([migrate(settings), migrate(settings), migrate(settings)]);
  const upToDate = { applied: [], bypassesRowSecurity: false };
  assert.deepEqual(runs, [upToDate, upToDate, upToDate]);
});

test('a role that row-level security does not bind is noticed', async () => {
  assert.equal((await migrate({ ...settings, user: superuser })).bypassesRowSecurity, true);
});

test('a database server that is still starting is waited for', async () => {
  const { host, port } = settings as { host: string; port: number };
  let refusals = 2;
  const text = (field: string, value: string) => Buffer.from(`${field}${value}\0`);
  const fields = Buffer.concat([text('S', 'FATAL'), text('C', '57P03'), text('M', 'starting up'), Buffer.from('\0')]);
  const refusal = Buffer.concat([Buffer.from('E'), Buffer.alloc(4), fields]);
  refusal.writeInt32BE(4 + fields.length, 1);
  // In front of the real server, it says what PostgreSQL says while it starts.
  const starting = createServer((socket) => {
    if (refusals-- > 0) {
      socket.once('data', () => socket.end(refusal));
      return;
    }
    const real = connect(`${host}/.s.PGSQL.${port}`);
    socket.pipe(real).pipe(socket);
    real.on('error', () => socket.destroy());
    socket.on('error', () => real.destroy());
  }).listen(0, '127.0.0.1');
  await once(starting, 'listening');
  const { port: here } = starting.address() as AddressInfo;
  assert.deepEqual(await migrate({ ...(settings as object), host: '127.0.0.1', port: here } as typeof settings), {
    applied: [],
    bypassesRowSecurity: false,
  });
  assert.equal(refusals, -1);
  starting.close();
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
