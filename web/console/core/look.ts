import { signal } from '@preact/signals';

const phone = matchMedia('(max-width: 47.99rem)');

/** True on a phone, where there is room for one thing at a time. */
export const narrow = signal(phone.matches);
phone.addEventListener('change', () => {
  narrow.value = phone.matches;
});

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
