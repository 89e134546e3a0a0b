import { statement, type Tx } from '../db/pool.ts';
import type { Lookup, Sought } from '../db/sought.ts';

/** Words as texts to search have them, and what there is of them. */
export interface Understood {
  /** Separated by single blanks; empty if there is no letter and no digit in what was said. */
  words: string;
  /** The words of bookings that begin with the last of these, or one more than are listed. */
  endings: string[];
  /** Ids of what bookings are made on that has the words in its name. */
  calendars: string[];
  pages: string[];
  master_pages: string[];
  event_types: string[];
}

/** After every character of Unicode. */
const last = '\u{10ffff}';
/** Few words begin with what somebody has typed to the end; so few are looked up one by one, each in the list's order. */
const oneByOne = 4;

const named = (table: string) =>
  `array(select id from ${table} where account_id = $1 and search_text like '% ' || words || '%')`;

// The index is asked for the next word after each that was found, so that of the same word in a million bookings only one is read.
const next = (bound: string) =>
  `(select word from booking_words where account_id = $1 and word ${bound} and word < ending || $3 order by word limit 1)`;
const understanding = statement<Understood>(
  `select words, array(
       with recursive found (word) as (
         select ${next('>= ending')} union all select ${next('> found.word')} from found where found.word is not null
       ) select word from found where word is not null limit $4) as endings,
     ${named('booking_calendars')} as calendars, ${named('booking_pages')} as pages,
     ${named('master_pages')} as master_pages, ${named('event_types')} as event_types
   from unnest($2::text[]) with ordinality phrases (phrase, at)
   cross join lateral (select btrim(search_words(replace(phrase, '|', ' '))) as words offset 0) normal
   cross join lateral (select substring(words from '[^ ]*$') as ending offset 0) at_the_end
   order by at`,
);

/** What each of these phrases means, in their order. */
export async function understandPhrases(tx: Tx, accountId: string, phrases: readonly string[]): Promise<Understood[]> {
  return tx.rows(understanding, [accountId, phrases, last, oneByOne + 1]);
}

/** Bookings in which the words stand next to each other, the last of them as the beginning of one, or that were made on what is named so. */
export function soughtPhrase({ words, endings, calendars, pages, master_pages, event_types }: Understood): Sought {
  const on = Object.entries({
    booking_calendar_id: calendars,
    booking_page_id: pages,
    master_page_id: master_pages,
    event_type_id: event_types,
  }).filter(([, ids]) => ids.length > 0);
  const whole = words.split(' ').slice(0, -1).map(bookingsWith);
  return {
    condition: {
      sql: `(${['search_text like ?', ...on.map(([column]) => `${column} = any(?)`)].join(' or ')})`,
      values: [`% ${words}%`, ...on.map(([, ids]) => ids)],
    },
    lookup: {
      any: [
        { all: [...whole, bookingsWithOneOf(words.split(' ').at(-1)!, endings)] },
        ...on.flatMap(([column, ids]) => bookingsOn(column, ids)),
      ],
    },
  };
}

const withWord = 'select creation_time, booking_id as id from booking_words where account_id = $1 and';

function bookingsWith(word: string): Lookup {
  return { sql: `${withWord} word = ?`, values: [word], ordered: true };
}

function bookingsWithOneOf(ending: string, endings: readonly string[]): Lookup {
  if (endings.length === 0) return bookingsWith(ending);
  if (endings.length <= oneByOne) return { any: endings.map(bookingsWith) };
  return { sql: `${withWord} word >= ? and word < ?`, values: [ending, ending + last] };
}

function bookingsOn(column: string, ids: readonly string[]): Lookup[] {
  const on = `select creation_time, id from bookings where account_id = $1 and deleted_time is null and ${column}`;
  return ids.length > oneByOne
    ? [{ sql: `${on} = any(?)`, values: [ids] }]
    : ids.map((id) => ({ sql: `${on} = ?`, values: [id], ordered: true }));
}

/** What fulfils all or any of several searches. */
export function soughtTogether(how: 'all' | 'any', parts: readonly Sought[]): Sought {
  const lookups = parts.map((part) => part.lookup);
  return {
    condition: {
      sql: `(${parts.map((part) => part.condition.sql).join(how === 'all' ? ' and ' : ' or ')})`,
      values: parts.flatMap((part) => part.condition.values),
    },
    lookup: how === 'all' ? { all: lookups } : { any: lookups },
  };
}
