import type { ServerResponse } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import { type Context as AnyContext, Hono, type MiddlewareHandler } from 'hono';
import type { Logger } from 'pino';
import { randomText } from '../core/id.ts';
import { authoredBy, type Database, isOutage } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import { addressOf } from './address-of.ts';
import { type Authentication, authenticate } from './authenticate.ts';
import { type Answer, fingerprint, idempotencyKey, once } from './idempotency.ts';
import { parseInput } from './parse-input.ts';
import { isV1, Problem, problem } from './problem.ts';
import { reachWith } from './reach.ts';
import { readText } from './read-body.ts';
import { type Caller, type Context, canRepeat, type OpenContext, type Route } from './route.ts';
import { visitorOf } from './visitor-of.ts';

/** What the API is built from. */
export interface AppOptions extends Authentication {
  routes: readonly Route[];
  db: Database;
  log: Logger;
  /** How many proxies in front are trusted to have written X-Forwarded-For. */
  trustedProxies: number;
  clock: () => number;
  /** Seals answers with secrets while they are kept for a repeated request. */
  seal: Seal;
  /** What every request goes through first, also those that are not the API's. */
  middleware?: MiddlewareHandler | undefined;
}

type Env = { Bindings: HttpBindings };
type HonoContext = AnyContext<Env>;

const hexDigits = '0123456789abcdef';

/** No body that the API takes comes near it. */
export const bodyLimitBytes = 1_000_000;

/** The API as a Hono app: every route behind the limits and the key check, every refusal in the contract's envelope. */
export function createApp(options: AppOptions): Hono<Env> {
  const app = new Hono<Env>({ strict: false });
  if (options.middleware !== undefined) app.use(options.middleware);
  for (const route of options.routes) {
    app.on(route.method, route.path.replaceAll(/\{(\w+)\}/g, ':$1'), (c) => answer(c, options, route));
  }
  for (const unknown of ['/v1/*', '/v2/*']) app.all(unknown, (c) => answer(c, options, undefined));
  app.notFound((c) => refusal(c, problem('no_such_endpoint', { value: `${c.req.method} ${c.req.path}` })));
  app.onError((error, c) => {
    options.log.error({ err: error, path: c.req.path }, 'request failed outside the API');
    return refusal(c, problem(isOutage(error) ? 'unavailable' : 'internal'));
  });
  return app;
}

/** Answers one request to the API: request id, limits, key, input, handler, output. */
async function answer(c: HonoContext, options: AppOptions, route: Route | undefined): Promise<Response> {
  const requestId = `req_${randomText(16, hexDigits)}`;
  setHeader(c, 'Request-Id', requestId);
  const now = options.clock();
  try {
    const address = addressOf(c, options.trustedProxies);
    const caller = await authenticate(c, options, { route, address, now });
    const url = new URL(c.req.url);
    if (route === undefined) throw problem('no_such_endpoint', { value: `${c.req.method} ${url.pathname}` });
    const { baseUrl, log } = options;
    const visitor = visitorOf(c, address, baseUrl);
    const open: OpenContext = { db: options.db, now, baseUrl, requestId, log, links: {}, url, visitor };
    const context = caller === undefined ? open : await contextOf(open, route, caller, readParams(c).id);
    const text = route.body === undefined ? '' : await readText(c, bodyLimitBytes);
    const work = async (db: Database): Promise<Answer> => {
      const params = route.params === undefined ? undefined : parseInput(route.params, readParams(c), route.method);
      const query = route.query === undefined ? undefined : parseInput(route.query, readQuery(url), route.method);
      const body =
        route.body === undefined ? undefined : parseInput(route.body, readBody(c, text, route), route.method);
      const reply = await route.handle({ params, query, body } as never, { ...context, db } as Context);
      return { status: route.status ?? 200, text: JSON.stringify(reply) };
    };
    const key = canRepeat(route) ? idempotencyKey(c.req.header('idempotency-key')) : undefined;
    const answer =
      key === undefined || caller === undefined
        ? await work(context.db)
        : await once(
            context.db,
            {
              accountId: caller.accountId,
              key,
              print: fingerprint(caller.actor, route.method, c.req.url, text),
              now,
              inV1: isV1(route.path),
            },
            work,
            route.showsSecret === true ? options.seal : undefined,
          );
    if (answer.replayed === true) setHeader(c, 'Idempotent-Replayed', 'true');
    if (context.links.next !== undefined || context.links.previous !== undefined)
      setHeader(c, 'Link', linkHeader(context.links));
    return send(c, answer.status, answer.text);
  } catch (error) {
    if (error instanceof Problem) return refusal(c, error);
    if (isOutage(error)) {
      options.log.error({ err: error, requestId }, 'database unavailable');
      return refusal(c, problem('unavailable'));
    }
    options.log.error({ err: error, requestId, route: route?.id }, 'request failed');
    return refusal(c, problem('internal'));
  }
}

/** What a known caller's request is handled with, if his role lets him. What it changes is ascribed to him. */
async function contextOf(open: OpenContext, route: Route, caller: Caller, id: string | undefined): Promise<Context> {
  const within = await reachWith(route, caller, open.db, id);
  const { requestId, now } = open;
  const author = { kind: caller.actor.kind, id: caller.actor.id, requestId, now };
  return { ...open, caller, within, db: authoredBy(open.db, author) };
}

function readParams(c: HonoContext): Record<string, string> {
  const params: Record<string, string> = c.req.param();
  for (const [name, value] of Object.entries(params)) params[name] = storable(value);
  return params;
}

function readQuery(url: URL): Record<string, string> {
  const query: Record<string, string> = {};
  // The first of several values wins, as most clients mean the first.
  for (const [name, value] of url.searchParams) if (!Object.hasOwn(query, name)) query[name] = storable(value);
  return query;
}

/** PostgreSQL text holds no NUL, and UTF-8 no lone surrogate; neither has a meaning in any field of the API. */
function storable(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '\ufffd') : text).toWellFormed();
}

/** The same value with every text in it storable, the names of properties included. */
function storableThroughout(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(storableThroughout);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [storable(name), storableThroughout(inner)]));
}

/** No body of the API nests nearly as deep; what walks through it could run out of stack. */
const deepest = 64;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function readBody(c: HonoContext, text: string, route: Route): unknown {
  if (text.trim() === '') {
    if (route.bodyOptional === true) return {};
    throw problem('missing_fields', { param: 'body' });
  }
  const type = c.req.header('content-type');
  if (type !== undefined && !/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) {
    throw problem('wrong_content_type', { value: type });
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
    // The walk costs time, so it is taken only if the text can hold what PostgreSQL cannot.
    if (/\\u(0000|d[89a-f])/i.test(text)) body = storableThroughout(body);
  } catch {
    throw problem('malformed_json');
  }
  if ((text.match(/[[{]/g)?.length ?? 0) > deepest && isDeeper(body, deepest)) throw problem('malformed_json');
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw problem('body_not_object');
  return body;
}

function refusal(c: HonoContext, found: Problem): Response {
  if (found.retryAfterSeconds !== undefined) setHeader(c, 'Retry-After', String(found.retryAfterSeconds));
  return json(c, found.status, isV1(c.req.path) ? found.bodyV1() : found.body());
}

function json(c: HonoContext, status: number, body: unknown): Response {
  return send(c, status, JSON.stringify(body));
}

function send(c: HonoContext, status: number, text: string): Response {
  return c.body(text, status as 200, { 'Content-Type': 'application/json' });
}

/**
 * Sets a header on Node's own response, which keeps the letters' case: a client in the field reads `Link` from a
 * case-sensitive dictionary and would stop after the first page at `link`.
 */
function setHeader(c: HonoContext, name: string, value: string): void {
  const outgoing = c.env?.outgoing as ServerResponse | undefined;
  if (outgoing === undefined) c.header(name, value);
  else outgoing.setHeader(name, value);
}

function linkHeader(links: Context['links']): string {
  const parts: string[] = [];
  if (links.next !== undefined) parts.push(`<${links.next}>; rel="next"`);
  if (links.previous !== undefined) parts.push(`<${links.previous}>; rel="previous"`);
  return parts.join(', ');
}
