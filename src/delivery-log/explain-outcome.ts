import type { Posted } from '../deliveries/post-event.ts';

const withoutAnswer: Record<Exclude<Posted['exchange']['outcome'], 'ok' | 'status'>, string> = {
  timeout: 'There was no complete answer in time.',
  dns: 'The name of the host could not be looked up.',
  connection: 'The connection could not be opened, or broke off before an answer came.',
  tls: 'No secure connection came about: the certificate or the server’s TLS is not in order.',
  protocol: 'What came back is no HTTP.',
  blocked: 'The host leads to an address that Daybook sends nothing to. Nothing was sent.',
  interrupted: 'Daybook broke it off before an answer came.',
  secret_unreadable: 'The webhook’s secret cannot be read with the secret key of this server. Nothing was sent.',
};

/** What came of a request to a webhook, in a sentence for whoever runs the other side. */
export function explainOutcome(outcome: Posted['exchange']['outcome'], status: number | null): string {
  if (outcome === 'ok') return `Accepted with ${status}.`;
  if (outcome !== 'status') return withoutAnswer[outcome];
  if (status === 410) return 'Answered 410: the endpoint is gone and wants nothing more.';
  if (status !== null && status >= 300 && status < 400)
    return `Answered ${status}. Redirects are not followed: give the webhook the address that this one leads to.`;
  return `Answered ${status}. Only a 2xx means that the event was accepted.`;
}
