import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps secrets unreadable in the database, its backups and its logs. */
export interface Seal {
  seal(text: string): Buffer;
  /** The text that was sealed. Throws if the bytes were changed, or sealed with another key. */
  open(sealed: Uint8Array): string;
}

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
/** Stands in front of everything sealed, so that another cipher can follow one day. */
const aes256Gcm = 1;

/** Seals with AES-256-GCM: a version byte, a random nonce of 12 bytes, the cipher text and a tag of 16 bytes. */
export function sealWith(key: Uint8Array): Seal {
  if (key.byteLength !== keyBytes) throw new Error(`A sealing key has ${keyBytes} bytes, not ${key.byteLength}`);
  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(aes256Gcm), nonce, body, cipher.getAuthTag()]);
    },
    open(sealed) {
      if (sealed[0] !== aes256Gcm || sealed.byteLength < 1 + nonceBytes + tagBytes) {
        throw new Error('These bytes are not a sealed secret');
      }
      const nonce = sealed.subarray(1, 1 + nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      const body = sealed.subarray(1 + nonceBytes, -tagBytes);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
  };
}

/**
 * The key of 32 bytes that secrets are sealed with: the configured one (base64, base64url or hex), else the one in
 * `secret.key` of the data folder, which the first start makes, readable by its owner alone. Throws if it is no such key.
 */
export async function loadSealKey(dataDir: string, configured?: string): Promise<Buffer> {
  if (configured !== undefined) return parseKey(configured, 'The configured secret key');
  const file = join(dataDir, 'secret.key');
  return parseKey((await readIfThere(file)) ?? (await make(file, dataDir)), file);
}

function parseKey(text: string, source: string): Buffer {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (key.byteLength !== keyBytes || !/^[\w+/=-]+$/.test(trimmed)) {
    throw new Error(`${source} has to be ${keyBytes} bytes, written in base64 or hex`);
  }
  return key;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written beside and then linked: the file is whole or not there, and of two starting processes one wins. */
async function make(file: string, dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const beside = `${file}.${randomBytes(6).toString('hex')}`;
  const text = `${randomBytes(keyBytes).toString('base64')}\n`;
  await writeFile(beside, text, { mode: 0o600, flush: true });
  try {
    await link(beside, file);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return await readFile(file, 'utf8');
  } finally {
    await rm(beside, { force: true });
  }
}
