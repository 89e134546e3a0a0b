import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { loadSealKey, sealWith } from './seal.ts';

const folders: string[] = [];
after(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'daybook-seal-'));
  folders.push(made);
  return made;
}

test('a sealed secret opens with its key, and never looks the same twice', () => {
  const { seal, open } = sealWith(randomBytes(32));
  const first = seal('d7686b8c83f04913929079aeae40189e');
  assert.equal(open(first), 'd7686b8c83f04913929079aeae40189e');
  assert.notDeepEqual(first, seal('d7686b8c83f04913929079aeae40189e'));
  assert.ok(!first.includes('d7686b8c'));
});

test('a sealed secret that was changed, or sealed with another key, does not open', () => {
  const { seal, open } = sealWith(randomBytes(32));
  const sealed = seal('secret');
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    assert.throws(() => open(changed));
  }
  assert.throws(() => sealWith(randomBytes(32)).open(sealed));
  assert.throws(() => open(Buffer.alloc(0)));
});

test('the first start makes a key that only its owner can read, and later starts find it', async () => {
  const dataDir = join(await folder(), 'data');
  const keys = await Promise.all([1, 2, 3, 4].map(() => loadSealKey(dataDir)));
  for (const key of keys) assert.deepEqual(key, keys[0]);
  assert.deepEqual(await loadSealKey(dataDir), keys[0]);
  assert.equal((await stat(join(dataDir, 'secret.key'))).mode & 0o777, 0o600);
  assert.deepEqual(await readdir(dataDir), ['secret.key']);
});

test('a configured key may be base64 or hex, and wins over the file', async () => {
  const key = randomBytes(32);
  const dataDir = await folder();
  for (const text of [key.toString('base64'), key.toString('base64url'), key.toString('hex')]) {
    assert.deepEqual(await loadSealKey(dataDir, text), key);
  }
  assert.deepEqual(await readdir(dataDir), []);
});

test('what is no key of 32 bytes stops the start', async () => {
  const dataDir = await folder();
  await assert.rejects(loadSealKey(dataDir, 'short'), /32 bytes/);
  await writeFile(join(dataDir, 'secret.key'), '');
  await assert.rejects(loadSealKey(dataDir), /secret\.key has to be 32 bytes/);
});
