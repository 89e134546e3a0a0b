import type { Seal } from '../db/seal.ts';
import type { Exchange, Outgoing } from '../http/outgoing.ts';
import { sign } from './sign.ts';
import type { LeasedDelivery } from './store.ts';

/** What an attempt is made with. */
export interface AttemptTools {
  outgoing: Outgoing;
  seal: Seal;
  clock: () => number;
  userAgent: string;
  timeLimitMs: number;
  signal: AbortSignal;
}

/** An attempt that was made. */
export interface Attempt {
  delivery: LeasedDelivery;
  /** In milliseconds since the epoch. */
  startedTime: number;
  requestHeaders: Record<string, string>;
  /** Without phases if nothing was sent. */
  exchange: Omit<Exchange, 'outcome' | 'phases'> & {
    outcome: Exchange['outcome'] | 'secret_unreadable';
    phases?: Exchange['phases'];
  };
}

/** What is kept of an answer's body. */
const bodyLimitBytes = 16_384;

/**
 * Posts a delivery once: the event's bytes as they were written, signed anew (v1 webhooks are not signed, contract 8.6).
 * Never throws: a secret that this server's key does not open is an outcome like what the other side does.
 */
export async function attempt(delivery: LeasedDelivery, tools: AttemptTools): Promise<Attempt> {
  const startedTime = tools.clock();
  const headers: Record<string, string> = { 'Content-Type': 'application/json', 'User-Agent': tools.userAgent };
  if (delivery.api_version !== 'v1') {
    try {
      headers['Oncehub-Signature'] = sign(tools.seal.open(delivery.secret), delivery.body, startedTime);
    } catch {
      const error = "The webhook's secret cannot be read with this server's secret key";
      return {
        delivery,
        startedTime,
        requestHeaders: headers,
        exchange: { outcome: 'secret_unreadable', error, durationMs: 0 },
      };
    }
  }
  const exchange = await tools.outgoing.post({
    poolKey: delivery.webhook_id,
    url: delivery.url,
    headers,
    body: delivery.body,
    timeLimitMs: tools.timeLimitMs,
    bodyLimitBytes,
    signal: tools.signal,
  });
  return { delivery, startedTime, requestHeaders: headers, exchange };
}
