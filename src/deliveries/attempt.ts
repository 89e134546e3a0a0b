import { mask } from './mask.ts';
import { type Posted, type PostTools, postEvent } from './post-event.ts';
import type { LeasedDelivery } from './store.ts';

/** An attempt that was made, fit to be kept: without secrets and signatures. */
export interface Attempt {
  delivery: LeasedDelivery;
  /** In milliseconds since the epoch. */
  startedTime: number;
  requestHeaders: Record<string, string>;
  responseBody: string | undefined;
  exchange: Omit<Posted['exchange'], 'body'>;
}

/** Sends a delivery once. Never throws: whatever goes wrong is an outcome. */
export async function attempt(delivery: LeasedDelivery, tools: PostTools): Promise<Attempt> {
  const more: Record<string, string> = {
    // By it a receiver tells which of two events about one booking is the later, in whatever order they reach him.
    'Daybook-Subject-Version': String(delivery.version),
    ...(delivery.replay_time === null ? {} : { 'webhook-replay': 'true' }),
  };
  const { startedTime, requestHeaders, secrets, exchange } = await postEvent(delivery, tools, more);
  // An endpoint that echoes its request would otherwise bring them into the log.
  const { text, headers } = mask([...secrets, ...signaturesIn(requestHeaders)]);
  const { body, headers: responseHeaders, ...rest } = exchange;
  return {
    delivery,
    startedTime,
    requestHeaders: headers(requestHeaders),
    responseBody: body === undefined ? undefined : text(body.toString('utf8')),
    exchange: { ...rest, ...(responseHeaders === undefined ? {} : { headers: headers(responseHeaders) }) },
  };
}

/** The parts that only the holder of the secret can make. */
function signaturesIn(headers: Record<string, string>): string[] {
  const oncehub = /s=(\w+)/.exec(headers['Oncehub-Signature'] ?? '')?.[1];
  const standard = (headers['webhook-signature'] ?? '').split(' ').map((signature) => signature.slice('v1,'.length));
  return [oncehub ?? '', ...standard].filter((signature) => signature !== '');
}
