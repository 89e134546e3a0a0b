import { type Html, type HtmlValue, html, joined } from './html.ts';
import type { Field, FieldGroup } from './reference-schema.ts';

/** A heading that can be linked to; the link shows on hover and focus. */
export function heading(level: 2 | 3, id: string, title: HtmlValue): Html {
  const inside = html`${title} <a class="anchor" href="#${id}" aria-label="Link to this section">#</a>`;
  return level === 2 ? html`<h2 id="${id}">${inside}</h2>` : html`<h3 id="${id}">${inside}</h3>`;
}

/** The top of the side of every page: brand, version, and the three parts that there are. */
export function siteHeader(root: string, version: string, current: 'guides' | 'reference' | 'errors'): HtmlValue {
  const mark = (part: typeof current) => part === current && html`aria-current="true"`;
  return html`<p class="brand"><a href="${root}/">Daybook</a> <span class="version">${version}</span></p>
<nav class="parts" aria-label="Parts">
<a href="${root}/docs" ${mark('guides')}>Guides</a>
<a href="${root}/docs/reference" ${mark('reference')}>Reference</a>
<a href="${root}/docs/errors" ${mark('errors')}>Errors</a>
</nav>`;
}

/** Text of the document, in which backticks mark code. */
export function prose(text: string): HtmlValue {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`));
}

/** A badge with the method's name. */
export function methodBadge(method: string): HtmlValue {
  return html`<span class="method ${method.toLowerCase()}">${method}</span>`;
}

/** A path that may break after its slashes. */
export function breakable(path: string): HtmlValue {
  return path.split('/').map((step, index) => (index === 0 ? step : html`/<wbr>${step}`));
}

/** What to say of a field: that a request must have it, or that an answer may lack it. */
export type Presence = 'request' | 'answer';

/** Fields as a list: name and type, then what is known of each. */
export function fieldList(fields: readonly Field[], presence: Presence): HtmlValue {
  return html`<dl class="fields">${fields.map((field) => fieldEntry(field, presence))}</dl>`;
}

function fieldEntry(field: Field, presence: Presence): HtmlValue {
  const mark =
    presence === 'request'
      ? field.required && html`<span class="required">required</span>`
      : !field.required && html`<span class="optional">may be absent</span>`;
  return html`<div>
<dt><code class="name">${field.parent !== '' && html`<span class="parent">${field.parent}</span><wbr>`}${field.key}</code> <span class="type">${field.type}</span> ${mark}</dt>
<dd>${field.description !== undefined && html`<p>${prose(field.description)}</p>`}${field.constraints.length > 0 && html`<p class="constraint">${joined(field.constraints, ' · ')}</p>`}</dd>
</div>
`;
}

/** From this many fields on, an object is folded until it is asked for. */
const foldedFrom = 9;

/** The fields of several objects, each behind its name. */
export function fieldGroupList(groups: readonly FieldGroup[]): HtmlValue {
  return groups.map(({ name, fields }) =>
    name === undefined
      ? fieldList(fields, 'answer')
      : html`<details class="fold" ${fields.length < foldedFrom && html`open`}>
<summary><span class="object">${name}</span> <span class="count">${fields.length} fields</span></summary>
${fieldList(fields, 'answer')}
</details>`,
  );
}

/** Lines that an example may have before it scrolls in its own box. */
const scrollsFrom = 25;

/** Code in a box with its title. */
export function codeBox(title: string, code: HtmlValue, lines: number): Html {
  // What scrolls must be reachable by keyboard; what does not should not stop it.
  const scrolling = lines > scrollsFrom && html`tabindex="0" role="region" aria-label="${title}"`;
  return html`<figure class="code">
<figcaption>${title}</figcaption>
<pre ${scrolling}><code>${code}</code></pre>
</figure>`;
}
