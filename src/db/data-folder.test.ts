import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { takeDataFolder } from './data-folder.ts';
import { EmbeddedServerError } from './embedded-error.ts';

const base = mkdtempSync(join(tmpdir(), 'daybook-folder-'));
after(() => rmSync(base, { recursive: true }));

test('a taken folder says who has it, and can be taken again once it is released', () => {
  const folder = join(base, 'data');
  const taken = takeDataFolder(folder);
  assert.equal(readFileSync(join(folder, 'daybook.pid'), 'utf8'), `${process.pid}\n`);
  assert.throws(
    () => takeDataFolder(folder),
    (error) =>
      error instanceof EmbeddedServerError &&
      error.message.includes(`in use by another Daybook, process ${process.pid}.`),
  );
  taken.release();
  takeDataFolder(folder).release();
});

test('a pid file left by a killed process is no obstacle', () => {
  const folder = join(base, 'left');
  takeDataFolder(folder).release();
  // The number is this process's own, as after a restart in a container, where numbers come again.
  const taken = takeDataFolder(folder);
  assert.equal(readFileSync(join(folder, 'daybook.pid'), 'utf8'), `${process.pid}\n`);
  taken.release();
});

test('a folder that cannot be made is named', () => {
  assert.throws(
    () => takeDataFolder('/dev/null/data'),
    (error) => error instanceof EmbeddedServerError && error.message.includes('/dev/null/data'),
  );
});
