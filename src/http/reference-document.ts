import { openApiDocument } from './openapi.ts';
import type { Route } from './route.ts';

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

/** A path or query parameter. */
export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description?: string;
  schema: Schema;
}

/** One line of an operation's errors. */
export interface ErrorExample {
  type: string;
  message: string;
  param?: string;
}

interface Content {
  'application/json': { schema: Schema; examples?: Record<string, { value: ErrorExample }> };
}

/** A method of a path. */
export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  'x-daybook-extension'?: true;
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content: Content }>;
}

/** Our OpenAPI document as its pages read it. */
export interface ApiDocument {
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** An operation with its place. */
export interface Endpoint {
  method: string;
  path: string;
  operation: Operation;
}

/** The document of these routes, in the types of its pages. */
export function apiDocument(routes: readonly Route[], options: { serverUrl: string; version: string }): ApiDocument {
  return openApiDocument(routes, options) as unknown as ApiDocument;
}

/** Every operation of the document, in its order. */
export function endpointsOf(document: ApiDocument): Endpoint[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** The status and the schema of the answer when all goes well. */
export function successOf(operation: Operation): { status: string; schema: Schema } {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith('2'))!;
  return { status, schema: response.content['application/json'].schema };
}

/** A possible error of an operation. */
export interface ListedError extends ErrorExample {
  name: string;
  status: string;
}

/** The errors of an operation, by status. */
export function errorsOf(operation: Operation): ListedError[] {
  return Object.entries(operation.responses).flatMap(([status, response]) =>
    Object.entries(response.content['application/json'].examples ?? {}).map(([name, { value }]) => ({
      name,
      status,
      ...value,
    })),
  );
}

/** Names of the errors that every operation can answer. */
export function sharedErrors(endpoints: readonly Endpoint[]): Set<string> {
  const sets = endpoints.map(({ operation }) => new Set(errorsOf(operation).map((error) => error.name)));
  return sets.reduce((shared, names) => shared.intersection(names), sets[0] ?? new Set<string>());
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
