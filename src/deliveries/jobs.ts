import type { Logger } from 'pino';
import type { DeliveryLimits } from '../core/allot.ts';
import { type Database, isOutage, type Tx } from '../db/pool.ts';
import { type OutgoingOptions, openOutgoing } from '../http/outgoing.ts';
import type { WebhookSettings } from '../webhooks/create.ts';
import { type Attempt, attempt } from './attempt.ts';
import { claim } from './claim.ts';
import type { PostTools } from './post-event.ts';
import { type EndedAttempt, record } from './record.ts';
import { dropOutdated, makeAttemptPartitions } from './store.ts';
import { trackAttempts } from './track-attempts.ts';
import { onWake } from './wake.ts';
import { watchSecrets } from './watch-secrets.ts';

/** What the delivery loop is started with. */
export interface DeliveryOptions extends WebhookSettings {
  db: Database;
  log: Logger;
  /** Milliseconds since the epoch. */
  clock: () => number;
  /** Daybook's own, for `User-Agent`. */
  version: string;
  /** From 0 up to 1, for the jitter of retries; `Math.random` if left out. */
  random?: () => number;
  /** How names are resolved; the system's resolver if left out. */
  lookup?: OutgoingOptions['lookup'];
  settings?: Partial<DeliverySettings>;
  /** Called with each attempt once it is recorded. */
  onRecorded?: (attempt: Attempt) => void;
  /** Called after each look at what there is to do, with how many attempts are under way or not yet recorded. */
  onRound?: (unfinished: number) => void;
  /** Called when deliveries that were replayed have been tried, in the transaction that says so: more of them may be owed now. */
  replayNext?: (tx: Tx, now: number) => Promise<void>;
}

export interface DeliverySettings extends DeliveryLimits {
  /** Of one attempt. */
  timeLimitMs: number;
  /** How long a delivery is this process's; longer than an attempt and its recording take. */
  leaseMs: number;
  /** How often to look for work that no wake-up told of: retries, and what other processes wrote. */
  pollMs: number;
  /** How long `stop` waits for attempts under way. */
  graceMs: number;
}

const defaults: DeliverySettings = {
  perEndpoint: 4,
  perRecovering: 16,
  perAccount: 48,
  total: 64,
  waiting: 256,
  timeLimitMs: 15_000,
  leaseMs: 45_000,
  pollMs: 1000,
  graceMs: 5000,
};

/** The running delivery loop. */
export interface Deliveries {
  /** Look for work now. */
  wake(): void;
  /** Takes no more work, lets attempts under way finish for a few seconds, records them. The lease gives back the rest. */
  stop(): Promise<void>;
}

/** How many days of attempts have their partition ready. */
const partitionDays = 7;

/** How long a paused webhook's events are kept for it. */
const keptWhilePausedMs = 30 * 86_400_000;

/** A pace is kept to within so much: rounds that follow each other more closely would send one delivery each. */
const finestPollMs = 20;

/**
 * Starts to send what is owed to webhooks, until stopped. Each round is one transaction: it records the attempts that have
 * ended and leases the next deliveries; attempts run between rounds. While the database is away the loop waits for it,
 * with ended attempts in hand; several processes may run it on one database.
 */
export function startDeliveries(options: DeliveryOptions): Deliveries {
  const { db, log, clock } = options;
  const settings = { ...defaults, ...options.settings };
  const random = options.random ?? Math.random;
  const outgoing = openOutgoing({
    allowed: options.allowed,
    connectionsPerPool: settings.perRecovering,
    ...(options.lookup === undefined ? {} : { lookup: options.lookup }),
  });
  const interruption = new AbortController();
  const tools: PostTools = {
    outgoing,
    seal: options.seal,
    clock,
    userAgent: `Daybook/${options.version}`,
    timeLimitMs: settings.timeLimitMs,
  };
  const secrets = watchSecrets({ db, log, everyMs: settings.pollMs });
  const underWay = trackAttempts();
  let ended: EndedAttempt[] = [];
  let preparedDay = '';
  let pauseMs = settings.pollMs;
  let stopping = false;
  let woken = true;
  let rouse = () => {};

  function wake(): void {
    woken = true;
    rouse();
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function send(delivery: Parameters<typeof attempt>[0]): Promise<void> {
    const end = underWay.begin(delivery);
    const made = await secrets.guard(delivery, interruption.signal, (signal) =>
      attempt(delivery, { ...tools, signal }),
    );
    end(made.exchange.outcome === 'ok');
    // What this process broke off says nothing of the endpoint: it is tried again when its lease is over.
    if (made.exchange.outcome !== 'interrupted') ended.push({ ...made, endedTime: clock() });
    wake();
  }

  async function round(): Promise<void> {
    const now = clock();
    await prepareDay(now);
    const recording = ended;
    ended = [];
    try {
      const { deliveries, nextTime = Number.POSITIVE_INFINITY } = await db.system(async (tx) => {
        if (recording.length > 0) await record(tx, recording, now, random);
        if (recording.some(({ delivery }) => delivery.replay_time !== null)) await options.replayNext?.(tx, now);
        return stopping ? { deliveries: [], nextTime: undefined } : claim(tx, now, underWay.now(), settings);
      });
      for (const delivery of deliveries) void send(delivery);
      pauseMs = Math.min(settings.pollMs, Math.max(finestPollMs, nextTime - now));
    } catch (error) {
      if (isOutage(error) || recording.length === 0) {
        ended = [...recording, ...ended];
        throw error;
      }
      return recordApart(recording, now);
    }
    if (options.onRecorded !== undefined) recording.forEach(options.onRecorded);
  }

  /** One attempt that the database refuses must not hold up the others. */
  async function recordApart(recording: EndedAttempt[], now: number): Promise<void> {
    for (const one of recording) {
      try {
        await db.system((tx) => record(tx, [one], now, random));
        options.onRecorded?.(one);
      } catch (error) {
        if (isOutage(error)) ended.push(one);
        else log.error({ err: error, delivery: one.delivery.id }, 'attempt not recorded');
      }
    }
  }

  /** What is done once a day: partitions for the attempts to come, and an end to what paused webhooks did not ask for in time. */
  async function prepareDay(now: number): Promise<void> {
    const today = new Date(now).toISOString().slice(0, 10);
    if (today === preparedDay) return;
    try {
      await db.system((tx) => makeAttemptPartitions(tx, now, partitionDays));
      const dropped = await db.system((tx) => dropOutdated(tx, now - keptWhilePausedMs, now));
      if (dropped > 0) log.warn({ dropped }, 'deliveries of paused webhooks given up after 30 days');
    } catch (error) {
      if (isOutage(error)) throw error;
      log.error({ err: error }, 'partitions of attempts not made; attempts go to the default one');
    }
    preparedDay = today;
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!stopping || underWay.size() > 0 || ended.length > 0) {
      if (!woken) await pause(pauseMs);
      woken = false;
      try {
        await round();
        failures = 0;
        options.onRound?.(underWay.size() + ended.length);
      } catch (error) {
        failures++;
        log.error({ err: error, failures }, 'delivery round failed');
        if (interruption.signal.aborted) return;
        await new Promise((resolve) => setTimeout(resolve, Math.min(1000, 50 * 2 ** failures)));
        woken = true;
      }
    }
  }

  const stopListening = onWake(wake);
  const running = run();

  return {
    wake,
    async stop() {
      stopListening();
      stopping = true;
      const timer = setTimeout(() => interruption.abort(), settings.graceMs);
      wake();
      await running;
      clearTimeout(timer);
      interruption.abort();
      await secrets.stop();
      await outgoing.close();
    },
  };
}
