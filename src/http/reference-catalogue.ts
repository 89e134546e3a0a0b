import { exampleOf } from './example.ts';
import { type HtmlValue, html, joined } from './html.ts';
import { type ApiDocument, type Endpoint, errorsOf, type ListedError } from './reference-document.ts';
import { jsonOf } from './reference-example.ts';
import { codeBox, fieldList, heading } from './reference-parts.ts';
import { fieldGroups } from './reference-schema.ts';

/** Every named object of the document with its fields. `Error` has the page's introduction. */
export function objectCatalogue({ components: { schemas } }: ApiDocument): HtmlValue {
  const names = Object.keys(schemas).filter((name) => name !== 'Error');
  return html`<section class="chapter" aria-labelledby="objects">
${heading(2, 'objects', 'Objects')}
<p class="lead">What the answers are made of.</p>
${names.map((name) => objectSection(name, schemas))}
</section>`;
}

function objectSection(name: string, schemas: ApiDocument['components']['schemas']): HtmlValue {
  const example = exampleOf(schemas[name]!, schemas);
  const fields = fieldGroups(schemas[name]!, schemas).flatMap((group) => group.fields);
  return html`<section class="operation" aria-labelledby="object-${name}">
<div class="about">
${heading(3, `object-${name}`, name)}
${fieldList(fields, 'answer')}
</div>
<div class="examples">${codeBox(name, jsonOf(example), JSON.stringify(example, null, 2).split('\n').length)}</div>
</section>
`;
}

interface CataloguedError extends ListedError {
  endpoints: Endpoint[];
}

/** Every error that an operation of the document can answer, by status, with the operations that can. */
export function errorCatalogue(endpoints: readonly Endpoint[], shared: ReadonlySet<string>): HtmlValue {
  const byName = new Map<string, CataloguedError>();
  const meanings = new Map<string, string>();
  for (const endpoint of endpoints) {
    for (const error of errorsOf(endpoint.operation)) {
      const known = byName.get(error.name) ?? { ...error, endpoints: [] };
      known.endpoints.push(endpoint);
      byName.set(error.name, known);
      meanings.set(error.status, endpoint.operation.responses[error.status]!.description);
    }
  }
  const byStatus = Map.groupBy(byName.values(), (error) => error.status);
  return html`<section class="chapter" aria-labelledby="errors">
${heading(2, 'errors', 'Errors')}
<p class="lead">Every error of this API. Branch on the status and on <code>param</code>; the message is for people.</p>
${[...byStatus]
  .sort(([a], [b]) => Number(a) - Number(b))
  .map(
    ([
      status,
      errors,
    ]) => html`${heading(3, `errors-${status}`, html`<span class="status">${status}</span> ${meanings.get(status)}`)}
<dl class="catalogue">${errors.map((error) => errorEntry(error, shared))}</dl>
`,
  )}
</section>`;
}

function errorEntry(
  { name, type, message, param, endpoints }: CataloguedError,
  shared: ReadonlySet<string>,
): HtmlValue {
  return html`<div id="error-${name}">
<dt>${message}</dt>
<dd><code>${type}</code>${param !== undefined && html`, param <code>${param}</code>`}</dd>
<dd>${
    shared.has(name)
      ? 'Every operation'
      : joined(
          endpoints.map(({ operation }) => html`<a href="#${operation.operationId}">${operation.summary}</a>`),
          ', ',
        )
  }</dd>
</div>
`;
}
