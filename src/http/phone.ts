import { parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A phone number in E.164 (`+12025550195`), or undefined for what no country's plan allows. It must begin with its country
 * code, with or without a plus or `00` in front.
 */
export function parsePhone(text: string): string | undefined {
  const trimmed = text.trim();
  const number = parsePhoneNumberFromString(trimmed.startsWith('+') ? trimmed : `+${trimmed.replace(/^00/, '')}`);
  return number?.isPossible() ? number.number : undefined;
}

/** A number in E.164 as v1 writes it: country code, hyphen, the rest (`1-2025550195`). */
export function nationalNumber(e164: string): string {
  const number = parsePhoneNumberFromString(e164);
  return number === undefined ? e164 : `${number.countryCallingCode}-${number.nationalNumber}`;
}
