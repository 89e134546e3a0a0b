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
    const withoutForms = (path: string) => path.replace(/\.(zero|one|two|few|many|other)$/, '');
    const said = (all: Map<string, string>) => new Set([...all.keys()].map(withoutForms));
    assert.deepEqual([...said(own)], [...said(english)], code);
    const needed = new Set([0, 1, 2, 3, 5, 11, 25, 100, 500].map((count) => new Intl.PluralRules(code).select(count)));
    for (const path of own.keys()) {
      if (!path.endsWith('.other') || path === 'booking.status.other') continue;
      for (const form of needed)
        assert.ok(form === 'zero' || own.has(path.replace(/other$/, form)), `${code} ${path} lacks ${form}`);
    }
  }
});

test('what is filled in keeps its own direction in a language that is written from the right', () => {
  assert.equal(say('ar-EG', 'إلى {email}', { email: 'a@example.com' }), 'إلى \u2068a@example.com\u2069');
  assert.equal(say('ar', 'حتى {count}', { count: 3 }), 'حتى 3');
  assert.equal(say('en', 'to {email}', { email: 'a@example.com' }), 'to a@example.com');
});

test('the first wish that there are texts for is followed, with the country that the browser says', () => {
  const chosen = (...wishes: (string | null)[]) => {
    const { code, locale, direction } = chooseLanguage(wishes);
    return [code, locale, direction];
  };
  assert.deepEqual(chosen('de'), ['de', 'de', 'ltr']);
  assert.deepEqual(chosen(null, null, 'de-AT,de;q=0.9,en;q=0.8'), ['de', 'de-AT', 'ltr']);
  assert.deepEqual(chosen(null, 'xx;q=1, en-GB;q=0.5, de;q=0.9'), ['de', 'de', 'ltr']);
  assert.deepEqual(chosen(null, 'ar-EG'), ['ar', 'ar-EG', 'rtl']);
  assert.deepEqual(chosen('pt', 'pt-PT;q=0.2,ja'), ['pt', 'pt-PT', 'ltr']);
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
