import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { canReach, may } from './unprivileged.ts';

const base = mkdtempSync(join(tmpdir(), 'daybook-reach-'));
after(() => rmSync(base, { recursive: true }));
const stranger = { name: 'stranger', uid: 4242, gid: 4242 };
const owner = { name: 'owner', uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

test('a stranger reaches a path only if every folder above lets others pass', () => {
  const folder = join(base, 'a', 'b');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  assert.equal(canReach(stranger, folder), false); // mkdtemp made the folder above for its owner alone
  assert.equal(canReach(owner, folder), true);
  chmodSync(base, 0o711);
  assert.equal(canReach(stranger, folder), true);
  chmodSync(join(base, 'a'), 0o750);
  assert.equal(canReach(stranger, folder), false);
});

test('the most specific of owner, group and others decides', () => {
  const folder = join(base, 'mode');
  mkdirSync(folder);
  chmodSync(folder, 0o077); // odd, but what the system would do
  assert.equal(may(owner, folder, 0o4), false);
  assert.equal(may({ ...stranger, gid: owner.gid }, folder, 0o4), true);
  assert.equal(may(stranger, folder, 0o4), true);
  chmodSync(folder, 0o700); // or its owner could not remove it
});
