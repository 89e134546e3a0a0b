import { Html, type HtmlValue, html } from '../http/html.ts';
import type { Language } from '../language/languages.ts';
import type { Redirect } from './redirect-of.ts';

/** What a page is made with: where its files are, and the look of its account. */
export interface Dress {
  style: string;
  script: string;
  /** Custom properties; safe to stand in a page as they are. */
  theme: string;
  nonce: string;
}

/** What a page shows, and what its script gets to know. */
export interface PageParts {
  title: string;
  /** The side that says what is booked; none on pages that only say something. */
  intro?: HtmlValue;
  stage: HtmlValue;
  /** How another website shows the page. */
  embedded?: 'inline' | 'lightbox' | null;
  /** Where the page leads by itself. */
  goesOn?: Redirect | null;
  /** Data for the script, by the id of the element that holds it. */
  data?: Record<string, unknown>;
}

/** A calendar leaf. Inside the page, so that no browser asks for a favicon. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="1" y="2" width="14" height="13" rx="3" fill="#0b6b5f"/><path d="M4 6h8M4 9h8M4 12h5" stroke="#fff" stroke-width="1.4" stroke-linecap="round"/></svg>',
)}`;

/** A whole guest page, complete without its script. */
export function renderFrame(
  language: Language,
  { style, script, theme, nonce }: Dress,
  { title, intro, stage, embedded, goesOn, data }: PageParts,
): string {
  const { texts, locale, direction } = language;
  return html`<!doctype html>
<html lang="${locale}" dir="${direction}" ${embedded != null && html`class="embedded ${embedded}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${style}">
<style nonce="${nonce}">${new Html(theme)}</style>
<script src="${script}" defer></script>
${goesOn != null && html`<noscript><meta http-equiv="refresh" content="${goesOn.afterSeconds};url=${goesOn.url}"></noscript>`}
</head>
<body>
<a class="skip" href="#main">${texts.page.skip}</a>
<div id="page" class="${intro === undefined ? 'page alone' : 'page'}">
${intro !== undefined && html`<header class="intro">${intro}</header>`}
<main id="main" class="stage" tabindex="-1">
${stage}
</main>
${Object.entries(data ?? {}).map(
  ([id, value]) => html`<script type="application/json" id="${id}">${json(value)}</script>
`,
)}</div>
<p class="hidden" id="status" role="status"></p>
<footer class="foot">${texts.page.poweredBy}</footer>
</body>
</html>
`.text;
}

/** JSON inside a page, where nothing in it can end the element that holds it. */
function json(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));
}
