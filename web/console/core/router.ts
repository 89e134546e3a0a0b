import { signal } from '@preact/signals';

/** What the console's addresses begin with. */
const base = `${document.documentElement.dataset.root ?? ''}/console`;

export interface Place {
  /** Below the console: `/bookings/BKNG-…`. */
  path: string;
  query: URLSearchParams;
}

function read(): Place {
  const path = location.pathname.slice(base.length).replace(/\/+$/, '');
  return { path: path === '' ? '/' : path, query: new URLSearchParams(location.search) };
}

/** Where the reader is. All state that somebody could want to send to a colleague is in it. */
export const place = signal<Place>(read());

/** Told of every change of the path, once what is there is shown; the query alone changes quietly. */
export const arrived = signal(0);

/** The address of a screen: `at('/bookings', { view: 'past' })`. What has no value is left out. */
export function at(path: string, query: Record<string, string | undefined> = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const search = new URLSearchParams(pairs).toString();
  return `${base}${path === '/' ? '' : path}${search === '' ? '' : `?${search}`}`;
}

/** Shows what is at an address of the console. */
export function go(href: string, { replace = false } = {}): void {
  const before = place.value.path;
  history[replace ? 'replaceState' : 'pushState'](null, '', href);
  place.value = read();
  if (place.value.path !== before) arrived.value++;
}

/** Changes some of the query and stays where the reader is. Typing replaces the entry in the history, choosing adds one. */
export function setQuery(changes: Record<string, string | undefined>, { replace = false } = {}): void {
  const query = Object.fromEntries(place.value.query);
  go(at(place.value.path, { ...query, ...changes }), { replace });
}

/** The parameters of a path that fits a pattern such as `/bookings/:id?`; undefined if it does not. */
export function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (given.length > wanted.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index];
    if (part.startsWith(':')) {
      if (value !== undefined && value !== '') params[part.replace(/[:?]/g, '')] = decodeURIComponent(value);
      else if (!part.endsWith('?')) return undefined;
    } else if (part !== value) return undefined;
  }
  return params;
}

/** Follows links to screens without loading a page, and the browser's own way back. */
export function startRouting(): void {
  addEventListener('popstate', () => {
    const before = place.value.path;
    place.value = read();
    if (place.value.path !== before) arrived.value++;
  });
  addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a');
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target !== '' || link.origin !== location.origin) return;
    if (link.pathname !== base && !link.pathname.startsWith(`${base}/`)) return;
    event.preventDefault();
    if (link.href !== location.href) go(link.href);
  });
}
