import { type Html, html } from '../http/html.ts';

/** A drawing beside a text that says the same. `turn`: it points the other way where people read from right to left. */
export function drawing(paths: string, turn = false): Html {
  return html`<svg class="icon${turn && ' turn'}" viewBox="0 0 20 20" aria-hidden="true"><path d="${paths}"/></svg>`;
}

const circle = 'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z';

export const icons = {
  globe: drawing(`${circle}M2.5 10h15M10 2.5c2 2 3 4.6 3 7.5s-1 5.5-3 7.5c-2-2-3-4.6-3-7.5s1-5.5 3-7.5Z`),
  clock: drawing(`${circle}M10 6v4.2l2.8 1.8`),
  back: drawing('M12.5 4.5 7 10l5.5 5.5', true),
  on: drawing('M7.5 4.5 13 10l-5.5 5.5', true),
  video: drawing('M3.5 5.5h8a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-8a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1Zm9 3.5 5-2.5v7l-5-2.5'),
  phone: drawing(
    'M6.5 2.8 4 3.5c-.6.2-1 .8-.9 1.4.8 6.3 5.7 11.2 12 12 .6.1 1.2-.3 1.4-.9l.7-2.5-3.7-2-1.7 1.7c-2-1-3.6-2.6-4.6-4.6L8.9 6.9Z',
  ),
  place: drawing('M10 17.5s5.5-4.7 5.5-9a5.5 5.5 0 0 0-11 0c0 4.3 5.5 9 5.5 9ZM10 6.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z'),
  people: drawing(
    'M7.5 9.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.5 16c0-2.6 2.2-4 5-4s5 1.4 5 4M13 9.3a2.4 2.4 0 0 0 0-4.8M14.7 12.3c1.7.5 2.8 1.8 2.8 3.7',
  ),
  check: drawing('m4.5 10.5 3.8 3.8 7.2-8'),
  list: drawing('M7 5.5h10M7 10h10M7 14.5h10M3.5 5.5h.1M3.5 10h.1M3.5 14.5h.1'),
  calendar: drawing(
    'M4 4.5h12a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-10a1 1 0 0 1 1-1ZM3 8.5h14M7 2.5v3M13 2.5v3',
  ),
};
