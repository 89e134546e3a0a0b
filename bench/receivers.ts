import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Receivers in a process of their own, on two ports; what a request's path says first is how it is treated. */
export interface Receivers {
  /** Two origins, as if they were two hosts. */
  origins: [string, string];
  /** Calls `arrived` with the event's id, its webhook's path and when its request came, in epoch milliseconds, until told to stop. */
  watch(arrived: (id: string, path: string, at: number) => void): () => void;
  /** From now on nobody is treated badly, or again everybody as his path says. */
  heal(healed: boolean): void;
  stop(): void;
}

/** How receivers can be bad; each is a path. */
export const ills = ['hang', 'drip', 'fail', 'reset'] as const;

const self = fileURLToPath(import.meta.url);

if (process.argv[2] === 'receivers') {
  let healed = false;
  process.on('message', (message: boolean) => {
    healed = message;
  });
  let seen: [string, string, number][] = [];
  setInterval(() => {
    if (seen.length > 0) process.send?.(seen);
    seen = [];
  }, 100);
  const servers = [0, 1].map(() =>
    createServer((request, response) => {
      const path = request.url ?? '';
      const id = String(request.headers['webhook-id']);
      seen.push([id, path, performance.timeOrigin + performance.now()]);
      request.resume().on('end', () => treat(healed ? '' : path, response));
    }),
  );
  for (const server of servers) server.listen(0, '127.0.0.1');
  await Promise.all(servers.map((server) => once(server, 'listening')));
  process.send?.(servers.map((server) => (server.address() as AddressInfo).port));
}

function treat(path: string, response: ServerResponse): void {
  const ill = ills.find((each) => path.startsWith(`/${each}`));
  if (ill === undefined) response.writeHead(200).end();
  else if (ill === 'fail') response.writeHead(500).end();
  else if (ill === 'reset') response.socket?.resetAndDestroy();
  else if (ill === 'drip') {
    response.writeHead(200, { 'Content-Length': 1_000_000 });
    const timer = setInterval(() => response.write('.'), 500);
    response.on('close', () => clearInterval(timer));
  }
}

/** Starts them. */
export async function startReceivers(): Promise<Receivers> {
  const child = fork(self, ['receivers']);
  const [ports] = (await once(child, 'message')) as [[number, number]];
  return {
    origins: [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`],
    watch(arrived) {
      const listener = (seen: [string, string, number][]) => {
        for (const [id, path, at] of seen) arrived(id, path, at);
      };
      child.on('message', listener);
      return () => void child.off('message', listener);
    },
    heal: (healed) => void child.send(healed),
    stop: () => void child.kill(),
  };
}
