import type { AllowedHosts } from '../http/address-guard.ts';
import { openOutgoing } from '../http/outgoing.ts';

/** A message for a gateway to send on. */
export interface GatewayMessage {
  /** What the gateway may call it by when it reports. */
  reference: string;
  /** The number, in E.164. */
  to: string;
  text: string;
}

/** What a gateway made of a message. `failed` may go better later, `rejected` will not. */
export type GatewayOutcome =
  | { state: 'sent'; gatewayId: string | null }
  | { state: 'failed' | 'rejected'; error: string };

/** The way out for SMS: any gateway that takes one message in one HTTP POST. */
export interface SmsGateway {
  /** Never throws: whatever the gateway does is in the outcome. */
  send(message: GatewayMessage): Promise<GatewayOutcome>;
  close(): Promise<void>;
}

export interface GatewayOptions {
  url: string;
  headers: Record<string, string>;
  /** JSON, or `name=value&…` for a form, with `{{to}}`, `{{text}}`, `{{id}}` and `{{status_url}}` in it. */
  body: string;
  /** Where the gateway may report what became of a message; empty if nobody listens. */
  statusUrl: string;
  allowed: AllowedHosts;
}

const timeLimitMs = 20_000;
const bodyLimitBytes = 16_384;

/** Opens a gateway. Its address is guarded like any other: public and https, unless the operator allows its host. */
export function openGateway({ url, headers, body, statusUrl, allowed }: GatewayOptions): SmsGateway {
  const outgoing = openOutgoing({ allowed, connectionsPerPool: 4 });
  const json = /^\s*[{[]/.test(body);
  const contentType = json ? 'application/json' : 'application/x-www-form-urlencoded';
  return {
    async send(message) {
      const values: Record<string, string> = {
        to: message.to,
        text: message.text,
        id: message.reference,
        status_url: statusUrl,
      };
      const exchange = await outgoing.post({
        poolKey: 'sms',
        url,
        headers: { 'Content-Type': contentType, Accept: 'application/json', ...headers },
        body: body.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => written(values[name] ?? '', json)),
        timeLimitMs,
        bodyLimitBytes,
      });
      if (exchange.outcome === 'ok') return { state: 'sent', gatewayId: idIn(exchange.body?.toString('utf8') ?? '') };
      const said = exchange.body?.toString('utf8').replaceAll(/\s+/g, ' ').slice(0, 300) ?? '';
      const error = exchange.status === undefined ? exchange.error! : `${exchange.status} ${said}`.trim();
      const final = exchange.outcome === 'blocked' || isRefusal(exchange.status);
      return { state: final ? 'rejected' : 'failed', error };
    },
    close: () => outgoing.close(),
  };
}

function written(value: string, json: boolean): string {
  return json ? JSON.stringify(value).slice(1, -1) : encodeURIComponent(value);
}

/** A 4xx that does not ask for patience. */
function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500 && ![408, 425, 429].includes(status);
}

const idNames = ['id', 'message_id', 'messageId', 'message-id', 'sid', 'message_uuid'];

/** What the gateway calls the message, under one of the names that gateways use, at the top or in a list of one. */
function idIn(text: string): string | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return null;
  }
  const [first] = Array.isArray(answer) ? answer : [answer];
  const messages = (first as { messages?: unknown } | null)?.messages;
  const places = [first, Array.isArray(messages) ? messages[0] : undefined];
  for (const place of places) {
    if (typeof place !== 'object' || place === null) continue;
    const found = idNames.map((name) => (place as Record<string, unknown>)[name]).find((id) => id !== undefined);
    if (typeof found === 'string' || typeof found === 'number') return String(found).slice(0, 200);
  }
  return null;
}
