import { type Docs, docsFrame, docsPage } from './docs-page.ts';
import { type Html, type HtmlValue, html, joined } from './html.ts';
import { problemExample, statusTexts } from './openapi.ts';
import { type ProblemName, problems } from './problem.ts';
import { advice } from './problem-advice.ts';
import { type ApiDocument, type Endpoint, endpointsOf, errorsOf, sharedErrors } from './reference-document.ts';
import { jsonOf } from './reference-example.ts';
import { codeBox, heading, prose } from './reference-parts.ts';

const names = Object.keys(problems) as ProblemName[];

/** The page on errors in general, with every one of them by status. */
export function errorIndex(docs: Docs): string {
  const page = docs.sections.flatMap(({ pages }) => pages).find(({ slug }) => slug === 'errors')!;
  const byStatus = [...Map.groupBy(names, (name) => problems[name].status)].sort(([a], [b]) => a - b);
  const headings = byStatus.map(([status]) => ({ id: `status-${status}`, title: `${status} ${statusTexts[status]}` }));
  const body = byStatus.map(
    ([
      status,
      group,
    ]) => html`${heading(2, `status-${status}`, html`<span class="status">${status}</span> ${statusTexts[status]}`)}
<dl class="catalogue">${group.map(
      (name) => html`<div>
<dt><a href="${docs.links.root}/docs/errors/${name}">${pattern(problems[name].message)}</a></dt>
<dd><code>${problems[name].type}</code>${paramOf(name)}</dd>
</div>
`,
    )}</dl>`,
  );
  return docsPage(page, docs, { body, headings });
}

/** The pages of single problems, by their names: what each says, who can answer it, and what to do. */
export function errorPages(docs: Docs, document: ApiDocument): { name: ProblemName; make: () => string }[] {
  const endpoints = endpointsOf(document);
  const shared = sharedErrors(endpoints);
  const byProblem = new Map<string, Endpoint[]>();
  for (const endpoint of endpoints)
    for (const { name } of errorsOf(endpoint.operation))
      byProblem.set(name, [...(byProblem.get(name) ?? []), endpoint]);
  return names.map((name) => ({
    name,
    make: () => errorPage(name, docs, shared.has(name) ? 'all' : (byProblem.get(name) ?? [])),
  }));
}

function errorPage(name: ProblemName, docs: Docs, answeredBy: readonly Endpoint[] | 'all'): string {
  const { status, type, message, param } = problems[name];
  const { root } = docs.links;
  const body = html`<p class="up"><a href="${root}/docs/errors">Errors</a></p>
<h1 id="top" class="message">${pattern(message)}</h1>
<dl class="facts">
<div><dt>Status</dt><dd><span class="status">${status}</span> ${statusTexts[status]}</dd></div>
<div><dt>Type</dt><dd><code>${type}</code></dd></div>
<div><dt>Param</dt><dd>${param === undefined ? 'None' : param.startsWith('{') ? 'The parameter to blame' : html`<code>${param}</code>`}</dd></div>
</dl>
${heading(2, 'what-to-do', 'What to do')}
<p>${prose(advice[name] ?? '')}</p>
${codeBox('Such as', jsonOf(problemExample(name)), 5)}
${heading(2, 'answered-by', 'Which operations answer it')}
${operations(answeredBy, root)}`;
  return docsFrame(docs, { title: problemExample(name).message as string, current: 'errors', headings: [], body });
}

function operations(answeredBy: readonly Endpoint[] | 'all', root: string): HtmlValue {
  if (answeredBy === 'all') return html`<p>Every operation can.</p>`;
  if (answeredBy.length === 0) return html`<p>No operation: it is the answer to what is none.</p>`;
  return html`<ul class="operations">${answeredBy.map(
    ({ operation: { operationId, summary } }) =>
      html`<li><a href="${root}/docs/reference#${operationId}">${summary}</a></li>`,
  )}</ul>`;
}

function paramOf(name: ProblemName): HtmlValue {
  const { param } = problems[name];
  return param !== undefined && !param.startsWith('{') && html`, param <code>${param}</code>`;
}

/** A message with its blanks named. */
function pattern(message: string): Html {
  return joined(
    message.split(/\{(\w+)\}/).map((part, index) => (index % 2 === 0 ? part : html`<var>${part}</var>`)),
    '',
  );
}
