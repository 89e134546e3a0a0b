import type { Tx } from '../db/pool.ts';
import type { Jobs } from '../jobs/open-jobs.ts';
import { smsQueue } from './jobs.ts';
import { recordSms, type SentSms } from './record-sms.ts';
import { isOptedOut } from './store.ts';

/** What is needed to send an SMS that was queued. */
export interface SmsJob {
  accountId: string;
  id: string;
  to: string;
  text: string;
  usefulUntil: number | null;
}

/**
 * Writes an SMS and the job that sends it, in the caller's transaction. Nothing is sent to a number that opted out, nor is a text
 * of nothing.
 */
export async function queueSms(
  tx: Tx,
  accountId: string,
  { usefulUntil, ...sms }: Omit<SentSms, 'status'> & { usefulUntil: number | null },
  { now, jobs }: { now: number; jobs: Jobs },
): Promise<void> {
  if (sms.messageBody === '' || (await isOptedOut(tx, accountId, sms.deliveredTo))) return;
  const id = await recordSms(tx, accountId, { ...sms, status: 'sent' }, now);
  const data = { accountId, id, to: sms.deliveredTo, text: sms.messageBody, usefulUntil };
  await jobs.add<SmsJob>(tx, smsQueue, [{ key: `${accountId} ${sms.deliveredTo}`, data }]);
}
