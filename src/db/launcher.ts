import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedServerError } from './embedded-error.ts';
import { canReach, makePublicFolder, may, type SystemUser } from './unprivileged.ts';

/** Starts PostgreSQL's programs as the right user, who may not be able to reach the folders where they are. */
export interface Launcher {
  /** `args` gets the paths under which the program will see `folders`, in their order. */
  start(program: Program, folders: string[], args: (seen: string[]) => string[]): ChildProcess;
  /** Removes what `start` made outside the data folder. */
  close(): void;
}

export interface Program {
  name: 'postgres' | 'initdb';
  user: SystemUser | undefined;
  stdio: SpawnOptions['stdio'];
}

/**
 * A launcher for the programs in `native`. When root starts them for a user who cannot reach `native` or `dataDir`
 * (a clone below /root or `mktemp -d`), each runs in a mount namespace of its own where the folders it needs are
 * bound to a place the user can reach; nobody's folder changes its mode and nothing is mounted for anybody else.
 * Throws an EmbeddedServerError where that is not permitted.
 */
export function createLauncher(native: string, dataDir: string, user: SystemUser | undefined): Launcher {
  if (user) checkReadable(native, user);
  if (!user || (canReach(user, join(native, 'bin')) && canReach(user, join(dataDir, 'postgres')))) {
    return { start: (program, folders, args) => startDirectly(native, program, args(folders)), close() {} };
  }
  checkMounting(native, dataDir, user);
  const name = `daybook-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}-mounts`;
  let used: string[] = [];
  return {
    start(program, folders, args) {
      const root = makePublicFolder(name, 0o755, user);
      const sources = [native, ...folders];
      const targets = sources.map((_, index) => join(root, String(index)));
      for (const target of targets) mkdirSync(target, { recursive: true });
      used = [...new Set([...used, ...targets, root])];
      return startWithMounts(program, sources, targets, args(targets.slice(1)));
    },
    close() {
      // Never recursive: if a folder were still bound here, that would delete the database.
      for (const folder of used.sort().reverse()) tryRmdir(folder);
    },
  };
}

function startDirectly(native: string, program: Program, args: string[]): ChildProcess {
  const [file, ...before] = [...followParent(), join(native, 'bin', program.name)];
  const identity = program.user ? { uid: program.user.uid, gid: program.user.gid } : {};
  return spawn(file as string, [...before, ...args], { ...common(program), ...identity });
}

/** Every step replaces the one before (exec), so that the child's pid is the server's and its signals arrive. */
function startWithMounts(program: Program, sources: string[], targets: string[], args: string[]): ChildProcess {
  const user = program.user as SystemUser;
  const binds = sources.flatMap((source, index) => [source, targets[index] as string]);
  const script = `${sources.map(() => 'mount --bind "$1" "$2" && shift 2').join(' && ')} && exec "$@"`;
  const become = ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...deathSignal, '--'];
  const command = [...become, join(targets[0] as string, 'bin', program.name), ...args];
  return spawn('unshare', [...ownMounts, 'sh', '-c', script, 'sh', ...binds, ...command], common(program));
}

const ownMounts = ['--mount', '--propagation', 'private'];
const deathSignal = ['--pdeathsig', 'INT'];

function common(program: Program): SpawnOptions {
  return {
    stdio: program.stdio,
    // A session of its own: Ctrl-C in the terminal reaches Daybook alone, which then stops things in order.
    detached: true,
    // The caller's folder may be one that the user cannot enter.
    cwd: '/',
    // None of the caller's PGDATA, PGOPTIONS and the like.
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  };
}

let follow: string[] | undefined;

/** On Linux, what makes a program end (as by Ctrl-C) when this process ends in whatever way; else nothing. */
function followParent(): string[] {
  follow ??=
    process.platform === 'linux' && spawnSync('setpriv', [...deathSignal, 'true'], { stdio: 'ignore' }).status === 0
      ? ['setpriv', ...deathSignal, '--']
      : [];
  return follow;
}

function checkReadable(native: string, user: SystemUser): void {
  const readable = ['', 'bin', 'bin/initdb', 'bin/postgres', 'lib', 'share'].every((path) =>
    may(user, join(native, path), 5),
  );
  if (readable) return;
  throw new EmbeddedServerError(
    `PostgreSQL cannot run as root, and user ${user.name} may not read ${native}. Run: chmod -R go+rX '${native}'`,
  );
}

function checkMounting(native: string, dataDir: string, user: SystemUser): void {
  const trial = spawnSync(
    'unshare',
    [...ownMounts, 'sh', '-c', 'mount --bind "$1" "$1" && setpriv true', 'sh', native],
    {
      encoding: 'utf8',
    },
  );
  if (trial.status === 0) return;
  throw new EmbeddedServerError(
    `PostgreSQL cannot run as root, and user ${user.name}, who runs it instead, cannot reach ${dataDir} or ${native}: ` +
      'a folder above is closed to others, and this system does not permit a private mount ' +
      `(${trial.error?.message ?? trial.stderr.trim()}). Either start Daybook as a normal user, or move it to a folder ` +
      'all may pass through, such as /opt/daybook, with DATA_DIR=/var/lib/daybook.',
  );
}

function tryRmdir(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It is an empty folder under /run or the temporary folder; leaving it harms nobody.
  }
}
