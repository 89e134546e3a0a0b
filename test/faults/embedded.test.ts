import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { explainFailure } from '../../src/db/embedded-error.ts';
import { serversOn } from '../../src/db/leftovers.ts';
import { canReach, type SystemUser, serverUser } from '../../src/db/unprivileged.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const isRoot = process.getuid?.() === 0;
/** Every system has this user, and it is not the one PostgreSQL runs as when nothing points to another. */
const daemon = { name: 'daemon', uid: 1, gid: 1 };

// As root this is the hard case: a folder of mode 0700 that the user who runs PostgreSQL cannot enter.
const base = mkdtempSync(join(tmpdir(), 'daybook-faults-'));
const dataDir = join(base, 'data');
const pgdata = join(dataDir, 'postgres');
after(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

interface Ready {
  host: string;
  port: number;
  user: string;
  database: string;
  admin: { host: string; port: number; user: string; database: string };
}

interface App {
  pid: number;
  child: ChildProcess;
  /** Fails with what the app said if it ends instead. */
  ready(): Promise<Ready>;
  ended(): Promise<{ code: number | null; said: string }>;
}

const running = new Set<ChildProcess>();

/** Starts the app in a process group of its own, optionally with a command before it (`setpriv …`). */
function startApp(folder: string, { before = [] as string[], env = {}, root = repository } = {}): App {
  const script = join(root, 'test/faults/embedded-app.ts');
  const [file, ...args] = [...before, join(root, 'node_modules/.bin/node'), script, folder];
  const child = spawn(file as string, args, { detached: true, cwd: '/', env: { ...process.env, ...env } });
  running.add(child);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const line = once(createInterface(child.stdout), 'line').then(([text]) => JSON.parse(text) as Ready);
  const end = once(child, 'close').then(([code]) => {
    running.delete(child);
    return { code: code as number | null, said };
  });
  const failed = end.then(({ said }) => Promise.reject(new Error(`the app ended: ${said}`)));
  failed.catch(() => {});
  return { pid: child.pid as number, child, ready: () => Promise.race([line, failed]), ended: () => end };
}

async function kill(app: App, signal: NodeJS.Signals): Promise<{ code: number | null; said: string }> {
  process.kill(app.pid, signal);
  return app.ended();
}

async function query<Row extends pg.QueryResultRow>(settings: pg.ClientConfig, text: string): Promise<Row[]> {
  const client = new pg.Client(settings);
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

async function until(condition: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
  for (const deadline = performance.now() + limitMs; !(await condition()); await delay(10))
    assert.ok(performance.now() < deadline, `not within ${limitMs} ms: ${condition}`);
}

function postmasterOf(folder: string): number {
  return Number.parseInt(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'daybook-open-'));
  chmodSync(folder, 0o755);
  return folder;
}

/** A stopped database like the one in `dataDir`, without the second that making one takes. */
function copyTo(folder: string): string {
  mkdirSync(dirname(folder), { recursive: true });
  assert.equal(spawnSync('cp', ['-a', dataDir, folder]).status, 0);
  return folder;
}

/** How to start an app that this user can reach too: a clone below a closed folder is shown to it in an open one. */
function shownTo(user: SystemUser, folder: string): { before?: string[]; root?: string } {
  if (canReach(user, join(repository, 'src'))) return {};
  const seen = join(folder, 'repository');
  mkdirSync(seen);
  const mount = 'mount --bind "$1" "$2"; shift 2; exec "$@"';
  return {
    before: ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', mount, 'sh', repository, seen],
    root: seen,
  };
}

/** Where the log of this start begins. */
function logged(folder: string): () => string {
  const file = join(folder, 'postgres.log');
  const size = existsSync(file) ? statSync(file).size : 0;
  return () => readFileSync(file).subarray(size).toString();
}

describe('the embedded server', { timeout: 120_000 }, () => {
  afterEach(async () => {
    for (const child of running) {
      const gone = once(child, 'close');
      child.kill('SIGKILL');
      await gone;
    }
  });

  test('the product works as a role that row-level security holds, in a database of its own', async () => {
    const app = startApp(dataDir);
    const ready = await app.ready();
    const [role] = await query(ready, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user');
    assert.deepEqual(role, { rolsuper: false, rolbypassrls: false });
    const extensions = await query<{ extname: string }>(ready, 'select extname from pg_extension');
    for (const name of ['btree_gist', 'pg_trgm']) assert.ok(extensions.some(({ extname }) => extname === name));
    assert.deepEqual(await query(ready, `select upper('zoë') as letters, 'é' ~ '\\w' as is_letter`), [
      { letters: 'ZOË', is_letter: true },
    ]);
    assert.equal((await kill(app, 'SIGTERM')).code, 0);
  });

  test('a server listens on no network', async () => {
    const app = startApp(dataDir);
    const ready = await app.ready();
    assert.deepEqual(await query(ready, 'show listen_addresses'), [{ listen_addresses: '' }]);
    await kill(app, 'SIGTERM');
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`${signal} to the whole terminal stops everything in order, and the next start has nothing to recover`, async () => {
      const app = startApp(dataDir);
      await app.ready();
      process.kill(-app.pid, signal); // as Ctrl-C does: to every process of the group
      assert.equal((await app.ended()).code, 0);
      assert.deepEqual(serversOn(pgdata), []);
      assert.ok(!existsSync(join(pgdata, 'postmaster.pid')));
      assert.ok(!existsSync(join(dataDir, 'daybook.pid')));
      const log = logged(dataDir);
      const next = startApp(dataDir);
      await next.ready();
      assert.match(log(), /database system was shut down at/);
      assert.doesNotMatch(log(), /not properly shut down/);
      await kill(next, 'SIGTERM');
    });
  }

  test('after kill -9 of the app the next start keeps what was committed and is the only server', async () => {
    const app = startApp(dataDir);
    await query(await app.ready(), 'create table acknowledged as select 1 as booking');
    const before = postmasterOf(dataDir);
    await kill(app, 'SIGKILL');
    const next = startApp(dataDir); // at once: the old server may still be stopping
    assert.deepEqual(await query(await next.ready(), 'select booking from acknowledged'), [{ booking: 1 }]);
    assert.notEqual(postmasterOf(dataDir), before);
    assert.ok(serversOn(pgdata).includes(postmasterOf(dataDir)));
    assert.ok(!serversOn(pgdata).includes(before));
    await kill(next, 'SIGTERM');
  });

  test('a server that outlived its killed app is stopped by the next start', async () => {
    const folder = openFolder();
    try {
      // Without setpriv, as on macOS, nothing tells the server that its parent is gone.
      const crippled = join(folder, 'bin');
      mkdirSync(crippled);
      writeFileSync(join(crippled, 'setpriv'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
      const data = copyTo(join(folder, 'data'));
      // Nor can it be started in a closed folder then.
      const place = isRoot ? shownTo(serverUser(data) as SystemUser, folder) : {};
      const app = startApp(data, { ...place, env: { PATH: `${crippled}:${process.env.PATH}` } });
      await query(await app.ready(), 'create table kept as select 1 as booking');
      const orphan = postmasterOf(data);
      await kill(app, 'SIGKILL');
      assert.ok(serversOn(join(data, 'postgres')).includes(orphan));
      const next = startApp(data);
      assert.deepEqual(await query(await next.ready(), 'select booking from kept'), [{ booking: 1 }]);
      assert.ok(!serversOn(join(data, 'postgres')).includes(orphan));
      assert.match((await kill(next, 'SIGTERM')).said, new RegExp(`process ${orphan}\\b`));
    } finally {
      for (const pid of serversOn(join(folder, 'data', 'postgres'))) process.kill(pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  });

  test('a second app on the same folder is refused and told the process of the first', async () => {
    const first = startApp(dataDir);
    const ready = await first.ready();
    const second = await startApp(dataDir).ended();
    assert.equal(second.code, 1);
    assert.ok(second.said.includes(`${dataDir} is in use by another Daybook, process ${first.pid}.`), second.said);
    assert.deepEqual(await query(ready, 'select 1 as still'), [{ still: 1 }]);
    await kill(first, 'SIGTERM');
  });

  test('of three apps started at once on one folder exactly one runs', async () => {
    const apps = [startApp(dataDir), startApp(dataDir), startApp(dataDir)];
    const outcomes = await Promise.all(apps.map((app) => app.ready().then(() => 'ready', String)));
    assert.equal(outcomes.filter((outcome) => outcome === 'ready').length, 1, outcomes.join('\n'));
    assert.equal(outcomes.filter((outcome) => outcome.includes('in use by another Daybook')).length, 2);
    await kill(apps[outcomes.indexOf('ready')] as App, 'SIGTERM');
  });

  test('after kill -9 of PostgreSQL a pool works again by itself, twice in a row', async () => {
    const app = startApp(dataDir);
    const ready = await app.ready();
    const pool = new pg.Pool({ ...ready, max: 4 });
    pool.on('error', () => {});
    for (let round = 1; round <= 2; round++) {
      await pool.query('select 1');
      const killed = postmasterOf(dataDir);
      process.kill(killed, 'SIGKILL');
      // A connection of the dead server may answer a while longer; a new one reaches only the next server.
      await until(() =>
        query(ready, 'select 1').then(
          () => postmasterOf(dataDir) !== killed,
          () => false,
        ),
      );
      await until(() =>
        pool.query('select 1').then(
          () => true,
          () => false,
        ),
      );
    }
    await pool.end();
    await kill(app, 'SIGTERM');
  });

  test('a pid file whose process is now another of the same user does not keep the server from starting', async () => {
    const app = startApp(dataDir);
    await app.ready();
    const file = join(pgdata, 'postmaster.pid');
    const [pid, ...rest] = readFileSync(file, 'utf8').split('\n');
    const { uid, gid } = statSync(file);
    const gone = app.ended();
    process.kill(app.pid, 'SIGKILL');
    process.kill(Number(pid), 'SIGKILL');
    await gone;
    await until(() => serversOn(pgdata).length === 0);
    const stranger = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
    await once(stranger, 'spawn');
    writeFileSync(file, [stranger.pid, ...rest].join('\n'));
    const next = startApp(dataDir);
    await next.ready();
    assert.equal(stranger.exitCode, null);
    stranger.kill();
    await kill(next, 'SIGTERM');
  });

  test('a kill while the database is being made leaves nothing that blocks the next start', async () => {
    const data = join(base, 'interrupted');
    const app = startApp(data);
    await until(() => existsSync(data) && readdirSync(data).some((name) => /unfinished/.test(name)));
    await kill(app, 'SIGKILL');
    assert.ok(!existsSync(join(data, 'postgres')));
    const next = startApp(data);
    await next.ready();
    await kill(next, 'SIGTERM');
    // By now an initdb that outlived its app has ended as well.
    const third = startApp(data);
    await third.ready();
    assert.ok(!readdirSync(data).some((name) => /unfinished/.test(name)));
    await kill(third, 'SIGTERM');
  });

  test('a data folder with a path too long for a socket works', async () => {
    const app = startApp(copyTo(join(base, 'l'.repeat(60), 'o'.repeat(60))));
    const ready = await app.ready();
    assert.deepEqual(await query(ready, 'select 1 as here'), [{ here: 1 }]);
    assert.equal(statSync(ready.host).mode & 0o777, 0o700);
    await kill(app, 'SIGTERM');
    rmSync(ready.host, { recursive: true });
  });

  test('a full disk stops the first start and a later one with the folder in the message', async () => {
    for (const [sizeMb, state] of [
      [24, 'new'],
      [120, 'filled'],
    ] as const) {
      const disk = join(base, `disk-${state}`);
      mkdirSync(disk);
      const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=755`, 'tmpfs', disk]).status === 0;
      if (!mounted) {
        // Without the right to mount, at least the message that a full disk leads to.
        const error = explainFailure('x', 'FATAL:  could not write: No space left on device', disk);
        assert.ok(error.message.includes(`the disk that holds ${disk} is full`));
        continue;
      }
      try {
        const data = join(disk, 'data');
        if (state === 'filled') {
          copyTo(data);
          spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=64k']);
        }
        const { code, said } = await startApp(data).ended();
        assert.equal(code, 1);
        assert.ok(said.includes(`the disk that holds ${data} is full`), said);
        assert.ok(!/\n\s+at /.test(said), said);
        if (state === 'filled') {
          rmSync(join(disk, 'filler'));
          const app = startApp(data);
          await app.ready();
          await kill(app, 'SIGTERM');
        }
      } finally {
        await until(() => spawnSync('umount', [disk]).status === 0);
      }
    }
  });
});

/** Only root can choose; anybody else runs it as himself, as all tests above show. */
function whoRunsIt(): void {
  test('started by root in a folder closed to others, it runs as another user and no mode changes', async () => {
    const data = join(base, 'closed', 'data');
    mkdirSync(data, { recursive: true, mode: 0o700 });
    // With the umask of a careful root nothing that is made on the way may be closed to the user.
    const app = startApp(data, { before: ['sh', '-c', 'umask 077; exec "$@"', 'sh'] });
    await app.ready();
    const uid = statSync(`/proc/${postmasterOf(data)}`).uid;
    assert.equal(uid, serverUser(data)?.uid);
    assert.notEqual(uid, 0);
    assert.equal(statSync(base).mode & 0o777, 0o700);
    assert.equal(statSync(data).mode & 0o777, 0o700);
    const seen = readFileSync(`/proc/${postmasterOf(data)}/cmdline`, 'utf8').split('\0')[2] as string;
    assert.ok(!readFileSync('/proc/self/mounts', 'utf8').includes(seen), 'nothing is mounted for anybody else');
    await kill(app, 'SIGTERM');
    assert.ok(!existsSync(dirname(seen)), 'the places to mount at are gone');
  });

  test('started by root in a folder others can reach, it runs as the owner of the folder without mounts', async () => {
    const folder = openFolder();
    try {
      const data = join(folder, 'data');
      mkdirSync(data, { mode: 0o750 });
      chownSync(data, daemon.uid, daemon.gid);
      const app = startApp(data);
      await app.ready();
      const [pid, folderItSees] = readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
      assert.equal(statSync(`/proc/${pid}`).uid, daemon.uid);
      if (canReach(daemon, join(repository, 'src'))) assert.equal(folderItSees, join(data, 'postgres'));
      await kill(app, 'SIGTERM');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('where root may not mount, it says what to do instead', async () => {
    const before = ['setpriv', '--bounding-set=-sys_admin', '--inh-caps=-sys_admin', '--'];
    const { code, said } = await startApp(join(base, 'closed', 'data'), { before }).ended();
    assert.equal(code, 1);
    assert.match(said, /cannot reach .*DATA_DIR=\/var\/lib\/daybook/s);
  });

  test('a user who is not root starts it as himself', async () => {
    const user = serverUser('/') as SystemUser;
    const folder = openFolder();
    try {
      chownSync(folder, user.uid, user.gid);
      const become = ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--'];
      const { before = [], ...place } = shownTo(user, folder);
      const app = startApp(join(folder, 'data'), { ...place, before: [...before, ...become] });
      const ready = await app.ready();
      assert.equal(statSync(`/proc/${postmasterOf(join(folder, 'data'))}`).uid, user.uid);
      assert.deepEqual(await query(ready, 'select 1 as here'), [{ here: 1 }]);
      assert.equal((await kill(app, 'SIGTERM')).code, 0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

if (isRoot) describe('who runs the embedded server', { timeout: 60_000 }, whoRunsIt);
