import { newId } from '../core/id.ts';
import type { Seal } from '../db/seal.ts';
import { envelope } from '../deliveries/envelope.ts';
import { mask } from '../deliveries/mask.ts';
import { type Parcel, type Posted, postEvent } from '../deliveries/post-event.ts';
import { type OutgoingOptions, openOutgoing } from '../http/outgoing.ts';
import { problem } from '../http/problem.ts';
import type { EventType } from '../webhooks/schema.ts';

/** What a test is made with. */
export interface TestTools extends Pick<OutgoingOptions, 'allowed' | 'lookup'> {
  seal: Seal;
  /** `data` of a sample, or undefined if the API's version knows no such event. */
  sampleOf: (type: EventType, version: 'v1' | 'v2') => object | undefined;
  userAgent: string;
  now: number;
}

/** A test that was made. */
export interface Tested extends Pick<Posted, 'requestHeaders'> {
  webhookId: string;
  eventType: EventType;
  url: string;
  body: string;
  responseBody: string | undefined;
  exchange: Omit<Posted['exchange'], 'body'>;
}

const timeLimitMs = 15_000;

/**
 * Sends a webhook a sample of an event, as it would send a true one: through the same guard, under the same limits, signed with
 * the same secrets. The id is a new one, and the header `webhook-test` says what it is. A connection of its own shows all steps.
 * Never called within a transaction. Refuses events that the webhook's version of the API does not know.
 */
export async function testWebhook(
  recipient: Omit<Parcel, 'event_id' | 'body'>,
  eventType: EventType,
  tools: TestTools,
): Promise<Tested> {
  const { api_version: version, url, webhook_id: webhookId } = recipient;
  const data = tools.sampleOf(eventType, version);
  if (data === undefined) throw problem('event_unknown_in_v1', { value: eventType });
  const id = newId('EVNT');
  const body = envelope({ id, type: eventType, now: tools.now }, version, data);
  const outgoing = openOutgoing({ allowed: tools.allowed, lookup: tools.lookup, connectionsPerPool: 1 });
  try {
    const post = { outgoing, seal: tools.seal, clock: () => tools.now, userAgent: tools.userAgent, timeLimitMs };
    const more = { 'Daybook-Subject-Version': '1', 'webhook-test': 'true' };
    const made = await postEvent({ ...recipient, event_id: id, body }, post, more);
    // The signatures stay, to be compared with; they are good for nothing but this sample.
    const { text, headers } = mask(made.secrets);
    const { body: answer, headers: answered, ...rest } = made.exchange;
    return {
      webhookId,
      eventType,
      url,
      body,
      requestHeaders: made.requestHeaders,
      responseBody: answer === undefined ? undefined : text(answer.toString('utf8')),
      exchange: { ...rest, ...(answered === undefined ? {} : { headers: headers(answered) }) },
    };
  } finally {
    await outgoing.close();
  }
}
