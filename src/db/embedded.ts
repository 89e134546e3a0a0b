import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { createCluster, hasCluster, removeUnfinished, superuser, writeSettings } from './cluster.ts';
import { takeDataFolder } from './data-folder.ts';
import { EmbeddedServerError, explainFailure } from './embedded-error.ts';
import { keepRunning } from './keep-running.ts';
import { createLauncher } from './launcher.ts';
import { hasLibrary, nativeFolder, postgresMajor } from './postgres-binaries.ts';
import { postgresSettings, statementStatistics } from './postgres-settings.ts';
import { provision } from './provision.ts';
import { makePublicFolder, makeServerFolder, type SystemUser, serverUser } from './unprivileged.ts';

export interface SocketSettings {
  /** The folder of the server's unix socket; no password is asked there. */
  host: string;
  port: number;
  user: string;
  database: string;
}

export interface EmbeddedOptions {
  /** The folder for the database, its socket, log and lock; made if missing. One running Daybook per folder. */
  dataDir: string;
  /** Gets what an operator should know, a line at a time. */
  log: (line: string) => void;
  /** Called each time PostgreSQL ended without being told to, with how; it is started again by itself. */
  onExit?: (how: string) => void;
  /** Settings of PostgreSQL that go over ours. */
  settings?: Record<string, string>;
}

export interface EmbeddedServer {
  /** For the product: role `daybook`, no superuser, owner of the database `daybook`. */
  connection: SocketSettings;
  /** For making databases in tests: the superuser, in the database `postgres`. */
  admin: SocketSettings;
  /** Stops PostgreSQL, everything written out, and gives the data folder free. Close pools before. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that Daybook brings, on a new or an existing data folder, and keeps it running until `stop`
 * or the end of this process: if it dies, it is started again. Resolves when it takes connections. Throws an
 * EmbeddedServerError, and leaves nothing running, if the folder is in use, the disk is full or it cannot start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const taken = takeDataFolder(dataDir);
  const undo: (() => void | Promise<void>)[] = [() => taken.release()];
  const undoAll = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= undoAll());
  try {
    return { ...(await start(dataDir, options, undo)), stop };
  } catch (error) {
    await stop();
    if (error instanceof EmbeddedServerError || !(error as NodeJS.ErrnoException).syscall) throw error;
    throw explainFailure('Daybook cannot start', (error as Error).message, dataDir);
  }
}

async function start(dataDir: string, options: EmbeddedOptions, undo: (() => void | Promise<void>)[]) {
  const native = nativeFolder();
  const user = serverUser(dataDir);
  const launcher = createLauncher(native, dataDir, user);
  undo.push(() => launcher.close());

  const pgdata = join(dataDir, 'postgres');
  removeUnfinished(dataDir);
  if (!hasCluster(pgdata, user)) {
    options.log(`Creating a PostgreSQL ${postgresMajor} database in ${pgdata}…`);
    await createCluster(launcher, pgdata, user);
  }
  const statistics = hasLibrary(native, 'pg_stat_statements');
  const settings = { ...postgresSettings, ...(statistics ? statementStatistics : {}), ...options.settings };
  writeSettings(pgdata, settings, user);

  const socketDir = socketFolder(dataDir, user);
  const admin = { host: socketDir, port: 5432, user: superuser, database: 'postgres' };
  const connection = { ...admin, user: 'daybook', database: 'daybook' };
  const postmaster = { pgdata, socketDir, logFile: join(dataDir, 'postgres.log'), user };
  const keeper = keepRunning({ dataDir, launcher, postmaster, admin, log: options.log, onExit: options.onExit });
  undo.push(() => keeper.stop());

  const extensions = ['btree_gist', 'pg_trgm', ...(statistics ? ['pg_stat_statements'] : [])];
  await keeper.start((client) =>
    provision(client, (database) => new pg.Client({ ...admin, database, ssl: false }), { ...connection, extensions }),
  );
  return { connection, admin };
}

/** How to reach the database of the Daybook that is running on a data folder, as the product's role; undefined if none is. */
export function runningServer(dataFolder: string): SocketSettings | undefined {
  const dataDir = resolve(dataFolder);
  if (!existsSync(join(dataDir, 'postgres'))) return undefined;
  const host = socketFolder(dataDir, serverUser(dataDir));
  return existsSync(join(host, '.s.PGSQL.5432'))
    ? { host, port: 5432, user: 'daybook', database: 'daybook' }
    : undefined;
}

/** A unix socket's whole path has room for 107 bytes on Linux and 103 on macOS. */
const socketFolderLimitBytes = 103 - '/.s.PGSQL.5432.lock'.length;

function socketFolder(dataDir: string, user: SystemUser | undefined): string {
  const own = join(dataDir, 'run');
  if (Buffer.byteLength(own) <= socketFolderLimitBytes) {
    makeServerFolder(own, user);
    return own;
  }
  const name = `daybook-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`;
  const short = makePublicFolder(name, 0o700, user);
  makeServerFolder(short, user);
  return short;
}
