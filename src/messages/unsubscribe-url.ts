import type { Seal } from '../db/seal.ts';

/** Who no longer wants reminders, and of what account. */
export interface Unsubscriber {
  accountId: string;
  email: string;
  locale: string;
}

/** The address where somebody stops reminders. Sealed, so that it can neither be guessed nor tells whose it is. */
export function unsubscribeUrl({ accountId, email, locale }: Unsubscriber, seal: Seal, baseUrl: string): string {
  const token = seal.seal(JSON.stringify([accountId, email.toLowerCase(), locale])).toString('base64url');
  return `${baseUrl}/unsubscribe/${token}`;
}

/** Who a token is about; undefined if it is not one of ours. */
export function readUnsubscribeToken(token: string, seal: Seal): Unsubscriber | undefined {
  try {
    const [accountId, email, locale] = JSON.parse(seal.open(Buffer.from(token, 'base64url'))) as string[];
    return { accountId: accountId!, email: email!, locale: locale! };
  } catch {
    return undefined;
  }
}
