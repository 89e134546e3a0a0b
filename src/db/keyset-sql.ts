import type { Filter, KeysetQuery, Stream } from './keyset.ts';

/** A statement's text and values. */
export interface Sql {
  text: string;
  values: unknown[];
}

/** How a list's rows are passed in its order: by one index, or by several whose rows are merged. */
export interface Walk {
  streams: readonly Step[];
  /** True if an index leaves out most of the account's rows. */
  narrow: boolean;
}

/** The conditions on a stream's rows, apart from bounds on their creation. */
interface Step {
  /** Set if its rows stand in another table. */
  elsewhere?: Stream | undefined;
  /** What an index finds. */
  found: readonly Filter[];
  /** What is decided row by row. */
  left: readonly Filter[];
  /** The time whose conditions pick the rows out that are then sorted. */
  fence?: string;
}

/** Chooses the index that narrows most. With a fence it is the one of that time, and what it finds is sorted. */
export function walkOf({ filters, ranked = [] }: KeysetQuery, fence?: string): Walk {
  const left = filters.filter((filter) => !boundsCreation(filter));
  if (fence !== undefined) {
    const within = (filter: Filter) => filter.column === fence;
    const step = { found: left.filter(within), left: left.filter((each) => !within(each)), fence };
    return { streams: [step], narrow: true };
  }
  const rank = ({ column }: { column?: string }) => {
    const place = column === undefined ? -1 : ranked.indexOf(column);
    return place < 0 ? ranked.length : place;
  };
  const best = (among: readonly Filter[]): Filter | undefined =>
    among.filter((each) => rank(each) < ranked.length).sort((a, b) => rank(a) - rank(b))[0];
  const few = left.find((filter) => filter.few === true);
  if (few !== undefined)
    return { streams: [{ found: [few], left: left.filter((each) => each !== few) }], narrow: true };
  const lead = left.find((filter) => filter.streams?.some(({ from }) => from !== undefined)) ?? best(left);
  const others = left.filter((filter) => filter !== lead);
  const parts: readonly (Stream | undefined)[] = lead?.streams ?? [lead];
  const streams = parts.map((part): Step => {
    if (part?.from !== undefined) return { elsewhere: part, found: [], left: others };
    const own: Filter[] = part === undefined ? others : [part, ...others];
    // Several values of a column are several ranges, which only its own streams pass in order.
    const found = best(own.filter((each) => each.streams === undefined)) ?? part;
    return { found: found === undefined ? [] : [found], left: own.filter((each) => each !== found) };
  });
  return { streams, narrow: lead !== undefined && rank(lead) < ranked.length - 1 };
}

/** From the cursor on, one row more than the page holds; with `within` out of no more keys than that. */
export function onePage(query: KeysetQuery, walk: Walk, within?: number): Sql {
  const range = onwards(query);
  const { values, order } = range;
  const most = `$${values.push(query.limit + 1)}`;
  const rows = firstRows(query, walk, range, most, within);
  return { text: `select ${query.columns} from ${rows} order by made ${order}, key ${order} limit ${most}`, values };
}

/**
 * A walk's first rows in a range, as SQL to go on from, with their keys as `made` and `key`. Where something is left to decide,
 * keys come first: most indexes hold what the conditions ask for, so that only the rows that pass are read.
 */
export function firstRows(query: KeysetQuery, walk: Walk, range: Range, most: string, within?: number): string {
  const { table } = query;
  const [only] = walk.streams;
  const direct = walk.streams.length === 1 && only!.left.length === 0 && !only!.fence && !only!.elsewhere;
  if (direct)
    return `(select *, creation_time as made, id as key from ${rowsOf(query, only!, range)}
      order by ${inOrder(only!, range.order)} limit ${most}) ${table}`;
  return `(${keysOf(query, walk, range, most, within)}) page
    cross join lateral (select * from ${table} where account_id = $1 and id = page.key offset 0) ${table}`;
}

/** The cursor's row; none if there is no such object within reach. */
export function cursorLookup({ table, accountId, reach }: KeysetQuery, cursorId: string): Sql {
  const values: unknown[] = [accountId, cursorId];
  const known = reach === undefined ? '' : `and ${withValues(reach, values)}`;
  return { text: `select from ${table} where account_id = $1 and id = $2 ${known}`, values };
}

/** The next row behind a page, from the cursor back; none if the list begins there. */
export function behindPage(query: KeysetQuery, walk: Walk): Sql {
  const range = backFrom(query);
  const keys = keysOf(query, walk, range, '1');
  return { text: keys, values: range.values };
}

/** Counts what the conditions on a time leave, up to some number. The order names the index. */
export function counting(query: KeysetQuery, fence: string, most: number): Sql {
  const values: unknown[] = [query.accountId];
  const found = query.filters.filter((filter) => filter.column === fence);
  const conditions = [...living(query), ...found.map((filter) => withValues(filter, values))];
  const text = `select count(*)::int as found from (select from ${query.table} where ${conditions.join(' and ')}
    order by ${fence} limit $${values.push(most)}) counted`;
  return { text, values };
}

/** One if a walk of one stream goes on behind so many keys, else none. */
export function farther(query: KeysetQuery, { streams }: Walk, within: number): Sql {
  const range = onwards(query);
  const step = { ...streams[0]!, left: [] };
  const text = `select count(*)::int as found from (select from ${rowsOf(query, step, range)}
    order by ${inOrder(step, range.order)} offset ${within} limit 1) next`;
  return { text, values: range.values };
}

/** Where in a list a statement reads, and what its values are so far. */
export interface Range {
  values: unknown[];
  order: 'asc' | 'desc';
  sign: '<' | '>' | '<=' | '>=';
  /** The place of the cursor's id among the values. */
  cursor: string | undefined;
}

/** From the cursor on, without its own row; from the list's beginning if there is none. */
export function onwards({ accountId, before, after }: KeysetQuery): Range {
  const values: unknown[] = [accountId];
  const id = before ?? after;
  const cursor = id === undefined ? undefined : `$${values.push(id)}`;
  return before === undefined
    ? { values, cursor, order: 'desc', sign: '<' }
    : { values, cursor, order: 'asc', sign: '>' };
}

/** From the cursor back, its own row first. */
export function backFrom(query: KeysetQuery): Range {
  const { values, cursor, order } = onwards(query);
  return order === 'desc'
    ? { values, cursor, order: 'asc', sign: '>=' }
    : { values, cursor, order: 'desc', sign: '<=' };
}

/** The first keys in the list's order, as `made` and `key`. Each stream is limited too, or it would be sorted with the others. */
export function keysOf(query: KeysetQuery, { streams }: Walk, range: Range, most: string, within?: number): string {
  const each = streams.map((step) => {
    const { creationTime, id } = keyOf(step);
    return `(select ${creationTime} as made, ${id} as key from ${rowsOf(query, step, range, within)}
      order by ${inOrder(step, range.order)} limit ${most})`;
  });
  if (each.length === 1) return each[0]!;
  return `select made, key from (${each.join(' union all ')}) merged order by made ${range.order}, key ${range.order} limit ${most}`;
}

const keyOf = ({ elsewhere }: Step) => elsewhere?.from ?? { creationTime: 'creation_time', id: 'id' };

function inOrder(step: Step, order: string): string {
  const { creationTime, id } = keyOf(step);
  return `${creationTime} ${order}, ${id} ${order}`;
}

/** A step's rows, as SQL to go on from. */
function rowsOf(query: KeysetQuery, step: Step, range: Range, within?: number): string {
  const { table } = query;
  const { elsewhere, found, left, fence } = step;
  const { creationTime, id } = keyOf(step);
  const sql = (filter: Pick<Filter, 'sql' | 'values'>) => withValues(filter, range.values);
  const bounds = boundsOf(query, step, range);
  if (elsewhere?.from !== undefined) {
    // Looked up one by one, so that the order stays; with the time as well, by any of the list's indexes.
    const row = [...living(query), `creation_time = ${creationTime} and id = ${id}`, ...left.map(sql)];
    return `${elsewhere.from.rows} cross join lateral (select from ${table} where ${row.join(' and ')} offset 0) passing
      where ${['account_id = $1', sql(elsewhere), ...bounds].join(' and ')}`;
  }
  const indexed = [...living(query), ...found.map(sql)];
  if (fence !== undefined)
    return `(select * from ${table} where ${indexed.join(' and ')} order by ${fence} offset 0) ${table}
      where ${['true', ...bounds, ...left.map(sql)].join(' and ')}`;
  // `is true` keeps the planner from other indexes, which it would choose where it knows too little of the rows.
  const decided = left.map((filter) => `(${sql(filter)}) is true`);
  if (within === undefined) return `${table} where ${[...indexed, ...bounds, ...decided].join(' and ')}`;
  return `(select * from ${table} where ${[...indexed, ...bounds].join(' and ')}
    order by ${inOrder(step, range.order)} limit ${within}) ${table} where ${['true', ...decided].join(' and ')}`;
}

/** The conditions that every row of a list fulfils. */
export function living({ keepsAll }: KeysetQuery): string[] {
  return keepsAll === true ? ['account_id = $1'] : ['account_id = $1', 'deleted_time is null'];
}

/** True if it is about nothing but when a row was made. */
export const boundsCreation = ({ column, bound }: Filter) => bound !== undefined && column === 'creation_time';

/**
 * The bounds on the rows' creation, with those that follow from others, and the cursor. What they leave has one beginning: of
 * several the index would take the first, and pass over all that lies between it and the others.
 */
function boundsOf(query: KeysetQuery, step: Step, range: Range): string[] {
  const { filters, table, times = [] } = query;
  const { creationTime, id } = keyOf(step);
  const begin: string[] = [];
  const bounds = filters.flatMap(({ column = '', bound }) => {
    const follows = times.includes(column);
    if (bound === undefined || !(column === 'creation_time' || follows)) return [];
    const time = `$${range.values.push(bound.time)}::timestamptz`;
    const limit = !follows ? time : bound.sign === '<' ? lastMade(query, column, time) : firstMade(query, column, time);
    if (range.cursor === undefined || bound.sign !== range.sign[0]) return [`${creationTime} ${bound.sign} ${limit}`];
    // No id comes before an empty one, and none is made between two milliseconds.
    begin.push(`select ${limit}${bound.sign === '>' ? ` + interval '1 ms'` : ''}, ''`);
    return [];
  });
  return [...bounds, ...beyondCursor(table, range, creationTime, id, begin)];
}

/**
 * The latest that a row can have been made which has a time before this: no later, unless the account has rows that were made after
 * what they tell of, as a booking that was noted when it had begun. The sum stands in a statement of its own, since behind
 * row-level security no index serves a condition that adds.
 */
function lastMade(query: KeysetQuery, column: string, time: string): string {
  return `(select ${time} + coalesce((${longest(query, `creation_time - ${column}`, `${column} < creation_time`)}), interval '0'))`;
}

/** So long before its times most rows are made; the others have an index. */
const mostlyWithin = `interval '1440 hours'`;

/** The earliest that a row can have been made which has a time after this. */
function firstMade(query: KeysetQuery, column: string, time: string): string {
  const ahead = `${column} - creation_time`;
  return `(select ${time} - coalesce((${longest(query, ahead, `${ahead} > ${mostlyWithin}`)}), ${mostlyWithin}))`;
}

/** The longest that a span is among the account's rows that fulfil a condition, which has an index. */
function longest(query: KeysetQuery, span: string, condition: string): string {
  const conditions = [...living(query), condition].join(' and ');
  return `select ${span} from ${query.table} where ${conditions} order by ${span} desc limit 1`;
}

/**
 * The condition that keeps keys on the range's side of the cursor, whose time the statement looks up itself, so that nobody waits
 * for it; and of other keys, if one of them lies farther on.
 */
export function beyondCursor(
  table: string,
  { cursor, sign, order }: Range,
  creationTime: string,
  id: string,
  others: readonly string[] = [],
): string[] {
  if (cursor === undefined) return [];
  const own = `select creation_time as made, id as key from ${table} cursor where account_id = $1 and id = ${cursor}`;
  const back = order === 'desc' ? 'asc' : 'desc';
  const begin =
    others.length === 0
      ? own
      : `select made, key from (${[own, ...others].join(' union all ')}) begin order by made ${back}, key ${back} limit 1`;
  return [`(${creationTime}, ${id}) ${sign} (${begin})`];
}

/** A condition's SQL, once its values have joined the others. */
export function withValues(filter: Pick<Filter, 'sql' | 'values'>, values: unknown[]): string {
  let at = 0;
  return filter.sql.replace(/\?/g, () => `$${values.push(filter.values[at++])}`);
}
