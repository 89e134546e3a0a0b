import { scrypt } from 'node:crypto';

/** 32 bytes of scrypt of a password, however its letters were composed. */
export function derivePassword(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
