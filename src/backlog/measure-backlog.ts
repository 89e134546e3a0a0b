import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../db/pool.ts';
import { readBacklog, type WebhookBacklog } from './read-backlog.ts';
import { type BacklogSum, sumUp } from './sum-up.ts';

/** However often they are read, the database is asked no more often than this. */
const freshMs = 10_000;

/** Metrics of the process are not kept waiting by a database that is away. */
const patienceMs = 2000;

/** So many webhooks are named; the others are in the sums. */
const named = 10;

interface Reading {
  sum: BacklogSum;
  /** Those whose oldest delivery is oldest, with its age. */
  worst: { webhook: WebhookBacklog; ageMs: number }[];
}

/** Adds to a registry what webhooks are owed, as the database says: the same in every process that shares it. */
export function measureBacklog(registry: Registry, db: Database, clock: () => number): void {
  const read = remembered(freshMs, async (): Promise<Reading | undefined> => {
    const now = clock();
    const webhooks = await within(
      patienceMs,
      db.system((tx) => readBacklog(tx, now)),
    );
    if (webhooks === undefined) return undefined;
    const worst = webhooks
      .filter(({ oldest_time }) => oldest_time !== null)
      .map((webhook) => ({ webhook, ageMs: Math.max(0, now - webhook.oldest_time!) }))
      .sort((a, b) => b.ageMs - a.ageMs)
      .slice(0, named);
    return { sum: sumUp(webhooks, now), worst };
  });
  // What cannot be read is left out rather than shown as it was.
  const gauge = (name: string, help: string, labelNames: string[], set: (gauge: Gauge, reading: Reading) => void) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        const reading = await read();
        this.reset();
        if (reading !== undefined) set(this, reading);
        // Reset, a series without labels says 0.
        else if (labelNames.length === 0) this.remove();
      },
    });
  new Gauge({
    name: 'daybook_database_up',
    help: '1 if the database could be asked what webhooks are owed.',
    registers: [registry],
    async collect() {
      this.set((await read()) === undefined ? 0 : 1);
    },
  });
  gauge('daybook_deliveries', 'Deliveries that are owed, by what becomes of them.', ['state'], (to, { sum }) => {
    for (const [state, { count }] of Object.entries(sum.owed)) to.set({ state }, count);
  });
  gauge(
    'daybook_deliveries_oldest_age_seconds',
    'Age of the oldest delivery that is owed.',
    ['state'],
    (to, { sum }) => {
      for (const [state, { oldestAgeMs }] of Object.entries(sum.owed)) to.set({ state }, oldestAgeMs / 1000);
    },
  );
  gauge(
    'daybook_deliveries_overdue_seconds',
    'For how long the most overdue delivery has been due.',
    [],
    (to, { sum }) => to.set(sum.overdueMs / 1000),
  );
  gauge('daybook_webhooks', 'Webhooks by how they do.', ['state'], (to, { sum }) => {
    for (const [state, count] of Object.entries(sum.webhooks)) to.set({ state }, count);
  });
  gauge(
    'daybook_webhooks_failing_seconds',
    'For how long the webhook that has failed longest has done so.',
    [],
    (to, { sum }) => to.set(sum.failingMs / 1000),
  );
  gauge(
    'daybook_webhook_oldest_age_seconds',
    `Age of the oldest delivery owed to a webhook, of the ${named} where it is oldest.`,
    ['account', 'webhook', 'state'],
    (to, { worst }) => {
      for (const { webhook, ageMs } of worst)
        to.set({ account: webhook.account_id, webhook: webhook.id, state: webhook.state }, ageMs / 1000);
    },
  );
}

/** What `work` gave, for so long; callers meanwhile share one call. */
function remembered<T>(milliseconds: number, work: () => Promise<T>): () => Promise<T> {
  let until = 0;
  let current: Promise<T>;
  return () => {
    if (performance.now() >= until) {
      until = performance.now() + milliseconds;
      current = work();
    }
    return current;
  };
}

/** Undefined if it takes longer or fails. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
