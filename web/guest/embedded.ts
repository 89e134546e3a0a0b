/** What a page has to say to the website that shows it, as the server wrote it. */
interface Told {
  events: { key: string; type: string; payload: unknown }[];
  redirect: { url: string; afterSeconds: number } | null;
}

const framed = parent !== window;
const said = new Set<string>();
let watching = false;

/**
 * Tells the website around this page how high it is, what the guest does (contract 12.1) and where he goes on to. Each thing that
 * happened is told once, however often its page is shown. Outside of a frame it only sends the guest on.
 */
export function startTelling(): void {
  const data = document.getElementById('told');
  const told: Told = data === null ? { events: [], redirect: null } : JSON.parse(data.textContent ?? '');
  if (framed) {
    watch();
    for (const { key, type, payload } of told.events) if (isNew(key)) tell(type, payload);
  }
  const { redirect } = told;
  if (redirect !== null) setTimeout(() => goOn(redirect.url), redirect.afterSeconds * 1000);
}

/** The website leads on itself where its script shows the page; elsewhere the whole window goes, as far as the browser lets it. */
function goOn(url: string): void {
  if (wayOf() !== null) tell('daybook.redirect', { url });
  else if (framed) open(url, '_top');
  else location.replace(url);
}

/** How embed.js shows this page; null if it does not. */
function wayOf(): string | null {
  return framed ? new URLSearchParams(location.search).get('embed') : null;
}

function watch(): void {
  if (watching) return;
  watching = true;
  const report = () => tell('daybook.height', { height: Math.ceil(document.body.getBoundingClientRect().height) });
  new ResizeObserver(report).observe(document.body);
  // The window around the page does not hear keys that are pressed inside.
  if (wayOf() === 'lightbox')
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) tell('daybook.close', {});
    });
}

/** Things that happened are remembered for as long as the window is open; pages that were only shown are not. */
function isNew(key: string): boolean {
  if (said.has(key)) return false;
  said.add(key);
  if (!key.startsWith('done ')) return true;
  // A browser may refuse its storage to frames.
  try {
    if (sessionStorage.getItem(key) !== null) return false;
    sessionStorage.setItem(key, '1');
  } catch {}
  return true;
}

/**
 * The website's own origin, so that nobody else hears of a guest. Where the browser does not say it, embed.js has written it into the
 * frame's name: whoever writes another there is told nothing.
 */
function audience(): string | undefined {
  const above = location.ancestorOrigins?.[0];
  if (above !== undefined) return above;
  return /^daybook (https?:\/\/.*)$/.exec(window.name)?.[1] ?? (document.referrer && new URL(document.referrer).origin);
}

function tell(type: string, payload: unknown): void {
  const target = audience();
  if (target?.startsWith('http')) parent.postMessage({ type, payload }, target);
}
