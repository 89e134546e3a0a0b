import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageCodes } from '../language/languages.ts';
import { knownLanguages, wordsFor } from './words-for.ts';

/** Every text of a language by its path. */
function flat(words: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  );
}

/** The placeholders of a text; some languages call a guest by his whole name where others say the first. */
const placesIn = (text: string) =>
  [
    ...new Set([...text.matchAll(/\{\{[^}]*\}\}/g)].map(([place]) => place.replace('guest_first_name', 'guest_name'))),
  ].sort();

test('messages speak every language of the pages', () => {
  assert.deepEqual(knownLanguages().sort(), [...languageCodes].sort());
});

test('every language says what English says, with the same placeholders', () => {
  const english = flat(wordsFor('en'));
  for (const code of knownLanguages()) {
    const own = flat(wordsFor(code));
    assert.deepEqual([...own.keys()], [...english.keys()], code);
    for (const [path, text] of own) {
      const expected = english.get(path)!;
      assert.equal(text === '', expected === '', `${code} ${path}`);
      assert.deepEqual(placesIn(text), placesIn(expected), `${code} ${path}`);
      assert.equal(text.split('{{').length, text.split('}}').length, `${code} ${path}`);
      if (path.endsWith('subject')) assert.ok(text.split('\n').length === 1 && text.length < 80, `${code} ${path}`);
    }
  }
});
