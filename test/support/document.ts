import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { sealWith } from '../../src/db/seal.ts';
import { allEvents } from '../../src/events.ts';
import { allowHosts } from '../../src/http/address-guard.ts';
import { openApiDocument } from '../../src/http/openapi.ts';
import { problems } from '../../src/http/problem.ts';
import { allRoutes } from '../../src/routes.ts';
import { version } from '../../src/version.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document is walked by path
type Json = any;

const noSecrets = () => {
  throw new Error('The document needs no secrets');
};

/** Every route, without a secret to its name. */
export const routes = allRoutes({
  // The example of the tests leads nowhere; what the guard refuses has tests of its own.
  allowed: allowHosts([]),
  mostUsers: 0,
  mailer: { address: 'daybook@example.com', server: null, send: noSecrets, close: () => {} },
  seal: sealWith(new Uint8Array(32)),
  jobs: { add: noSecrets },
  signOnGuard: { allowed: allowHosts([]) },
});

/** The document, made of the same routes that the servers under test answer with. */
export const document: Json = openApiDocument(
  { routes, events: allEvents },
  { serverUrl: 'https://daybook.example.com', version },
);

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
(addFormats as unknown as (target: Ajv2020) => void)(ajv);
ajv.addSchema(document, 'openapi');

const operations = Object.entries(document.paths as Record<string, Json>).map(([path, methods]) => ({
  path,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  methods,
}));

/** Where `scripts/test.ts` wants to read which answers the tests have seen. */
export const seenFileVariable = 'DAYBOOK_TEST_SEEN';

/** Turns a message of the problem table into a pattern for what it says once its blanks are filled. */
const patterns = Object.entries(problems).map(([name, { status, message }]) => {
  const text = message.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\\\{\w+\\\}/g, '.*');
  return { name, status, pattern: new RegExp(`^${text}$`, 's') };
});

/** Notes the operation, and the problem or the status it was answered with. */
function recordSeen(operation: string, reply: { status: number; body: unknown }): void {
  const file = process.env[seenFileVariable];
  if (file === undefined) return;
  const { message } = (reply.body ?? {}) as { message?: string };
  const names = patterns
    .filter((each) => each.status === reply.status && each.pattern.test(message ?? ''))
    .map((each) => each.name);
  for (const answer of reply.status < 400 ? [String(reply.status)] : names)
    appendFileSync(file, `${operation} ${answer}\n`);
}

/** Every answer that the document promises and no test has seen: an operation, and a status or a problem's name. */
export function unseen(file: string): string[] {
  const seen = new Set(readFileSync(file, 'utf8').split('\n'));
  return operations.flatMap(({ methods }) =>
    Object.values(methods as Record<string, Json>).flatMap((operation) =>
      Object.entries(operation.responses as Record<string, Json>).flatMap(([status, response]) => {
        const answers = Number(status) < 400 ? [status] : Object.keys(response.content['application/json'].examples);
        return answers.map((answer) => `${operation.operationId} ${answer}`).filter((each) => !seen.has(each));
      }),
    ),
  );
}

/** Fails if an answer of the API is not one that the document describes: its status, its body, its headers. */
export function checkAgainstDocument(
  method: string,
  route: string,
  reply: { status: number; body: unknown; headers: Pick<Headers, 'get'> | Map<string, string>; text: string },
): void {
  const path = route.split('?')[0]!.replace(/(.)\/$/, '$1');
  if (!/^\/v[12]\//.test(path)) return;
  assert.match(reply.headers.get('request-id') ?? '', /^req_[0-9a-f]{16}$/, 'every answer names its request');
  const known = operations.find((each) => each.pattern.test(path) && each.methods[method.toLowerCase()] !== undefined);
  if (known === undefined) {
    assert.ok(
      [401, 404, 429, 503].includes(reply.status),
      `${method} ${path} is not in the document and answered ${reply.status}`,
    );
    return;
  }
  const verb = method.toLowerCase();
  recordSeen(known.methods[verb].operationId, reply);
  const documented = known.methods[verb].responses[reply.status];
  assert.ok(documented, `${method} ${path}: ${reply.status} is not documented: ${reply.text}`);
  const place = ['responses', String(reply.status), 'content', 'application/json', 'schema'];
  fits(['paths', known.path, verb, ...place], reply.body, `${method} ${path} ${reply.status}`);
}

const validators = new Map<string, ValidateFunction>();

/** Fails if a value does not fit the schema at this place of the document. */
export function fits(place: readonly string[], value: unknown, what: string): void {
  const name = place.join(' ');
  let validate = validators.get(name);
  if (validate === undefined) {
    const steps = place.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1')));
    validate = ajv.getSchema(`openapi#/${steps.join('/')}`);
    assert.ok(validate, `no schema at ${name}`);
    validators.set(name, validate);
  }
  assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value).slice(0, 2000)}`);
}

/** Fails if the body of a delivery is not the event that the document promises to receivers. */
export function checkEventAgainstDocument(body: Buffer): void {
  const event = JSON.parse(body.toString()) as { type: string };
  assert.ok(document.webhooks[event.type], `${event.type} is not in the document`);
  fits(['webhooks', event.type, 'post', 'requestBody', 'content', 'application/json', 'schema'], event, event.type);
}
