import type { Context, Hono } from 'hono';
import { type Asset, addAssets, type Modules } from '../http/assets.ts';
import { compressed } from '../http/compressed.ts';
import { chooseLanguage } from '../language/languages.ts';
import { renderShell } from './render-shell.ts';

/** The languages that the console speaks; guests are spoken to in more. */
const spoken = ['en', 'de'];

/** What the console is served with. */
export interface ConsoleFiles {
  style: Asset;
  program: Modules;
  /** Path of the server's own address, such as `/booking`; empty at the top. */
  root: string;
}

/**
 * Adds the console: one page for every address below `/console`, where its program shows what the address asks for. The page
 * holds nothing of an account; all of that comes through the API. What somebody prefers (theme, language) is read from two
 * cookies, so that the first paint is right.
 */
// biome-ignore lint/suspicious/noExplicitAny: Hono's environment type is the app's own business
export function addConsole(app: Hono<any>, { style, program, root }: ConsoleFiles): void {
  addAssets(app, program.all);
  const files = {
    style: root + style.path,
    script: root + program.entry.path,
    needed: program.needed.map((each) => root + each.path),
  };
  const serve = (c: Context) => {
    const theme = cookie(c, 'daybook_theme');
    const { code, locale } = chooseLanguage([cookie(c, 'daybook_language'), c.req.header('accept-language')]);
    const page = renderShell({
      ...files,
      root,
      locale: spoken.includes(code) ? locale : 'en',
      theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    });
    const { body, headers } = compressed(page, c.req.header('accept-encoding'));
    return c.body(body, 200, { ...headers, ...pageHeaders });
  };
  app.get('/console', serve);
  app.get('/console/*', serve);
}

/** It loads from this server alone, runs nothing but its own files, stands in nobody's frame, and sends nobody its addresses. */
const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-src 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'Cache-Control': 'no-cache',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
};

function cookie(c: Context, name: string): string | undefined {
  const pairs = (c.req.header('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}
