import { docsPath, type Heading, type LinkMap, renderMarkdown } from './docs-markdown.ts';
import type { DocsPage, DocsSection } from './docs-pages.ts';
import { type Html, type HtmlValue, html } from './html.ts';
import { pageFrame } from './reference-frame.ts';
import { siteHeader } from './reference-parts.ts';

/** What every page of the developer centre is made with. */
export interface Docs {
  sections: readonly DocsSection[];
  links: LinkMap;
  version: string;
}

/** The developer centre of a server: its pages, and where their links lead. */
export function docsOf(
  sections: readonly DocsSection[],
  server: { root: string; serverUrl: string; version: string },
): Docs {
  const slugs = new Map(sections.flatMap(({ pages }) => pages.map(({ file, slug }) => [file, slug] as const)));
  return { sections, links: { ...server, slugs }, version: server.version };
}

/** One page of the developer centre, with what comes after its text. */
export function docsPage(page: DocsPage, docs: Docs, more?: { body: HtmlValue; headings: readonly Heading[] }): string {
  const { body, headings } = renderMarkdown(page.markdown, page.file, docs.links);
  const title = page.slug === '' ? 'Daybook for developers' : page.title;
  return docsFrame(docs, {
    title,
    current: page.slug,
    headings: [...headings, ...(more?.headings ?? [])],
    body: html`<h1 id="top">${page.title}</h1>
${body}
${more?.body}`,
  });
}

/** The frame of a page: the contents of the whole centre on its left, and those of the page where it stands in them. */
export function docsFrame(
  { sections, links: { root }, version }: Docs,
  page: { title: string; current: string; headings: readonly Heading[]; body: Html },
): string {
  const body = html`<div class="reference">
<header class="side">
${siteHeader(root, version, page.current === 'errors' ? 'errors' : 'guides')}
<nav aria-label="Contents">
<details class="menu">
<summary>Contents</summary>
<ul>
${sections.map(
  ({ title, pages }) => html`<li><span class="part">${title}</span>
<ul>${pages.map(
    ({ slug, title: name }) =>
      html`<li><a href="${docsPath(root, slug)}" ${slug === page.current && html`aria-current="page"`}>${name}</a>${
        slug === page.current && page.headings.length > 0 && headingList(page.headings)
      }</li>`,
  )}</ul></li>`,
)}
</ul>
</details>
</nav>
</header>
<main id="main" tabindex="-1">
<article class="guide">
${page.body}
</article>
</main>
</div>`;
  return pageFrame({
    title: page.title === 'Daybook for developers' ? page.title : `${page.title} · Daybook`,
    root,
    body,
  });
}

function headingList(headings: readonly Heading[]): HtmlValue {
  return html`<ul class="within">${headings.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul>`;
}
