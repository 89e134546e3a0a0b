import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Logger } from 'pino';
import type { Database } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import { every, type Running } from '../jobs/every.ts';
import type { JobQueue, Jobs } from '../jobs/open-jobs.ts';
import type { Mailer } from './open-mailer.ts';
import { purgeMails } from './purge-mails.ts';
import type { MailJob } from './queue-mail.ts';
import { sendMail } from './send-mail.ts';

/** A mail that cannot be sent is tried for two days: soon at first, then every hour. */
export const mailQueue: JobQueue = { name: 'mail', retries: 59, atOnce: 8 };

const purgeEveryMs = 3_600_000;

interface Options {
  db: Database;
  log: Logger;
  clock: () => number;
}

/** Sends what is queued, for as long as the queues are open. */
export async function startMailing({
  db,
  clock,
  jobs,
  mailer,
  seal,
}: Omit<Options, 'log'> & { jobs: Jobs; mailer: Mailer; seal: Seal }) {
  await jobs.work<MailJob>(mailQueue, (job, last) => sendMail(db, mailer, job, { last, now: clock, seal }));
}

/** Deletes mails once they are older than `keepDays`, from the data folder as well. */
export function startPurgingMails({
  db,
  log,
  clock,
  keepDays,
  folder,
}: Options & { keepDays: number; folder: string }): Running {
  const keepMs = keepDays * 86_400_000;
  return every(purgeEveryMs, 'old mails', log, async () => {
    while (await db.system((tx) => purgeMails(tx, keepMs, clock())));
    const oldest = new Date(clock() - keepMs).toISOString().slice(0, 10);
    for (const day of await readdir(folder).catch(() => []))
      if (/^\d{4}-\d{2}-\d{2}$/.test(day) && day < oldest) await rm(path.join(folder, day), { recursive: true });
  });
}
