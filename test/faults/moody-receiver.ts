import { hash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a receiver may treat a request. */
export const moods = ['answers 500', 'resets', 'hangs', 'drips', 'lies about its length'] as const;
export type Mood = (typeof moods)[number];

/** What a receiver remembers of an event: its own ledger, which knows nothing of the sender's. */
export interface Entry {
  subject: string;
  type: string;
  /** How often it came. */
  came: number;
  /** How often it was answered with a 2xx; more than once is a duplicate. */
  accepted: number;
  digest: string;
}

export interface MoodyReceiver {
  url: string;
  host: string;
  /** By event id. */
  entries: ReadonlyMap<string, Entry>;
  /** What a receiver must never see, in words. */
  wrongs: readonly string[];
  /** Requests by how they were treated; `well` for those that were simply accepted. */
  treated: Readonly<Record<Mood | 'well', number>>;
  /** From now on it does as it should. */
  behave(): void;
  close(): Promise<void>;
}

/**
 * A receiver with a ledger of its own that treats requests as `mood` says, undefined for well. It checks what it can see: that an
 * event comes with the same bytes each time, and that what happened to a subject later does not come first.
 */
export async function startMoodyReceiver(mood: () => Mood | undefined): Promise<MoodyReceiver> {
  const entries = new Map<string, Entry>();
  const latest = new Map<string, number>();
  const wrongs: string[] = [];
  const treated: Record<Mood | 'well', number> = {
    well: 0,
    'answers 500': 0,
    resets: 0,
    hangs: 0,
    drips: 0,
    'lies about its length': 0,
  };
  let behaves = false;

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return;
    }
    const body = Buffer.concat(chunks);
    const event = JSON.parse(body.toString('utf8'));
    const entry = remember(event, hash('sha256', body));
    const now = behaves ? undefined : mood();
    treated[now ?? 'well']++;
    if (!treat(now, response)) return;
    entry.accepted++;
    const version = Number(request.headers['daybook-subject-version']);
    const before = latest.get(entry.subject) ?? 0;
    if (version < before && entry.accepted === 1) wrongs.push(`${event.id}: version ${version} came after ${before}`);
    latest.set(entry.subject, Math.max(before, version));
  });

  function remember(event: { id: string; type: string; data: { id: string } }, digest: string): Entry {
    const known = entries.get(event.id);
    if (known !== undefined && known.digest !== digest) wrongs.push(`${event.id} came with other bytes`);
    const entry = known ?? { subject: event.data.id, type: event.type, came: 0, accepted: 0, digest };
    entry.came++;
    entries.set(event.id, entry);
    return entry;
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}/`,
    host,
    entries,
    wrongs,
    treated,
    behave() {
      behaves = true;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Treats a request in a mood; true if that means that its sender may take it for accepted. */
function treat(mood: Mood | undefined, response: ServerResponse): boolean {
  const socket = response.socket!;
  if (mood === undefined) response.writeHead(200).end();
  else if (mood === 'answers 500') response.writeHead(500).end();
  else if (mood === 'resets') socket.resetAndDestroy();
  else if (mood === 'lies about its length') socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort');
  else if (mood === 'drips') {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n');
    const timer = setInterval(() => socket.write('.'), 500);
    socket.once('close', () => clearInterval(timer));
  }
  return mood === undefined || mood === 'lies about its length' || mood === 'drips';
}
