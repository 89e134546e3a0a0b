import { countWords, readSearch, type Search } from '../core/search.ts';
import type { Tx } from '../db/pool.ts';
import type { Sought } from '../db/sought.ts';
import { problem } from '../http/problem.ts';
import { soughtPhrase, soughtTogether, type Understood, understandPhrases } from './store.ts';

/** More words make a search slow and none better. */
const mostWords = 20;

/**
 * Reads what somebody types to find bookings. Undefined if he typed nothing but blanks; refused if there is no letter and no
 * digit in it, or if it has too many words.
 */
export async function understand(tx: Tx, accountId: string, text: string | undefined): Promise<Sought | undefined> {
  if (text === undefined || text.trim() === '') return undefined;
  const search = readSearch(text);
  if (search === undefined) throw problem('search_without_words');
  if (countWords(search) > mostWords) throw problem('search_too_many_words', { value: String(mostWords) });
  const phrases = phrasesOf(search);
  const understood = await understandPhrases(tx, accountId, phrases);
  const sought = meant(search, new Map(phrases.map((phrase, i) => [phrase, understood[i]!])));
  if (sought === undefined) throw problem('search_without_words');
  return sought;
}

function phrasesOf(search: Search): string[] {
  if ('words' in search) return [search.words];
  return ('all' in search ? search.all : search.any).flatMap(phrasesOf);
}

/** Without what consists of punctuation alone; undefined if that is all. */
function meant(search: Search, known: ReadonlyMap<string, Understood>): Sought | undefined {
  if ('words' in search) {
    const phrase = known.get(search.words)!;
    return phrase.words === '' ? undefined : soughtPhrase(phrase);
  }
  const [how, parts] = 'all' in search ? (['all', search.all] as const) : (['any', search.any] as const);
  const found = parts.flatMap((part) => meant(part, known) ?? []);
  return found.length < 2 ? found[0] : soughtTogether(how, found);
}
