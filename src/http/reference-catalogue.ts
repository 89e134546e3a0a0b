import { exampleOf } from './example.ts';
import { type HtmlValue, html } from './html.ts';
import type { ApiDocument } from './reference-document.ts';
import { jsonOf } from './reference-example.ts';
import { codeBox, fieldList, heading } from './reference-parts.ts';
import { fieldGroups } from './reference-schema.ts';

/** Every named object of the document with its fields. Errors have pages of their own. */
export function objectCatalogue({ components: { schemas } }: ApiDocument): HtmlValue {
  const names = Object.keys(schemas).filter((name) => !name.startsWith('Error'));
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

/** Every event that a webhook's URL can receive. */
export function eventCatalogue({ webhooks, components: { schemas } }: ApiDocument): HtmlValue {
  return html`<section class="chapter" aria-labelledby="events">
${heading(2, 'events', 'Events')}
<p class="lead">What a webhook’s URL receives, as signed POSTs.</p>
${Object.entries(webhooks).map(([type, { post }]) => {
  const { schema, example } = post.requestBody!.content['application/json'];
  const lines = JSON.stringify(example, null, 2).split('\n').length;
  return html`<section class="operation" aria-labelledby="${post.operationId}">
<div class="about">
${heading(3, post.operationId, type)}
<p>${post.summary}.</p>
${fieldList(
  fieldGroups(schema, schemas).flatMap((group) => group.fields),
  'answer',
)}
</div>
<div class="examples">${codeBox(type, jsonOf(example), lines)}</div>
</section>
`;
})}
</section>`;
}
