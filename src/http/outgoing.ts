import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector, errors, Pool } from 'undici';
import { type AllowedHosts, isPublicAddress, portOf } from './address-guard.ts';

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
}

export interface PostRequest {
  /** Connections are shared by requests with the same key and origin, and by no others. */
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

type Lookup = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface OutgoingOptions {
  allowed: AllowedHosts;
  connectionsPerPool: number;
  /** How names are resolved; the system's resolver by default. */
  lookup?: Lookup;
}

/** The host leads to an address that no request of ours may reach. */
class BlockedAddress extends Error {}

const connectLimitMs = 10_000;

/**
 * Connects only to public addresses, except on allowed hosts. The guard stands here because an address in a URL is never
 * looked up, and because a name must not be looked up twice: the addresses that were judged are the ones connected to.
 */
export function guardedConnector(options: Pick<OutgoingOptions, 'allowed' | 'lookup'>): buildConnector.connector {
  const base = { timeout: connectLimitMs, allowH2: false };
  const find: Lookup = options.lookup ?? systemLookup;
  const lookup: LookupFunction = (hostname, { all }, callback) => {
    find(hostname, { all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const first = addresses[0];
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(blocked(hostname), []);
      }
      return all === true ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
  const guarded = buildConnector({ ...base, lookup });
  const trusting = buildConnector(base);
  return (target, callback) => {
    const literal = target.hostname.replace(/^\[(.*)\]$/, '$1');
    const host = isIP(literal) === 6 ? `[${literal}]` : literal;
    if (options.allowed.allows(host, portOf(target))) return trusting(target, callback);
    if (target.protocol !== 'https:' || (isIP(literal) !== 0 && !isPublicAddress(literal))) {
      return callback(blocked(host), null);
    }
    return guarded(target, callback);
  };
}

/** Says nothing of the address: that would tell strangers what our DNS knows. */
function blocked(hostname: string): BlockedAddress {
  return new BlockedAddress(`${hostname} does not lead to a public address over https`);
}

const idlePoolMs = 60_000;

/** Opens the way out: guarded, with a pool of connections for each key. */
export function openOutgoing(options: OutgoingOptions): Outgoing {
  const connect = guardedConnector(options);
  const pools = new Map<string, { pool: Pool; running: number; usedAt: number }>();
  let sweepAt = 0;

  function enter(poolKey: string, origin: string) {
    const now = performance.now();
    if (now > sweepAt) {
      for (const [key, entry] of pools) {
        if (entry.running > 0 || now - entry.usedAt < idlePoolMs) continue;
        pools.delete(key);
        void entry.pool.destroy();
      }
      sweepAt = now + idlePoolMs;
    }
    const key = `${poolKey} ${origin}`;
    let entry = pools.get(key);
    if (entry === undefined) {
      const pool = new Pool(origin, {
        connect,
        connections: options.connectionsPerPool,
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      entry = { pool, running: 0, usedAt: now };
      pools.set(key, entry);
    }
    entry.running++;
    entry.usedAt = now;
    return entry;
  }

  return {
    async post(request) {
      const startedAt = performance.now();
      const url = new URL(request.url);
      const entry = enter(request.poolKey, url.origin);
      try {
        const exchange = await exchangeOnce(entry.pool, url, request);
        return { ...exchange, durationMs: Math.round(performance.now() - startedAt) };
      } finally {
        entry.running--;
      }
    },
    async close() {
      const open = [...pools.values()];
      pools.clear();
      await Promise.all(open.map(({ pool }) => pool.destroy()));
    },
  };
}

async function exchangeOnce(pool: Pool, url: URL, request: PostRequest): Promise<Omit<Exchange, 'durationMs'>> {
  const controller = new AbortController();
  let brokenOff: 'timeout' | 'interrupted' | undefined;
  const breakOff = (why: 'timeout' | 'interrupted') => {
    brokenOff ??= why;
    controller.abort();
  };
  const timer = setTimeout(breakOff, request.timeLimitMs, 'timeout');
  const interrupt = () => breakOff('interrupted');
  request.signal?.addEventListener('abort', interrupt);
  const describe = (error: unknown) =>
    brokenOff === 'timeout' ? `No complete answer within ${request.timeLimitMs} ms` : messageOf(error);
  try {
    const { statusCode, headers, body } = await pool.request({
      method: 'POST',
      path: `${url.pathname}${url.search}`,
      headers: request.headers,
      body: request.body,
      signal: controller.signal,
    });
    const exchange = {
      outcome: statusCode >= 200 && statusCode <= 299 ? ('ok' as const) : ('status' as const),
      status: statusCode,
      headers: headers as Record<string, string | string[]>,
    };
    // The status has been said, so whatever the body does changes nothing of the outcome.
    const read = await readUpTo(body, request.bodyLimitBytes);
    return read.error === undefined
      ? { ...exchange, body: read.bytes }
      : { ...exchange, body: read.bytes, error: describe(read.error) };
  } catch (error) {
    return { outcome: brokenOff ?? classify(error), error: describe(error) };
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', interrupt);
  }
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

function classify(error: unknown): Outcome {
  if (error instanceof BlockedAddress) return 'blocked';
  const code = codeOf(error);
  if (/TIMEOUT$|^ETIMEDOUT$/.test(code)) return 'timeout';
  if (/^(ENOTFOUND|EAI_\w+)$/.test(code)) return 'dns';
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|EPROTO)/.test(code)) return 'tls';
  if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError) return 'protocol';
  return 'connection';
}

function messageOf(error: unknown): string {
  const { message } = error as Error;
  const code = codeOf(error);
  if (message === '' || message === undefined) return code || 'The connection failed';
  return code === '' || message.includes(code) ? message : `${code}: ${message}`;
}
