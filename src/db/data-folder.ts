import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EmbeddedServerError, explainFailure } from './embedded-error.ts';

export interface TakenFolder {
  /** Lets another Daybook take the folder. */
  release(): void;
}

/**
 * Makes the data folder if it is missing and takes it for this process alone, until `release` or the end of the
 * process, however it ends. Throws an EmbeddedServerError that names the process that has it.
 */
export function takeDataFolder(dataDir: string): TakenFolder {
  const lock = lockFile(dataDir);
  const pidFile = join(dataDir, 'daybook.pid');
  try {
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (error) {
    lock.close();
    throw explainFailure('Daybook cannot start', (error as Error).message, dataDir);
  }
  return {
    release() {
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

/**
 * The lock is the kernel's, on an empty file, through SQLite: Node has no other way to one. It ends with the process
 * (also on kill -9 or when the machine stops), so there is no stale lock to judge and no number of a process to
 * mistake for another's, and it holds between containers that share the folder.
 */
function lockFile(dataDir: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    const made = mkdirSync(dataDir, { recursive: true }) !== undefined;
    // The user who runs PostgreSQL for root has to pass through the folder; nobody else has to look into it.
    if (made) chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
    lock = new DatabaseSync(join(dataDir, 'daybook.lock'), { timeout: 0 });
    lock.exec('pragma journal_mode = memory; begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    const code = (error as { errcode?: number }).errcode;
    if (code === sqliteBusy) throw inUse(dataDir);
    const cause = code === undefined ? '' : (causes[code] ?? '');
    throw explainFailure('Daybook cannot start', cause + (error as Error).message, dataDir);
  }
}

const sqliteBusy = 5;

/** What SQLite's codes mean for a file that is never written to. */
const causes: Record<number, string> = { 8: 'EACCES: ', 13: 'ENOSPC: ', 14: 'EACCES: ' };

function inUse(dataDir: string): EmbeddedServerError {
  let owner = '';
  try {
    owner = `, process ${readFileSync(join(dataDir, 'daybook.pid'), 'utf8').trim()}`;
  } catch {
    // It has only just taken the folder, or is about to leave it.
  }
  return new EmbeddedServerError(
    `The data folder ${dataDir} is in use by another Daybook${owner}. Stop that one first, or set DATA_DIR to another folder.`,
  );
}
