import { html } from '../http/html.ts';

/** What the page of the console needs to begin. */
export interface Shell {
  style: string;
  script: string;
  /** Modules that the script begins with, asked for at the same time. */
  needed: readonly string[];
  root: string;
  locale: string;
  theme: 'light' | 'dark' | 'system';
}

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="1" y="2" width="14" height="13" rx="3" fill="#0b6b5f"/><path d="M4 6h8M4 9h8M4 12h5" stroke="#fff" stroke-width="1.4" stroke-linecap="round"/></svg>',
)}`;

/** The console's page: empty but for the frame's outline, which is there before its program is. */
export function renderShell({ style, script, needed, root, locale, theme }: Shell): string {
  return html`<!doctype html>
<html lang="${locale}" data-theme="${theme}" data-root="${root}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Daybook</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${style}">
${needed.map((each) => html`<link rel="modulepreload" href="${each}">`)}
<script type="module" src="${script}"></script>
</head>
<body>
<div id="app"><div class="boot" role="status"><span class="boot-mark" aria-hidden="true"></span><span class="hidden">Daybook</span></div></div>
<noscript><p class="no-script">The console needs JavaScript. Everything it does can also be done through the <a href="${root}/docs">API</a>.</p></noscript>
</body>
</html>
`.text;
}
