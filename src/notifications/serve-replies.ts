import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { smsReply } from '../core/sms-reply.ts';
import type { Database } from '../db/pool.ts';
import { parsePhone } from '../http/phone.ts';
import { problem } from '../http/problem.ts';
import { optIn, optOut, settleByGatewayId } from './store.ts';
import { updateSmsStatus } from './update-sms-status.ts';

const bodyLimitBytes = 65_536;

/**
 * Listens to the SMS gateway at addresses that hold a secret: `/sms/inbound/…` for answers, of which STOP and its like take a
 * number off, and `/sms/status/…` for reports. Bodies are JSON or a form, with any of the names that gateways use; what says
 * nothing to us is accepted all the same, since a gateway would only repeat it.
 */
export function serveReplies(
  // biome-ignore lint/suspicious/noExplicitAny: Hono's environment type is the app's own business
  app: Hono<any>,
  { db, clock, secret }: { db: Database; clock: () => number; secret: string },
): void {
  app.post('/sms/inbound/:secret', async (c) => {
    if (!isSecret(c.req.param('secret'), secret)) return unknown(c);
    const fields = await fieldsOf(c);
    const from = parsePhone(pick(fields, ['from', 'msisdn', 'sender', 'originator', 'source']) ?? '');
    const reply = smsReply(pick(fields, ['text', 'body', 'message', 'content']) ?? '');
    // Carriers speak of numbers, not of accounts: whoever has written to this one is meant.
    if (from !== undefined && reply !== undefined)
      await db.system((tx) => (reply === 'stop' ? optOut(tx, from, clock()) : optIn(tx, from)));
    return c.body(null, 204);
  });
  app.post('/sms/status/:secret', async (c) => {
    if (!isSecret(c.req.param('secret'), secret)) return unknown(c);
    const fields = await fieldsOf(c);
    const status = statuses[pick(fields, ['status', 'messagestatus', 'smsstatus', 'state'])?.toLowerCase() ?? ''];
    const ids = [
      'reference',
      'client_ref',
      'clientref',
      'client_reference',
      'id',
      'message_id',
      'messageid',
      'messagesid',
      'sid',
    ];
    if (status !== undefined) {
      for (const id of ids.flatMap((name) => pick(fields, [name]) ?? [])) {
        const [, accountId, own] = /^(ACC-\w+)\.(SMS-\w+)$/.exec(id) ?? [];
        await db.system(async (tx) => {
          if (accountId === undefined) await settleByGatewayId(tx, id, status);
          else await updateSmsStatus(tx, accountId, own!, status);
        });
      }
    }
    return c.body(null, 204);
  });
}

/** What gateways say, as the API says it; whatever is on its way yet is not here. */
const statuses: Readonly<Record<string, 'delivered' | 'failed' | 'rejected' | undefined>> = {
  delivered: 'delivered',
  success: 'delivered',
  undelivered: 'failed',
  undeliverable: 'failed',
  failed: 'failed',
  error: 'failed',
  expired: 'failed',
  rejected: 'rejected',
  blocked: 'rejected',
};

const hash = (text: string) => createHash('sha256').update(text).digest();

function isSecret(given: string, secret: string): boolean {
  return timingSafeEqual(hash(given), hash(secret));
}

function unknown(c: Context): Response {
  const found = problem('no_such_endpoint', { value: `${c.req.method} /sms` });
  return c.json(found.body(), found.status as 404);
}

/** The body's fields by their names in lower case. */
async function fieldsOf(c: Context): Promise<Map<string, string>> {
  if (Number(c.req.header('content-length') ?? 0) > bodyLimitBytes) return new Map();
  const text = await c.req.text();
  let pairs: Iterable<[string, unknown]> = new URLSearchParams(text);
  if (/^\s*\{/.test(text)) {
    try {
      pairs = Object.entries(JSON.parse(text) as object);
    } catch {
      pairs = [];
    }
  }
  return new Map([...pairs].map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function pick(fields: ReadonlyMap<string, string>, names: readonly string[]): string | undefined {
  return names.map((name) => fields.get(name)).find((value) => value !== undefined && value !== '');
}
