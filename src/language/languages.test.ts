import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from './en.ts';
import { chooseLanguage, languages } from './languages.ts';
import { say } from './say.ts';

/** Every text of a language by its path; of a plural each form. */
function flat(texts: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  );
}

const placesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

test('every language says something everywhere, fills in the same, and has the plurals that it needs', () => {
  const english = flat(en);
  for (const [code, texts] of Object.entries(languages)) {
    const own = flat(texts);
    for (const [path, text] of own) {
      assert.notEqual(text.trim(), '', `${code} ${path}`);
      // One of something need not be counted.
      const expected = english.get(path) ?? english.get(path.replace(/\w+$/, 'other'))!;
      const missing = placesIn(expected).filter((place) => !placesIn(text).includes(place));
      assert.deepEqual(
        missing.filter((place) => place !== '{count}' || path.endsWith('other')),
        [],
        `${code} ${path}`,
      );
    }
    for (const path of own.keys()) {
      const other = path.replace(/\.(zero|one|two|few|many)$/, '.other');
      if (other !== path) assert.ok(own.has(other), `${code} ${path}`);
    }
  }
});

test('the first wish that there are texts for is followed, with the country that the browser says', () => {
  const chosen = (...wishes: (string | null)[]) => {
    const { code, locale, direction } = chooseLanguage(wishes);
    return [code, locale, direction];
  };
  assert.deepEqual(chosen('de'), ['de', 'de', 'ltr']);
  assert.deepEqual(chosen(null, null, 'de-AT,de;q=0.9,en;q=0.8'), ['de', 'de-AT', 'ltr']);
  assert.deepEqual(chosen(null, 'xx;q=1, en-GB;q=0.5, de;q=0.9'), ['de', 'de', 'ltr']);
  assert.deepEqual(chosen('en', 'de-AT,en-GB;q=0.3'), ['en', 'en-GB', 'ltr'], 'dates as the guest has them');
  for (const odd of ['', '*', 'x-y', 'constructor', ';;;,', 'de;q=0', '\u{1f600}', 'a'.repeat(5000)])
    assert.deepEqual(chosen(odd), ['en', 'en', 'ltr'], odd.slice(0, 20));
});

test('a text is filled in with the language’s own digits and plural', () => {
  const text = { one: '{count} time', other: '{count} times' };
  assert.equal(say('en', text, { count: 1 }), '1 time');
  assert.equal(say('en', text, { count: 1200 }), '1,200 times');
  assert.equal(say('ar-EG', text, { count: 12 }), '١٢ times');
  assert.equal(say('en', 'Hello {name}, {unknown}', { name: '$&' }), 'Hello $&, {unknown}');
});
