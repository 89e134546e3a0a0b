import { alternatives, resolved, type Schema } from './json-schema.ts';

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
