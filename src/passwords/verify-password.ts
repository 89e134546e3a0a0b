import { timingSafeEqual } from 'node:crypto';
import { deriveKey } from './derive-key.ts';
import { hashPassword } from './hash-password.ts';

let nobodys: Promise<string> | undefined;

/**
 * True if the password is the one that was kept as this PHC string. Without one the answer is false, and takes as long: what is
 * known of people must not show in the time.
 */
export async function verifyPassword(password: string, kept: string | undefined): Promise<boolean> {
  nobodys ??= hashPassword('');
  const [, , , cost = '', salt = '', hash = ''] = (kept ?? (await nobodys)).split('$');
  const [memory, passes, parallelism] = [...cost.matchAll(/\d+/g)].map(Number) as [number, number, number];
  const key = await deriveKey(password, Buffer.from(salt, 'base64'), { memory, passes, parallelism });
  return timingSafeEqual(key, Buffer.from(hash, 'base64')) && kept !== undefined;
}
