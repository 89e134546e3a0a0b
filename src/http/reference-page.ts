import { type HtmlValue, html } from './html.ts';
import { errorCatalogue, objectCatalogue } from './reference-catalogue.ts';
import { type ApiDocument, type Endpoint, endpointsOf, sharedErrors } from './reference-document.ts';
import { pageFrame } from './reference-frame.ts';
import { introduction, introductionParts } from './reference-intro.ts';
import { operationSection } from './reference-operation.ts';
import { heading, methodBadge, prose } from './reference-parts.ts';

/** The API reference as one page, made of nothing but the document. `root` is the path under which the server is reached. */
export function referencePage(document: ApiDocument, root: string): string {
  const endpoints = endpointsOf(document);
  const shared = sharedErrors(endpoints);
  const { title, version, description } = document.info;
  const chapters = document.tags.map(({ name }) => ({
    id: tagId(name),
    name,
    endpoints: endpoints.filter(({ operation }) => operation.tags.includes(name)),
  }));
  const body = html`<div class="reference">
<header class="side">
<p class="brand"><a href="${root}/">Daybook</a> <span class="version">${version}</span></p>
${contents(chapters)}
</header>
<main id="main" tabindex="-1">
<div class="title">
<h1 id="top">${title}</h1>
<p class="lead">${prose(description)}</p>
<p>Version ${version} · <a href="${root}/openapi.json">OpenAPI 3.1 document</a></p>
</div>
${introduction(document)}
${chapters.map(
  (chapter) => html`<section class="chapter" aria-labelledby="${chapter.id}">
${heading(2, chapter.id, chapter.name)}
${chapter.endpoints.map((endpoint) => operationSection(endpoint, document, shared))}
</section>
`,
)}
${objectCatalogue(document)}
${errorCatalogue(endpoints, shared)}
</main>
</div>`;
  return pageFrame({ title, root, body });
}

interface Chapter {
  id: string;
  name: string;
  endpoints: Endpoint[];
}

function contents(chapters: readonly Chapter[]): HtmlValue {
  return html`<nav aria-label="Contents">
<details class="menu">
<summary>Contents</summary>
<ul>
<li><a class="part" href="#introduction">Introduction</a>
<ul>${introductionParts.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></li>
${chapters.map(
  ({ id, name, endpoints }) => html`<li><a class="part" href="#${id}">${name}</a>
<ul>${endpoints.map(
    ({ method, operation }) =>
      html`<li><a href="#${operation.operationId}">${methodBadge(method)} ${operation.summary}</a></li>`,
  )}</ul></li>`,
)}
<li><a class="part" href="#objects">Objects</a></li>
<li><a class="part" href="#errors">Errors</a></li>
</ul>
</details>
</nav>`;
}

function tagId(name: string): string {
  return `tag-${name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`;
}
