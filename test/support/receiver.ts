import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkEventAgainstDocument } from './document.ts';

/** One request as it came in. */
export interface Received {
  method: string;
  path: string;
  /** Names in lower case. */
  headers: IncomingHttpHeaders;
  /** Names and values as they were on the wire, in turn. */
  rawHeaders: string[];
  body: Buffer;
}

/** What to answer: a status, all of an answer, or code that writes it (now, later, or never). */
export type Answer =
  | number
  | { status: number; headers?: Record<string, string>; body?: string }
  | ((request: Received, response: ServerResponse) => void);

/** A real HTTP server on the loopback that stands for somebody's webhook endpoint. Every signed event is held against the OpenAPI document. */
export interface Receiver {
  url: string;
  /** `127.0.0.1:<port>`, as WEBHOOK_ALLOW_HOSTS takes it. */
  host: string;
  /** Everything that came in, oldest first. */
  received: readonly Received[];
  /** Connections that were opened to it, also those without a request. */
  connections(): number;
  /** The oldest request not yet handed out; waits for it, and fails after 10 s. */
  next(): Promise<Received>;
  /** Answers of the next requests, in turn; after them it is 200 again. */
  answerWith(...answers: Answer[]): void;
  /** Ends it and every connection to it. */
  close(): Promise<void>;
}

/** Starts a receiver on a free port, or on a given one. */
export async function startReceiver(options: { port?: number; otherwise?: Answer } = {}): Promise<Receiver> {
  const received: Received[] = [];
  const answers: Answer[] = [];
  const waiting: ((request: Received) => void)[] = [];
  let handedOut = 0;
  let connections = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return;
    }
    const { method = '', url = '', headers, rawHeaders } = request;
    const got = { method, path: url, headers, rawHeaders, body: Buffer.concat(chunks) };
    received.push(got);
    // Thrown where nobody catches it, it fails the test that is running.
    if (headers['oncehub-signature'] !== undefined) checkEventAgainstDocument(got.body);
    reply(answers.shift() ?? options.otherwise ?? 200, got, response);
    const waiter = waiting.shift();
    if (waiter === undefined) return;
    handedOut++;
    waiter(got);
  });
  server.on('connection', () => connections++);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    host: `127.0.0.1:${port}`,
    received,
    connections: () => connections,
    next() {
      const ready = received[handedOut];
      if (ready !== undefined) {
        handedOut++;
        return Promise.resolve(ready);
      }
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`Request ${received.length + 1} never came`)), 10_000);
        waiting.push((request) => {
          clearTimeout(timer);
          resolve(request);
        });
      });
    },
    answerWith: (...more) => void answers.push(...more),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function reply(answer: Answer, request: Received, response: ServerResponse): void {
  if (typeof answer === 'function') {
    answer(request, response);
    return;
  }
  const { status, headers = {}, body = '' } = typeof answer === 'number' ? { status: answer } : answer;
  response.writeHead(status, headers).end(body);
}
