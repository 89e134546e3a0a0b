import { type HtmlValue, html } from './html.ts';
import { alternatives, type Endpoint, resolved, type Schema } from './reference-document.ts';

type Schemas = Record<string, Schema>;

/** A value of this schema: the example that it carries, or one put together from its parts. */
export function exampleOf(schema: Schema, schemas: Schemas): unknown {
  const full = resolved(schema, schemas);
  const given = full.examples?.[0] ?? full.const ?? full.default ?? full.enum?.[0];
  if (given !== undefined) return given;
  const { kinds, nullable } = alternatives(full);
  const kind = kinds[0];
  if (kind === undefined) return null;
  if (kind !== full && !isPlainText(kind)) return exampleOf(kind, schemas);
  if (nullable) return null;
  if (kind.type === 'array') return [exampleOf(kind.items ?? {}, schemas)];
  if (kind.type === 'object') return objectExample(kind, schemas);
  if (kind.type === 'boolean') return true;
  if (kind.type === 'integer' || kind.type === 'number') return Math.max(1, kind.minimum ?? 1);
  return formatExamples[kind.format ?? ''] ?? '…';
}

function objectExample(schema: Schema, schemas: Schemas): Record<string, unknown> {
  const properties = Object.entries(schema.properties ?? {});
  return Object.fromEntries(properties.map(([name, property]) => [name, exampleOf(property, schemas)]));
}

/** A text of which nothing is known: null is a better example of it, where null is allowed. */
function isPlainText(kind: Schema): boolean {
  return kind.type === 'string' && kind.format === undefined && kind.examples === undefined && kind.enum === undefined;
}

const formatExamples: Record<string, string> = {
  'date-time': '2026-12-02T06:30:00.000Z',
  date: '2026-12-02',
  email: 'carrie.customer@example.com',
  uri: 'https://example.com',
};

/** The request as a shell command that can be pasted, with the key in `$DAYBOOK_API_KEY`. */
export function curlOf({ method, path, operation }: Endpoint, serverUrl: string, schemas: Schemas): string {
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
  const text = JSON.stringify(value, null, 2);
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
