import { type Plural, type Shape, say } from '../../../src/language/say.ts';

/** The language of the page, with the reader's country if it is known; the server chose it. */
export const locale = document.documentElement.lang;

/** The languages of the console, by what they call themselves. */
export const languageNames = { en: 'English', de: 'Deutsch' } as const;

export type LanguageCode = keyof typeof languageNames;

export const language: LanguageCode = locale.startsWith('de') ? 'de' : 'en';

/**
 * A screen's words in the reader's language. The English table says what there is to say; the others have the same keys. They
 * travel with the screen that speaks them. What has a key `other` is a plural.
 */
export function inLanguage<Table>(tables: { en: Table; de: Shape<Table> }): Shape<Table> {
  return tables[language] as Shape<Table>;
}

/** A text with its `{places}` filled in; of a text about a count, the form for `values.count`. */
export function fill(text: string | Plural, values: Record<string, string | number>): string {
  return say(locale, text, values);
}

/** Remembers the language and shows everything in it. */
export function chooseLanguage(code: LanguageCode): void {
  const { root } = document.documentElement.dataset;
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it before it sends the page; no older way is shorter
  document.cookie = `daybook_language=${code}; Path=${root}/console; Max-Age=31536000; SameSite=Lax`;
  location.reload();
}
