import { type Html, html } from '../http/html.ts';
import { linkTo } from './link-to.ts';
import type { Visit } from './read-visit.ts';
import { describedBy, labelled } from './render-field.ts';

/** The question for a page's password. */
export function renderPassword({ path, query, language }: Visit, wrong: boolean): Html {
  const { texts } = language;
  const error = wrong ? texts.password.wrong : undefined;
  const input = html`<input id="f-password" name="password" type="password" autocomplete="current-password" maxlength="100" required ${describedBy('f-password', error, false)}>`;
  return html`<h1 id="gate" tabindex="-1">${texts.password.heading}</h1>
<p>${texts.password.text}</p>
<form class="form" method="post" action="${linkTo(`${path}/unlock`, query)}" data-go>
${labelled({ name: 'password', label: texts.password.label, required: true }, { values: [], error, texts }, input)}
<div class="send"><button class="button">${texts.password.submit}</button></div>
</form>`;
}
