import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EmbeddedServerError, explainFailure } from './embedded-error.ts';
import type { Launcher, Program } from './launcher.ts';
import { postgresMajor } from './postgres-binaries.ts';
import { giveTo, type SystemUser } from './unprivileged.ts';

/** The name of the superuser initdb makes. The product never works as this user. */
export const superuser = 'postgres';

/**
 * Makes a new, empty PostgreSQL data folder at `pgdata`. It is built under another name and moved when it is complete,
 * so whoever is killed in between leaves nothing that looks like a database.
 */
export async function createCluster(launcher: Launcher, pgdata: string, user: SystemUser | undefined): Promise<void> {
  const dataDir = dirname(pgdata);
  const folder = mkdtempSync(join(dataDir, unfinished));
  if (user) giveTo(user, folder);
  const failure = await runInitdb(launcher, folder, user);
  if (failure !== undefined) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    throw explainFailure('The database cannot be created', failure, dataDir);
  }
  renameSync(folder, pgdata);
  syncFolder(dataDir);
}

const unfinished = 'postgres.unfinished-';

/**
 * Removes what databases that were never completed have left. At every start: the initdb of a Daybook that was killed may
 * live on for a moment, and make its folder anew.
 */
export function removeUnfinished(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(unfinished)) rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What initdb said, if it failed. */
function runInitdb(launcher: Launcher, folder: string, user: SystemUser | undefined): Promise<string | undefined> {
  const program: Program = { name: 'initdb', user, stdio: ['ignore', 'pipe', 'pipe'] };
  const child = launcher.start(program, [folder], ([seen]) => [
    `--pgdata=${seen}`,
    `--username=${superuser}`,
    '--encoding=UTF8',
    // Sorting must not change with the system's C library: that would corrupt every index on text.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    // Says what a letter is, to pg_trgm among others; macOS has no C.UTF-8.
    `--locale=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
    '--auth-local=trust',
    '--auth-host=reject',
    '--no-instructions',
  ]);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : `${output}\ninitdb ended with ${code ?? signal}`),
    );
  });
}

/** True if there is a database at `pgdata`. Throws if there is something else, or one this PostgreSQL cannot open. */
export function hasCluster(pgdata: string, user: SystemUser | undefined): boolean {
  if (!existsSync(pgdata) || readdirSync(pgdata).length === 0) return false;
  const versionFile = join(pgdata, 'PG_VERSION');
  if (!existsSync(versionFile))
    throw new EmbeddedServerError(
      `${pgdata} is not empty and not a PostgreSQL database. Move it elsewhere, or set DATA_DIR.`,
    );
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version !== postgresMajor)
    throw new EmbeddedServerError(
      `${pgdata} was made by PostgreSQL ${version}; this Daybook brings PostgreSQL ${postgresMajor}, which cannot read it. ` +
        `Start the Daybook that made it, dump the database, and load the dump into a new data folder.`,
    );
  // After a restore by root, for example.
  if (user && statSync(pgdata).uid !== user.uid) giveTo(user, pgdata);
  return true;
}

/** Writes postgresql.conf anew. `alter system` still goes over it: it writes postgresql.auto.conf. */
export function writeSettings(pgdata: string, settings: Record<string, string>, user: SystemUser | undefined): void {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  const text = `# Written by Daybook at every start. Change settings with "alter system".\n${lines.join('\n')}\n`;
  const file = join(pgdata, 'postgresql.conf');
  // A full disk should not stop a start that has nothing to change.
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  const next = join(pgdata, `${basename(file)}.new`);
  writeFileSync(next, text, { mode: 0o600 });
  if (user) chownSync(next, user.uid, user.gid);
  renameSync(next, file);
}

/** Makes a rename in this folder survive a power cut. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
