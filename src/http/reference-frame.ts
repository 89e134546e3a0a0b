import { type Html, html } from './html.ts';

/** A calendar leaf. Inside the page, so that no browser asks for a favicon. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect x="1" y="2" width="14" height="13" rx="3" fill="#0b6b5f"/><path d="M4 6h8M4 9h8M4 12h5" stroke="#fff" stroke-width="1.4" stroke-linecap="round"/></svg>',
)}`;

/** A whole page around its body: head, stylesheet and the link past the navigation. */
export function pageFrame({ title, root, body }: { title: string; root: string; body: Html }): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${icon}">
<link rel="stylesheet" href="${root}/docs/reference.css">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${body}
</body>
</html>
`.text;
}
