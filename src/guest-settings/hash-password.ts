import { randomBytes } from 'node:crypto';
import { derivePassword } from './derive-password.ts';

/** A page's password as it is kept: how it was derived, the salt and the outcome. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('hex')}$${(await derivePassword(password, salt)).toString('hex')}`;
}
