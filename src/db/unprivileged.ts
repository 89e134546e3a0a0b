import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedServerError } from './embedded-error.ts';

export interface SystemUser {
  uid: number;
  gid: number;
  name: string;
}

/**
 * The user PostgreSQL runs as when root starts Daybook, since it refuses root: whoever owns the database or the data
 * folder, else `postgres`, else `nobody`. Undefined when this process is not root's and PostgreSQL runs as its user.
 */
export function serverUser(dataDir: string): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = namedUsers();
  for (const folder of [join(dataDir, 'postgres'), dataDir]) {
    const owner = statSync(folder, { throwIfNoEntry: false })?.uid;
    // An owner without a name, as containers have them, will not do: initdb asks for one.
    const user = users.find(({ uid }) => uid === owner);
    if (user) return user;
  }
  const byName = (name: string) => users.find((user) => user.name === name);
  return byName('postgres') ?? byName('nobody') ?? { name: 'nobody', uid: 65534, gid: 65534 };
}

function namedUsers(): SystemUser[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    // macOS gives `nobody` the uid -2, which no file can have.
    return name && Number(uid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}

/** True if the modes of all folders above `path` let this user pass. What access lists add or take is not seen. */
export function canReach(user: SystemUser, path: string): boolean {
  const folder = dirname(path);
  return may(user, folder, 0o1) && (folder === '/' || canReach(user, folder));
}

/** True if the mode of a file or folder gives the user these bits (4 read, 2 write, 1 execute or pass). */
export function may(user: SystemUser, path: string, bits: number): boolean {
  const { mode, uid, gid } = statSync(path);
  const granted = uid === user.uid ? mode >> 6 : gid === user.gid ? mode >> 3 : mode;
  return (granted & bits) === bits;
}

/** Makes a folder for the server alone (0700), owned by `user` or by this process's user, whatever was there. */
export function makeServerFolder(path: string, user: SystemUser | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (user && statSync(path).uid !== user.uid) giveTo(user, path);
}

/** Changes the owner of a folder and all in it. */
export function giveTo(user: SystemUser, folder: string): void {
  chownSync(folder, user.uid, user.gid);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) giveTo(user, path);
    else if (!entry.isSymbolicLink()) chownSync(path, user.uid, user.gid);
  }
}

/**
 * Makes a folder with a predictable name in a place that all users can write to, for `owner` (this process's user
 * if none). Throws if somebody else made it first, since he could put what he likes into it.
 */
export function makePublicFolder(name: string, mode: number, owner: SystemUser | undefined): string {
  const parents = owner ? ['/run', tmpdir(), '/tmp'] : [tmpdir(), '/tmp'];
  // `owner` must get there, and the path of a socket in it must stay short.
  const fits = (parent: string) =>
    parent.length < 60 &&
    statSync(parent, { throwIfNoEntry: false })?.isDirectory() &&
    (owner === undefined || canReach(owner, join(parent, name)));
  const path = join(parents.find(fits) ?? '/tmp', name);
  // The mode of mkdir is cut by the umask.
  if (mkdirSync(path, { recursive: true }) !== undefined) chmodSync(path, mode);
  const found = lstatSync(path);
  const ours = [process.getuid?.(), owner?.uid].includes(found.uid);
  if (found.isDirectory() && ours && (found.mode & 0o022) === 0) return path;
  throw new EmbeddedServerError(`${path} belongs to somebody else. Delete it, then start again.`);
}
