import { type HtmlValue, html, joined } from './html.ts';
import { alternatives, refName, resolved, type Schema } from './json-schema.ts';

type Schemas = Record<string, Schema>;

/** One line of a list of fields. */
export interface Field {
  /** The path of the object that holds it, such as `location.` or `data[].`; empty at the top. */
  parent: string;
  key: string;
  type: HtmlValue;
  required: boolean;
  constraints: HtmlValue[];
  description: string | undefined;
}

/** The fields of one object. */
export interface FieldGroup {
  /** The object's name among the document's schemas, if it has one. */
  name: string | undefined;
  fields: Field[];
}

/** The fields of a schema and of the objects that its references, its list or its alternatives lead to at the first step. */
export function fieldGroups(schema: Schema, schemas: Schemas): FieldGroup[] {
  if (schema.$ref !== undefined)
    return [{ name: refName(schema.$ref), fields: fieldsOf(resolved(schema, schemas), '') }];
  const union = schema.anyOf ?? schema.oneOf;
  if (union !== undefined) return union.flatMap((each) => fieldGroups(each, schemas));
  if (schema.items !== undefined) return fieldGroups(schema.items, schemas);
  if (schema.properties === undefined) return [];
  const item = schema.properties.data?.items;
  const own = { name: undefined, fields: fieldsOf(schema, '') };
  return [own, ...(item?.$ref === undefined ? [] : fieldGroups(item, schemas))];
}

function fieldsOf(schema: Schema, parent: string): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const required = schema.required?.includes(key) ?? false;
    return [fieldOf(parent, key, property, required), ...insideOf(property, `${parent}${key}`)];
  });
}

/** The fields of the objects inside a property. Named objects have their own place on the page. */
function insideOf(property: Schema, name: string): Field[] {
  return alternatives(property).kinds.flatMap((kind) => {
    if (kind.$ref !== undefined) return [];
    if (kind.items !== undefined) return insideOf(kind.items, `${name}[]`);
    return fieldsOf(kind, `${name}.`);
  });
}

/** A schema as a line of a list of fields. */
export function fieldOf(parent: string, key: string, schema: Schema, required: boolean): Field {
  const { description } = schema;
  return { parent, key, type: typeOf(schema), required, constraints: constraintsOf(schema), description };
}

/** The type in words, with links to the named objects: `array of string`, `string or null`. */
export function typeOf(schema: Schema): HtmlValue {
  const { kinds, nullable } = alternatives(schema);
  const names = kinds.map(kindOf);
  return joined(nullable ? [...names, 'null'] : names, ' or ');
}

function kindOf(kind: Schema): HtmlValue {
  if (kind.$ref !== undefined) {
    const name = refName(kind.$ref);
    return html`<a href="#object-${name}">${name}</a>`;
  }
  if (kind.type === 'array') return html`array of ${typeOf(kind.items ?? {})}`;
  return typeof kind.type === 'string' ? kind.type : 'any value';
}

/** What zod writes for an integer without bounds. */
const unbounded = Number.MAX_SAFE_INTEGER;

function constraintsOf(schema: Schema): HtmlValue[] {
  const found = alternatives(schema).kinds.flatMap(kindConstraints);
  if (schema.default !== undefined) found.push(html`default ${literal(schema.default)}`);
  const example = schema.examples?.[0];
  if (typeof example === 'string' || typeof example === 'number') found.push(html`such as ${literal(example)}`);
  return found;
}

function kindConstraints(kind: Schema): HtmlValue[] {
  const found: HtmlValue[] = [];
  if (kind.const !== undefined) found.push(html`always ${literal(kind.const)}`);
  if (kind.enum !== undefined) found.push(html`one of ${joined(kind.enum.map(literal), ', ')}`);
  if (kind.format !== undefined) found.push(formats[kind.format] ?? kind.format);
  if (kind.minimum !== undefined && kind.minimum > -unbounded) found.push(`at least ${kind.minimum}`);
  if (kind.maximum !== undefined && kind.maximum < unbounded) found.push(`at most ${kind.maximum}`);
  if (kind.minLength !== undefined) found.push(`at least ${counted(kind.minLength, 'character', 'characters')}`);
  if (kind.maxLength !== undefined) found.push(`at most ${counted(kind.maxLength, 'character', 'characters')}`);
  if (kind.minItems !== undefined) found.push(`at least ${counted(kind.minItems, 'entry', 'entries')}`);
  if (kind.maxItems !== undefined) found.push(`at most ${counted(kind.maxItems, 'entry', 'entries')}`);
  if (kind.pattern !== undefined && kind.format === undefined) found.push(html`matches <code>${kind.pattern}</code>`);
  if (kind.items !== undefined) found.push(...constraintsOf(kind.items));
  return found;
}

const formats: Record<string, string> = {
  'date-time': 'ISO 8601 time',
  date: 'ISO 8601 date',
  email: 'e-mail address',
  uri: 'URL',
};

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function literal(value: unknown): HtmlValue {
  return html`<code>${typeof value === 'string' ? value : JSON.stringify(value)}</code>`;
}
