/** What somebody searches for: words that begin the words of a text, next to each other; or several such, all or any of them. */
export type Search = { words: string } | { all: readonly Search[] } | { any: readonly Search[] };

type Token = Search | '(' | ')' | 'OR' | 'AND';

/**
 * A number as people write one of a telephone: groups of digits, some in parentheses. No two ways lead through it, so that no
 * text takes long. A letter before or after it makes it something else.
 */
const phone = /(?<![\p{L}\p{N}])\+?(?:\(\d+\)|\d+)(?:[\s./-]*\(\d+\)|[\s./-]+\d+|(?<=\))\d+)*(?![\p{L}\p{N}])/gu;
/** Fewer digits are a year, a room or a number of employees. */
const fewestDigits = 6;

/**
 * Reads a search as it is typed: words that all have to be found, `OR` between alternatives, parentheses around them, and
 * quotation marks around what belongs together. `AND` may be written, and a `*` after a word means nothing, as every word may
 * go on. Whatever is missing or left over in it, such as an end of a quotation, is overlooked: the next letter may bring it.
 * Undefined if there is nothing but that.
 */
export function readSearch(text: string): Search | undefined {
  const tokens = tokensOf(text);
  const found: Search[] = [];
  // What follows a parenthesis that closes nothing goes on as if there were none.
  while (tokens.length > 0) {
    found.push(...alternatives(tokens));
    tokens.shift();
  }
  return join('all', found);
}

/** How many words or phrases a search looks for. */
export function countWords(search: Search): number {
  if ('words' in search) return 1;
  const parts = 'all' in search ? search.all : search.any;
  return parts.reduce((sum, part) => sum + countWords(part), 0);
}

function tokensOf(text: string): Token[] {
  return text.split(/("[^"]*"?)/).flatMap((piece, index): Token[] => {
    if (index % 2 === 1) return [...phrase(piece.replaceAll('"', ''))];
    return withPhones(piece);
  });
}

function phrase(text: string): Search[] {
  const digits = digitsOf(text);
  if (text.trim() === '') return [];
  const [number] = text.match(phone) ?? [];
  if (number?.trim() !== text.trim() || digits === undefined) return [{ words: text }];
  return [{ any: [{ words: text }, { words: digits }] }];
}

/** The tokens of what is not in quotation marks. A number may be a telephone's, whose groups are kept together there. */
function withPhones(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const { 0: number, index } of text.matchAll(phone)) {
    const digits = digitsOf(number);
    if (digits === undefined) continue;
    tokens.push(...wordsOf(text.slice(end, index)));
    const groups = number.replace(/[()]/g, ' ').trim().split(/\s+/);
    const apart = join(
      'all',
      groups.map((words) => ({ words })),
    );
    tokens.push({ any: [apart!, { words: digits }] });
    end = index + number.length;
  }
  return [...tokens, ...wordsOf(text.slice(end))];
}

/** The digits of a telephone number without the zeros that people dial before it; undefined if they are too few for one. */
function digitsOf(number: string): string | undefined {
  const digits = number.replace(/\D/g, '');
  return digits.length < fewestDigits ? undefined : digits.replace(/^0+/, '');
}

function wordsOf(text: string): Token[] {
  return (text.match(/[()]|[^\s()]+/g) ?? []).map((word) =>
    word === '(' || word === ')' || word === 'OR' || word === 'AND' ? word : { words: word },
  );
}

/** Takes tokens up to a closing parenthesis, which stays, or to the end. */
function alternatives(tokens: Token[]): Search[] {
  const found: Search[][] = [[]];
  while (tokens.length > 0 && tokens[0] !== ')') {
    const token = tokens.shift()!;
    if (token === 'OR') found.push([]);
    else if (token === '(') {
      found.at(-1)!.push(...alternatives(tokens));
      tokens.shift();
    } else if (typeof token === 'object') found.at(-1)!.push(token);
  }
  const any = join(
    'any',
    found.flatMap((all) => join('all', all) ?? []),
  );
  return any === undefined ? [] : [any];
}

function join(how: 'all' | 'any', parts: readonly Search[]): Search | undefined {
  if (parts.length < 2) return parts[0];
  return how === 'all' ? { all: parts } : { any: parts };
}
