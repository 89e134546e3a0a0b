import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context, Hono } from 'hono';
import { version } from '../version.ts';
import { errorIndex, errorPages } from './docs-errors.ts';
import { docsPath } from './docs-markdown.ts';
import { docsOf, docsPage } from './docs-page.ts';
import { readDocs } from './docs-pages.ts';
import { frontPage } from './front-page.ts';
import type { Api } from './openapi.ts';
import { apiDocument } from './reference-document.ts';
import { referencePage } from './reference-page.ts';

/** The pages hold no script, no form and nothing from elsewhere, and let nobody add any. */
const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Adds the pages about the API: the front page, the developer centre, the reference, a page for every problem, the
 * stylesheet and the OpenAPI document. Each is made once, when it is first asked for, and needs no key. `baseUrl` is the
 * server's public address, as the examples show it.
 */
// biome-ignore lint/suspicious/noExplicitAny: Hono's environment type is the app's own business
export function addReference(app: Hono<any>, api: Api, baseUrl: string): void {
  const document = once(() => apiDocument(api, { serverUrl: baseUrl, version }));
  const root = new URL(baseUrl).pathname.replace(/\/$/, '');
  const docs = once(() => docsOf(readDocs(), { root, serverUrl: baseUrl, version }));
  const page = (make: () => string) => fixed('text/html; charset=utf-8', make);
  const file = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

  app.get(
    '/',
    page(() => frontPage({ version, root })),
  );
  app.get(
    '/openapi.json',
    fixed('application/json', () => JSON.stringify(document())),
  );
  app.get(
    '/docs/reference.css',
    fixed('text/css; charset=utf-8', () => file('web/docs/reference.css')),
  );
  app.get(
    '/docs/reference',
    page(() => referencePage(document(), root)),
  );
  app.get(
    '/docs/errors',
    page(() => errorIndex(docs())),
  );
  const others = once(() => {
    const guides = docs().sections.flatMap(({ pages }) => pages);
    return new Map([
      ...guides.map((guide) => [docsPath('', guide.slug), page(() => docsPage(guide, docs()))] as const),
      ...errorPages(docs(), document()).map(({ name, make }) => [docsPath('', `errors/${name}`), page(make)] as const),
    ]);
  });
  for (const path of ['/docs', '/docs/*'])
    app.get(path, (c, next) => others().get(c.req.path.replace(/\/$/, ''))?.(c) ?? next());
}

/** The same value each time, made the first time. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Answers with the same text until the server restarts, and with 304 to whoever has it already. */
function fixed(contentType: string, make: () => string): (c: Context) => Response {
  const answer = once(() => {
    const text = make();
    return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
  });
  return (c) => {
    const { text, etag } = answer();
    const headers = {
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-cache',
      ETag: etag,
    };
    const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (known.includes(etag) || known.includes('*')) return c.body(null, 304, headers);
    return c.body(text, 200, { ...headers, 'Content-Type': contentType });
  };
}
