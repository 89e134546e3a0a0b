import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainFailure } from './embedded-error.ts';

const explain = (text: string) => explainFailure('PostgreSQL does not start', text, '/srv/data').message;

test('a full disk is named with its folder, whoever noticed it', () => {
  for (const text of [
    '2026-11-24 06:42:08.434 UTC [9645] FATAL:  could not write lock file "postmaster.pid": No space left on device',
    'initdb: error: could not write file "/srv/data/postgres/base/1": No space left on device\ninitdb ended with 1',
    "ENOSPC: no space left on device, write '/srv/data/daybook.pid'",
  ]) {
    assert.match(explain(text), /the disk that holds \/srv\/data is full/);
  }
});

test('the gravest line of the log is quoted, without its time and without what follows', () => {
  const said = explain(
    [
      '2026-11-24 06:42:08.434 UTC [9645] LOG:  starting PostgreSQL 18.4',
      '2026-11-24 06:42:08.434 UTC [9645] FATAL:  configuration file "postgresql.conf" contains errors',
      '2026-11-24 06:42:08.434 UTC [9645] LOG:  database system is shut down',
    ].join('\n'),
  );
  assert.equal(said, 'PostgreSQL does not start: FATAL:  configuration file "postgresql.conf" contains errors');
});

test('a folder of another user is named with what to do', () => {
  assert.match(explain("EACCES: permission denied, open '/srv/data/daybook.pid'"), /\/srv\/data.*chown -R/);
});

test('an empty log still makes a sentence', () => {
  assert.equal(explain(''), 'PostgreSQL does not start: it said nothing');
});
