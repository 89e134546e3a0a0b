import type { Schema } from './json-schema.ts';
import { type Api, openApiDocument } from './openapi.ts';

/** A path or query parameter. */
export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
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
  'application/json': { schema: Schema; example?: unknown; examples?: Record<string, { value: ErrorExample }> };
}

/** A method of a path. */
export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  deprecated?: boolean;
  'x-daybook-extension'?: true;
  /** The ways in, where they are not the usual ones. */
  security?: Record<string, string[]>[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content: Content }>;
}

/** Our OpenAPI document as its pages read it. */
export interface ApiDocument {
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  webhooks: Record<string, { post: Operation }>;
  components: { schemas: Record<string, Schema> };
}

/** An operation with its place. */
export interface Endpoint {
  method: string;
  path: string;
  operation: Operation;
}

/** The document of the API, in the types of its pages. */
export function apiDocument(api: Api, options: { serverUrl: string; version: string }): ApiDocument {
  return openApiDocument(api, options) as unknown as ApiDocument;
}

/** Every operation of the document, in its order. */
export function endpointsOf(document: ApiDocument): Endpoint[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** The status, the schema and an example of the answer when all goes well. */
export function successOf(operation: Operation): { status: string; schema: Schema; example: unknown } {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith('2'))!;
  const { schema, example } = response.content['application/json'];
  return { status, schema, example };
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

/** Names of the errors that every operation can answer which is open to keys and sessions alike. */
export function sharedErrors(endpoints: readonly Endpoint[]): Set<string> {
  const usual = endpoints.filter(({ operation }) => operation.security === undefined);
  const sets = usual.map(({ operation }) => new Set(errorsOf(operation).map((error) => error.name)));
  return sets.reduce((shared, names) => shared.intersection(names), sets[0] ?? new Set<string>());
}
