import type { Database } from '../db/pool.ts';
import { rememberKeys } from '../http/auth.ts';
import type { Caller } from '../http/route.ts';
import * as store from './store.ts';

/** How exact "last used" is: writing it for every request would double the cost of a read. */
const noteEveryMs = 60_000;

/** Looks keys up, remembering them for a second, and notes when each was last used. */
export function findCaller(db: Database): {
  find: (key: string, now: number) => Promise<Caller | 'revoked' | undefined>;
  used: (caller: Caller, now: number) => void;
} {
  const noted = new Map<string, number>();
  return {
    find: rememberKeys((hash) => db.system((tx) => store.findCaller(tx, hash))),
    used(caller, now) {
      if (now - (noted.get(caller.keyId) ?? 0) < noteEveryMs) return;
      noted.set(caller.keyId, now);
      // Nobody waits for it, and a request must not fail because it could not be noted.
      db.transaction(caller.accountId, (tx) => store.markKeyUsed(tx, caller, new Date(now))).catch(() =>
        noted.delete(caller.keyId),
      );
    },
  };
}
