import { randomFillSync } from 'node:crypto';

/** Prefix and length after the dash of every public id, as the contract's section 7.0 shows them. */
const lengths = {
  ACC: 10,
  ADD: 10,
  ATT: 16,
  ADT: 20, // given by the database, where the audit log is written
  AUD: 10,
  BKC: 10,
  BKNG: 12,
  BOT: 10,
  BP: 10,
  CTC: 14,
  CVR: 10,
  DLV: 14,
  ERS: 10,
  ET: 10,
  EVNT: 10,
  HOLD: 12,
  IDP: 10,
  INT: 10,
  KEY: 10,
  MAIL: 14,
  MP: 10,
  NTC: 10,
  PAGE: 10,
  PKG: 10,
  POOL: 10,
  PSK: 12,
  RPL: 10,
  SES: 12,
  SIN: 12,
  SMS: 8,
  TM: 12,
  USR: 10,
  VIEW: 10,
  WEB: 10,
  WHK: 10,
} as const;

export type IdPrefix = keyof typeof lengths;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** Bytes from here up would favour the first letters; they are thrown away. */
const unbiased = 256 - (256 % alphabet.length);

const pool = new Uint8Array(4096);
let next = pool.length;

/** A string of `length` characters out of `letters`, each drawn evenly from the system's CSPRNG. */
export function randomText(length: number, letters: string = alphabet): string {
  const limit = letters.length === alphabet.length ? unbiased : 256 - (256 % letters.length);
  let text = '';
  while (text.length < length) {
    if (next === pool.length) {
      randomFillSync(pool);
      next = 0;
    }
    const byte = pool[next++]!;
    if (byte < limit) text += letters[byte % letters.length];
  }
  return text;
}

/** A new public id such as `BKNG-7Q2M…`, which cannot be guessed. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}-${randomText(lengths[prefix])}`;
}
