import { createHash } from 'node:crypto';
import type { Seal } from '../db/seal.ts';

/** For how long a guest need not say a password again. */
const goodForMs = 12 * 3_600_000;

/** What a guest carries in the address who has said the password, since he is given no cookie. Good for this password alone. */
export function issuePass(seal: Seal, passwordHash: string, now: number): string {
  return seal.seal(JSON.stringify({ of: printOf(passwordHash), until: now + goodForMs })).toString('base64url');
}

/** True if the pass was issued for this password, and is not over. */
export function isGoodPass(seal: Seal, pass: string | null, passwordHash: string, now: number): boolean {
  if (pass === null || !/^[\w-]{40,400}$/.test(pass)) return false;
  try {
    const { of, until } = JSON.parse(seal.open(Buffer.from(pass, 'base64url'))) as { of: string; until: number };
    return of === printOf(passwordHash) && until > now;
  } catch {
    return false; // made up, or sealed with a key that is no more
  }
}

/** The salt in the hash makes it the page's own. */
function printOf(passwordHash: string): string {
  return createHash('sha256').update(passwordHash).digest('base64url');
}
