import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { List } from '../../../packages/client/daybook.ts';
import { isAborted } from './api.ts';

/**
 * What was read is kept by a key and shown at once the next time, while it is read anew. Keys are paths: `bookings`,
 * `bookings/BKNG-…`; `refresh('bookings')` reads everything anew whose key begins so.
 */
interface Entry {
  data: Signal<unknown>;
  error: Signal<unknown>;
  busy: Signal<boolean>;
  /** When it was read, by `performance.now()`. */
  readTime: number;
  watchers: number;
  read: () => Promise<void>;
}

const entries = new Map<string, Entry>();
const mostEntries = 300;

export interface Query<Data> {
  data: Data | undefined;
  error: unknown;
  /** True while it is read and there is nothing to show yet. */
  loading: boolean;
  /** True while it is read, also anew. */
  busy: boolean;
  reload: () => void;
}

function entryOf(key: string): Entry {
  let entry = entries.get(key);
  if (entry === undefined) {
    if (entries.size >= mostEntries) forgetOne();
    entry = {
      data: signal(undefined),
      error: signal(undefined),
      busy: signal(false),
      readTime: Number.NEGATIVE_INFINITY,
      watchers: 0,
      read: async () => {},
    };
    entries.set(key, entry);
  }
  return entry;
}

function forgetOne(): void {
  for (const [key, { watchers }] of entries) {
    if (watchers > 0) continue;
    entries.delete(key);
    return;
  }
}

async function readInto(entry: Entry, load: () => Promise<unknown>): Promise<void> {
  entry.busy.value = true;
  const begun = performance.now();
  entry.readTime = begun;
  try {
    const data = await load();
    // What was asked for later is newer, even if it came sooner.
    if (entry.readTime !== begun) return;
    entry.data.value = data;
    entry.error.value = undefined;
  } catch (error) {
    if (entry.readTime === begun && !isAborted(error)) entry.error.value = error;
  } finally {
    if (entry.readTime === begun) entry.busy.value = false;
  }
}

function useEntry(key: string | undefined, read: (entry: Entry) => Promise<void>, freshMs: number): Entry {
  const entry = useMemo(() => (key === undefined ? entryOf('') : entryOf(key)), [key]);
  entry.read = () => read(entry);
  useEffect(() => {
    if (key === undefined) return;
    entry.watchers++;
    if (performance.now() - entry.readTime > freshMs) void entry.read();
    return () => {
      entry.watchers--;
    };
  }, [entry]);
  return entry;
}

/** Reads something and keeps it. Without a key there is nothing to read yet. */
export function useQuery<Data>(
  key: string | undefined,
  load: () => Promise<Data>,
  { freshMs = 3000 }: { freshMs?: number } = {},
): Query<Data> {
  const entry = useEntry(key, (into) => readInto(into, load), freshMs);
  const data = key === undefined ? undefined : (entry.data.value as Data | undefined);
  const error = entry.error.value;
  return {
    data,
    error: key === undefined ? undefined : error,
    loading: key !== undefined && data === undefined && error === undefined,
    busy: entry.busy.value,
    reload: () => void entry.read(),
  };
}

/** The pages of a list that were read so far, as one. */
export interface Pages<Item> {
  items: readonly Item[];
  hasMore: boolean;
}

export interface ListQuery<Item> extends Query<Pages<Item>> {
  /** Reads the page that follows, once at a time. */
  more: () => void;
}

/** Reads a list of the API page by page. Read anew, its first page is laid over what is there. */
export function useList<Item extends { id: string }>(
  key: string | undefined,
  loadPage: (after: string | undefined) => Promise<List<Item>>,
  options: { freshMs?: number } = {},
): ListQuery<Item> {
  const query = useQuery<Pages<Item>>(
    key,
    async () => {
      const before = (key === undefined ? undefined : entryOf(key).data.value) as Pages<Item> | undefined;
      return laidOver(await loadPage(undefined), before);
    },
    options,
  );
  const more = () => {
    if (key === undefined || query.data?.hasMore !== true) return;
    const entry = entryOf(key);
    const { items } = entry.data.value as Pages<Item>;
    void readInto(entry, async () => {
      const page = await loadPage(items.at(-1)?.id);
      const known = new Set(items.map((item) => item.id));
      return { items: [...items, ...page.data.filter((item) => !known.has(item.id))], hasMore: page.has_more };
    });
  };
  return { ...query, more };
}

function laidOver<Item extends { id: string }>(page: List<Item>, before: Pages<Item> | undefined): Pages<Item> {
  const last = page.data.at(-1);
  const seam = before?.items.findIndex((item) => item.id === last?.id) ?? -1;
  if (before === undefined || seam < 0 || !page.has_more) return { items: page.data, hasMore: page.has_more };
  const known = new Set(page.data.map((item) => item.id));
  const rest = before.items.slice(seam + 1).filter((item) => !known.has(item.id));
  return { items: [...page.data, ...rest], hasMore: rest.length > 0 ? before.hasMore : page.has_more };
}

/** Reads anew what is shown of everything below a key, and forgets the rest of it. */
export async function refresh(prefix: string): Promise<void> {
  const below = [...entries].filter(
    ([key]) => key === prefix || key.startsWith(`${prefix}/`) || key.startsWith(`${prefix}?`),
  );
  for (const [key, { watchers }] of below) if (watchers === 0) entries.delete(key);
  await Promise.all(below.filter(([, { watchers }]) => watchers > 0).map(([, entry]) => entry.read()));
}

/** Reads everything anew that is shown. */
export async function refreshAll(): Promise<void> {
  for (const [key, { watchers }] of entries) if (watchers === 0) entries.delete(key);
  await Promise.all([...entries.values()].map((entry) => entry.read()));
}

/** Forgets everything, as when somebody signs out. */
export function forgetAll(): void {
  for (const entry of entries.values()) {
    entry.readTime = Number.NEGATIVE_INFINITY;
    entry.data.value = undefined;
    entry.error.value = undefined;
  }
}

/**
 * Changes an object wherever it is shown, in lists and alone; returns how to take that back. With `undefined` it disappears from
 * lists.
 */
export function change<Item extends { id: string }>(id: string, update: (item: Item) => Item | undefined): () => void {
  const before: [Entry, unknown][] = [];
  for (const entry of entries.values()) {
    const data = entry.data.value as (Partial<Pages<Item>> & { id?: string }) | undefined;
    if (data === undefined || data === null) continue;
    if (Array.isArray(data.items) && data.items.some((item) => item.id === id)) {
      before.push([entry, data]);
      const items = data.items.flatMap((item) => (item.id === id ? (update(item) ?? []) : [item]));
      entry.data.value = { ...data, items };
    } else if (data.id === id) {
      before.push([entry, data]);
      entry.data.value = update(data as unknown as Item) ?? data;
    }
  }
  return () => {
    for (const [entry, data] of before) entry.data.value = data;
  };
}

/** Something that the page keeps for itself, such as which columns are shown; the same in every tab of this browser. */
export function kept<Value>(name: string, first: Value): { value: ReadonlySignal<Value>; set: (value: Value) => void } {
  const key = `daybook.${name}`;
  const read = (): Value => {
    try {
      const text = localStorage.getItem(key);
      return text === null ? first : (JSON.parse(text) as Value);
    } catch {
      return first;
    }
  };
  const value = signal(read());
  return {
    value,
    set(next) {
      value.value = next;
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Nothing can be kept here; it holds until the page is left.
      }
    },
  };
}
