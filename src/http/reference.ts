import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context, Hono } from 'hono';
import { version } from '../version.ts';
import { frontPage } from './front-page.ts';
import type { Api } from './openapi.ts';
import { apiDocument } from './reference-document.ts';
import { referencePage } from './reference-page.ts';

/** The pages hold no script, no form and nothing from elsewhere, and let nobody add any. */
const contentSecurityPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Adds the pages about the API: the front page, the reference, its stylesheet and the OpenAPI document. All are made
 * once, here, and need no key. `baseUrl` is the server's public address, as the examples show it.
 */
// biome-ignore lint/suspicious/noExplicitAny: Hono's environment type is the app's own business
export function addReference(app: Hono<any>, api: Api, baseUrl: string): void {
  const document = apiDocument(api, { serverUrl: baseUrl, version });
  const root = new URL(baseUrl).pathname.replace(/\/$/, '');
  const stylesheet = readFileSync(new URL('../../web/docs/reference.css', import.meta.url), 'utf8');
  const html = 'text/html; charset=utf-8';
  app.get('/', fixed(html, frontPage({ version, root })));
  app.get('/docs', fixed(html, referencePage(document, root)));
  app.get('/docs/reference.css', fixed('text/css; charset=utf-8', stylesheet));
  app.get('/openapi.json', fixed('application/json', JSON.stringify(document)));
}

/** Answers with the same text until the server restarts, and with 304 to whoever has it already. */
function fixed(contentType: string, text: string): (c: Context) => Response {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  const headers = {
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-cache',
    ETag: etag,
  };
  return (c) => {
    const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (known.includes(etag) || known.includes('*')) return c.body(null, 304, headers);
    return c.body(text, 200, { ...headers, 'Content-Type': contentType });
  };
}
