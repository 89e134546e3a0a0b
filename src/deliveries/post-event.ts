import type { Seal } from '../db/seal.ts';
import type { Exchange, Outgoing } from '../http/outgoing.ts';
import { spellStandard } from '../webhooks/spell-standard.ts';
import { type Secrets, signRequest } from './sign-request.ts';

/** What requests to webhooks are made with. */
export interface PostTools {
  outgoing: Pick<Outgoing, 'post'>;
  seal: Seal;
  clock: () => number;
  userAgent: string;
  timeLimitMs: number;
  signal?: AbortSignal;
}

/** An event, and the webhook that it goes to. */
export interface Parcel {
  webhook_id: string;
  url: string;
  api_version: 'v1' | 'v2';
  /** Sealed. */
  secret: Buffer;
  /** Sealed. */
  previous_secret: Buffer | null;
  previous_secret_until: number | null;
  event_id: string;
  body: string;
}

/** A request that was made, as it was, and what came of it. */
export interface Posted {
  /** In milliseconds since the epoch. */
  startedTime: number;
  requestHeaders: Record<string, string>;
  /** In every spelling: whoever keeps or shows the exchange leaves them out. */
  secrets: string[];
  /** Without phases if nothing was sent. */
  exchange: Omit<Exchange, 'phases' | 'outcome'> & {
    outcome: Exchange['outcome'] | 'secret_unreadable';
    phases?: Exchange['phases'];
  };
}

/** What is read of an answer's body. */
const bodyLimitBytes = 16_384;

/**
 * Posts an event once: its bytes as they were written, signed now (v1 webhooks are not signed and know none of the headers that
 * came after v1, contract 8.6). Never throws: a secret that this server's key does not open is an outcome like what the other
 * side does. `more` are headers for webhooks of v2.
 */
export async function postEvent(parcel: Parcel, tools: PostTools, more: Record<string, string> = {}): Promise<Posted> {
  const startedTime = tools.clock();
  const requestHeaders: Record<string, string> = { 'Content-Type': 'application/json', 'User-Agent': tools.userAgent };
  const secrets: string[] = [];
  if (parcel.api_version !== 'v1') {
    try {
      const opened = openSecrets(parcel, tools.seal, startedTime);
      Object.assign(requestHeaders, signRequest({ id: parcel.event_id, body: parcel.body }, opened, startedTime), more);
      for (const secret of [opened.current, opened.previous])
        if (secret !== undefined) secrets.push(secret, spellStandard(secret));
    } catch {
      const error = "The webhook's secret cannot be read with this server's secret key";
      return { startedTime, requestHeaders, secrets, exchange: { outcome: 'secret_unreadable', error, durationMs: 0 } };
    }
  }
  const exchange = await tools.outgoing.post({
    poolKey: parcel.webhook_id,
    url: parcel.url,
    headers: requestHeaders,
    body: parcel.body,
    timeLimitMs: tools.timeLimitMs,
    bodyLimitBytes,
    ...(tools.signal === undefined ? {} : { signal: tools.signal }),
  });
  return { startedTime, requestHeaders, secrets, exchange };
}

function openSecrets(webhook: Parcel, seal: Seal, now: number): Secrets {
  const { previous_secret, previous_secret_until } = webhook;
  const overlaps = previous_secret !== null && previous_secret_until !== null && now < previous_secret_until;
  return {
    current: seal.open(webhook.secret),
    previous: overlaps ? seal.open(previous_secret) : undefined,
  };
}
