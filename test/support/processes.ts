import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** A Daybook in a process of its own, started as `npm start` starts it. */
export interface AppProcess {
  pid: number;
  /** Where it listens. */
  url: string;
  /** What it said so far, on both streams. */
  said(): string;
  /** Resolves when it has said something that matches; fails if it ends before. */
  says(pattern: RegExp): Promise<void>;
  /** Sends the signal and resolves with the exit code once the process is gone; null if the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  ended: Promise<number | null>;
  hasEnded(): boolean;
}

const running = new Set<ChildProcess>();
after(async () => {
  for (const child of running) {
    const gone = once(child, 'close');
    child.kill('SIGKILL');
    await gone;
  }
});

/** A temporary folder, removed when the test file has ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'daybook-process-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 }));
  return folder;
}

/** Starts `src/main.ts` on a free port without rate limits and waits until it is ready. Killed after the file's tests. */
export async function startApp(settings: Record<string, string>): Promise<AppProcess> {
  const { NODE_TEST_CONTEXT: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [path.join(repository, 'src/main.ts')], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...inherited,
      PORT: '0',
      RATE_LIMIT_ACCOUNT_PER_SECOND: '0',
      RATE_LIMIT_ADDRESS_PER_5_MINUTES: '0',
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'warn',
      ...settings,
    },
  });
  running.add(child);
  let said = '';
  let heard = Promise.withResolvers<void>();
  const hear = (chunk: string) => {
    said += chunk;
    heard.resolve();
    heard = Promise.withResolvers();
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
  if (process.env.TEST_LOG_LEVEL !== undefined) child.stderr.pipe(process.stderr, { end: false });
  let hasEnded = false;
  const ended = once(child, 'close').then(([code]) => {
    hasEnded = true;
    running.delete(child);
    heard.resolve();
    return code as number | null;
  });
  const says = async (pattern: RegExp) => {
    while (!pattern.test(said)) {
      assert.ok(!hasEnded, `the app ended without saying ${pattern}: ${said}`);
      await heard.promise;
    }
  };
  await says(/Daybook is ready at \S+/);
  return {
    pid: child.pid!,
    url: /Daybook is ready at (\S+)/.exec(said)![1]!,
    said: () => said,
    says,
    end(signal) {
      child.kill(signal);
      return ended;
    },
    ended,
    hasEnded: () => hasEnded,
  };
}

/** The process number of the PostgreSQL that serves a data folder. */
export function postmasterOf(dataDir: string): number {
  return Number.parseInt(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** Waits for an effect of another process; fails if it is not there in time. */
export async function until<T>(
  what: string,
  effect: () => Promise<T | undefined | false> | T | undefined | false,
  limitMs = 30_000,
): Promise<T> {
  for (const deadline = performance.now() + limitMs; ; await delay(10)) {
    const seen = await effect();
    if (seen !== undefined && seen !== false) return seen;
    assert.ok(performance.now() < deadline, `not within ${limitMs} ms: ${what}`);
  }
}
