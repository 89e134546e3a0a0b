import { ar } from './ar.ts';
import { de } from './de.ts';
import { directionOf } from './direction.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { ja } from './ja.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';
import type { Shape } from './say.ts';

/** What every language has a text for. */
export type Texts = Shape<typeof en>;

/** Every language of the guest pages, by its code. A new one is a file beside this and a word here. */
const all = { en, de, fr, es, pt, nl, ja, ar } satisfies Record<string, Texts>;

export const languages: Readonly<Record<string, Texts>> = all;

export const languageCodes = Object.keys(all) as (keyof typeof all)[];

/** The language that somebody is spoken to in. */
export interface Language {
  code: string;
  /** A tag of that language, with the reader's country if it is known: how dates and numbers are written. */
  locale: string;
  direction: 'ltr' | 'rtl';
  texts: Texts;
}

/**
 * The first of these wishes that there are texts for, English if there is none. A wish is a language tag (`de`, `pt-BR`) or a
 * whole `Accept-Language` header; one that is missing or not understood is passed over. A country in the header says how dates
 * are written, also if the language was wished for without one.
 */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  const tags = wishes.flatMap((wish) => tagsOf(wish ?? ''));
  const tag = tags.find((each) => Object.hasOwn(languages, languageOf(each))) ?? 'en';
  const code = languageOf(tag);
  const withCountry = tags.find((each) => languageOf(each) === code && new Intl.Locale(each).region !== undefined);
  const { language, region } = new Intl.Locale(withCountry ?? tag);
  return {
    code,
    locale: region === undefined ? language : `${language}-${region}`,
    direction: directionOf(code),
    texts: languages[code]!,
  };
}

function languageOf(tag: string): string {
  return new Intl.Locale(tag).language;
}

/** The tags of an `Accept-Language` header, most wanted first; those that are none are left out. */
function tagsOf(header: string): string[] {
  return header
    .slice(0, 300)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = /^\s*q=([\d.]+)$/.exec(parameters.at(-1) ?? '');
      return { tag: tag.trim(), quality: quality === null ? 1 : Number(quality[1]) };
    })
    .filter(({ tag, quality }) => quality > 0 && /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(tag) && isTag(tag))
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
