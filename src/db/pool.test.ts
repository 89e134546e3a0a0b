import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../test/support/database.ts';
import { parseTimestamp, statement } from './pool.ts';

const { db, close } = await testDatabase();
test.after(close);

const insertAccount = statement(
  `insert into accounts (account_id, name, email, timezone, creation_time) values ($1, $1, $1, 'UTC', $2)`,
);
const accountIds = statement<{ account_id: string }>('select account_id from accounts order by account_id');

test('a time comes back with the millisecond it was stored with', async () => {
  const back = statement<{ at: number }>('select $1::timestamptz(3) as at');
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -2_000_000_000_000, max: 4_000_000_000_000 }), async (instant) => {
      const row = await db.system((tx) => tx.one(back, [new Date(instant)]));
      assert.equal(row?.at, instant);
    }),
    { numRuns: 50 },
  );
  assert.equal(parseTimestamp('2026-11-24 06:10:16.5+00'), Date.parse('2026-11-24T06:10:16.500Z'));
});

test('an account sees its own rows even through a query that forgot to ask for them alone', async () => {
  await db.system(async (tx) => {
    for (const id of ['ACC-ONE', 'ACC-TWO']) await tx.run(insertAccount, [id, new Date()]);
  });
  const seen = await db.read('ACC-ONE', (tx) => tx.rows(accountIds));
  assert.deepEqual(seen, [{ account_id: 'ACC-ONE' }]);
  const stranger = await db.read('ACC-NONE', (tx) => tx.rows(accountIds));
  assert.deepEqual(stranger, []);
});

test('an account cannot write a row of another', async () => {
  await assert.rejects(
    db.transaction('ACC-ONE', (tx) => tx.run(insertAccount, ['ACC-THREE', new Date()])),
    /row-level security/,
  );
});

test('what a failed transaction wanted done after its commit is not done', async () => {
  let done = 0;
  await assert.rejects(
    db.system(async (tx) => {
      tx.afterCommit(() => done++);
      throw new Error('no');
    }),
    /no/,
  );
  await db.system(async (tx) => tx.afterCommit(() => done++));
  assert.equal(done, 1);
});

test('two transactions that lock each other out both succeed in the end', async () => {
  const touch = statement('update accounts set name = name where account_id = $1');
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const crossed = (one: string, other: string, mine: PromiseWithResolvers<void>, theirs: PromiseWithResolvers<void>) =>
    db.system(async (tx) => {
      await tx.run(touch, [one]);
      mine.resolve();
      await theirs.promise;
      await tx.run(touch, [other]);
    });
  await Promise.all([crossed('ACC-ONE', 'ACC-TWO', first, second), crossed('ACC-TWO', 'ACC-ONE', second, first)]);
});

test('a transaction fails with what failed first, though a statement after it is heard of sooner', async () => {
  const later = async (failing: Promise<unknown>) => {
    try {
      await failing;
    } catch (error) {
      await new Promise((resolve) => setImmediate(resolve));
      throw error;
    }
  };
  const work = db.system(async (tx) => {
    await Promise.all([later(tx.run(statement('select 1 / 0'))), tx.run(statement('select 1'))]);
  });
  await assert.rejects(work, { code: '22012' });
});

test('a transaction whose failure nobody looked at fails with it when it is to be committed', async () => {
  const work = db.system(async (tx) => {
    tx.run(statement('select 1 / 0')).catch(() => {});
  });
  await assert.rejects(work, { code: '22012' });
});
