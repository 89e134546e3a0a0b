/** Reads the objects with these ids, by id, and expands within them what `within` names. */
export type Loader = (ids: readonly string[], within: ReadonlySet<string>) => Promise<ReadonlyMap<string, object>>;

/**
 * Puts objects in place of their ids for every property that is wanted (contract 5.5): one query for each kind, and two
 * levels by a dot, as in `conversation.contact`. An id that leads to nothing stays as it is.
 */
export async function expandWith(
  items: readonly Record<string, unknown>[],
  wanted: ReadonlySet<string>,
  loaders: Readonly<Record<string, Loader>>,
): Promise<object[]> {
  const byProperty = Map.groupBy(wanted, (name) => name.split('.', 1)[0]!);
  const found = await Promise.all(
    [...byProperty].map(async ([property, names]) => {
      const ids = new Set(items.flatMap((item) => (item[property] as string | null) ?? []));
      const within = new Set(names.filter((name) => name !== property).map((name) => name.slice(property.length + 1)));
      const load = loaders[property];
      return [property, ids.size === 0 || load === undefined ? none : await load([...ids], within)] as const;
    }),
  );
  return items.map((item) => {
    const shown = { ...item };
    for (const [property, objects] of found) shown[property] = objects.get(item[property] as string) ?? item[property];
    return shown;
  });
}

const none: ReadonlyMap<string, object> = new Map();
