import { type HtmlValue, html, joined } from './html.ts';
import type { Schema } from './json-schema.ts';
import {
  type ApiDocument,
  type Endpoint,
  errorsOf,
  type ListedError,
  type Parameter,
  successOf,
} from './reference-document.ts';
import { curlOf, jsonOf } from './reference-example.ts';
import { breakable, codeBox, fieldGroupList, fieldList, heading, methodBadge, prose } from './reference-parts.ts';
import { fieldGroups, fieldOf, typeOf } from './reference-schema.ts';

/** One operation: what it is, what it takes and answers, and beside that the same as a request and an answer to read. */
export function operationSection(
  endpoint: Endpoint,
  document: ApiDocument,
  { shared, root }: { shared: ReadonlySet<string>; root: string },
): HtmlValue {
  const { method, path, operation } = endpoint;
  const { schemas } = document.components;
  const id = operation.operationId;
  const success = successOf(operation);
  const curl = curlOf(endpoint, document.servers[0]!.url, schemas);
  const response = success.example;
  return html`<section class="operation" aria-labelledby="${id}">
<div class="about">
${heading(3, id, operation.summary)}
<p class="endpoint">${methodBadge(method)} <code>${breakable(path)}</code></p>
${operation.description !== undefined && html`<p>${prose(operation.description)}</p>`}
${operation.deprecated === true && html`<p class="extension">Deprecated: for programs that were written for it. New ones use v2.</p>`}
${operation['x-daybook-extension'] === true && html`<p class="extension">An addition of Daybook’s own: the OnceHub API does not have it.</p>`}
${parameterPart(id, 'path', 'Path parameters', operation.parameters)}
${parameterPart(id, 'query', 'Query parameters', operation.parameters)}
${bodyPart(endpoint, schemas)}
<h4 id="${id}-response">Response</h4>
<p><span class="status">${success.status}</span> with ${responseInWords(success.schema)}.</p>
${fieldGroupList(fieldGroups(success.schema, schemas))}
${errorPart(id, errorsOf(operation), { shared, root })}
</div>
<div class="examples">
${codeBox('Request', curl, curl.split('\n').length)}
${codeBox(`Response ${success.status}`, jsonOf(response), JSON.stringify(response, null, 2).split('\n').length)}
</div>
</section>
`;
}

function parameterPart(id: string, place: Parameter['in'], title: string, parameters: readonly Parameter[]): HtmlValue {
  const fields = parameters
    .filter((parameter) => parameter.in === place)
    .map(({ name, required, description, schema }) => ({ ...fieldOf('', name, schema, required), description }));
  return fields.length > 0 && html`<h4 id="${id}-${place}">${title}</h4>${fieldList(fields, 'request')}`;
}

function bodyPart({ operation }: Endpoint, schemas: Record<string, Schema>): HtmlValue {
  const body = operation.requestBody;
  if (body === undefined) return null;
  const groups = fieldGroups(body.content['application/json'].schema, schemas);
  return html`<h4 id="${operation.operationId}-body">Body</h4>
${!body.required && html`<p>The body may be left out.</p>`}
${groups.map(({ fields }) => fieldList(fields, 'request'))}`;
}

function responseInWords(schema: Schema): HtmlValue {
  const item = schema.properties?.has_more === undefined ? undefined : schema.properties.data?.items;
  if (item !== undefined) return html`a page of ${typeOf(item)}`;
  return schema.$ref === undefined && schema.anyOf === undefined && schema.items === undefined
    ? 'an object'
    : typeOf(schema);
}

function errorPart(
  id: string,
  errors: readonly ListedError[],
  { shared, root }: { shared: ReadonlySet<string>; root: string },
): HtmlValue {
  const own = errors.filter((error) => !shared.has(error.name));
  const others = new Set(errors.filter((error) => shared.has(error.name)).map((error) => error.status));
  return html`<h4 id="${id}-errors">Errors</h4>
${own.length > 0 && errorTable(own, root)}
<p class="others">${own.length > 0 ? 'Also' : 'Only'} what <a href="${root}/docs/errors">every operation can answer</a>: ${joined([...others], ', ')}.</p>`;
}

function errorTable(errors: readonly ListedError[], root: string): HtmlValue {
  return html`<table class="errors">
<thead><tr><th scope="col">Status</th><th scope="col">Message</th><th scope="col">Param</th></tr></thead>
<tbody>${errors.map(
    ({ name, status, message, param }) => html`
<tr><td><span class="status">${status}</span></td><td><a href="${root}/docs/errors/${name}">${message}</a></td><td>${param !== undefined && html`<code>${param}</code>`}</td></tr>`,
  )}
</tbody>
</table>`;
}
