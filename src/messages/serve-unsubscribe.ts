import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { loadAccount } from '../accounts/load-account.ts';
import { fillTemplate } from '../core/template.ts';
import type { Database } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import { Html, html } from '../http/html.ts';
import { directionOf } from '../language/direction.ts';
import { wordsFor } from '../words/words-for.ts';
import { setOptedOut } from './store.ts';
import { readUnsubscribeToken, type Unsubscriber } from './unsubscribe-url.ts';

const style = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:light-dark(#f3f4f1,#14171a);color:light-dark(#1d2322,#e4e8e6);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main{box-sizing:border-box;width:min(30rem,calc(100vw - 2rem));margin:1rem;padding:2rem;background:light-dark(#fff,#1b2023);border:1px solid light-dark(#e3e6e0,#2b3237);border-radius:14px;overflow-wrap:anywhere}
h1{margin:0;font-size:1.375rem;line-height:1.3;letter-spacing:-.01em}
p{margin:.75rem 0 0}
button{margin-top:1.5rem;padding:.7rem 1.1rem;border:1px solid transparent;border-radius:9px;background:light-dark(#0b6b5f,#5cc9b6);color:light-dark(#fff,#10201d);font:inherit;font-weight:600;cursor:pointer}
button.quiet{background:none;border-color:light-dark(#cdd2ca,#3a4349);color:inherit}
button:focus-visible{outline:3px solid light-dark(#0b6b5f,#5cc9b6);outline-offset:2px}`;

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
};

type Step = 'ask' | 'stopped' | 'resumed';

/**
 * Serves the page that reminders lead to, where somebody stops them or has them again, and takes the one click of mail programs
 * (RFC 8058). To open the page changes nothing: programs follow links before people do.
 */
export function serveUnsubscribe(
  // biome-ignore lint/suspicious/noExplicitAny: Hono's environment type is the app's own business
  app: Hono<any>,
  { db, clock, seal }: { db: Database; clock: () => number; seal: Seal },
): void {
  const show = async (c: Context, step: Step, who: Unsubscriber | undefined) => {
    const account =
      who === undefined ? undefined : await db.read(who.accountId, (tx) => loadAccount(tx, who.accountId));
    const found = who === undefined || account === undefined ? undefined : { ...who, account: account.name };
    return c.body(page(step, found), found === undefined ? 404 : 200, headers);
  };
  app.get('/unsubscribe/:token', (c) => show(c, 'ask', readUnsubscribeToken(c.req.param('token'), seal)));
  app.post('/unsubscribe/:token', async (c) => {
    const who = readUnsubscribeToken(c.req.param('token'), seal);
    const resume = new URLSearchParams(await c.req.text()).get('reminders') === 'resume';
    if (who !== undefined)
      await db.transaction(who.accountId, (tx) => setOptedOut(tx, who.accountId, who.email, !resume, clock()));
    return show(c, resume ? 'resumed' : 'stopped', who);
  });
}

function page(step: Step, who: (Unsubscriber & { account: string }) | undefined): string {
  const locale = who?.locale ?? 'en';
  const words = wordsFor(locale).page;
  const values: Record<string, string> = { account_name: who?.account ?? '', email: who?.email ?? '' };
  const say = (text: string) => fillTemplate(text, (name) => values[name] ?? '');
  const [text, button] =
    step === 'ask'
      ? [words.ask, html`<button>${words.stop}</button>`]
      : step === 'stopped'
        ? [words.stopped, html`<button class="quiet" name="reminders" value="resume">${words.resume}</button>`]
        : [words.resumed, html``];
  return html`<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<h1>${words.title}</h1>
${who === undefined ? html`<p>${words.broken}</p>` : html`<p role="status">${say(text)}</p><form method="post">${button}</form>`}
</main>
</body>
</html>
`.text;
}
