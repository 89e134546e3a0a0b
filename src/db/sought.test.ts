import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../test/support/database.ts';
import { type KeysetPage, timeBounds } from './keyset.ts';
import { type Statement, statement } from './pool.ts';
import { type Lookup, type Sought, soughtPage } from './sought.ts';

// Twelve thousand notes, a second apart. What they say is known: words that many have and few, and some that only old notes have.
const database = await testDatabase();
const { db } = database;
after(() => database.close());
const accountId = 'ACC-1';
const total = 12_000;
const run = (sql: string) => db.transaction(accountId, (tx) => tx.run(statement(sql) as Statement<unknown>));
const says: Record<string, string> = {
  all: 'true',
  half: 'n % 2 = 0',
  old: 'n <= 5000',
  older: 'n <= 2500',
  tenth: 'n % 10 = 3',
  rare: 'n % 1700 = 5',
  newest: `n > ${total - 40}`,
  none: 'false',
};
await run(
  `create table notes (account_id text, id text, creation_time timestamptz(3), deleted_time timestamptz(3), kind int, said text,
     changed_time timestamptz(3), primary key (account_id, id))`,
);
await run(
  `insert into notes select '${accountId}', 'N-' || lpad(n::text, 5, '0'), to_timestamp(1700000000 + n / 3), case when n % 50 = 7 then now() end, n % 4,
     ' ' || concat_ws(' ', ${Object.entries(says).map(([word, when]) => `case when ${when} then '${word}' end`)}) || ' ', to_timestamp(1700000000 + n)
   from generate_series(1, ${total}) n`,
);
await run(`create table note_words (account_id text, word text collate "C", creation_time timestamptz(3), note_id text,
  primary key (account_id, word, creation_time, note_id))`);
await run(
  `insert into note_words select account_id, word, creation_time, id from notes, string_to_table(btrim(said), ' ') word`,
);
await run('create index notes_listed on notes (account_id, creation_time, id) where deleted_time is null');

const withWord = 'select creation_time, note_id as id from note_words where account_id = $1 and';
const word = (text: string): Sought => {
  const endings = Object.keys(says).filter((each) => each.startsWith(text));
  const exact = (each: string): Lookup => ({ sql: `${withWord} word = ?`, values: [each], ordered: true });
  const range: Lookup = { sql: `${withWord} word >= ? and word < ?`, values: [text, `${text}\u{10ffff}`] };
  return {
    condition: { sql: 'said like ?', values: [`% ${text}%`] },
    lookup: text.length === 2 ? { any: endings.map(exact) } : text in says && text !== 'old' ? exact(text) : range,
  };
};
const together = (how: 'all' | 'any', parts: Sought[]): Sought => {
  const lookups = parts.map((part) => part.lookup);
  const sign = how === 'all' ? ' and ' : ' or ';
  return {
    condition: {
      sql: `(${parts.map((part) => part.condition.sql).join(sign)})`,
      values: parts.flatMap((part) => part.condition.values),
    },
    lookup: (how === 'all' ? { all: lookups } : { any: lookups }) as Lookup,
  };
};

interface Note {
  id: string;
  creation_time: number;
  kind: number;
  said: string;
  changed_time: number;
}
const living = statement<Note>(
  'select id, creation_time, kind, said, changed_time from notes where account_id = $1 and deleted_time is null order by creation_time desc, id desc',
);
const notes = await db.read(accountId, (tx) => tx.rows(living, [accountId]));

type Wish = { words: string } | { how: 'all' | 'any'; of: Wish[] };
const soughtBy = (wish: Wish): Sought =>
  'words' in wish ? word(wish.words) : together(wish.how, wish.of.map(soughtBy));
const fulfils = (wish: Wish, note: Note): boolean => {
  if ('words' in wish) return note.said.includes(` ${wish.words}`);
  return wish.how === 'all'
    ? wish.of.every((each) => fulfils(each, note))
    : wish.of.some((each) => fulfils(each, note));
};

interface Question {
  wish: Wish;
  kind: number | undefined;
  changedBefore: number | undefined;
  /** Epoch seconds. */
  createdBefore: number | undefined;
  limit: number;
}
const page = (question: Question, cursor: { after?: string; before?: string } = {}): Promise<KeysetPage<Note>> => {
  const { wish, kind, changedBefore, createdBefore, limit } = question;
  const filters = [
    ...(kind === undefined ? [] : [{ sql: 'kind = ?', values: [kind] }]),
    ...timeBounds('changed_time', undefined, changedBefore === undefined ? undefined : changedBefore * 1000),
    ...timeBounds('creation_time', undefined, createdBefore === undefined ? undefined : createdBefore * 1000),
  ];
  const query = {
    table: 'notes',
    columns: 'id, creation_time, kind, said, changed_time',
    times: ['changed_time'],
    accountId,
    filters,
    limit,
    ...cursor,
  };
  return db.read(accountId, (tx) => soughtPage<Note>(tx, query, soughtBy(wish)));
};
const expected = ({ wish, kind, changedBefore, createdBefore }: Question) =>
  notes.filter(
    (note) =>
      fulfils(wish, note) &&
      (kind === undefined || note.kind === kind) &&
      (changedBefore === undefined || note.changed_time < changedBefore * 1000) &&
      (createdBefore === undefined || note.creation_time < createdBefore * 1000),
  );
const idsOf = (found: readonly { id: string }[]) => found.map((each) => each.id);

/** The same page out of the whole list. */
function cut(question: Question, cursor: { after?: string; before?: string }) {
  const all = idsOf(expected(question));
  const at = idsOf(notes).indexOf(cursor.after ?? cursor.before ?? '');
  const order = new Map(idsOf(notes).map((id, i) => [id, i]));
  const older = all.filter((id) => at < 0 || order.get(id)! > at);
  const newer = all.filter((id) => order.get(id)! < at);
  const { limit } = question;
  if (cursor.before === undefined) {
    const rows = older.slice(0, limit);
    const behind = at >= 0 && rows.length > 0 && older.length < all.length;
    return { rows, older: older.length > limit, newer: behind, backwards: false };
  }
  const rows = newer.slice(-limit);
  return { rows, newer: newer.length > limit, older: rows.length > 0 && newer.length < all.length, backwards: true };
}

const leaf = fc.constantFrom(...Object.keys(says), 'ol', 'ne', 'a', 'n', 'nobody').map((words): Wish => ({ words }));
const { wish } = fc.letrec<{ wish: Wish; part: Wish }>((tie) => ({
  wish: fc.oneof({ maxDepth: 2 }, leaf, tie('part')),
  part: fc.record({ how: fc.constantFrom('all', 'any'), of: fc.array(tie('wish'), { minLength: 2, maxLength: 3 }) }),
}));
const question = fc.record({
  wish,
  kind: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }),
  changedBefore: fc.option(fc.constantFrom(1_700_000_000, 1_700_001_000, 1_700_004_000, 1_700_011_000), {
    nil: undefined,
    freq: 3,
  }),
  createdBefore: fc.option(fc.constantFrom(1_700_000_500, 1_700_003_500), { nil: undefined, freq: 3 }),
  limit: fc.constantFrom(1, 10, 100),
});

test('a page of what is searched for is the page of the whole list, however frequent it is and wherever it lies', async () => {
  const cursors = fc.option(fc.tuple(fc.constantFrom('after' as const, 'before' as const), fc.nat(notes.length - 1)));
  await fc.assert(
    fc.asyncProperty(question, cursors, async (asked, at) => {
      const cursor = at === null ? {} : { [at[0]]: notes[at[1]]!.id };
      const found = await page(asked, cursor);
      assert.ok('rows' in found);
      assert.deepEqual({ ...found, rows: idsOf(found.rows) }, cut(asked, cursor));
    }),
    { numRuns: 150 },
  );
});

for (const words of ['all', 'old', 'rare', 'tenth', 'none'])
  test(`who pages through what is ${words} sees all of it once`, async () => {
    const asked: Question = {
      wish: { words },
      kind: undefined,
      changedBefore: undefined,
      createdBefore: undefined,
      limit: 1000,
    };
    const seen: string[] = [];
    for (let more = true; more; ) {
      const last = seen.at(-1);
      const found = await page(asked, last === undefined ? {} : { after: last });
      assert.ok('rows' in found);
      seen.push(...idsOf(found.rows));
      more = found.older;
    }
    assert.deepEqual(seen, idsOf(expected(asked)));
  });

test('a deleted note is a cursor, and an unknown one is none', async () => {
  const asked: Question = {
    wish: { words: 'old' },
    kind: undefined,
    changedBefore: undefined,
    createdBefore: undefined,
    limit: 10,
  };
  const found = await page(asked, { after: 'N-00057' });
  assert.ok('rows' in found);
  assert.deepEqual(idsOf(found.rows).slice(0, 2), ['N-00056', 'N-00055']);
  assert.deepEqual(await page(asked, { after: 'N-NONE' }), { noSuchCursor: 'N-NONE' });
});
