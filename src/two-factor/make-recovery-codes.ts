import { hash } from 'node:crypto';
import { randomText } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { replaceCodes } from './store.ts';

const howMany = 10;
/** Without those that are taken for each other. */
const letters = 'abcdefghjkmnpqrstvwxyz23456789';

/** What is kept of a recovery code: it is long and random, so a slow hash would add nothing. */
export function hashCode(code: string): Buffer {
  return hash('sha256', `recovery code ${code}`, 'buffer');
}

/** Ten new recovery codes for a user, in place of those he had. Shown once: only their hashes are kept. */
export async function makeRecoveryCodes(tx: Tx, accountId: string, userId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, () => randomText(10, letters));
  await replaceCodes(tx, accountId, userId, codes.map(hashCode));
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}
