import { random } from '../src/core/random.ts';
import { document } from '../test/support/document.ts';
import type { Company } from './database.ts';
import { idOf, type ListLoad, timeOf } from './list-loads.ts';

/** So many queries have three to six filters. */
const drawn = 40;

/** What one delivery is tried for is never long. */
const short = ['listAttempts'];

export interface Operation {
  id: string;
  path: string;
  /** Its query parameters. */
  parameters: string[];
}

/** Every operation that pages. */
export const operations: Operation[] = Object.entries(document.paths as Record<string, Record<string, never>>).flatMap(
  ([path, { get }]) => {
    const { operationId, parameters = [] } = (get ?? {}) as unknown as {
      operationId: string;
      parameters?: { in: string; name: string }[];
    };
    const names = parameters.filter((each) => each.in === 'query').map((each) => each.name);
    return names.includes('limit') && !short.includes(operationId)
      ? [{ id: operationId, path, parameters: names }]
      : [];
  },
);

/** What the list is asked for: each filter alone and any two of them, on the first page and on deep ones, and many drawn ones. */
export function queriesOf({ id, parameters }: Operation, load: ListLoad, company: Company, count: number): string[] {
  const draw = random(20_261_124);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)]!;
  const after = parameters.find((name) => name === 'after' || name === 'starting_after')!;
  const at = (share: number) => idOf(load.prefix, Math.max(1, Math.round(count * share)));
  const deep = [`${after}=${at(0.5)}`, `${after}=${at(100 / count)}`];
  if (parameters.includes('before')) deep.push(`before=${at(0.5)}`, `before=${at(0)}`);
  const dimensions = dimensionsOf(parameters, load.filters(company, id), count);
  const queries = new Set(deep);
  const join = (...parts: string[]) => parts.filter((part) => part !== '').join('&');
  for (const choices of dimensions)
    for (const choice of choices) for (const page of ['', deep[0]!]) queries.add(join(choice, page));
  for (const [i, one] of dimensions.entries()) {
    for (const other of dimensions.slice(i + 1)) {
      queries.add(join(one[0]!, other[0]!));
      for (const page of [pick(deep), pick(['', ...deep])]) queries.add(join(pick(one), pick(other), page));
    }
  }
  for (let i = 0; i < drawn && dimensions.length > 2; i++) {
    const chosen = dimensions.filter(() => draw() < 4 / dimensions.length).map(pick);
    queries.add(join(...chosen, pick(['', ...deep])));
  }
  return [...queries];
}

/** The values that each filter is tried with, as parts of a query; the two bounds of a time are one filter. */
function dimensionsOf(parameters: string[], filters: Record<string, readonly string[]>, count: number): string[][] {
  const time = (share: number) => new Date(timeOf(Math.round(count * share))).toISOString();
  const times = [...new Set(parameters.filter((name) => /_time\./.test(name)).map((name) => name.split('.')[0]!))];
  const dimensions = times.map((name) => [
    `${name}.gt=${time(0.4)}&${name}.lt=${time(0.4 + 1 / 29)}`,
    `${name}.gt=${time(1 - 1000 / count)}`,
    `${name}.gt=${time(0.9)}`,
    `${name}.lt=${time(0.5)}`,
    `${name}.gt=${time(0.4)}&${name}.lt=${time(0.4 + 400 / count)}`,
    `${name}.gt=${time(2)}`,
  ]);
  if (parameters.includes('since')) dimensions.push([`since=${time(0.5)}`, `since=${time(2)}`]);
  for (const [name, values] of Object.entries(filters))
    if (parameters.includes(name)) dimensions.push(values.map((value) => `${name}=${encodeURIComponent(value)}`));
  const rest = ['expand', 'limit', 'after', 'before', 'starting_after', 'since', 'q'];
  const missing = parameters.filter((name) => !/_time\./.test(name) && !rest.includes(name) && !(name in filters));
  if (missing.length > 0) throw new Error(`Nothing to filter by ${missing.join(', ')}`);
  return dimensions;
}
