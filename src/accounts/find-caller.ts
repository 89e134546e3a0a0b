import type { Database } from '../db/pool.ts';
import { rememberKeys } from '../http/auth.ts';
import { noteSeldom } from '../http/note-seldom.ts';
import type { Caller } from '../http/route.ts';
import * as store from './store.ts';

/** Looks keys up, remembering them for a second, and notes when each was last used. */
export function findCaller(db: Database): {
  find: (key: string, now: number) => Promise<Caller | 'revoked' | undefined>;
  used: (caller: Caller, now: number) => void;
} {
  return {
    find: rememberKeys((hash) => db.system((tx) => store.findCaller(tx, hash))),
    used: noteSeldom((caller, now) =>
      db.transaction(caller.accountId, (tx) => store.markKeyUsed(tx, caller, new Date(now))),
    ),
  };
}
