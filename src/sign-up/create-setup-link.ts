import { randomBytes } from 'node:crypto';
import type { Tx } from '../db/pool.ts';
import { hashKey } from '../http/auth.ts';
import { canAnybodySignIn, insertSetupLink } from './store.ts';

/**
 * The token of a link by which somebody takes this server into use, once; undefined if anybody can sign in already. Earlier
 * links go on working until then. Needs a system transaction.
 */
export async function createSetupLink(tx: Tx, now: number): Promise<string | undefined> {
  if (await canAnybodySignIn(tx)) return undefined;
  const token = randomBytes(24).toString('base64url');
  await insertSetupLink(tx, hashKey(token), now);
  return token;
}
