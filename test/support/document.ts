import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiDocument } from '../../src/http/openapi.ts';
import { allRoutes } from '../../src/routes.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document is walked by path
type Json = any;

/** The document, made of the same routes that the servers under test answer with. */
export const document: Json = openApiDocument(
  allRoutes({
    allowed: { allows: () => false },
    seal: {
      seal: () => {
        throw new Error('The document needs no secrets');
      },
      open: () => {
        throw new Error('The document needs no secrets');
      },
    },
  }),
  { serverUrl: 'http://127.0.0.1', version: '0' },
);

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
(addFormats as unknown as (target: Ajv2020) => void)(ajv);
ajv.addSchema(document, 'openapi');

const operations = Object.entries(document.paths as Record<string, Json>).map(([path, methods]) => ({
  path,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  methods,
}));

/** Fails if an answer of the API is not one that the document describes: its status, its body, its headers. */
export function checkAgainstDocument(
  method: string,
  route: string,
  reply: { status: number; body: unknown; headers: Headers; text: string },
): void {
  const path = route.split('?')[0]!.replace(/(.)\/$/, '$1');
  if (!path.startsWith('/v2')) return;
  assert.match(reply.headers.get('request-id') ?? '', /^req_[0-9a-f]{16}$/, 'every answer names its request');
  const known = operations.find((each) => each.pattern.test(path) && each.methods[method.toLowerCase()] !== undefined);
  if (known === undefined) {
    assert.ok(
      [401, 404, 429, 503].includes(reply.status),
      `${method} ${path} is not in the document and answered ${reply.status}`,
    );
    return;
  }
  const pointer = [
    known.path,
    method.toLowerCase(),
    'responses',
    String(reply.status),
    'content',
    'application/json',
    'schema',
  ];
  const name = `openapi#/paths/${pointer.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
  const documented = known.methods[method.toLowerCase()].responses[reply.status];
  assert.ok(documented, `${method} ${path}: ${reply.status} is not documented: ${reply.text}`);
  const validate = ajv.getSchema(name);
  assert.ok(validate, `no schema at ${name}`);
  assert.ok(
    validate(reply.body),
    `${method} ${path} ${reply.status}: ${ajv.errorsText(validate.errors)}\n${reply.text.slice(0, 2000)}`,
  );
}
