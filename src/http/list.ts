import { z } from 'zod';
import type { KeysetPage } from '../db/keyset.ts';
import { type ProblemName, problem } from './problem.ts';
import type { Context } from './route.ts';

/** The envelope of every list. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    object: z.literal('list'),
    data: z.array(item),
    has_more: z.boolean().meta({ description: 'True if more objects follow in the direction of the paging.' }),
  });
}

type Page<Row> = Exclude<KeysetPage<Row>, { noSuchCursor: string }>;

/** The page, or the refusal of a cursor that names no object of the list's kind in this account. */
export function foundPage<Row>(
  page: KeysetPage<Row>,
  unknown: ProblemName,
  query: { before?: string | undefined },
): Page<Row> {
  if ('noSuchCursor' in page) {
    throw problem(unknown, { value: page.noSuchCursor, param: query.before === undefined ? 'after' : 'before' });
  }
  return page;
}

/**
 * A list answer. Sets the context's links to its neighbours: absolute URLs on the server's own origin that keep the
 * limit, every filter and `expand`, since clients follow them as they are.
 */
export function listReply<Row extends { id: string }, Item>(
  page: Page<Row>,
  context: Context,
  limit: number,
  present: (row: Row) => Item,
) {
  const first = page.rows.at(0);
  const last = page.rows.at(-1);
  if (page.older && last !== undefined) context.links.next = link(context, limit, 'after', last.id);
  if (page.newer && first !== undefined) context.links.previous = link(context, limit, 'before', first.id);
  return { object: 'list' as const, data: page.rows.map(present), has_more: page.backwards ? page.newer : page.older };
}

function link(context: Context, limit: number, direction: 'after' | 'before', id: string): string {
  const query = new URLSearchParams(context.url.search);
  for (const name of ['after', 'before', 'limit']) query.delete(name);
  query.set(direction, id);
  query.set('limit', String(limit));
  return `${context.baseUrl}${context.url.pathname}?${query}`;
}
