import { readFileSync, writeFileSync } from 'node:fs';
import { alternatives, refName, type Schema } from '../src/http/json-schema.ts';
import { document } from '../test/support/document.ts';

/** Fields by their path, such as `data[].id`, each with its types and the values it is limited to. */
interface Shape {
  /** Names of fields that a request must have, or that an answer always has. */
  required: string[];
  fields: Record<string, string[]>;
}

/** What clients can rely on: the parts of the document whose loss would break one. */
export interface Contract {
  operations: Record<string, { id: string; request: Shape; replies: Record<string, Shape> }>;
  events: Record<string, Shape>;
  objects: Record<string, Shape>;
}

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
  responses: Record<string, { content: { 'application/json': { schema: Schema } } }>;
}

/** The contract that an OpenAPI document of ours promises. */
export function contractOf(api: typeof document): Contract {
  const contract: Contract = { operations: {}, events: {}, objects: {} };
  for (const [path, methods] of Object.entries(api.paths as Record<string, Record<string, Operation>>)) {
    for (const [method, operation] of Object.entries(methods)) {
      // Refusals all have the one shape of `Error`.
      const replies = Object.entries(operation.responses)
        .filter(([status]) => status.startsWith('2'))
        .map(([status, response]) => [status, shapeOf(response.content['application/json'].schema)]);
      contract.operations[`${method.toUpperCase()} ${path}`] = {
        id: operation.operationId,
        request: requestOf(operation),
        replies: Object.fromEntries(replies),
      };
    }
  }
  for (const [type, { post }] of Object.entries(api.webhooks as Record<string, { post: Operation }>))
    contract.events[type] = shapeOf(post.requestBody!.content['application/json'].schema);
  for (const [name, schema] of Object.entries(api.components.schemas as Record<string, Schema>))
    contract.objects[name] = shapeOf(schema);
  return contract;
}

function requestOf({ parameters, requestBody }: Operation): Shape {
  const request: Shape = { required: [], fields: {} };
  for (const { name, in: place, required, schema } of parameters) {
    request.fields[`${place} ${name}`] = kindsOf(schema);
    if (required) request.required.push(`${place} ${name}`);
  }
  if (requestBody !== undefined) collect(requestBody.content['application/json'].schema, 'body', request);
  return request;
}

function shapeOf(schema: Schema): Shape {
  const shape: Shape = { required: [], fields: {} };
  collect(schema, '', shape);
  return shape;
}

/** Notes a schema at its path, and what it holds; named objects are noted once, for themselves. */
function collect(schema: Schema, path: string, shape: Shape): void {
  const kinds = kindsOf(schema);
  shape.fields[path] = [...new Set([...(shape.fields[path] ?? []), ...kinds])].sort();
  for (const kind of alternatives(schema).kinds) {
    if (kind.items !== undefined) collect(kind.items, `${path}[]`, shape);
    for (const [name, property] of Object.entries(kind.properties ?? {})) {
      const inner = path === '' ? name : `${path}.${name}`;
      if (kind.required?.includes(name) === true && !shape.required.includes(inner)) shape.required.push(inner);
      collect(property, inner, shape);
    }
  }
}

function kindsOf(schema: Schema): string[] {
  const { kinds, nullable } = alternatives(schema);
  const names = kinds.flatMap((kind) => {
    if (kind.$ref !== undefined) return [refName(kind.$ref)];
    if (kind.const !== undefined) return [JSON.stringify(kind.const)];
    if (kind.enum !== undefined) return kind.enum.map((value) => JSON.stringify(value));
    return [typeof kind.type === 'string' ? kind.type : 'any'];
  });
  return [...new Set(nullable ? [...names, 'null'] : names)].sort();
}

/** Every way in which `now` breaks a client that was written for `before`, in words. Additions break nobody. */
export function breaks(before: Contract, now: Contract): string[] {
  const found: string[] = [];
  for (const [name, old] of Object.entries(before.operations)) {
    const operation = now.operations[name];
    if (operation === undefined) {
      found.push(`${name} is gone`);
      continue;
    }
    if (operation.id !== old.id) found.push(`${name}: its operationId was ${old.id} and is ${operation.id}`);
    found.push(...lost(`${name} request`, old.request, operation.request));
    for (const field of operation.request.required)
      if (!old.request.required.includes(field)) found.push(`${name} request: ${field} is now required`);
    for (const [status, reply] of Object.entries(old.replies)) {
      const answer = operation.replies[status];
      if (answer === undefined) found.push(`${name}: the answer ${status} is gone`);
      else found.push(...lostOfAnswer(`${name} ${status}`, reply, answer));
    }
  }
  for (const kind of ['events', 'objects'] as const) {
    for (const [name, old] of Object.entries(before[kind])) {
      const shape = now[kind][name];
      if (shape === undefined) found.push(`${name} is gone`);
      else found.push(...lostOfAnswer(name, old, shape));
    }
  }
  return found;
}

function lost(where: string, old: Shape, now: Shape): string[] {
  return Object.entries(old.fields).flatMap(([field, kinds]) => {
    const shown = field === '' ? where : `${where}: ${field}`;
    const left = now.fields[field];
    if (left === undefined) return [`${shown} is gone`];
    // What may be anything takes and holds what it did before.
    const gone = left.includes('any') ? [] : kinds.filter((kind) => !left.includes(kind));
    return gone.length === 0 ? [] : [`${shown} is no longer ${gone.join(' or ')}`];
  });
}

function lostOfAnswer(where: string, old: Shape, now: Shape): string[] {
  const maybeAbsent = old.required.filter((field) => field in now.fields && !now.required.includes(field));
  return [...lost(where, old, now), ...maybeAbsent.map((field) => `${where}: ${field} may now be absent`)];
}

export const baselineFile = 'docs/openapi-baseline.json';

/** The contract as it was last agreed to. */
export function baseline(): Contract {
  return JSON.parse(readFileSync(baselineFile, 'utf8'));
}

/** Run by itself, it makes the present document the one that later ones are held against. */
if (import.meta.main) {
  const contract = contractOf(document);
  // A line for each operation, event and object: a change shows as a line that differs.
  const part = (entries: Record<string, unknown>) =>
    `{\n${Object.entries(entries)
      .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n')}\n  }`;
  const parts = Object.entries(contract).map(([name, entries]) => `  ${JSON.stringify(name)}: ${part(entries)}`);
  writeFileSync(baselineFile, `{\n${parts.join(',\n')}\n}\n`);
}
