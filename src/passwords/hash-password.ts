import { randomBytes } from 'node:crypto';
import { deriveKey } from './derive-key.ts';

/** OWASP's least for Argon2id. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 };

/** A password as it is kept: a PHC string of how it was derived, the salt and the outcome. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await deriveKey(password, salt, cost);
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(salt)}$${unpadded(key)}`;
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
