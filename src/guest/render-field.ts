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
  const id = controlId(field.name);
  const { values, error, texts } = filled;
  const value = values[0] ?? '';
  const common = html`id="${id}" name="${field.name}" ${field.required && html`required`} ${describedBy(id, error, false)}`;
  switch (field.type) {
    case 'name':
      return labelled(
        field,
        filled,
        html`<input ${common} type="text" autocomplete="name" maxlength="200" value="${value}">`,
      );
    case 'email':
      return labelled(
        field,
        filled,
        html`<input ${common} type="email" autocomplete="email" inputmode="email" maxlength="254" value="${value}">`,
      );
    case 'phone':
      return renderPhone(field, filled);
    case 'text':
      return labelled(field, filled, html`<input ${common} type="text" maxlength="5000" value="${value}">`);
    case 'paragraph':
      return labelled(field, filled, html`<textarea ${common} rows="3" maxlength="5000">${value}</textarea>`);
    case 'single_select':
      if (field.options.length > 5) return labelled(field, filled, select(field, common, value, texts));
      return renderChoices(field, filled, 'radio');
    default:
      return renderChoices(field, filled, 'checkbox');
  }
}

/** The id of a control, which its label and a list of errors point to. */
export function controlId(name: string): string {
  return `f-${name.replaceAll(/[^\w-]/g, (character) => `_${character.codePointAt(0)!.toString(16)}`)}`;
}

/** A phone number, with a hint at how it is written. */
export function renderPhone(field: Pick<Field, 'name' | 'label' | 'required'>, filled: Filled): Html {
  const id = controlId(field.name);
  const input = html`<input id="${id}" name="${field.name}" type="tel" autocomplete="tel" inputmode="tel" maxlength="40" value="${filled.values[0]}" ${field.required && html`required`} ${describedBy(id, filled.error, true)}>`;
  return labelled(field, filled, input, filled.texts.form.phoneHint);
}

/** A control under its label. */
export function labelled(
  field: Pick<Field, 'name' | 'label' | 'required'>,
  { error, texts }: Filled,
  control: Html,
  hint?: string,
): Html {
  const id = controlId(field.name);
  return html`<div class="field">
<label for="${id}">${field.label}${optional(field, texts)}</label>
${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
${control}
${errorText(id, error)}
</div>`;
}

/** Several options under one question, of which one or more are picked. */
export function renderChoices(
  field: Pick<Field, 'name' | 'label' | 'required' | 'options'>,
  { values, error, texts }: Filled,
  kind: 'radio' | 'checkbox',
): Html {
  const id = controlId(field.name);
  return html`<fieldset class="field" id="${id}" ${describedBy(id, error, false)}>
<legend>${field.label}${optional(field, texts)}</legend>
${field.options.map(
  (option) =>
    html`<label class="choice"><input type="${kind}" name="${field.name}" value="${option}" ${values.includes(option) && html`checked`} ${kind === 'radio' && field.required && html`required`}><span>${option}</span></label>`,
)}
${errorText(id, error)}
</fieldset>`;
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
