import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { allowHosts } from '../../src/http/address-guard.ts';
import { type Exchange, type Outgoing, openOutgoing } from '../../src/http/outgoing.ts';

const outgoing: Outgoing = openOutgoing({ allowed: allowHosts(['127.0.0.1']), connectionsPerPool: 1 });
after(() => outgoing.close());

/** A server that speaks as it likes, below HTTP, once it has been asked. */
async function hostile(speak: (socket: Socket) => void) {
  let sentBytes = 0;
  const gone: Promise<void>[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => speak(socket));
    gone.push(
      new Promise((resolve) => {
        socket.on('close', () => {
          sentBytes += socket.bytesWritten;
          resolve();
        });
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    sentBytes: () => sentBytes,
    /** Ends when Daybook has left. */
    async close() {
      await Promise.all(gone);
      server.close();
    },
  };
}

function post(url: string, timeLimitMs: number): Promise<Exchange> {
  const request = { poolKey: url, url, headers: {}, body: '{}', timeLimitMs, bodyLimitBytes: 16_384 };
  return outgoing.post(request);
}

/** Sends `head`, and then `flood` again and again for as long as somebody reads. */
function pouring(head: string, flood: string) {
  return (socket: Socket) => {
    const pour = () => {
      while (!socket.destroyed && socket.write(flood));
    };
    socket.write(head);
    socket.on('drain', pour);
    pour();
  };
}

/** Sends `head`, and then a byte of `drip` every few milliseconds. */
function dripping(head: string, drip: string) {
  return (socket: Socket) => {
    socket.write(head);
    const timer = setInterval(() => socket.write(drip), 10);
    socket.on('close', () => clearInterval(timer));
  };
}

const chunked = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
const header = 'X-Header: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n';

/** What pours without end, and what becomes of it: the answer has been given once its head is complete. */
const floods: Record<string, [head: string, flood: string, outcome: Exchange['outcome']]> = {
  'interim answers': ['', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(100), 'protocol'],
  'answers that it goes on': ['', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(100), 'protocol'],
  'leave to continue': ['', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100), 'connection'],
  'another protocol': [
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: a\r\nConnection: upgrade\r\n\r\n',
    'a'.repeat(9999),
    'connection',
  ],
  headers: ['HTTP/1.1 200 OK\r\n', header.repeat(100), 'protocol'],
  'one header': ['HTTP/1.1 200 OK\r\nX-Header: ', 'a'.repeat(9999), 'protocol'],
  'the name of a header': ['HTTP/1.1 200 OK\r\n', 'a'.repeat(9999), 'protocol'],
  'the words after the status': ['HTTP/1.1 200 ', 'a'.repeat(9999), 'protocol'],
  'blank lines': ['', '\r\n'.repeat(9999), 'protocol'],
  noise: ['', 'aaaa '.repeat(9999), 'protocol'],
  body: ['HTTP/1.1 200 OK\r\n\r\n', 'a'.repeat(9999), 'ok'],
  'body of a failure': ['HTTP/1.1 500 No\r\n\r\n', 'a'.repeat(9999), 'status'],
  chunks: [chunked, `270f\r\n${'a'.repeat(9999)}\r\n`, 'ok'],
  'the size of a chunk': [chunked, '0'.repeat(9999), 'ok'],
  'the extension of a chunk': [`${chunked}1;`, 'a'.repeat(9999), 'ok'],
  'extensions of chunks': [chunked, `1;${'a'.repeat(9999)}\r\na\r\n`, 'ok'],
  trailers: [`${chunked}0\r\n`, header.repeat(100), 'ok'],
};

for (const [what, [head, flood, outcome]] of Object.entries(floods)) {
  test(`an answer with endless ${what} is given up within a few megabytes`, async () => {
    const server = await hostile(pouring(head, flood));
    // Far more than it takes: that the flood is ended by its bytes, not by the time, is what is tested.
    const exchange = await post(server.url, 30_000);
    await server.close();
    assert.equal(exchange.outcome, outcome, String(exchange.error));
    assert.doesNotMatch(exchange.error ?? '', /within 30000 ms/);
    assert.ok((exchange.body?.length ?? 0) <= 16_384);
    // What the operating system had taken on both sides is counted as sent.
    assert.ok(server.sentBytes() < 16_000_000, `${server.sentBytes()} bytes`);
  });
}

const drips: Record<string, [head: string, drip: string, outcome: Exchange['outcome']]> = {
  nothing: ['', '', 'timeout'],
  'its status': ['HTTP/1.1 200 ', 'a', 'timeout'],
  'its headers': ['HTTP/1.1 200 OK\r\n', 'X: a\r\n', 'timeout'],
  'interim answers': ['', 'HTTP/1.1 102 Processing\r\n\r\n', 'timeout'],
  'blank lines': ['', '\r\n', 'timeout'],
  'its body': ['HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n', 'a', 'ok'],
  'its chunks': [chunked, '1\r\na\r\n', 'ok'],
  'its trailers': [`${chunked}0\r\n`, 'X: a\r\n', 'ok'],
};

for (const [what, [head, drip, outcome]] of Object.entries(drips)) {
  test(`an answer that drips ${what} is waited for until the time is up, and no longer`, async () => {
    const server = await hostile(dripping(head, drip));
    // Long enough for the head of the answer to come, on a machine that is busy.
    const exchange = await post(server.url, 600);
    await server.close();
    assert.equal(exchange.outcome, outcome);
    assert.match(exchange.error!, /within 600 ms/);
    assert.ok(exchange.durationMs < 3000, `${exchange.durationMs} ms`);
  });
}

/** Complete answers that say one thing and do another. */
const lies: Record<string, [answer: string | Buffer, outcome: Exchange['outcome'], body?: string]> = {
  'less than its length': ['HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort', 'ok', 'short'],
  'more than its length': ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 No\r\n\r\n', 'ok', 'ok'],
  'two lengths': ['HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!', 'protocol'],
  'a negative length': ['HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nok', 'protocol'],
  'a length beyond counting': [`HTTP/1.1 200 OK\r\nContent-Length: ${'9'.repeat(40)}\r\n\r\nok`, 'protocol'],
  'a length and chunks': [
    'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    'protocol',
  ],
  'a chunk of no size': [`${chunked}zz\r\nok\r\n`, 'ok', ''],
  'a chunk beyond counting': [`${chunked}${'f'.repeat(40)}\r\nok`, 'ok', ''],
  'a length but no body': ['HTTP/1.1 204 No Content\r\nContent-Length: 1000\r\n\r\n', 'ok', ''],
  'a status of two digits': ['HTTP/1.1 20 OK\r\n\r\n', 'protocol'],
  'HTTP of another time': ['HTTP/9.9 200 OK\r\n\r\n', 'protocol'],
  'the greeting of another service': ['220 mail.example.com ESMTP\r\n', 'protocol'],
  nothing: ['', 'connection'],
};

for (const [what, [answer, outcome, body]] of Object.entries(lies)) {
  test(`an answer with ${what} is an outcome like others`, async () => {
    const server = await hostile((socket) => socket.end(answer));
    const exchange = await post(server.url, 5000);
    await server.close();
    assert.equal(exchange.outcome, outcome, String(exchange.error));
    assert.equal(exchange.body?.toString(), body);
  });
}

test('an answer that unpacks to gigabytes is kept as it came', async () => {
  const bomb = gzipSync(Buffer.alloc(10_000_000));
  const head = `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bomb.length}\r\n\r\n`;
  const server = await hostile((socket) => socket.end(Buffer.concat([Buffer.from(head), bomb])));
  const exchange = await post(server.url, 5000);
  await server.close();
  assert.equal(exchange.outcome, 'ok');
  assert.deepEqual(exchange.body, bomb.subarray(0, 16_384));
});

for (const status of [300, 301, 302, 303, 307, 308]) {
  test(`a ${status} is not followed, to itself or elsewhere`, async () => {
    let requests = 0;
    const server = await hostile((socket) => {
      requests++;
      socket.end(
        `HTTP/1.1 ${status} Elsewhere\r\nLocation: /again\r\nRefresh: 0; url=/again\r\nContent-Length: 0\r\n\r\n`,
      );
    });
    const exchange = await post(server.url, 5000);
    await server.close();
    assert.equal(exchange.outcome, 'status');
    assert.equal(exchange.status, status);
    assert.equal(requests, 1);
  });
}

test('an answer that is long and honest is a success, and so is the next one', async () => {
  const server = await hostile((socket) => {
    socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n${'a'.repeat(3_000_000)}`);
  });
  for (let i = 0; i < 3; i++) {
    const exchange = await post(server.url, 5000);
    assert.equal(exchange.outcome, 'ok');
    assert.equal(exchange.body?.length, 16_384);
    assert.equal(exchange.error, undefined);
  }
  await server.close();
});

test('a connection that is kept may carry any number of answers', async () => {
  let sockets = 0;
  const body = 'a'.repeat(10_000);
  const server = createServer((socket) => {
    sockets++;
    socket.on('error', () => {});
    socket.on('data', (data) => {
      if (data.includes('POST')) socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  // Two megabytes: more than one answer may have.
  for (let i = 0; i < 200; i++) assert.equal((await post(url, 5000)).error, undefined);
  assert.ok(sockets < 5, `${sockets} connections`);
});
