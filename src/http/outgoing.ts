import type { Socket } from 'node:net';
import { type buildConnector, Client, errors } from 'undici';
import { acceptableUrl } from './address-guard.ts';
import { ReplyTooLong } from './cap-replies.ts';
import { BlockedAddress, blocked, type GuardOptions, guardedConnector } from './guarded-connector.ts';
import { UnknownName } from './name-lookup.ts';

/** What became of a request to a remote system; `ok` is any 2xx, `status` any other status. */
export type Outcome =
  | 'ok'
  | 'status'
  | 'timeout'
  | 'dns'
  | 'connection'
  | 'tls'
  | 'protocol'
  | 'blocked'
  | 'interrupted';

/** How long the steps of an exchange took, in milliseconds. Null: it did not come to that, or a connection was open already. */
export interface Phases {
  dns_ms: number | null;
  connect_ms: number | null;
  tls_ms: number | null;
  /** From the connection being there to the first byte of the answer. */
  first_byte_ms: number | null;
  total_ms: number;
}

/** One request and what came back of it. */
export interface Exchange {
  outcome: Outcome;
  /** Undefined if no answer came. */
  status?: number;
  headers?: Record<string, string | string[]>;
  /** The first bytes of the answer's body, up to the limit. */
  body?: Buffer;
  /** What went wrong, for people. With `ok` and `status`: why the body is cut. */
  error?: string;
  durationMs: number;
  phases: Phases;
}

export interface PostRequest {
  /** Connections go from one request to the next with the same key and origin, and to no others. */
  poolKey: string;
  url: string;
  headers: Record<string, string>;
  body: string;
  /** For everything from the look-up of the name to the last byte of the answer's body. */
  timeLimitMs: number;
  /** No more of the answer's body is read. */
  bodyLimitBytes: number;
  signal?: AbortSignal;
}

/** Sends requests to addresses that other people chose. */
export interface Outgoing {
  /** Posts once and follows no redirect. Never throws: whatever the remote system does is in the exchange. */
  post(request: PostRequest): Promise<Exchange>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

export interface OutgoingOptions extends GuardOptions {
  /** So many idle ones are kept for a key and origin. */
  connectionsPerPool: number;
}

/** When the steps to an open connection were taken, as `performance.now()` has it. */
interface Opening {
  startedAt: number;
  lookedUpAt?: number;
  connectedAt?: number;
  securedAt?: number;
}

/** One connection, which serves one request at a time: so it is known which request had to wait for its opening. */
interface Lane {
  client: Client;
  /** Of the connection that the request under way had to open. */
  opening: Opening | undefined;
}

interface Lanes {
  all: Set<Lane>;
  idle: Lane[];
  usedAt: number;
}

const idleLanesMs = 60_000;

/** Opens the way out: guarded, with connections of its own for each key. */
export function openOutgoing(options: OutgoingOptions): Outgoing {
  const connect = guardedConnector(options);
  const pools = new Map<string, Lanes>();
  let sweepAt = 0;

  function lanesOf(key: string): Lanes {
    const now = performance.now();
    if (now > sweepAt) {
      for (const [other, lanes] of pools) {
        if (lanes.idle.length < lanes.all.size || now - lanes.usedAt < idleLanesMs) continue;
        pools.delete(other);
        for (const { client } of lanes.all) void client.destroy();
      }
      sweepAt = now + idleLanesMs;
    }
    let lanes = pools.get(key);
    if (lanes === undefined) {
      lanes = { all: new Set(), idle: [], usedAt: now };
      pools.set(key, lanes);
    }
    lanes.usedAt = now;
    return lanes;
  }

  function openLane(origin: string): Lane {
    const lane: Lane = { client: undefined as never, opening: undefined };
    const timed: buildConnector.connector = (target, callback) => {
      lane.opening = { startedAt: performance.now() };
      // What the connector gives back is the socket, though its type does not say so.
      watch(connect(target, callback) as unknown as Socket | undefined, lane.opening);
    };
    lane.client = new Client(origin, { connect: timed, headersTimeout: 0, bodyTimeout: 0 });
    return lane;
  }

  return {
    async post(request) {
      const startedAt = performance.now();
      // What was fine when it was stored may not be so today.
      const url = acceptableUrl(request.url, options.allowed);
      if (url === undefined) return refusal();
      const lanes = lanesOf(`${request.poolKey} ${url.origin}`);
      const lane = lanes.idle.pop() ?? openLane(url.origin);
      lanes.all.add(lane);
      lane.opening = undefined;
      const { firstByteAt, ...exchange } = await exchangeOnce(lane.client, url, request);
      const phases = phasesOf(startedAt, lane.opening, firstByteAt, performance.now());
      if (exchange.status !== undefined && lanes.idle.length < options.connectionsPerPool) {
        lanes.idle.push(lane);
      } else {
        lanes.all.delete(lane);
        void lane.client.destroy();
      }
      return { ...exchange, durationMs: Math.round(phases.total_ms), phases };
    },
    async close() {
      const open = [...pools.values()].flatMap(({ all }) => [...all]);
      pools.clear();
      await Promise.all(open.map(({ client }) => client.destroy()));
    },
  };
}

/** The exchange that a URL which may not be asked leads to. */
function refusal(): Exchange {
  const phases = phasesOf(0, undefined, undefined, 0);
  return { outcome: 'blocked', error: blocked('The URL').message, durationMs: 0, phases };
}

function watch(socket: Socket | undefined, opening: Opening): void {
  socket?.once('lookup', () => {
    opening.lookedUpAt = performance.now();
  });
  socket?.once('connect', () => {
    opening.connectedAt = performance.now();
  });
  socket?.once('secureConnect', () => {
    opening.securedAt = performance.now();
  });
}

function phasesOf(
  startedAt: number,
  opening: Opening | undefined,
  firstByteAt: number | undefined,
  endedAt: number,
): Phases {
  const between = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? null : Math.round((to - from) * 10) / 10;
  const readyAt = opening === undefined ? startedAt : (opening.securedAt ?? opening.connectedAt);
  return {
    dns_ms: between(opening?.startedAt, opening?.lookedUpAt),
    connect_ms: between(opening?.lookedUpAt ?? opening?.startedAt, opening?.connectedAt),
    tls_ms: between(opening?.connectedAt, opening?.securedAt),
    first_byte_ms: between(readyAt, firstByteAt),
    total_ms: between(startedAt, endedAt)!,
  };
}

async function exchangeOnce(
  client: Client,
  url: URL,
  request: PostRequest,
): Promise<Omit<Exchange, 'durationMs' | 'phases'> & { firstByteAt?: number }> {
  const controller = new AbortController();
  let reason: 'timeout' | 'interrupted' | undefined;
  const breakOff = (why: 'timeout' | 'interrupted') => {
    reason ??= why;
    controller.abort();
  };
  const timer = setTimeout(breakOff, request.timeLimitMs, 'timeout');
  const interrupt = () => breakOff('interrupted');
  if (request.signal?.aborted === true) interrupt();
  request.signal?.addEventListener('abort', interrupt);
  const describe = (error: unknown) =>
    reason === 'timeout' ? `No complete answer within ${request.timeLimitMs} ms` : messageOf(error);
  try {
    const answer = client.request({
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: request.headers,
      body: request.body,
      signal: controller.signal,
    });
    // A client that is still connecting hears of the signal when it is done; nothing is sent then.
    const { statusCode, headers, body } = await Promise.race([answer, brokenOff(controller.signal)]);
    const exchange = {
      outcome: statusCode >= 200 && statusCode <= 299 ? ('ok' as const) : ('status' as const),
      status: statusCode,
      headers: headers as Record<string, string | string[]>,
      firstByteAt: performance.now(),
    };
    // The status has been said, so whatever the body does changes nothing of the outcome.
    const read = await readUpTo(body, request.bodyLimitBytes);
    return read.error === undefined
      ? { ...exchange, body: read.bytes }
      : { ...exchange, body: read.bytes, error: describe(read.error) };
  } catch (error) {
    return { outcome: reason ?? classify(error), error: describe(error) };
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', interrupt);
  }
}

function brokenOff(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** The stream's first `limit` bytes; leaving the loop gives up the connection, and with it whatever else would come. */
async function readUpTo(body: AsyncIterable<Uint8Array>, limit: number): Promise<{ bytes: Buffer; error?: unknown }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.byteLength;
      if (length >= limit) break;
    }
  } catch (error) {
    return { bytes: Buffer.concat(chunks).subarray(0, limit), error };
  }
  return { bytes: Buffer.concat(chunks).subarray(0, limit) };
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Answers that break HTTP's rules, or ours. */
const notHttp = [
  errors.HTTPParserError,
  errors.HeadersOverflowError,
  errors.ResponseContentLengthMismatchError,
  ReplyTooLong,
];

function classify(error: unknown): Outcome {
  if (error instanceof BlockedAddress) return 'blocked';
  if (error instanceof UnknownName) return 'dns';
  if (notHttp.some((kind) => error instanceof kind)) return 'protocol';
  const code = codeOf(error);
  if (/TIMEOUT$|^ETIMEDOUT$/.test(code)) return 'timeout';
  if (/^(ENOTFOUND|EAI_\w+)$/.test(code)) return 'dns';
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|EPROTO)/.test(code)) return 'tls';
  return 'connection';
}

function messageOf(error: unknown): string {
  const { message } = error as Error;
  const code = codeOf(error);
  if (message === '' || message === undefined) return code || 'The connection failed';
  return code === '' || message.includes(code) ? message : `${code}: ${message}`;
}
