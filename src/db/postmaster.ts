import type { ChildProcess } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { explainFailure } from './embedded-error.ts';
import type { Launcher, Program } from './launcher.ts';
import { type ConnectionSettings, isConnectionLoss } from './pool.ts';
import type { SystemUser } from './unprivileged.ts';

/** A running `postgres`; how long it stays so is up to others. */
export interface Postmaster {
  /** Resolves when it has ended, with how. */
  exited: Promise<string>;
  hasExited(): boolean;
  /** True once it has written into its pid file that it takes connections. */
  saysReady(): boolean;
  /** What it wrote to its log since it was started, at most the last 16 kB. */
  said(): string;
  /** Stops it: clients are cut off, everything is written out. Resolves when it is gone. */
  stop(): Promise<void>;
  /** For the last moment of this process, where nothing can be waited for. */
  stopWithoutWaiting(): void;
}

export interface PostmasterOptions {
  pgdata: string;
  socketDir: string;
  logFile: string;
  user: SystemUser | undefined;
}

const logLimitBytes = 10_000_000;

/** Starts `postgres`. Whether it gets ready is for `untilReady` to say. */
export function startPostmaster(launcher: Launcher, options: PostmasterOptions): Postmaster {
  const log = openLog(options.logFile);
  let child: ChildProcess;
  try {
    const program: Program = { name: 'postgres', user: options.user, stdio: ['ignore', log.handle, log.handle] };
    child = launcher.start(program, [options.pgdata, options.socketDir], ([data, run]) => [
      ...['-D', data as string],
      // On the command line, so that `alter system` cannot open the server to the network or hide its socket.
      ...['-c', 'listen_addresses='],
      ...['-c', `unix_socket_directories="${(run as string).replaceAll('"', '""')}"`],
      ...['-c', 'unix_socket_permissions=0700'],
      ...['-c', 'port=5432'],
    ]);
  } finally {
    closeSync(log.handle);
  }
  let how: string | undefined;
  const exited = new Promise<string>((resolve) => {
    const end = (reason: string) => {
      how = reason;
      resolve(reason);
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, signal) => end(signal ? `killed by ${signal}` : `ended with code ${code}`));
  });
  // Whoever forgets to stop the server should not hang: it stops with this process.
  child.unref();
  return {
    exited,
    hasExited: () => how !== undefined,
    saysReady: () => readyPid(options.pgdata) === child.pid,
    said: () => tail(options.logFile, log.startBytes),
    async stop() {
      child.ref();
      for (const [signal, patienceMs] of stopSteps) {
        if (how !== undefined) return;
        child.kill(signal);
        await Promise.race([exited, delay(patienceMs, undefined, { ref: false })]);
      }
      await exited;
    },
    stopWithoutWaiting() {
      if (how === undefined) child.kill('SIGINT');
    },
  };
}

/** Fast shutdown, immediate shutdown (the next start recovers), and what no process can refuse. */
const stopSteps = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5000],
  ['SIGKILL', 5000],
] as const;

/**
 * A connection to the server as soon as it takes one. After a crash that can be minutes, which are told to `log`.
 * Throws an EmbeddedServerError with the reason if the server ends instead.
 */
export async function untilReady(
  postmaster: Postmaster,
  settings: ConnectionSettings,
  dataDir: string,
  log: (line: string) => void,
): Promise<pg.Client> {
  let nextNote = performance.now() + 10_000;
  for (;;) {
    // Asked before the attempt: what a server wrote before it ended is complete then.
    const ended = postmaster.hasExited();
    // Trying to connect earlier would fill its log.
    const client = postmaster.saysReady() ? await tryToConnect(settings) : undefined;
    if (client) return client;
    if (ended) throw explainFailure('PostgreSQL does not start', postmaster.said(), dataDir);
    if (performance.now() > nextNote) {
      log('PostgreSQL is still working through its log to recover from a crash; waiting for it.');
      nextNote += 10_000;
    }
    await delay(5);
  }
}

/** Nothing if the server is just going away, or if all its connections are taken. */
async function tryToConnect(settings: ConnectionSettings): Promise<pg.Client | undefined> {
  const client = new pg.Client({ ...settings, ssl: false, connectionTimeoutMillis: 5000 });
  client.on('error', () => {}); // the query that is under way fails with it
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    if (isConnectionLoss(error)) return undefined;
    throw error;
  }
}

/** The process that a pid file says is ready, or 0. The first line is its number, the eighth its state. */
function readyPid(pgdata: string): number {
  try {
    const lines = readFileSync(join(pgdata, 'postmaster.pid'), 'utf8').split('\n');
    return lines[7]?.trim() === 'ready' ? Number(lines[0]) : 0;
  } catch {
    return 0;
  }
}

function openLog(file: string): { handle: number; startBytes: number } {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logLimitBytes) renameSync(file, `${file}.1`);
  const handle = openSync(file, 'a', 0o600);
  return { handle, startBytes: fstatSync(handle).size };
}

function tail(file: string, fromBytes: number): string {
  const handle = openSync(file, 'r');
  try {
    const size = fstatSync(handle).size;
    const start = Math.max(fromBytes, size - 16_384);
    const bytes = Buffer.alloc(Math.max(0, size - start));
    readSync(handle, bytes, 0, bytes.length, start);
    return bytes.toString('utf8');
  } finally {
    closeSync(handle);
  }
}
