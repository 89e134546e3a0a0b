import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { countWords, readSearch, type Search } from './search.ts';

/** A search as a formula: `+` for all, `|` for any. */
function drawn(search: Search | undefined): string {
  if (search === undefined) return '';
  if ('words' in search) return search.words;
  const [parts, sign] = 'all' in search ? [search.all, ' + '] : [search.any, ' | '];
  return `(${parts.map(drawn).join(sign)})`;
}
const read = (text: string) => drawn(readSearch(text));

describe('a search', () => {
  test('looks for all of its words', () => {
    assert.equal(read('carrie'), 'carrie');
    assert.equal(read('  carrie   customer '), '(carrie + customer)');
    assert.equal(read('carrie AND customer'), '(carrie + customer)');
    assert.equal(read('and or'), '(and + or)', 'only capitals are more than words');
  });

  test('has alternatives, which bind less than what stands together, and parentheses', () => {
    assert.equal(read('ann OR bob'), '(ann | bob)');
    assert.equal(read('ann smith OR bob'), '((ann + smith) | bob)');
    assert.equal(read('acme (ann OR bob)'), '(acme + (ann | bob))');
    assert.equal(read('(a OR b)(c OR d)'), '((a | b) + (c | d))');
  });

  test('keeps together what stands in quotation marks', () => {
    assert.equal(read('"carrie customer" acme'), '(carrie customer + acme)');
    assert.equal(read('"ann OR (bob"'), 'ann OR (bob');
  });

  test('finds a telephone number however it is written', () => {
    assert.equal(read('(202) 555-0195'), '((202 + 555-0195) | 2025550195)');
    assert.equal(read('+1 202 555 0195'), '((+1 + 202 + 555 + 0195) | 12025550195)');
    assert.equal(read('ann 0151/23456789'), '(ann + (0151/23456789 | 15123456789))');
    assert.equal(read('"0049 151 234"'), '(0049 151 234 | 49151234)');
    assert.equal(read('(0151) 23456 (ann OR bob)'), '(((0151 + 23456) | 15123456) + (ann | bob))');
    assert.equal(read('acme (2025 550195 OR ann)'), '(acme + (((2025 + 550195) | 2025550195) | ann))');
    assert.equal(read(`${'1'.repeat(199)}x`), `${'1'.repeat(199)}x`);
    assert.equal(read('room 12 34'), '(room + 12 + 34)', 'too few digits');
    assert.equal(read('2x345678 a123456'), '(2x345678 + a123456)', 'no numbers');
  });

  test('overlooks what is missing or left over', () => {
    for (const text of ['', ' ', '""', '"', '()', '((', '))', 'OR', 'AND', 'OR OR', '( OR )'])
      assert.equal(read(text), '');
    assert.equal(read('"carrie cu'), 'carrie cu');
    assert.equal(read('ann OR'), 'ann');
    assert.equal(read('OR ann'), 'ann');
    assert.equal(read('(ann OR bob'), '(ann | bob)');
    assert.equal(read('ann) bob'), '(ann + bob)');
    assert.equal(read(') ann ( bob'), '(ann + bob)');
  });

  test('of any text is read, loses no word, and reads the same when it is written down', () => {
    const piece = fc.constantFrom('ann', 'bob', '12', 'OR', 'AND', '(', ')', '"', ' ', '*', '|', '555-0195 1', '\\');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(' ')),
          fc.string(),
        ),
        (text) => {
          const search = readSearch(text);
          const words = text.match(/ann|bob/g)?.length ?? 0;
          assert.ok(words === 0 || countWords(search!) > 0);
          assert.equal((JSON.stringify(search) ?? '').match(/ann|bob/g)?.length ?? 0, words);
        },
      ),
    );
  });

  test('counts its words and phrases', () => {
    assert.equal(countWords(readSearch('acme (ann OR "bob smith") 1')!), 4);
  });
});
