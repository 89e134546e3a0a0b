import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { statement } from '../../src/db/pool.ts';
import { postmasterOf, startApp, temporaryFolder, until } from '../support/processes.ts';
import { startReceiver } from '../support/receiver.ts';
import { office, testDaybook, wish } from '../support/server.ts';

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Runs the command line as an operator does, in a process of its own. */
function admin(args: string[], settings: Record<string, string> = {}) {
  return new Promise<{ code: number; out: string; error: string }>((resolve) => {
    const env = { PATH: process.env.PATH, DATA_DIR: '/nonexistent', ...settings };
    execFile(process.execPath, [program, ...args], { env }, (failure, out, error) =>
      resolve({ code: failure === null ? 0 : Number(failure.code), out, error }),
    );
  });
}

/** A server with three webhooks, one that takes all, one that fails and one that is paused, and a booking that they were told of. */
async function stage() {
  const server = await testDaybook({ WEBHOOK_ALLOW_HOSTS: '127.0.0.1' }, Date.now());
  const { key, accountId, calendar } = await office(server.db, { now: server.clock.now - 86_400_000 });
  const [well, ill, held] = await Promise.all([startReceiver(), startReceiver({ otherwise: 500 }), startReceiver()]);
  after(() => Promise.all([well.close(), ill.close(), held.close()]));
  const ids: Record<string, string> = {};
  for (const [name, { url }] of Object.entries({ well, 'ill \u001b[31m': ill, held })) {
    const body = { name, url: `${url}?token=secret`, events: ['booking'] };
    ids[name.split(' ')[0]!] = (await server.post('/v2/webhooks', body, key)).body.id;
  }
  const pause = statement('update webhook_endpoints set paused_time = $3 where account_id = $1 and webhook_id = $2');
  await server.db.system((tx) => tx.run(pause, [accountId, ids.held, new Date(server.clock.now - 7_500_000)]));
  const slots = `/v2/booking-calendars/${calendar}/time-slots?start_time=${new Date(Date.now() + 3 * 86_400_000).toISOString()}`;
  const [slot] = (await server.get(slots, key)).body;
  await server.post(`/v2/booking-calendars/${calendar}/schedule`, wish(slot.start_time), key);
  const attempts = statement<{ count: number }>('select count(*) from attempts');
  await until('two attempts', async () => (await server.db.system((tx) => tx.one(attempts)))!.count === 2);
  const park = statement('update webhook_endpoints set parked_since = $3 where account_id = $1 and webhook_id = $2');
  await server.db.system((tx) => tx.run(park, [accountId, ids.ill, new Date(server.clock.now)]));
  return { server, accountId, ids, settings: { DATABASE_URL: server.databaseUrl }, host: ill.host };
}

test('the backlog tells of each webhook that does not do well, in words', async () => {
  const { accountId, ids, settings, host } = await stage();
  const { code, out, error } = await admin(['admin', 'deliveries'], settings);
  assert.equal(code, 0, error);
  assert.equal(error, '');
  const lines = out.trimEnd().split('\n');
  assert.deepEqual(lines.slice(0, 4), [
    'The 3 webhooks are owed 2 deliveries:',
    '  1 parked until their webhook answers',
    '  1 kept for paused webhooks',
    '',
  ]);
  assert.match(lines[4]!, /^WEBHOOK +STATE +OWED +DUE +OLDEST +LAST ATTEMPT$/);
  assert.equal(lines.length, 9, 'the one that does well is left out');
  const of = (id: string | undefined) => lines.findIndex((line) => line.startsWith(id!));
  assert.match(lines[of(ids.ill)]!, /failing for \d+ s \(1×\) +1 +0 +\d+ s +500, \d+ s ago$/);
  assert.equal(lines[of(ids.ill) + 1], `  ill \ufffd[31m at ${host}, of Office (${accountId})`);
  assert.match(lines[of(ids.held)]!, /paused for 2 h 5 min +1 +0 +\d+ s$/);
  assert.doesNotMatch(out, /secret/, 'what follows a host is often a secret');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is what is tested
  assert.doesNotMatch(out, /\u001b/, 'no name steers the terminal');
  const all = await admin(['deliveries', '--all'], settings);
  assert.match(all.out, new RegExp(`${ids.well} +active +0 +0`));
});

test('the backlog can be read by a program, of one account or of all', async () => {
  const { accountId, ids, settings } = await stage();
  const { code, out } = await admin(['deliveries', '--json'], settings);
  assert.equal(code, 0);
  const { owed, webhooks, overdue_seconds } = JSON.parse(out);
  const counts = Object.entries(owed as Record<string, { count: number }>).map(([state, { count }]) => [state, count]);
  assert.deepEqual(Object.fromEntries(counts), { due: 0, waiting: 0, parked: 1, draining: 0, paused: 1 });
  assert.equal(overdue_seconds, 0);
  const ill = webhooks.find((each: { webhook: string }) => each.webhook === ids.ill);
  assert.equal(ill.state, 'failing');
  assert.equal(ill.account, accountId);
  assert.deepEqual(ill.owed, { due: 0, waiting: 0, parked: 1, draining: 0, paused: 0 });
  assert.equal(ill.last_attempt.status, 500);
  assert.equal(ill.failures, 1);
  assert.ok(Date.parse(ill.oldest_time) <= Date.now());
  const none = await admin(['deliveries', '--json', '--account', 'ACC-NONE'], settings);
  assert.deepEqual(JSON.parse(none.out).webhooks, []);
  assert.equal((await admin(['deliveries', '--account', 'ACC-NONE'], settings)).out, 'There are no webhooks.\n');
});

test('a command asks the database of the Daybook that runs on the data folder', async () => {
  const folder = temporaryFolder();
  const idle = await admin(['deliveries'], { DATA_DIR: folder });
  assert.equal(idle.code, 1);
  assert.match(idle.error, /^No Daybook is running on .* Start it, or set DATA_DIR or DATABASE_URL/);
  const app = await startApp({ DATA_DIR: folder });
  const { code, out, error } = await admin(['deliveries'], { DATA_DIR: folder });
  assert.equal(code, 0, error);
  assert.equal(out, 'There are no webhooks.\n');
  assert.ok(postmasterOf(folder) > 0, 'it goes on running');
  assert.equal(await app.end('SIGTERM'), 0, app.said());
});

test('a database of another version is not read', async () => {
  const { server, settings } = await stage();
  await server.db.system((tx) => tx.run(statement(`delete from migrations where name like '0001-%'`)));
  const { code, error } = await admin(['deliveries'], settings);
  assert.equal(code, 1);
  assert.match(error, /^The database is of another version of Daybook/);
});

test('without a command, or with a wrong one, it says what there is and starts nothing', async () => {
  for (const args of [['admin'], ['help'], ['deliveries', '--help']]) {
    const { code, out } = await admin(args);
    assert.equal(code, 0);
    assert.match(out, /^Usage: /);
  }
  for (const args of [['delivery'], ['admin', 'delivery'], ['deliveries', 'ACC-1'], ['deliveries', '--jason']]) {
    const { code, out, error } = await admin(args);
    assert.equal(code, 2, args.join(' '));
    assert.equal(out, '');
    assert.match(error, /Usage: /);
  }
});

test('an operator makes a link by which somebody sets a new password, where no mail leaves the server', async () => {
  const server = await testDaybook({}, Date.now());
  const { accountId } = await office(server.db, { now: server.clock.now });
  await office(server.db, { name: 'Other', now: server.clock.now });
  const settings = { DATABASE_URL: server.databaseUrl, BASE_URL: 'https://daybook.example.com' };
  const made = await admin(['admin', 'password-link', '--email', 'Andrea@office.example'], settings);
  const token = /^https:\/\/daybook\.example\.com\/console\/new-password\?token=([\w-]{43})$/m.exec(made.out)?.[1];
  assert.ok(token, made.out + made.error);
  const password = 'Fahrradklingel am Deich';
  assert.equal((await server.post('/v2/password', { token, password })).status, 201);
  assert.equal(
    (await server.post('/v2/session', { email: 'andrea@office.example', password })).body.account.id,
    accountId,
  );
  const refused = async (...more: string[]) => (await admin(['admin', 'password-link', ...more], settings)).code;
  assert.equal(await refused('--email', 'nobody@office.example'), 2);
  assert.equal(await refused(), 2);
  assert.equal(await refused('--email', 'andrea@office.example', '--account', 'ACC-0000000000'), 2);
});
