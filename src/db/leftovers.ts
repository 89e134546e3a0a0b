import { execFileSync } from 'node:child_process';
import { type BigIntStats, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedServerError } from './embedded-error.ts';

/**
 * Ends what an earlier server left on this database: the server itself if its Daybook was killed, its processes if it
 * was killed. Then removes the pid file and the socket that would keep the next one from starting. Only for who has
 * taken the data folder. Throws if a process cannot be ended.
 */
export async function finishLeftovers(pgdata: string, socketDir: string, log: (line: string) => void): Promise<void> {
  const postmaster = pidInFile(pgdata);
  const found = serversOn(pgdata);
  if (found.includes(postmaster)) {
    log(`A PostgreSQL (process ${postmaster}) that an earlier Daybook left behind still runs; stopping it.`);
    if (!(await ended(pgdata, [postmaster], 'SIGINT', 15_000)) && !(await ended(pgdata, [postmaster], 'SIGQUIT', 5000)))
      await ended(pgdata, [postmaster], 'SIGKILL', 1000);
  }
  // Without their postmaster these end by themselves, or at the latest when told so.
  const rest = serversOn(pgdata);
  if (rest.length > 0 && !(await ended(pgdata, rest, 'SIGQUIT', 3000)) && !(await ended(pgdata, rest, 'SIGKILL', 5000)))
    throw new EmbeddedServerError(
      `Processes ${serversOn(pgdata).join(', ')} still use ${pgdata} and cannot be ended. End them, then start again.`,
    );
  // The number in the file may be another process's by now, which PostgreSQL would take for a server.
  if (isAlive(postmaster)) rmSync(join(pgdata, 'postmaster.pid'), { force: true });
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(socketDir, name), { force: true });
}

async function ended(pgdata: string, pids: number[], signal: NodeJS.Signals, patienceMs: number): Promise<boolean> {
  for (const pid of pids) send(pid, signal);
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline; await delay(10)) {
    const running = serversOn(pgdata);
    if (!pids.some((pid) => running.includes(pid))) return true;
  }
  return false;
}

/**
 * The processes that have this database open. Every process of a server works in its data folder, and the folder's
 * device and inode tell it exactly, whatever path a mount namespace shows it under.
 */
export function serversOn(pgdata: string): number[] {
  const folder = statOrNothing(pgdata);
  if (folder === undefined) return [];
  if (process.platform !== 'linux') return [pidInFile(pgdata)].filter((pid) => commandOf(pid).includes(pgdata));
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      const cwd = pid > 0 ? statOrNothing(`/proc/${pid}/cwd`) : undefined;
      return cwd?.ino === folder.ino && cwd.dev === folder.dev && commandOf(pid).startsWith('postgres');
    });
}

/** The name of the program a process runs; elsewhere than on Linux its command line. */
function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8');
    return pid > 0 ? execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }) : '';
  } catch {
    return ''; // it has ended
  }
}

/** The first line of postmaster.pid, or 0. */
function pidInFile(pgdata: string): number {
  try {
    return Number.parseInt(readFileSync(join(pgdata, 'postmaster.pid'), 'utf8'), 10) || 0;
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  return pid > 0 && send(pid, 0);
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Nothing if the path is gone, or if it is a process's of another user, who cannot have our database open. */
function statOrNothing(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return undefined;
  }
}
