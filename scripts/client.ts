import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { refName, type Schema } from '../src/http/json-schema.ts';
import { type ApiDocument, type Endpoint, endpointsOf, successOf } from '../src/http/reference-document.ts';
import { document } from '../test/support/document.ts';

const folder = 'packages/client';
const head = '// Made by scripts/client.ts of the OpenAPI document; changes belong there.\n';

/** The files of the client that are made of the OpenAPI document: names and contents. */
export function clientFiles(): Record<string, string> {
  return {
    [`${folder}/objects.ts`]: formatted(objects(document)),
    [`${folder}/daybook.ts`]: formatted(daybook(document)),
  };
}

/** The names of those that are not what the document asks for. */
export function staleClientFiles(): string[] {
  return Object.entries(clientFiles())
    .filter(([file, text]) => readFileSync(file, 'utf8') !== text)
    .map(([file]) => file);
}

function formatted(source: string): string {
  const biome = spawnSync('node_modules/.bin/biome', ['check', '--write', '--stdin-file-path=generated.ts'], {
    encoding: 'utf8',
    input: source,
  });
  if (biome.status !== 0) throw new Error(`The generated client is no TypeScript: ${biome.stderr}`);
  return biome.stdout;
}

/** Every named object but those of API v1, and every event. */
function objects(api: ApiDocument): string {
  const named = Object.entries(api.components.schemas).filter(([name]) => name !== 'Error' && !name.endsWith('InV1'));
  const events = Object.entries(api.webhooks).map(([type, { post }]) => {
    const { data } = post.requestBody!.content['application/json'].schema.properties!;
    return `| EventOf<'${type}', ${typeOf(data!)}>`;
  });
  return `${head}
${named.map(([name, schema]) => `export type ${name} = ${typeOf(schema)};`).join('\n\n')}

/** What a webhook's URL receives. The same \`id\` is the same event, told again. */
export interface EventOf<Type extends string, Data> {
  id: string;
  object: 'event';
  creation_time: string;
  type: Type;
  api_version: 'v2';
  data: Data;
}

/** Any event; its \`type\` tells what its \`data\` is. */
export type DaybookEvent =
${events.join('\n')};
`;
}

/** The class with a method for each operation, and the types of what the operations take and answer. */
function daybook(api: ApiDocument): string {
  const types: string[] = [];
  // Programs written for API v1 have a client already. People's sign-in is in it for the console, which signs people in with it.
  const current = endpointsOf(api).filter(({ operation }) => operation.deprecated !== true);
  const methods = current.map((endpoint) => methodOf(endpoint, types));
  // Names count where they are types, not where comments or texts mention them.
  const code = [...types, ...methods].join('\n').replaceAll(/\/\*\*[\s\S]*?\*\/|'[^'\n]*'/g, '');
  const used = Object.keys(api.components.schemas).filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  return `${head}
import type { ${used.join(', ')} } from './objects.ts';
import { type CallOptions, type ChangeOptions, type DaybookOptions, type List, Transport } from './transport.ts';

export { DaybookError } from './error.ts';
export type * from './objects.ts';
export type { CallOptions, ChangeOptions, DaybookOptions, List } from './transport.ts';
export { verifySignature } from './verify-signature.ts';

${types.join('\n\n')}

/** The API of one Daybook, with the rights of one key. A refusal is thrown as a DaybookError. */
export class Daybook {
  readonly #api: Transport;

  constructor(options: DaybookOptions) {
    this.#api = new Transport(options);
  }

${methods.join('\n\n')}
}
`;
}

/** One operation as a method, and as a second one that walks all pages if it lists. Adds the types that they need to `types`. */
function methodOf({ method, path, operation }: Endpoint, types: string[]): string {
  const { operationId: id, parameters, requestBody } = operation;
  const named = (suffix: string) => id[0]!.toUpperCase() + id.slice(1) + suffix;
  const nameFor = (suffix: string, type: string) => {
    if (/^[\w<>]+(\[\])?$/.test(type) || /^\w+( \| \w+)+$/.test(type)) return type;
    types.push(`export type ${named(suffix)} = ${type};`);
    return named(suffix);
  };

  const keyed = parameters.some((each) => each.in === 'header' && each.name === 'Idempotency-Key');
  const query = parameters.filter((each) => each.in === 'query');
  const base = keyed ? 'ChangeOptions' : 'CallOptions';
  const queryType =
    query.length === 0
      ? undefined
      : nameFor(
          'Query',
          `{\n${query.map((each) => member(each.name, each.schema, each.required, each.description)).join('\n')}\n}`,
        );
  const optionsType = queryType === undefined ? base : `${queryType} & ${base}`;
  const optionsArgument = query.some((each) => each.required)
    ? `options: ${optionsType}`
    : `options: ${optionsType} = {}`;

  const ids = parameters.filter((each) => each.in === 'path').map((each) => `${each.name}: string`);
  const body =
    requestBody === undefined
      ? []
      : [
          `body${requestBody.required ? '' : '?'}: ${nameFor('Body', typeOf(requestBody.content['application/json'].schema))}`,
        ];
  // An argument that may be left out cannot stand before one that may not.
  const args = [...ids, ...body, optionsArgument].join(', ');

  const { schema } = successOf(operation);
  const item = listed(schema);
  const reply = item === undefined ? nameFor('Reply', typeOf(schema)) : `List<${item}>`;
  const address = path.includes('{')
    ? `\`${path.replaceAll(/\{(\w+)\}/g, (_, name) => `\${encodeURIComponent(${name})}`)}\``
    : `'${path}'`;
  const call = [requestBody === undefined ? '' : 'body', 'options', keyed ? 'keyed: true' : '']
    .filter(Boolean)
    .join(', ');
  const plain = `${comment([operation.summary, operation.description, operation.deprecated === true ? '@deprecated' : undefined])}
  ${id}(${args}): Promise<${reply}> {
    return this.#api.send('${method}', ${address}, { ${call} });
  }`;
  if (item === undefined || method !== 'GET') return plain;
  return `${plain}

${comment([`${operation.summary}: every one, over all pages`])}
  ${eachName(id)}(${args}): AsyncGenerator<${item}, void, undefined> {
    return this.#api.each(${address}, options);
  }`;
}

/** The type of what a list holds, or undefined if the answer is no list. */
function listed({ properties = {} }: Schema): string | undefined {
  const { object, data, has_more } = properties;
  return object?.const === 'list' && has_more !== undefined && data?.items !== undefined
    ? typeOf(data.items)
    : undefined;
}

/** \`listBookings\` gives \`eachBooking\`. */
function eachName(id: string): string {
  const noun = id.replace(/^list/, '');
  return `each${noun[0]!.toUpperCase()}${noun
    .slice(1)
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1')}`;
}

function comment(lines: readonly (string | undefined)[]): string {
  const said = lines.filter((line) => line !== undefined).map((line) => line.replaceAll('*/', '*\\/'));
  if (said.length === 0) return '';
  return said.length === 1 ? `/** ${said[0]} */` : `/**\n${said.map((line) => ` * ${line}`).join('\n')}\n */`;
}

function member(name: string, schema: Schema, required: boolean, description = schema.description): string {
  const key = /^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`;
  const said = description === undefined ? '' : `${comment([description])}\n`;
  return `${said}${key}${required ? '' : '?'}: ${typeOf(schema)}${required ? '' : ' | undefined'};`;
}

/** A schema as a TypeScript type. */
function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return refName(schema.$ref);
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map(literal));
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return union(alternatives.map(typeOf));
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type })));
  switch (schema.type) {
    case 'array': {
      const item = typeOf(schema.items ?? {});
      return /^\w+$/.test(item) ? `${item}[]` : `(${item})[]`;
    }
    case 'object':
      return objectType(schema);
    case 'integer':
      return 'number';
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type;
    default:
      return 'unknown';
  }
}

function objectType({ properties, required = [], additionalProperties }: Schema): string {
  const more = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown';
  if (properties === undefined) return `Record<string, ${more}>`;
  const members = Object.entries(properties).map(([name, each]) => member(name, each, required.includes(name)));
  // What an index takes, the named members must be as well; some of them may be left out.
  if (typeof additionalProperties === 'object') members.push(`[name: string]: ${union([more, 'undefined'])};`);
  return `{\n${members.join('\n')}\n}`;
}

function union(types: readonly string[]): string {
  return types.includes('unknown') ? 'unknown' : [...new Set(types)].join(' | ');
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value);
}

/** Run by itself, it brings the client up to date. */
if (import.meta.main) for (const [file, text] of Object.entries(clientFiles())) writeFileSync(file, text);
