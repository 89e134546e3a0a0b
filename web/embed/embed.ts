/**
 * Puts booking pages into a website: in place, in a window above it, or behind a floating button. Understands the attributes
 * that websites have for OnceHub's scripts (contract 12.5), so that only the script's address changes.
 */
import { inkOn } from '../../src/core/color.ts';
import { showWindow } from './window.ts';

const script = document.currentScript as HTMLScriptElement | null;
/** Where the script came from, without its own path: there the pages are. */
const base = (script?.src ?? '').replace(/\/(cal\/embed|mergedjs\/so|embed)\.js(\?.*)?$/, '');
const origin = new URL(base || location.href).origin;

/** Parameters by which a page knows its own state; a website's address has no say in them. */
const ours = ['params', 'hold', 'start', 'taken', 'done', 'embed', 'choose', 'from'];

/** Frames that are ours, and what to do with what they say. */
const frames = new Map<MessageEventSource, { frame: HTMLIFrameElement; responsive: boolean; classic: boolean }>();

function addressOf(element: HTMLElement, page: string, way: 'inline' | 'lightbox'): string {
  const url = new URL(`${base}/${encodeURIComponent(page)}`);
  const given = [location.search, element.dataset.soQryPrm ?? ''].flatMap((text) => [...new URLSearchParams(text)]);
  for (const [name, value] of given) if (!ours.includes(name.toLowerCase())) url.searchParams.set(name, value);
  url.searchParams.set('embed', way);
  return url.href;
}

function addFrame(
  parent: HTMLElement,
  src: string,
  more: { responsive: boolean; classic: boolean },
): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  // So that the page knows whom it speaks to in browsers that do not say it.
  frame.name = `daybook ${location.origin}`;
  frame.src = src;
  frame.title = parent.dataset.title ?? 'Booking page';
  frame.style.cssText = 'display:block;width:100%;height:100%;border:0;background:transparent;color-scheme:normal';
  frame.allow = 'clipboard-write';
  if (more.responsive) frame.style.height = '700px';
  parent.append(frame);
  frames.set(frame.contentWindow!, { frame, ...more });
  return frame;
}

/** An element that shows a page in its own place. */
function showInline(element: HTMLElement, page: string, classic: boolean): void {
  const { height, style } = element.dataset;
  if (classic && style !== undefined) element.style.cssText = style;
  if (height) element.style.height = `${Number.parseInt(height, 10)}px`;
  const responsive = element.style.height === '' && !/height/.test(element.getAttribute('style') ?? '');
  addFrame(element, addressOf(element, page, 'inline'), { responsive, classic });
}

/** A button that opens a page above the website, or by itself where the screen is small (product description 9.1). */
function openOnClick(element: HTMLElement, page: string): void {
  element.addEventListener('click', (event) => {
    event.preventDefault();
    const src = addressOf(element, page, 'lightbox');
    if (matchMedia('(max-width: 30rem)').matches) {
      const url = new URL(src);
      url.searchParams.delete('embed');
      window.open(url.href, '_blank', 'noopener');
      return;
    }
    showWindow(element, Number.parseInt(element.dataset.height ?? '', 10) || 640, (parent) => {
      addFrame(parent, src, { responsive: false, classic: false });
    });
  });
}

/** A button that stays in the corner of the window. */
function float(element: HTMLElement, page: string): void {
  const { text, color } = element.dataset;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text ?? 'Book a time';
  for (const name of ['height', 'soQryPrm']) if (element.dataset[name]) button.dataset[name] = element.dataset[name];
  button.style.cssText =
    'position:fixed;inset-block-end:20px;inset-inline-end:20px;z-index:2147483000;min-height:44px;padding:0 20px;border:0;' +
    'border-radius:22px;font:600 16px/1.2 system-ui,sans-serif;cursor:pointer;box-shadow:0 4px 16px #0003';
  const ground = /^#[0-9a-f]{6}$/i.test(color ?? '') ? color! : '#0b6b5f';
  button.style.background = ground;
  button.style.color = inkOn(ground);
  document.body.append(button);
  openOnClick(button, page);
}

const done = new WeakSet<Element>();

/** What to do with elements that have an attribute whose value names a page. */
const uses: readonly [attribute: string, start: (element: HTMLElement, page: string) => void][] = [
  ['data-oh-booking-calendar-id', (element, page) => showInline(element, page, false)],
  ['data-oh-lightbox-bkc-id', openOnClick],
  ['data-oh-floating-bkc-id', float],
  [
    'data-so-page',
    (element, page) => {
      if (element.id.startsWith('SOIDIV_')) showInline(element, page, true);
      else if (element.hasAttribute('data-so-float')) float(element, page);
      else openOnClick(element, page);
    },
  ],
];

function start(): void {
  for (const [attribute, begin] of uses) {
    for (const element of document.querySelectorAll<HTMLElement>(`[${attribute}]`)) {
      const page = element.getAttribute(attribute);
      if (!page || done.has(element)) continue;
      done.add(element);
      begin(element, page);
    }
  }
}

interface Said {
  type?: unknown;
  payload?: Record<string, unknown>;
}

// Only what our own server's page says in one of our own frames counts.
addEventListener('message', ({ origin: from, source, data }: MessageEvent<Said>) => {
  const known = source === null ? undefined : frames.get(source);
  if (known === undefined || from !== origin || typeof data?.type !== 'string') return;
  const { payload = {} } = data;
  if (data.type === 'daybook.height' && known.responsive)
    known.frame.style.height = `${Number(payload.height) || 700}px`;
  if (data.type === 'daybook.close') known.frame.closest('dialog')?.close();
  if (data.type === 'daybook.redirect' && /^https?:\/\//.test(String(payload.url)))
    location.assign(String(payload.url));
  const page = window as { SOAfterConfirmationFunction?: (data: unknown) => void; dataLayer?: unknown[] };
  if (data.type === 'daybook.confirmed' && known.classic) page.SOAfterConfirmationFunction?.(payload);
  if (data.type.startsWith('oncehub.')) page.dataLayer?.push({ event: data.type, ...payload });
});

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
// Websites that build themselves in the browser add elements later.
new MutationObserver(start).observe(document.documentElement, { childList: true, subtree: true });
