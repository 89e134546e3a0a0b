/** The parts of JSON Schema that our documents use. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  additionalProperties?: Schema | boolean;
}

/** The name of the component that a reference leads to. */
export function refName(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** A schema with its reference followed; a description beside the reference wins. */
export function resolved(schema: Schema, schemas: Record<string, Schema>): Schema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema;
  return { ...resolved(schemas[refName($ref)] ?? {}, schemas), ...beside };
}

/** The alternatives of a schema without null, and whether null is one of them. */
export function alternatives(schema: Schema): { kinds: Schema[]; nullable: boolean } {
  const union = schema.anyOf ?? schema.oneOf;
  if (union !== undefined) {
    const inner = union.map(alternatives);
    return { kinds: inner.flatMap((each) => each.kinds), nullable: inner.some((each) => each.nullable) };
  }
  if (!Array.isArray(schema.type))
    return schema.type === 'null' ? { kinds: [], nullable: true } : { kinds: [schema], nullable: false };
  const types = schema.type.filter((type) => type !== 'null');
  return { kinds: types.map((type) => ({ ...schema, type })), nullable: types.length < schema.type.length };
}
