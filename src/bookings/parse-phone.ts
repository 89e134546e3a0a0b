import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { problem } from '../http/problem.ts';

/** A phone number in E.164 (`+12025550195`); `invalid_phone` for what no country's plan allows. */
export function parsePhone(text: string, param: string): string {
  const number = parsePhoneNumberFromString(text.startsWith('+') ? text : `+${text.replace(/^00/, '')}`);
  if (number === undefined || !number.isPossible()) throw problem('invalid_phone', { value: text, param });
  return number.number;
}
