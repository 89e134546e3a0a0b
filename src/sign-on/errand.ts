import type { Seal } from '../db/seal.ts';
import type { Visitor } from '../http/route.ts';

/** What somebody takes along to a provider and has to bring back. */
export interface Errand {
  provider: string;
  state: string;
  nonce: string;
  verifier: string;
  /** In epoch milliseconds. */
  begun: number;
}

const cookie = 'daybook_sign_on';
const lifeMs = 10 * 60_000;

/** Keeps an errand in the browser, unreadable. */
export function keepErrand(visitor: Pick<Visitor, 'setCookie'>, errand: Errand, seal: Seal): void {
  visitor.setCookie(cookie, seal.seal(JSON.stringify(errand)).toString('base64url'), lifeMs / 1000);
}

/** The errand that this browser is on, which it then is no longer; undefined if there is none, or it took too long. */
export function takeErrand(
  visitor: Pick<Visitor, 'cookie' | 'setCookie'>,
  seal: Seal,
  now: number,
): Errand | undefined {
  const kept = visitor.cookie(cookie);
  if (kept === undefined) return undefined;
  visitor.setCookie(cookie, '', 0);
  try {
    const errand = JSON.parse(seal.open(Buffer.from(kept, 'base64url'))) as Errand;
    return now - errand.begun < lifeMs ? errand : undefined;
  } catch {
    return undefined;
  }
}
