import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** A Daybook in a process of its own, started as an operator starts it. */
export interface DaybookProcess {
  url: string;
  pid: number;
  /** From the start of the process to the line that says it is ready. */
  readyMs: number;
  stop(): Promise<void>;
}

/** Starts Daybook with these settings on a free port, with no limits and no log; resolves when it is ready. */
export async function startDaybookProcess(env: Record<string, string>): Promise<DaybookProcess> {
  const folder = await mkdtemp(path.join(tmpdir(), 'daybook-bench-data-'));
  const begin = performance.now();
  const child = spawn(process.execPath, [...profiling(), main], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATA_DIR: folder,
      RATE_LIMIT_ACCOUNT_PER_SECOND: '0',
      RATE_LIMIT_ADDRESS_PER_5_MINUTES: '0',
      LOG_LEVEL: 'silent',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readyUrl(child);
  const readyMs = performance.now() - begin;
  return {
    url,
    pid: child.pid!,
    readyMs,
    async stop() {
      await endProcess(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `BENCH_PROFILE=folder` leaves a CPU profile of the server there. */
function profiling(): string[] {
  const folder = process.env.BENCH_PROFILE;
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.once('exit', (code) => reject(new Error(`Daybook ended with ${code} before it was ready:\n${output}`)));
    child.stdout!.on('data', (chunk) => {
      output += chunk;
      const found = /ready at (\S+)/.exec(output);
      if (found !== null) resolve(found[1]!);
    });
  });
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** A worker process that answers each message with one of its own. */
export interface Worker {
  pid: number;
  ask<Answer>(message: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a file of this folder as a worker process. */
export function startWorker(file: string): Worker {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), { serialization: 'advanced' });
  return {
    pid: child.pid!,
    ask: <Answer>(message: unknown) =>
      new Promise<Answer>((resolve, reject) => {
        const ended = (code: number | null) => reject(new Error(`${file} ended with ${code}`));
        child.once('exit', ended);
        child.once('message', (answer) => {
          child.off('exit', ended);
          resolve(answer as Answer);
        });
        child.send(message as object);
      }),
    stop: () => endProcess(child),
  };
}

/** CPU time that a process has used so far, in milliseconds; undefined where there is no /proc. */
export async function cpuMs(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  // The name, in brackets, may hold blanks; user and system time are the 12th and 13th field after it, in hundredths.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** The process and its descendants. */
export async function familyOf(pid: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

/** CPU time that these processes and all that they started and that still run have used so far, in milliseconds. */
export async function familyCpuMs(pids: readonly number[]): Promise<number> {
  const families = await Promise.all(pids.map(familyOf));
  const times = await Promise.all(families.flat().map(cpuMs));
  return times.reduce((sum: number, time) => sum + (time ?? 0), 0);
}
