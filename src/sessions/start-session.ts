import { randomBytes } from 'node:crypto';
import { noteEntry } from '../audit/note-entry.ts';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { hashKey } from '../http/auth.ts';
import type { Visitor } from '../http/route.ts';
import { sessionCookie } from '../http/session-cookie.ts';
import { sessionLengthMs, type WayIn } from './schema.ts';
import { insertSession, type SessionRow } from './store.ts';

/** How somebody came in, and from where. */
export interface Entrance {
  way: WayIn;
  /** True if he gave a second factor as well, or a passkey that is two in one. */
  secondFactor: boolean;
  visitor: Visitor;
  requestId: string;
  now: number;
}

/**
 * Signs a user in: begins a session, notes it in the audit log, and gives his browser the token once the transaction has
 * committed. The database keeps only its hash.
 */
export async function startSession(tx: Tx, accountId: string, userId: string, entrance: Entrance): Promise<SessionRow> {
  const { way, secondFactor, visitor, requestId, now } = entrance;
  const token = randomBytes(32).toString('base64url');
  const { address, userAgent } = visitor;
  const session = {
    id: newId('SIN'),
    user_id: userId,
    way,
    second_factor: secondFactor,
    address,
    user_agent: userAgent,
    creation_time: now,
  };
  await insertSession(tx, accountId, { ...session, hash: hashKey(token) });
  await noteEntry(tx, accountId, {
    actor: { kind: 'user', id: userId },
    requestId,
    action: 'signed_in',
    object: 'user',
    objectId: userId,
    details: { way, second_factor: secondFactor, address, user_agent: userAgent, session: session.id },
    now,
  });
  tx.afterCommit(() => visitor.setCookie(sessionCookie, token, sessionLengthMs / 1000));
  return { ...session, last_used_time: now };
}
