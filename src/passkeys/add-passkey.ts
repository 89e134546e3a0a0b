import { noteEntry } from '../audit/note-entry.ts';
import { newId } from '../core/id.ts';
import { type Tx, violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { findPasskeysOf, insertPasskey, type PasskeyRow } from './store.ts';
import type { verifyNewPasskey } from './verify-new-passkey.ts';

/** So many devices nobody has. */
const mostPasskeys = 20;

/** Adds a proven passkey to a user's. Refused if he has twenty, or if it is somebody's already. */
export async function addPasskey(
  tx: Tx,
  accountId: string,
  userId: string,
  { name, info }: { name: string; info: Awaited<ReturnType<typeof verifyNewPasskey>> },
  { requestId, now }: { requestId: string; now: number },
): Promise<PasskeyRow> {
  if ((await findPasskeysOf(tx, accountId, userId)).length >= mostPasskeys)
    throw problem('passkey_limit', { value: String(mostPasskeys) });
  const row = {
    id: newId('PSK'),
    user_id: userId,
    name,
    credential_id: info.credential.id,
    public_key: Buffer.from(info.credential.publicKey),
    counter: info.credential.counter,
    transports: info.credential.transports ?? [],
    backed_up: info.credentialBackedUp,
    creation_time: now,
  };
  try {
    await insertPasskey(tx, accountId, row);
  } catch (error) {
    if (violatedConstraint(error) === 'passkey_credential_unique')
      throw problem('passkey_refused', { param: 'credential' });
    throw error;
  }
  const actor = { kind: 'user' as const, id: userId };
  const subject = { action: 'created' as const, object: 'passkey', objectId: row.id };
  await noteEntry(tx, accountId, { actor, requestId, ...subject, details: { user_id: userId, name }, now });
  return { ...row, last_used_time: null };
}
