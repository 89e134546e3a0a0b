import { Html, html, joined } from '../http/html.ts';
import { directionOf } from '../language/direction.ts';
import type { Fact, Letter } from './schema.ts';

const sans = new Html("-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif");

/** What programs that know dark mode put in place of the light colours, which stand in the elements themselves. */
const styles = new Html(`
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;-webkit-text-size-adjust:100%}
a{color:#0b6b5f}
@media (max-width:480px){.card{padding:24px 20px!important}.outer{padding:16px 12px!important}.action{display:block!important;margin-right:0!important;margin-left:0!important;text-align:center!important}.label{width:84px!important}}
@media (prefers-color-scheme:dark){
.ground{background:#14171a!important}
.card{background:#1b2023!important;border-color:#2b3237!important}
.ink{color:#e4e8e6!important}
.soft{color:#a0aaa7!important}
.line{border-color:#2b3237!important}
.leaf{background:#14171a!important;border-color:#2b3237!important}
.link{color:#5cc9b6!important}
.main{background:#5cc9b6!important;color:#10201d!important}
.other{border-color:#3a4349!important;color:#e4e8e6!important}
}`);

/**
 * A letter as HTML that mail programs show alike: tables for the layout, styles in the elements, nothing to be loaded, and
 * everything escaped. Reads well from 320 pixels on, in light and dark.
 */
export function layOutHtml(letter: Letter): string {
  const direction = directionOf(letter.locale);
  return html`<!doctype html>
<html lang="${letter.locale}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${letter.title}</title>
<style>${styles}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f3f4f1">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${letter.when.join(', ')}</div>
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f4f1">
<tr><td class="outer" align="center" style="padding:32px 16px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;text-align:start">
<tr><td class="soft" style="padding:0 4px 14px;font:600 14px/20px ${sans};color:#56605d">${letter.account}</td></tr>
<tr><td class="card" style="padding:32px;background:#ffffff;border:1px solid #e3e6e0;border-radius:14px">
${heading(letter, direction)}
${paragraphs(letter.text)}
${facts(letter.facts, direction)}
${actions(letter.actions, direction)}
</td></tr>
<tr><td class="soft" style="padding:16px 4px 0;font:400 13px/20px ${sans};color:#56605d">${letter.footer}${
    letter.unsubscribe !== null &&
    html`<br><a class="link" href="${letter.unsubscribe.url}" style="color:#0b6b5f">${letter.unsubscribe.label}</a>`
  }</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`.text;
}

/** The title beside a calendar leaf. */
function heading({ title, when, leaf }: Letter, direction: Direction): Html {
  const below = when.map((line, index) => {
    const soft = index > 0 && index === when.length - 1;
    const [weight, color, kind] = soft ? [400, '#56605d', 'soft'] : [600, '#1d2322', 'ink'];
    const margin = index === 0 ? 6 : 0;
    return html`<p class="${kind}" style="margin:${margin}px 0 0;font:${weight} 15px/22px ${sans};color:${color}">${line}</p>`;
  });
  const words = html`<h1 class="ink" style="margin:0;font:700 22px/28px ${sans};letter-spacing:-0.01em;color:#1d2322">${title}</h1>${below}`;
  if (leaf === null) return words;
  const day = leaf.struck ? html`<s>${leaf.day}</s>` : leaf.day;
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td width="60" valign="top" style="width:60px;${direction === 'ltr' ? 'padding-right' : 'padding-left'}:18px">
<table role="presentation" aria-hidden="true" class="leaf" width="60" cellpadding="0" cellspacing="0" border="0" style="width:60px;border:1px solid #e3e6e0;border-radius:10px;border-collapse:separate;overflow:hidden;background:#ffffff">
<tr><td align="center" style="padding:3px 0;background:#0b6b5f;border-radius:9px 9px 0 0;font:600 11px/16px ${sans};letter-spacing:0.06em;color:#ffffff">${leaf.month}</td></tr>
<tr><td class="ink" align="center" style="padding:5px 0 7px;font:700 24px/28px ${sans};color:#1d2322">${day}</td></tr>
</table>
</td>
<td valign="top">${words}</td>
</tr></table>`;
}

function paragraphs(text: string): HtmlParts {
  if (text === '') return '';
  return text
    .split(/\n{2,}/)
    .map(
      (paragraph) =>
        html`<p class="ink" style="margin:22px 0 0;font:400 16px/25px ${sans};color:#1d2322">${lines(paragraph)}</p>`,
    );
}

function facts(all: readonly Fact[], direction: Direction): HtmlParts {
  if (all.length === 0) return '';
  const padding = direction === 'ltr' ? '10px 12px 10px 0' : '10px 0 10px 12px';
  const rows = all.map(({ label, value, struck }) => {
    const shown = struck === true ? html`<s>${lines(value)}</s>` : lines(value);
    return html`<tr>
<td class="soft line label" valign="top" width="110" style="width:110px;padding:${padding};border-top:1px solid #e9ebe6;font:400 14px/21px ${sans};color:#56605d">${label}</td>
<td class="ink line" valign="top" style="padding:10px 0;border-top:1px solid #e9ebe6;font:400 15px/21px ${sans};color:#1d2322;word-break:break-word;overflow-wrap:anywhere">${shown}</td>
</tr>`;
  });
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:24px">${rows}</table>`;
}

function actions(all: Letter['actions'], direction: Direction): HtmlParts {
  if (all.length === 0) return '';
  const margin = direction === 'ltr' ? '8px 8px 0 0' : '8px 0 0 8px';
  const buttons = all.map(({ label, url }, index) =>
    index === 0
      ? html`<a class="action main" href="${url}" style="display:inline-block;margin:${margin};padding:11px 18px;border:1px solid transparent;border-radius:9px;background:#0b6b5f;font:600 15px/20px ${sans};color:#ffffff;text-decoration:none">${label}</a>`
      : html`<a class="action other" href="${url}" style="display:inline-block;margin:${margin};padding:11px 18px;border:1px solid #cdd2ca;border-radius:9px;font:600 15px/20px ${sans};color:#1d2322;text-decoration:none">${label}</a>`,
  );
  return html`<div style="margin-top:18px">${buttons}</div>`;
}

type HtmlParts = Html | Html[] | string;

/** Sides are said by name: mail programs on Windows know no logical ones. */
type Direction = 'ltr' | 'rtl';

/** Lines under each other, with links where the text has addresses. */
function lines(text: string): Html {
  return joined(
    text.split('\n').map((line) => linked(line)),
    html`<br>`,
  );
}

const address = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]}']/g;

function linked(line: string): Html {
  const parts: (Html | string)[] = [];
  let at = 0;
  for (const match of line.matchAll(address)) {
    parts.push(line.slice(at, match.index));
    parts.push(html`<a class="link" href="${match[0]}" style="color:#0b6b5f">${match[0]}</a>`);
    at = match.index + match[0].length;
  }
  return joined([...parts, line.slice(at)], '');
}
