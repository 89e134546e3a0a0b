import { exampleOf } from './example.ts';
import { type HtmlValue, html } from './html.ts';
import type { Schema } from './json-schema.ts';
import type { Endpoint } from './reference-document.ts';

/** The request as a shell command that can be pasted, with the key in `$DAYBOOK_API_KEY`. */
export function curlOf(
  { method, path, operation }: Endpoint,
  serverUrl: string,
  schemas: Record<string, Schema>,
): string {
  const examples = new Map(operation.parameters.map(({ name, schema }) => [name, schema.examples?.[0]]));
  const filled = path.replaceAll(/\{(\w+)\}/g, (blank, name) => String(examples.get(name) ?? blank));
  const lines = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(serverUrl + filled)}`,
    '-H "API-Key: $DAYBOOK_API_KEY"',
  ];
  const body = operation.requestBody?.content['application/json'].schema;
  if (body !== undefined) {
    lines.push("-H 'Content-Type: application/json'");
    lines.push(`-d ${singleQuoted(JSON.stringify(exampleOf(body, schemas), null, 2))}`);
  }
  return lines.join(' \\\n  ');
}

function quoted(argument: string): string {
  return /^[\w:/.-]+$/.test(argument) ? argument : singleQuoted(argument);
}

function singleQuoted(argument: string): string {
  return `'${argument.replaceAll("'", "'\\''")}'`;
}

const token = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d[\d.eE+-]*/g;

/** A value as indented JSON, its keys and values marked for the stylesheet. */
export function jsonOf(value: unknown): HtmlValue {
  return jsonText(JSON.stringify(value, null, 2));
}

/** A text of JSON, its keys and values marked for the stylesheet. */
export function jsonText(text: string): HtmlValue {
  const pieces: HtmlValue[] = [];
  let end = 0;
  for (const match of text.matchAll(token)) {
    const [whole, string, colon] = match;
    const kind = string === undefined ? 'literal' : colon === undefined ? 'string' : 'key';
    pieces.push(text.slice(end, match.index), html`<span class="${kind}">${string ?? whole}</span>`, colon);
    end = match.index + whole.length;
  }
  return html`${pieces}${text.slice(end)}`;
}
