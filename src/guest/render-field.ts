import { type Html, type HtmlValue, html } from '../http/html.ts';
import type { Texts } from '../language/languages.ts';
import type { Field } from './form-fields.ts';

/** How a control begins: what was filled in before, and what was wrong with it. */
export interface Filled {
  values: readonly string[];
  error: string | undefined;
  texts: Texts;
}

/** A control with its label, hint and error. Every type of field is one case here. */
export function renderField(field: Field, filled: Filled): Html {
  const { type, name, maxLength, required, hint } = field;
  const { values, error } = filled;
  const value = values[0] ?? field.preset ?? '';
  const id = controlId(name);
  const common = html`id="${id}" name="${name}" ${required && html`required`} ${describedBy(id, error, hint !== null)}`;
  const input = (attributes: Html) =>
    labelled(field, filled, html`<input ${common} ${attributes} maxlength="${maxLength}" value="${value}">`);
  switch (type) {
    case 'name':
      return input(html`type="text" dir="auto" autocomplete="name"`);
    case 'email':
      return input(html`type="email" dir="ltr" autocomplete="email" inputmode="email"`);
    case 'email_again':
      return input(html`type="email" dir="ltr" autocomplete="off" inputmode="email" data-same="email"`);
    case 'company':
      return input(html`type="text" dir="auto" autocomplete="organization"`);
    case 'phone':
      return input(html`type="tel" dir="ltr" autocomplete="tel" inputmode="tel"`);
    case 'text':
      return input(html`type="text" dir="auto"`);
    case 'long_text':
      return labelled(
        field,
        filled,
        html`<textarea ${common} dir="auto" rows="3" maxlength="${maxLength}">${value}</textarea>`,
      );
    case 'checkbox':
      return renderTick(field, filled, common);
    case 'attachment':
      return labelled(field, filled, html`<input ${common} type="file" multiple>`);
    case 'single_select':
      return field.display === 'dropdown'
        ? labelled(field, filled, select(field, common, value, filled.texts))
        : renderChoices(field, { ...filled, values: [value] }, 'radio');
    case 'multi_select':
      return renderChoices(field, filled, 'checkbox');
  }
}

/** The id of a control, which its label and a list of errors point to. */
export function controlId(name: string): string {
  return `f-${name.replaceAll(/[^\w-]/g, (character) => `_${character.codePointAt(0)!.toString(16)}`)}`;
}

type Labelled = Pick<Field, 'name' | 'label' | 'required'> & { hint?: string | null };

/** A control under its label. */
export function labelled(field: Labelled, { error, texts }: Filled, control: HtmlValue): Html {
  const id = controlId(field.name);
  return html`<div class="field">
<label for="${id}"><bdi>${field.label}</bdi>${optional(field, texts)}</label>
${hintText(id, field.hint)}
${control}
${errorText(id, error)}
</div>`;
}

/** Several options under one question, of which one or more are picked. */
function renderChoices(field: Field, { values, error, texts }: Filled, kind: 'radio' | 'checkbox'): Html {
  const id = controlId(field.name);
  return html`<fieldset class="field" id="${id}" ${describedBy(id, error, field.hint !== null)}>
<legend><bdi>${field.label}</bdi>${optional(field, texts)}</legend>
${hintText(id, field.hint)}
<div class="choices-of">${field.options.map(
    (option) =>
      html`<label class="choice"><input type="${kind}" name="${field.name}" value="${option}" ${values.includes(option) && html`checked`} ${kind === 'radio' && field.required && html`required`}><bdi>${option}</bdi></label>`,
  )}</div>
${errorText(id, error)}
</fieldset>`;
}

/** A box to tick, as for terms that have to be accepted. */
function renderTick(field: Field, { values, error, texts }: Filled, common: Html): Html {
  const id = controlId(field.name);
  return html`<div class="field">
<label class="choice"><input ${common} type="checkbox" value="true" ${values.includes('true') && html`checked`}><span><bdi>${field.label}</bdi>${optional(field, texts)}</span></label>
${hintText(id, field.hint)}
${errorText(id, error)}
</div>`;
}

function hintText(id: string, hint: string | null | undefined): HtmlValue {
  return hint != null && html`<p class="hint" id="${id}-hint" dir="auto">${hint}</p>`;
}

/** What is wrong with a control, said beside it. */
export function errorText(id: string, error: string | undefined): HtmlValue {
  return error !== undefined && html`<p class="error" id="${id}-error">${error}</p>`;
}

/** How a control refers to its hint and its error. */
export function describedBy(id: string, error: string | undefined, hint: boolean): HtmlValue {
  const ids = [...(hint ? [`${id}-hint`] : []), ...(error === undefined ? [] : [`${id}-error`])];
  return [
    ids.length > 0 && html`aria-describedby="${ids.join(' ')}" `,
    error !== undefined && html`aria-invalid="true"`,
  ];
}

function optional({ required }: { required: boolean }, { form }: Texts): HtmlValue {
  return !required && html` <span class="optional">(${form.optional})</span>`;
}

function select({ options }: Field, common: Html, value: string, { form }: Texts): Html {
  return html`<select ${common}><option value="">${form.choose}</option>${options.map(
    (option) => html`<option ${option === value && html`selected`}>${option}</option>`,
  )}</select>`;
}
