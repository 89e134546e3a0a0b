import { type ReadonlySignal, signal } from '@preact/signals';

function matching(media: string): ReadonlySignal<boolean> {
  const list = matchMedia(media);
  const found = signal(list.matches);
  list.addEventListener('change', () => {
    found.value = list.matches;
  });
  return found;
}

/** True on a phone, where lists are cards and the navigation is a drawer. */
export const narrow = matching('(max-width: 47.99rem)');

/** True where there is no room for something beside a list: what is opened takes its place. */
export const single = matching('(max-width: 67.99rem)');

export type Theme = 'system' | 'light' | 'dark';

const html = document.documentElement;

/** Light, dark, or as the reader's system is. */
export const theme = signal((html.dataset.theme ?? 'system') as Theme);

export function chooseTheme(next: Theme): void {
  theme.value = next;
  html.dataset.theme = next;
  // biome-ignore lint/suspicious/noDocumentCookie: the server reads it before it sends the page, so that nothing flashes
  document.cookie = `daybook_theme=${next}; Path=${html.dataset.root}/console; Max-Age=31536000; SameSite=Lax`;
}
