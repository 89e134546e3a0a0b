import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** A receiver under docs/samples, and the commands that look for its language and run it; `{port}` is where it is to listen. */
export interface Sample {
  language: string;
  file: string;
  probe: [string, ...string[]];
  command: [string, ...string[]];
}

export const samples: readonly Sample[] = [
  {
    language: 'TypeScript',
    file: 'receiver.ts',
    probe: [process.execPath, '--version'],
    command: [process.execPath, 'receiver.ts'],
  },
  { language: 'Python', file: 'receiver.py', probe: ['python3', '--version'], command: ['python3', 'receiver.py'] },
  {
    language: 'PHP',
    file: 'receiver.php',
    probe: ['php', '--version'],
    command: ['php', '-S', '127.0.0.1:{port}', 'receiver.php'],
  },
  { language: 'Go', file: 'receiver.go', probe: ['go', 'version'], command: ['go', 'run', 'receiver.go'] },
];

const folder = new URL('../../docs/samples/', import.meta.url);

/** The text of a sample, as the docs show it. */
export function sourceOf({ file }: Sample): string {
  return readFileSync(new URL(file, folder), 'utf8');
}

/** True if this machine has the sample's language. */
export function isHere({ probe: [command, ...args] }: Sample): boolean {
  return spawnSync(command, args).status === 0;
}

/** One request to a receiver: names and values as they are sent. */
export interface Sent {
  headers: Record<string, string>;
  body: string | Buffer;
}

/** Runs a receiver with these secrets for as long as `work` takes, which gets the status that it answers a request with. */
export async function withReceiver(
  { file, command: [command, ...args] }: Sample,
  secrets: readonly string[],
  work: (post: (sent: Sent) => Promise<number>) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const running = spawn(
    command,
    args.map((part) => part.replace('{port}', String(port))),
    {
      cwd: folder,
      env: { ...process.env, PORT: String(port), WEBHOOK_SECRET: secrets.join(',') },
      stdio: 'ignore',
      // `go run` starts the program as a child of its own.
      detached: true,
    },
  );
  const ended = once(running, 'exit');
  const deadline = Date.now() + 60_000;
  try {
    await work(async ({ headers, body }) => {
      // A receiver that is still starting is given a minute.
      for (;;) {
        try {
          const request = { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers };
          return (await fetch(`http://127.0.0.1:${port}/`, request)).status;
        } catch (error) {
          if (running.exitCode !== null || Date.now() > deadline) throw new Error(`${file} fails`, { cause: error });
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    });
  } finally {
    if (running.exitCode === null) process.kill(-running.pid!, 'SIGKILL');
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
