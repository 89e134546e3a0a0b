import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import { randomText } from '../core/id.ts';
import { type Database, isOutage } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import { builtInSettings, type GuestSettings } from '../guest-settings/schema.ts';
import { addressOf } from '../http/address-of.ts';
import type { Limit } from '../http/limits.ts';
import { Problem } from '../http/problem.ts';
import { chooseLanguage, type Language } from '../language/languages.ts';
import type { SmsWays } from './consent-to-sms.ts';
import type { Guard } from './guard-pages.ts';
import type { Addresses } from './remember-addresses.ts';
import { type PageParts, renderFrame } from './render-frame.ts';
import { renderNotice } from './render-stage.ts';
import { renderTheme } from './render-theme.ts';
import { reply } from './reply.ts';

/** What guest pages are served with. */
export interface GuestPages {
  db: Database;
  log: Logger;
  clock: () => number;
  addresses: Addresses;
  /** Public address of this server, without a slash at the end, and the path in it. */
  baseUrl: string;
  root: string;
  files: { style: string; script: string; prove: string };
  guard: Guard;
  /** Seals what a guest carries along who has said a page's password. */
  seal: Seal;
  /** How many proxies in front are trusted to have written X-Forwarded-For. */
  trustedProxies: number;
  /** How guests could be told by SMS. */
  sms: SmsWays;
  /** By caller's address: looks at pages, and forms that are sent. */
  limits: { pages: Limit; forms: Limit };
}

export type GuestContext = Context<{ Bindings: HttpBindings }>;

/** What a page says that has nothing else to show. */
type Notice =
  | 'notFound'
  | 'incomplete'
  | 'linkUsed'
  | 'linkExpired'
  | 'tooMany'
  | 'tooLarge'
  | 'unavailable'
  | 'failed'
  | 'refused';

const statuses: Record<Notice, number> = {
  notFound: 404,
  incomplete: 404,
  linkUsed: 410,
  linkExpired: 410,
  tooMany: 429,
  tooLarge: 413,
  unavailable: 503,
  failed: 500,
  refused: 403,
};

/** What a page says of problems that any request can meet. */
const noticesOf: { [Name in Problem['name']]?: Notice } = {
  body_too_large: 'tooLarge',
  no_such_link: 'notFound',
  link_used: 'linkUsed',
  link_expired: 'linkExpired',
};

/** Thrown where a page has nothing to show but this. */
export class NothingHere extends Error {
  readonly notice: Notice;
  constructor(notice: Notice) {
    super(notice);
    this.notice = notice;
  }
}

/**
 * Answers a visitor of a guest page. Too many requests of one address, and forms that another website sent, are turned away;
 * what fails is said in words that a guest can act on.
 */
export async function answerVisitor(
  c: GuestContext,
  options: GuestPages,
  work: (now: number) => Promise<Response>,
): Promise<Response> {
  const now = options.clock();
  const isForm = c.req.method === 'POST';
  const limit = isForm ? options.limits.forms : options.limits.pages;
  try {
    const wait = limit.secondsToWait(addressOf(c, options.trustedProxies), now);
    if (wait > 0) {
      c.header('Retry-After', String(wait));
      throw new NothingHere('tooMany');
    }
    if (isForm && !isOurOwn(c, options.baseUrl)) throw new NothingHere('refused');
    return await work(now);
  } catch (error) {
    if (error instanceof NothingHere) return sayNotice(c, options, error.notice);
    const notice = error instanceof Problem ? noticesOf[error.name] : undefined;
    if (notice !== undefined) return sayNotice(c, options, notice);
    const unavailable = isOutage(error);
    options.log.error({ err: error, path: c.req.path }, unavailable ? 'database unavailable' : 'guest page failed');
    return sayNotice(c, options, unavailable ? 'unavailable' : 'failed');
  }
}

/** Sends a page with everything around it. */
export function sendPage(
  c: GuestContext,
  { files }: GuestPages,
  language: Language,
  parts: PageParts,
  { settings = builtInSettings, status = 200 }: { settings?: GuestSettings; status?: number } = {},
): Response {
  const nonce = randomText(22);
  const way = c.req.query('embed');
  const embedded = way === undefined ? null : way === 'lightbox' ? 'lightbox' : 'inline';
  const text = renderFrame(language, { ...files, theme: renderTheme(settings), nonce }, { embedded, ...parts });
  return reply(c, text, { status, nonce, embedOrigins: settings.embed_origins });
}

/** Sends a browser on after a form, so that looking at the answer again sends nothing again. */
export function goTo(c: GuestContext, address: string): Response {
  return c.body(null, 303, { Location: address, 'Cache-Control': 'no-store', 'Referrer-Policy': 'same-origin' });
}

function sayNotice(c: GuestContext, options: GuestPages, notice: Notice): Response {
  const language = chooseLanguage([c.req.query('lang'), c.req.header('accept-language')]);
  const { closed } = language.texts;
  const heading = notice === 'incomplete' ? closed.notFound : closed[notice];
  const parts = { title: heading, stage: renderNotice(heading, closed[`${notice}Text`], true) };
  return sendPage(c, options, language, parts, { status: statuses[notice] });
}

/**
 * Guests have no session that another website could abuse, but it could send its own visitors' forms. Browsers say where a form
 * comes from; what says nothing is no browser.
 */
function isOurOwn(c: GuestContext, baseUrl: string): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = c.req.header('origin');
  if (origin === undefined) return true;
  const host = URL.canParse(origin) ? new URL(origin).host : '';
  return host === new URL(baseUrl).host || host === c.req.header('host');
}
