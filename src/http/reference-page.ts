import { type HtmlValue, html } from './html.ts';
import { eventCatalogue, objectCatalogue } from './reference-catalogue.ts';
import { type ApiDocument, type Endpoint, endpointsOf, sharedErrors } from './reference-document.ts';
import { pageFrame } from './reference-frame.ts';
import { operationSection } from './reference-operation.ts';
import { heading, methodBadge, prose, siteHeader } from './reference-parts.ts';

/** The API reference as one page, made of nothing but the document. `root` is the path under which the server is reached. */
export function referencePage(document: ApiDocument, root: string): string {
  const endpoints = endpointsOf(document);
  const shared = sharedErrors(endpoints);
  const { title, version, description } = document.info;
  const chapters = document.tags
    .map(({ name, description: about }) => ({
      id: tagId(name),
      name,
      description: about,
      endpoints: endpoints.filter(({ operation }) => operation.tags.includes(name)),
    }))
    .filter((chapter) => chapter.endpoints.length > 0);
  const body = html`<div class="reference">
<header class="side">
${siteHeader(root, version, 'reference')}
${contents(chapters, document.webhooks)}
</header>
<main id="main" tabindex="-1">
<div class="title">
<h1 id="top">${title}</h1>
<p class="lead">${prose(description)}</p>
<p>All paths start at <code>${document.servers[0]!.url}</code>; every request carries its key in the header <code>API-Key</code>. What holds
for every operation is said in the <a href="${root}/docs">guides</a>: <a href="${root}/docs/pagination">pagination</a>,
<a href="${root}/docs/expanding">expanding</a>, <a href="${root}/docs/errors">errors</a>, <a href="${root}/docs/rate-limits">rate limits</a> and
<a href="${root}/docs/safe-retries">safe retries</a>.</p>
<p>Version ${version} · <a href="${root}/openapi.json">OpenAPI 3.1 document</a></p>
</div>
${chapters.map(
  (chapter) => html`<section class="chapter" aria-labelledby="${chapter.id}">
${heading(2, chapter.id, chapter.name)}
${chapter.description !== undefined && html`<p class="lead">${chapter.description}</p>`}
${chapter.endpoints.map((endpoint) => operationSection(endpoint, document, { shared, root }))}
</section>
`,
)}
${eventCatalogue(document)}
${objectCatalogue(document)}
</main>
</div>`;
  return pageFrame({ title, root, body });
}

interface Chapter {
  id: string;
  name: string;
  description: string | undefined;
  endpoints: Endpoint[];
}

function contents(chapters: readonly Chapter[], webhooks: ApiDocument['webhooks']): HtmlValue {
  return html`<nav aria-label="Contents">
<details class="menu">
<summary>Contents</summary>
<ul>
${chapters.map(
  ({ id, name, endpoints }) => html`<li><a class="part" href="#${id}">${name}</a>
<ul>${endpoints.map(
    ({ method, operation }) =>
      html`<li><a href="#${operation.operationId}">${methodBadge(method)} ${operation.summary}</a></li>`,
  )}</ul></li>`,
)}
<li><a class="part" href="#events">Events</a>
<ul>${Object.entries(webhooks).map(([type, { post }]) => html`<li><a href="#${post.operationId}">${type}</a></li>`)}</ul></li>
<li><a class="part" href="#objects">Objects</a></li>
</ul>
</details>
</nav>`;
}

function tagId(name: string): string {
  return `tag-${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`;
}
