import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Launcher } from './launcher.ts';
import { finishLeftovers } from './leftovers.ts';
import type { ConnectionSettings } from './pool.ts';
import { type Postmaster, type PostmasterOptions, startPostmaster, untilReady } from './postmaster.ts';

export interface KeptServer {
  dataDir: string;
  launcher: Launcher;
  postmaster: PostmasterOptions;
  admin: ConnectionSettings;
  log: (line: string) => void;
  onExit?: ((how: string) => void) | undefined;
}

export interface Keeper {
  /** Starts the server and does `work` with a superuser's connection; from then on the server is kept running. */
  start(work: (client: pg.Client) => Promise<void>): Promise<void>;
  /** Stops the server for good, also while it is being started. */
  stop(): Promise<void>;
}

/** A server that lived this long was not ended by what ended the one before. */
const steadyAfterMs = 10_000;

/** At once the first time; after that from a quarter of a second to ten, so that a full disk is not made busy as well. */
function backOffMs(failures: number): number {
  return failures <= 1 ? 0 : Math.min(10_000, 250 * 2 ** (failures - 2));
}

/** Keeps one PostgreSQL running: when it ends without being told to, it is started again, for as long as it takes. */
export function keepRunning(server: KeptServer): Keeper {
  const { log } = server;
  const stopping = new AbortController();
  let postmaster: Postmaster | undefined;
  let restarting: Promise<void> = Promise.resolve();

  async function launch(): Promise<pg.Client> {
    await finishLeftovers(server.postmaster.pgdata, server.postmaster.socketDir, log);
    stopping.signal.throwIfAborted();
    postmaster = startPostmaster(server.launcher, server.postmaster);
    return untilReady(postmaster, server.admin, server.dataDir, log);
  }

  async function watch(): Promise<void> {
    for (let failures = 0; ; ) {
      const readyAt = performance.now();
      const how = (await postmaster?.exited) ?? '';
      if (stopping.signal.aborted) return;
      failures = performance.now() - readyAt < steadyAfterMs ? failures + 1 : 1;
      log(
        `PostgreSQL ended without being told to (${how}). Starting it again; requests wait or fail until it is back.`,
      );
      server.onExit?.(how);
      restarting = restart(failures);
      await restarting;
    }
  }

  async function restart(failures: number): Promise<void> {
    for (let lastReason = ''; ; failures++) {
      try {
        await delay(backOffMs(failures), undefined, { signal: stopping.signal });
        await (await launch()).end();
        log('PostgreSQL is back.');
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        const reason = (error as Error).message;
        if (reason !== lastReason) log(`${reason} It is tried again until it works.`);
        lastReason = reason;
      }
    }
  }

  // If this process ends in a hurry; where the kernel does this as well (Linux), it does no harm.
  const lastMoment = () => postmaster?.stopWithoutWaiting();
  process.once('exit', lastMoment);

  return {
    async start(work) {
      const client = await launch();
      try {
        await work(client);
      } finally {
        await client.end();
      }
      void watch();
    },
    async stop() {
      stopping.abort();
      await postmaster?.stop();
      await restarting;
      await postmaster?.stop();
      process.removeListener('exit', lastMoment);
    },
  };
}
