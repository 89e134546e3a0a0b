import { argon2 } from 'node:crypto';

/** What trying one password costs, in KiB, passes and lanes. */
export interface Cost {
  memory: number;
  passes: number;
  parallelism: number;
}

/** Argon2id of a password, however its letters were composed: 32 bytes. */
export function deriveKey(password: string, salt: Buffer, { memory, passes, parallelism }: Cost): Promise<Buffer> {
  const parameters = { message: password.normalize('NFKC'), nonce: salt, parallelism, tagLength: 32, memory, passes };
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}
