import { randomText } from '../core/id.ts';

/** A secret of 32 hexadecimal digits, as the contract has it (section 7.10). Its text is the key of every signature. */
export function newSecret(): string {
  return randomText(32, '0123456789abcdef');
}
