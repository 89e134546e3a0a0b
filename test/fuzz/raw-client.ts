import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire. */
export interface RawReply {
  status: number;
  /** By names in lower case. */
  headers: Map<string, string>;
  text: string;
}

/**
 * A client that sends bytes as they are, so that requests may be as wrong as anybody can make them. One request at a
 * time; the connection is kept as long as the server keeps it.
 */
export interface RawClient {
  /** The answer to the bytes, or undefined if the connection ended without one. Fails after `limitMs`. `thenEnd`: nothing follows. */
  send(
    bytes: Buffer,
    options: { limitMs: number; withoutBody?: boolean; thenEnd?: boolean },
  ): Promise<RawReply | undefined>;
  /** Gives up the connection; the next request opens another. */
  drop(): void;
}

const idleMs = 2000;

/** A client for one server. */
export function rawClient(port: number): RawClient {
  let socket: Socket | undefined;
  let received: Buffer = Buffer.alloc(0);
  let changed = () => {};
  let usedAt = 0;

  async function open(): Promise<Socket> {
    if (socket !== undefined) return socket;
    const opened = connect(port, '127.0.0.1').setNoDelay();
    received = Buffer.alloc(0);
    opened.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      changed();
    });
    opened.on('error', () => {});
    opened.on('close', () => {
      if (socket === opened) socket = undefined;
      changed();
    });
    socket = opened;
    await once(opened, 'connect');
    return opened;
  }

  return {
    async send(bytes, { limitMs, withoutBody = false, thenEnd = false }) {
      // The server ends connections that are idle for five seconds, perhaps at this very moment.
      if (performance.now() - usedAt > idleMs) this.drop();
      usedAt = performance.now();
      const own = await open();
      if (thenEnd) own.end(bytes);
      else own.write(bytes);
      const deadline = setTimeout(() => {
        late = true;
        changed();
      }, limitMs);
      let late = false;
      try {
        for (;;) {
          const parsed = parse(received, withoutBody, socket !== own);
          if (parsed !== undefined) {
            received = received.subarray(parsed.length);
            // An answer to what nobody asked belongs to a connection that is out of step.
            if (received.length > 0 || /close/i.test(parsed.reply.headers.get('connection') ?? '')) this.drop();
            return parsed.reply;
          }
          if (socket !== own) return undefined;
          if (late) {
            this.drop();
            throw new Error(`no answer within ${limitMs} ms`);
          }
          await new Promise<void>((resolve) => {
            changed = resolve;
          });
        }
      } finally {
        clearTimeout(deadline);
      }
    },
    drop() {
      socket?.destroy();
      socket = undefined;
    },
  };
}

/** The first whole answer in the bytes and how long it is; undefined if it is not all there yet. */
function parse(bytes: Buffer, withoutBody: boolean, ended: boolean): { reply: RawReply; length: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  if (status >= 100 && status < 200) {
    const rest = parse(bytes.subarray(headEnd + 4), withoutBody, ended);
    return rest && { ...rest, length: rest.length + headEnd + 4 };
  }
  // Not `Headers`, which takes longer than all the rest.
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const begin = headEnd + 4;
  const whole = (body: Buffer, length: number) => ({ reply: { status, headers, text: body.toString('utf8') }, length });
  if (withoutBody || status === 204 || status === 304) return whole(Buffer.alloc(0), begin);
  const announced = headers.get('content-length');
  if (announced !== undefined) {
    const end = begin + Number(announced);
    return bytes.length < end ? undefined : whole(bytes.subarray(begin, end), end);
  }
  if (headers.get('transfer-encoding') !== 'chunked')
    return ended || /close/i.test(headers.get('connection') ?? '')
      ? whole(bytes.subarray(begin), bytes.length)
      : undefined;
  const chunks: Buffer[] = [];
  for (let at = begin; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const next = lineEnd + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return whole(Buffer.concat(chunks), next);
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = next;
  }
}
