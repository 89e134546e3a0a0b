import { signal } from '@preact/signals';
import { Daybook, DaybookError } from '../../../packages/client/daybook.ts';
import { inLanguage } from './words.ts';

export { DaybookError };

const words = inLanguage({
  en: {
    offline: 'The server cannot be reached. Your connection may be gone; what you see may be old.',
    slow: 'The server took too long to answer. Please try again.',
  },
  de: {
    offline: 'Der Server ist nicht erreichbar. Vielleicht fehlt die Verbindung; was du siehst, kann veraltet sein.',
    slow: 'Der Server hat zu lange nicht geantwortet. Bitte noch einmal versuchen.',
  },
});

/** True while the server cannot be reached. */
export const offline = signal(!navigator.onLine);

/** Called when the API says that nobody is signed in (any more). */
let onSignedOut = () => {};
export function whenSignedOut(then: () => void): void {
  onSignedOut = then;
}

const watched: typeof fetch = async (input, init) => {
  try {
    const response = await fetch(input, init);
    offline.value = false;
    if (response.status === 401) onSignedOut();
    return response;
  } catch (error) {
    if (error instanceof TypeError) offline.value = true;
    throw error;
  }
};

/**
 * The public API, with the rights of whoever is signed in. The header tells the server that a request comes from its own page: a
 * foreign one cannot send it.
 */
export const api = new Daybook({
  baseUrl: location.origin + (document.documentElement.dataset.root ?? ''),
  headers: { 'Daybook-Console': '1' },
  retries: 1,
  fetch: watched,
});

/** What went wrong, in the contract's words. */
export function messageOf(error: unknown): string {
  if (error instanceof DaybookError) return error.message;
  if (error instanceof DOMException && error.name === 'TimeoutError') return words.slow;
  return words.offline;
}

/** True if somebody only stopped waiting. */
export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

addEventListener('online', () => {
  offline.value = false;
});
addEventListener('offline', () => {
  offline.value = true;
});
