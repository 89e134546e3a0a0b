import type { Words } from './schema.ts';
import { wordsInArabic } from './words-in-arabic.ts';
import { wordsInDutch } from './words-in-dutch.ts';
import { wordsInEnglish } from './words-in-english.ts';
import { wordsInFrench } from './words-in-french.ts';
import { wordsInGerman } from './words-in-german.ts';
import { wordsInJapanese } from './words-in-japanese.ts';
import { wordsInPortuguese } from './words-in-portuguese.ts';
import { wordsInSpanish } from './words-in-spanish.ts';

/** Every language that messages speak. One more is one more file and a line here. */
const languages: ReadonlyMap<string, Words> = new Map(
  [
    wordsInEnglish(),
    wordsInGerman(),
    wordsInFrench(),
    wordsInSpanish(),
    wordsInPortuguese(),
    wordsInDutch(),
    wordsInJapanese(),
    wordsInArabic(),
  ].map((words) => [words.language, words]),
);

const english = languages.get('en')!;

/** The words for a locale that `bestLocale` has chosen; English for any other. */
export function wordsFor(locale: string): Words {
  return languages.get(languageOf(locale)) ?? english;
}

/** The tags of the languages that messages speak. */
export function knownLanguages(): string[] {
  return [...languages.keys()];
}

/** The first of the wanted locales whose language messages speak, so that words and dates are of one language; else English. */
export function bestLocale(wanted: readonly (string | null | undefined)[]): string {
  return wanted.find((locale) => locale != null && languages.has(languageOf(locale))) ?? 'en';
}

function languageOf(locale: string): string {
  return locale.split('-', 1)[0]!.toLowerCase();
}
