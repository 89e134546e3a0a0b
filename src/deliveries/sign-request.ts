import { sign } from './sign.ts';
import { signStandard } from './sign-standard.ts';

/** What a webhook's requests are signed with. */
export interface Secrets {
  current: string;
  /** The secret before the last rotation, as long as both are good. */
  previous: string | undefined;
}

/**
 * The headers that show an event to be Daybook's (contract 8.6, and Standard Webhooks beside it). While a secret is rotated,
 * `webhook-signature` holds a signature of each; `Oncehub-Signature` has room for one, and stays with the secret that receivers
 * have had all along until the overlap ends. `time` is in milliseconds.
 */
export function signRequest(
  { id, body }: { id: string; body: string },
  { current, previous }: Secrets,
  time: number,
): Record<string, string> {
  const secrets = previous === undefined ? [current] : [current, previous];
  return {
    'Oncehub-Signature': sign(previous ?? current, body, time),
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(time / 1000)),
    'webhook-signature': secrets.map((secret) => signStandard(secret, id, body, time)).join(' '),
  };
}
