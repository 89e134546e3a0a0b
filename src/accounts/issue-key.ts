import { newId } from '../core/id.ts';
import { type Tx, violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { createKey } from './create-key.ts';
import type { NewKey } from './schema.ts';
import { findKey, isLivingUser, type KeyRow, livingKeys, lockAccount } from './store.ts';

/** The contract's limit (section 2). */
const mostKeys = 25;

/**
 * Makes a named key and returns it with its plain text, which nobody can read again. With a user it acts as he may. Refused if
 * the account has 25 keys, if a living one has the name, or if there is no such user.
 */
export async function issueKey(
  tx: Tx,
  accountId: string,
  { name, user = null }: NewKey,
  now: number,
): Promise<{ row: KeyRow; key: string }> {
  // Two that ask for the last key at once take turns.
  await lockAccount(tx, accountId);
  if ((await livingKeys(tx, accountId)) >= mostKeys) throw problem('api_key_limit');
  if (user !== null && !(await isLivingUser(tx, accountId, user)))
    throw problem('no_such_user', { value: user, param: 'user' });
  const id = newId('KEY');
  try {
    const key = await createKey(tx, accountId, name, now, undefined, { id, userId: user });
    return { row: (await findKey(tx, accountId, id))!, key };
  } catch (error) {
    if (violatedConstraint(error) === 'api_key_name_unique') throw problem('api_key_name_taken', { value: name });
    throw error;
  }
}
