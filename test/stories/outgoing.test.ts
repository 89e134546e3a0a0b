import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { after, test } from 'node:test';
import { statement } from '../../src/db/pool.ts';
import { startNameServer } from '../support/name-server.ts';
import { until } from '../support/processes.ts';
import { startReceiver } from '../support/receiver.ts';
import { office, testDaybook, wish } from '../support/server.ts';
import { watchConnections } from '../support/watch-connections.ts';

type Verdict = 'refused' | 'inside' | 'unknown' | 'public' | 'trusted';

interface Line {
  verdict: Verdict;
  url: string;
  /** What the name server says of the URL's host. */
  addresses: string[];
}

/** Listens on every address of this machine; whoever connects to it got past the guard. */
const inside = createServer((socket) => socket.destroy());
let insideConnections = 0;
inside.on('connection', () => insideConnections++);
inside.listen(0, '::');
await once(inside, 'listening');
const { port } = inside.address() as AddressInfo;
const nameServer = await startNameServer();
const trusted = await startReceiver();
const corpus = readCorpus({ port: String(port), trusted: trusted.host.split(':')[1]! });
for (const { url, addresses } of corpus) if (addresses.length > 0) nameServer.knows(new URL(url).hostname, addresses);

const server = await testDaybook({
  WEBHOOK_ALLOW_HOSTS: trusted.host,
  WEBHOOK_PORTS: `443,8443,${port}`,
  WEBHOOK_BLOCK_NETWORKS: '93.184.217.0/24,2a00:1450:4001::/48',
  WEBHOOK_NAME_SERVERS: nameServer.address,
});
const home = await office(server.db);
const watch = watchConnections();

after(async () => {
  watch.stop();
  inside.close();
  await Promise.all([nameServer.close(), trusted.close()]);
});

function readCorpus(ports: Record<string, string>): Line[] {
  let verdict: Verdict = 'refused';
  const lines: Line[] = [];
  for (const line of readFileSync('test/stories/outgoing-urls.txt', 'utf8').split('\n')) {
    if (line.startsWith('## ')) verdict = line.slice(3).split(':')[0] as Verdict;
    if (line === '' || line.startsWith('#')) continue;
    const text = line.replaceAll(/\{(\w+)\}/g, (_, name: string) => ports[name]!);
    const [url = '', ...addresses] = verdict === 'inside' ? text.split(' ') : [text];
    lines.push({ verdict, url: text.startsWith('"') ? JSON.parse(text) : url, addresses });
  }
  return lines;
}

/** Connections that Daybook opened, or tried to; those to Daybook itself are the test's own. */
function opened(): string[] {
  const own = new URL(server.url).host;
  return watch.seen().filter((target) => target !== own);
}

function assertNothingOpened(): void {
  assert.deepEqual(opened(), []);
  assert.equal(insideConnections, 0);
}

test('the corpus has hundreds of URLs, most of which must not be reached', () => {
  assert.ok(corpus.length >= 500, String(corpus.length));
  assert.equal(new Set(corpus.map(({ url }) => url)).size, corpus.length);
  for (const verdict of ['refused', 'inside', 'unknown', 'public', 'trusted'])
    assert.ok(
      corpus.some((line) => line.verdict === verdict),
      verdict,
    );
});

test('a webhook to a URL that must not be reached cannot be made, in v2 nor in v1, and one to any other can', async () => {
  for (const version of ['v2', 'v1']) {
    for (const [index, { url, verdict }] of corpus.entries()) {
      // The versions share the check, so some URLs show that v1 has it.
      if (version === 'v1' && index % 10 !== 0) continue;
      const body = { name: `${version} ${index}`, url, events: ['booking.canceled'] };
      const reply = await server.post(`/${version}/webhooks`, body, home.key);
      const what = `${JSON.stringify(url)}: ${reply.text}`;
      if (verdict !== 'refused') {
        assert.equal(reply.status, 200, what);
        continue;
      }
      assert.equal(reply.status, 400, what);
      assert.match(reply.text, /Invalid URL/, what);
    }
  }
  assertNothingOpened();
});

test('a webhook cannot be turned to a URL that must not be reached, and can to any other', async () => {
  const made = await server.post(
    '/v2/webhooks',
    { name: 'Turned', url: trusted.url, events: ['booking.canceled'] },
    home.key,
  );
  const route = `/v2/webhooks/${made.body.id}`;
  let url = trusted.url;
  for (const line of corpus) {
    const reply = await server.patch(route, { url: line.url }, home.key);
    assert.equal(reply.status, line.verdict === 'refused' ? 400 : 200, `${JSON.stringify(line.url)}: ${reply.text}`);
    if (reply.status === 200) url = line.url;
    else assert.match(reply.text, /Invalid URL/);
  }
  assert.equal((await server.get(route, home.key)).body.url, url);
  assertNothingOpened();
});

const subscribe = statement(
  `with made as (
     insert into webhooks (account_id, id, name, url, events, api_version, secret, creation_time, last_updated_time)
     select w.account_id, 'WHK-URL' || u.index, u.url, u.url, '{booking.scheduled}', 'v2', w.secret, w.creation_time, w.creation_time
     from webhooks w, unnest($2::text[]) with ordinality as u (url, index)
     where w.account_id = $1 and w.name = 'Model'
     returning account_id, id
   )
   insert into webhook_endpoints (account_id, webhook_id) select account_id, id from made`,
);

interface AttemptRow {
  url: string;
  outcome: string;
  error: string | null;
  number: number;
}

const attempts = statement<AttemptRow>(
  `select w.url, a.outcome, a.error, a.number from attempts a join webhooks w on w.account_id = a.account_id and w.id = a.webhook_id
   where a.account_id = $1`,
);

async function attemptsOf(count: number): Promise<AttemptRow[]> {
  return until(`${count} attempts`, async () => {
    const rows = await server.db.read(home.accountId, (tx) => tx.rows(attempts, [home.accountId]));
    return rows.length >= count && rows;
  });
}

test('a delivery to a URL that must not be reached opens no connection, however it came into the database', async () => {
  const body = { name: 'Model', url: trusted.url, events: ['booking.no_show'] };
  assert.equal((await server.post('/v2/webhooks', body, home.key)).status, 200);
  // Those to public addresses would leave this machine. PostgreSQL holds no NUL.
  const tried = corpus.filter(({ verdict, url }) => verdict !== 'public' && !url.includes('\0'));
  await server.db.system((tx) => tx.run(subscribe, [home.accountId, tried.map(({ url }) => url)]));
  const booked = await server.post(
    `/v2/booking-calendars/${home.calendar}/schedule`,
    wish('2026-11-25T15:00:00Z'),
    home.key,
  );
  assert.equal(booked.status, 200, booked.text);
  const made = new Map((await attemptsOf(tried.length)).map((row) => [row.url, row]));
  const outcomes: Record<string, string> = { refused: 'blocked', inside: 'blocked', unknown: 'dns', trusted: 'ok' };
  for (const { url, verdict, addresses } of tried) {
    const { outcome, error } = made.get(url)!;
    assert.equal(outcome, outcomes[verdict], `${JSON.stringify(url)}: ${error}`);
    // An answer that told the addresses would make us a guide to our own network.
    const said = String(error).replace(URL.canParse(url) ? new URL(url).hostname : '', '');
    for (const address of addresses) assert.ok(!said.includes(address), said);
  }
  assert.equal(insideConnections, 0);
  const welcome = tried.filter(({ verdict }) => verdict === 'trusted').length;
  assert.deepEqual(opened(), Array(opened().length).fill(trusted.host));
  assert.ok(opened().length >= welcome, 'the watch sees the connections that are meant to be');
  assert.equal(trusted.received.length, welcome);
});

test('a test of a webhook opens no connection to where it must not, and tells nothing of what is there', async () => {
  const tried = corpus.filter(({ verdict, url }) => verdict !== 'public' && !url.includes('\0'));
  const before = trusted.received.length;
  for (const [index, { url, verdict, addresses }] of tried.entries()) {
    const { body } = await server.post(`/v2/webhooks/WHK-URL${index + 1}/test`, undefined, home.key);
    const outcomes: Record<string, string> = { refused: 'blocked', inside: 'blocked', unknown: 'dns', trusted: 'ok' };
    assert.equal(body.outcome, outcomes[verdict], `${JSON.stringify(url)}: ${body.error}`);
    const said = `${body.summary} ${body.error}`.replace(URL.canParse(url) ? new URL(url).hostname : '', '');
    for (const address of addresses) assert.ok(!said.includes(address), said);
  }
  assert.equal(insideConnections, 0);
  assert.deepEqual(opened(), Array(opened().length).fill(trusted.host));
  assert.equal(trusted.received.length - before, tried.filter(({ verdict }) => verdict === 'trusted').length);
});

test('a name is asked for at each attempt, and what it says then is what counts', async () => {
  const name = 'rebinding.hostile.example';
  nameServer.knows(name, ['10.0.0.1'], ['127.0.0.1'], ['93.184.217.9', '::1']);
  const before = opened().length;
  const url = `https://${name}:${port}/`;
  const made = await server.post('/v2/webhooks', { name, url, events: ['booking.scheduled'] }, home.key);
  assert.equal(made.status, 200);
  assert.equal(nameServer.asked.get(name), undefined, 'what a name says while the webhook is made proves nothing');
  const cancel = statement(`update webhooks set deleted_time = now() where account_id = $1 and id like 'WHK-URL%'`);
  await server.db.system((tx) => tx.run(cancel, [home.accountId]));
  await server.post(`/v2/booking-calendars/${home.calendar}/schedule`, wish('2026-11-25T16:00:00Z'), home.key);
  const tries = async (count: number) =>
    until(`attempt ${count}`, async () => {
      const rows = await server.db.read(home.accountId, (tx) => tx.rows(attempts, [home.accountId]));
      const ours = rows.filter((row) => row.url === url);
      return ours.length === count && ours;
    });
  for (const [index, waitMs] of [0, 5_000, 30_000].entries()) {
    server.clock.now += waitMs;
    const rows = await tries(index + 1);
    assert.ok(rows.every(({ outcome }) => outcome === 'blocked'));
    assert.equal(nameServer.asked.get(name), index + 1);
  }
  assert.equal(opened().length, before);
  assert.equal(insideConnections, 0);
});
