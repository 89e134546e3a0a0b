import type { Database } from '../db/pool.ts';
import { hashKey } from '../http/auth.ts';
import { noteSeldom } from '../http/note-seldom.ts';
import type { Caller } from '../http/route.ts';
import { isOver } from './is-over.ts';
import * as store from './store.ts';

/**
 * Finds who has signed in with a session's token, and notes when it was last used. Nothing is remembered: a session that was ended,
 * a role that was changed, count with the next request.
 */
export function findPerson(db: Database): {
  find: (token: string, now: number) => Promise<Caller | undefined>;
  used: (caller: Caller, now: number) => void;
} {
  return {
    async find(token, now) {
      const found = await db.system((tx) => store.findByHash(tx, hashKey(token)));
      if (found === undefined || isOver(found, now)) return undefined;
      const { account_id: accountId, account_email: accountEmail, id, user_id, role_name: role } = found;
      return {
        accountId,
        accountEmail,
        through: { kind: 'session', id },
        actor: { kind: 'user', id: user_id, role },
      };
    },
    used: noteSeldom(({ accountId, through }, now) =>
      db.transaction(accountId, (tx) => store.markSessionUsed(tx, accountId, through.id, now)),
    ),
  };
}
