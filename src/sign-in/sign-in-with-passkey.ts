import type { OpenContext } from '../http/route.ts';
import { findBearer } from '../passkeys/find-bearer.ts';
import { noteUse } from '../passkeys/note-use.ts';
import type { Assertion } from '../passkeys/schema.ts';
import { startSession } from '../sessions/start-session.ts';
import type { SignedInAs } from './sign-in-with-password.ts';

/**
 * Signs in whoever's passkey signed a challenge of ours. His device has asked him for a finger, a face or a PIN, so that it
 * counts as two factors. The challenge is used up even if all else fails, so this opens its own transactions.
 */
export async function signInWithPasskey(context: OpenContext, assertion: Assertion): Promise<SignedInAs> {
  const { db, visitor, requestId, now } = context;
  const { accountId, userId, passkeyId, ...said } = await findBearer(db, assertion, context);
  return db.system(async (tx) => {
    await noteUse(tx, accountId, passkeyId, said, now);
    const entrance = { way: 'passkey' as const, secondFactor: true, visitor, requestId, now };
    const session = await startSession(tx, accountId, userId, entrance);
    return { accountId, userId, sessionId: session.id };
  });
}
