let begin: () => void = () => {};
let current: AbortController | undefined;

/** Takes over links and forms that say so, and calls `onShown` for the page as it is and for each that takes its place. */
export function startSwapping(onShown: () => void): void {
  begin = onShown;
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-go]');
    if (link === null || event.defaultPrevented || !isPlain(event)) return;
    event.preventDefault();
    void go(link.href, { busy: link });
  });
  document.addEventListener('submit', (event) => {
    const form = (event.target as Element).closest<HTMLFormElement>('form[data-go]');
    if (form === null || event.defaultPrevented) return;
    event.preventDefault();
    void sendForm(form, event.submitter);
  });
  addEventListener('popstate', () => void go(location.href, { stay: true }));
  begin();
}

function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

async function sendForm(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const data = new FormData(form, submitter);
  const plain = () => new URLSearchParams([...data].map(([name, value]) => [name, String(value)]));
  const busy = submitter ?? form;
  if (form.method === 'get') {
    await go(`${form.action.split('?')[0]}?${plain()}`, { busy });
    return;
  }
  const body = form.enctype === 'multipart/form-data' ? data : plain();
  const fallback = () => {
    form.removeAttribute('data-go');
    form.requestSubmit(submitter);
  };
  await go(form.action, { body, busy, fallback });
}

interface Going {
  body?: URLSearchParams | FormData;
  /** What was pressed: it shows that something is under way. */
  busy?: Element;
  /** True if the address is in the history already. */
  stay?: boolean;
  /** What a browser would do itself. */
  fallback?: () => void;
}

/** Shows another page in the place of this one. What goes wrong is left to the browser's own way. */
async function go(address: string, { body, busy, stay = false, fallback }: Going): Promise<void> {
  current?.abort();
  const controller = new AbortController();
  current = controller;
  setBusy(busy, true);
  try {
    const init = body === undefined ? {} : { method: 'POST', body };
    const response = await fetch(address, { ...init, headers: { Accept: 'text/html' }, signal: controller.signal });
    const text = await response.text();
    if (!response.headers.get('content-type')?.startsWith('text/html')) throw new TypeError('no page');
    // A form that comes back stands at its own address, which cannot be looked at again; the page that it was on can.
    const shown = body !== undefined && !response.redirected ? location.href : response.url;
    if (!stay && shown !== location.href) history.pushState(null, '', shown);
    put(text);
  } catch {
    if (controller.signal.aborted) return;
    // Sent twice, a form is done once: the server knows it again.
    if (fallback === undefined) location.assign(address);
    else fallback();
  } finally {
    setBusy(busy, false);
  }
}

/** A page's own look; its nonce is good for a page that is loaded, so it is taken over property by property. */
const ownStyle = /<style nonce="[^"]*">:root\{([^<]*)\}<\/style>/;

function put(text: string): void {
  const next = new DOMParser().parseFromString(text.replace(ownStyle, ''), 'text/html');
  const page = next.getElementById('page');
  if (page === null) throw new TypeError('no page');
  for (const each of ownStyle.exec(text)?.[1]?.split(';') ?? []) {
    const at = each.indexOf(':');
    document.documentElement.style.setProperty(each.slice(0, at), each.slice(at + 1));
  }
  document.title = next.title;
  document.documentElement.lang = next.documentElement.lang;
  document.documentElement.dir = next.documentElement.dir;
  document.getElementById('page')!.replaceWith(document.adoptNode(page));
  const target = page.querySelector<HTMLElement>('[data-errors], main :is(h1, h2)[tabindex]');
  scrollTo(0, 0);
  target?.focus({ preventScroll: target.closest('[data-errors]') === null });
  begin();
}

/** Shows at an element that something is under way, or no more. */
export function setBusy(element: Element | undefined, busy: boolean): void {
  if (element === undefined) return;
  element.toggleAttribute('aria-busy', busy);
  if (busy) element.setAttribute('aria-busy', 'true');
  const text = element.getAttribute('data-busy');
  if (text === null) return;
  if (busy) {
    element.setAttribute('data-text', element.textContent ?? '');
    element.textContent = text;
  } else element.textContent = element.getAttribute('data-text');
}

/** Says something to who listens instead of looking. */
export function announce(text: string): void {
  document.getElementById('status')!.textContent = text;
}
