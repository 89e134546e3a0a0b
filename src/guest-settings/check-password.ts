import { timingSafeEqual } from 'node:crypto';
import { derivePassword } from './derive-password.ts';

/** True if the password is the one that was kept. */
export async function checkPassword(password: string, kept: string): Promise<boolean> {
  const [, salt, hash] = kept.split('$');
  return timingSafeEqual(await derivePassword(password, Buffer.from(salt!, 'hex')), Buffer.from(hash!, 'hex'));
}
