import { createHash, randomBytes } from 'node:crypto';
import { type Db, type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import { type ConnectionSettings, statement, type Tx } from '../db/pool.ts';

/** A kind of job. Jobs with the same key are done one after another, in the order in which they were added. */
export interface JobQueue {
  name: string;
  /** How often a job that fails is tried again: after a second, then after twice as long each time, up to an hour. */
  retries: number;
  /** How many of them this process does at once. */
  atOnce: number;
}

/** A job to be done once the transaction has committed. */
export interface NewJob<Data extends object> {
  key: string;
  data: Data;
}

/** The job queues of an installation: every process adds to them and works on them. */
export interface Jobs {
  /** Adds jobs within the transaction: they are there if and only if it commits. */
  add<Data extends object>(tx: Tx, queue: JobQueue, jobs: readonly NewJob<Data>[]): Promise<void>;
  /**
   * Does the jobs of a queue from now on. A job whose work throws is tried again, but for the last time, when what it threw
   * is only logged. A job that was under way when its process died is done again, so the work has to bear that.
   */
  work<Data extends object>(queue: JobQueue, work: (data: Data, last: boolean) => Promise<void>): Promise<void>;
  /** Begins no more jobs, and waits some seconds for those under way. */
  stop(): Promise<void>;
}

/** Connections beside the pool's: two to fetch and settle jobs, one that listens. */
export const jobConnections = 3;

const schema = 'jobs';
/** A process that has not been heard of for this long has died; its jobs are given to others. */
const heartbeatSeconds = 15;
const superviseSeconds = 10;
/** Done jobs are of no use: what came of them is where the job's own slice keeps it. */
const keepDoneSeconds = 60;
const graceMs = 5000;

/**
 * Opens the queues: pg-boss in a schema of its own in the same database, which it makes and brings up to date itself. It waits
 * for a database that goes away, and goes on when it is back.
 */
export async function openJobs(settings: ConnectionSettings, queues: readonly JobQueue[], log: Logger): Promise<Jobs> {
  const boss = new PgBoss({
    ...settings,
    schema,
    max: jobConnections - 1,
    schedule: false,
    useListenNotify: true,
    registerInstance: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    maintenanceIntervalSeconds: 300,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (error) => log.warn({ err: error }, 'job queue'));
  boss.on('warning', (warning) => log.warn({ warning }, 'job queue'));
  await boss.start();
  try {
    for (const queue of queues) await makeQueue(boss, queue);
  } catch (error) {
    await boss.stop({ graceful: false });
    throw error;
  }
  return {
    async add(tx, queue, jobs) {
      if (jobs.length === 0) return;
      const rows = jobs.map(({ key, data }) => ({ id: orderedId(), singletonKey: hashOf(key), data }));
      await boss.insert(queue.name, rows, { db: within(tx) });
    },
    async work<Data extends object>(queue: JobQueue, work: (data: Data, last: boolean) => Promise<void>) {
      const options = {
        batchSize: queue.atOnce,
        burstWhenBatchFull: queue.atOnce > 1,
        notifyPollingIntervalSeconds: 2,
        includeMetadata: true,
        perJobResults: true,
      } as const;
      await boss.work(queue.name, options, (batch: JobWithMetadata<Data>[]) =>
        Promise.all(batch.map((job) => attempt(job, work, log))),
      );
    },
    stop: () => boss.stop({ graceful: true, timeout: graceMs }),
  };
}

/** Keys have addresses of people in them, which done jobs have no reason to keep. */
function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

async function makeQueue(boss: PgBoss, { name, retries }: JobQueue): Promise<void> {
  const options = {
    heartbeatSeconds,
    retryLimit: retries,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 3600,
    deleteAfterSeconds: keepDoneSeconds,
    notify: true,
  };
  await boss.createQueue(name, { ...options, policy: 'key_strict_fifo' });
  // A queue that an earlier version made keeps its settings otherwise.
  await boss.updateQueue(name, options);
}

async function attempt<Data extends object>(
  job: JobWithMetadata<Data>,
  work: (data: Data, last: boolean) => Promise<void>,
  log: Logger,
) {
  const last = job.retryCount >= job.retryLimit;
  try {
    await work(job.data, last);
    return { id: job.id, status: 'completed' as const };
  } catch (error) {
    // A job that failed for good would hold up every later one with its key.
    if (!last) return { id: job.id, status: 'failed' as const };
    log.error({ err: error, queue: job.name, job: job.id }, 'job given up');
    return { id: job.id, status: 'completed' as const };
  }
}

/** Lets pg-boss write within a transaction of ours. */
function within(tx: Tx): Db {
  return {
    executeSql: async (text, values) => ({
      rows: await tx.rows<Record<string, unknown>>(statement(text), values ?? []),
    }),
  };
}

let lastIdTime = 0;
let idsInMillisecond = 0;

/** A UUID (version 7) that is greater than the one before: jobs of one transaction have the same time, and go by their ids. */
function orderedId(): string {
  const now = Date.now();
  idsInMillisecond = now > lastIdTime ? 0 : idsInMillisecond + 1;
  if (now > lastIdTime) lastIdTime = now;
  if (idsInMillisecond > 0xfff) {
    lastIdTime++;
    idsInMillisecond = 0;
  }
  const time = lastIdTime.toString(16).padStart(12, '0');
  const random = randomBytes(8);
  random[0] = (random[0]! & 0x3f) | 0x80;
  const rest = random.toString('hex');
  const counter = idsInMillisecond.toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${rest.slice(0, 4)}-${rest.slice(4)}`;
}
