import { hash } from 'node:crypto';
import type { Caller } from './route.ts';

/** Finds who a key belongs to; `revoked` for a key that was deleted, undefined for one that never was. */
export type FindKey = (hash: Buffer) => Promise<Caller | 'revoked' | undefined>;

/** Keys are kept as SHA-256 only: they are long and random, so a slow hash would add nothing. */
export function hashKey(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

/** A revoked key stops working everywhere within this time, the promise for several processes. */
const rememberMs = 1000;
const rememberAtMost = 10_000;

/** Remembers for a second who a key belongs to, so that a burst of calls reads the table once. */
export function rememberKeys(find: FindKey): (key: string, now: number) => Promise<Caller | 'revoked' | undefined> {
  const known = new Map<string, { caller: Promise<Caller | 'revoked' | undefined>; until: number }>();
  return async (key, now) => {
    const name = hash('sha256', key, 'base64');
    const entry = known.get(name);
    if (entry !== undefined && entry.until > now) return entry.caller;
    if (known.size >= rememberAtMost) known.clear();
    const caller = find(Buffer.from(name, 'base64'));
    known.set(name, { caller, until: now + rememberMs });
    caller.catch(() => known.delete(name));
    return caller;
  };
}
