import type { Database } from '../db/pool.ts';
import type { JobQueue, Jobs } from '../jobs/open-jobs.ts';
import type { SmsGateway } from './open-gateway.ts';
import type { SmsJob } from './queue-sms.ts';
import { sendSms } from './send-sms.ts';

/** An SMS that cannot be sent is tried for an hour. */
export const smsQueue: JobQueue = { name: 'sms', retries: 12, atOnce: 4 };

/** Sends the SMS that are queued, for as long as the queues are open. */
export async function startTexting(options: { db: Database; clock: () => number; jobs: Jobs; gateway: SmsGateway }) {
  const { db, clock, jobs, gateway } = options;
  await jobs.work<SmsJob>(smsQueue, (job, last) => sendSms(db, gateway, job, { last, now: clock }));
}
