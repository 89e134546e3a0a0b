import type { Context as AnyContext } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Limit } from './limits.ts';
import { isV1, problem } from './problem.ts';
import type { Caller, Route } from './route.ts';
import { consoleHeader, sessionCookie } from './session-cookie.ts';

/** What tells who asks. */
export interface Authentication {
  findKey: (key: string, now: number) => Promise<Caller | 'revoked' | undefined>;
  /** Who has signed in with this token; undefined if nobody has, or his session is over. */
  findSession: (token: string, now: number) => Promise<Caller | undefined>;
  /** Called for every request of a caller. */
  callerSeen: (caller: Caller, now: number) => void;
  limits: { account: Limit; address: Limit; people: Limit; signIn: Limit };
  baseUrl: string;
}

/** What is looked at: the route that was found, if any, the caller's address, and when. */
interface Question {
  route: Route | undefined;
  address: string;
  now: number;
}

const safeMethods = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Says who asks, within the limits of his address and of his account; undefined where nobody has to be known. Whoever sends a key
 * is known by it alone, whatever cookie comes with it. API v1 takes no cookies.
 */
export async function authenticate(
  c: AnyContext,
  options: Authentication,
  question: Question,
): Promise<Caller | undefined> {
  const { route } = question;
  const key = c.req.header('api-key') ?? '';
  const token = isV1(c.req.path) ? undefined : getCookie(c, sessionCookie);
  if (route?.audience === 'anybody') return admitAnybody(c, options, question);
  if (key === '' && token !== undefined) return admitPerson(c, options, question, token);
  const { limits } = options;
  hold(limits.address, question.address, question.now);
  if (key === '') throw problem(route?.audience === 'people' ? 'not_signed_in' : 'invalid_api_key');
  const caller = await options.findKey(key, question.now);
  if (caller === 'revoked') throw problem('expired_api_key');
  if (caller === undefined) throw problem('invalid_api_key');
  hold(limits.account, caller.accountId, question.now);
  if (route?.audience === 'people') throw problem('session_required');
  options.callerSeen(caller, question.now);
  return caller;
}

function admitAnybody(c: AnyContext, { limits, baseUrl }: Authentication, { address, now }: Question): undefined {
  hold(limits.address, address, now);
  if (safeMethods.includes(c.req.method)) return;
  refuseForeign(c, baseUrl);
  hold(limits.signIn, address, now);
}

/** People's requests do not count with those of the account's programs: neither is to slow down the other. */
async function admitPerson(
  c: AnyContext,
  { limits, baseUrl, findSession, callerSeen }: Authentication,
  { address, now }: Question,
  token: string,
): Promise<Caller> {
  hold(limits.people, address, now);
  if (!safeMethods.includes(c.req.method)) {
    if (c.req.header(consoleHeader) !== '1') throw problem('foreign_request');
    refuseForeign(c, baseUrl);
  }
  const caller = await findSession(token, now);
  if (caller === undefined) throw problem('not_signed_in');
  callerSeen(caller, now);
  return caller;
}

function hold(limit: Limit, key: string, now: number): void {
  const wait = limit.secondsToWait(key, now);
  if (wait > 0) throw problem('rate_limit', { retryAfterSeconds: wait });
}

/**
 * Refuses what the browser says a page of another site made it send. Our own is the public address and the one that was
 * asked: the browser names both, and a page can set neither.
 */
function refuseForeign(c: AnyContext, baseUrl: string): void {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin');
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
  const foreignOrigin =
    origin !== undefined && origin !== new URL(baseUrl).origin && hostOf(origin) !== c.req.header('host');
  if (foreignSite || foreignOrigin) throw problem('foreign_request');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
