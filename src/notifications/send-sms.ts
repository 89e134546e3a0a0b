import type { Database } from '../db/pool.ts';
import type { SmsGateway } from './open-gateway.ts';
import type { SmsJob } from './queue-sms.ts';
import { isOptedOut, setGatewayId } from './store.ts';
import { updateSmsStatus } from './update-sms-status.ts';

/** An SMS that could not be sent now, and may be later. */
export class SmsNotSent extends Error {}

/**
 * Gives a queued SMS to the gateway and writes down what it said. Throws `SmsNotSent` if it is worth trying again; with `last` it
 * is given up instead. Whoever opted out meanwhile gets nothing.
 */
export async function sendSms(
  db: Database,
  gateway: SmsGateway,
  { accountId, id, to, text, usefulUntil }: SmsJob,
  { last, now }: { last: boolean; now: () => number },
): Promise<void> {
  const settle = (status: 'failed' | 'rejected') =>
    db.transaction(accountId, async (tx) => void (await updateSmsStatus(tx, accountId, id, status)));
  if (await db.read(accountId, (tx) => isOptedOut(tx, accountId, to))) return settle('rejected');
  if (usefulUntil !== null && usefulUntil <= now()) return settle('failed');
  const outcome = await gateway.send({ reference: `${accountId}.${id}`, to, text });
  if (outcome.state === 'failed' && !last) throw new SmsNotSent(outcome.error);
  if (outcome.state !== 'sent') return settle(outcome.state);
  const { gatewayId } = outcome;
  if (gatewayId !== null) await db.transaction(accountId, (tx) => setGatewayId(tx, accountId, id, gatewayId));
}
