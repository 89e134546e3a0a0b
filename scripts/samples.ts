import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { sign } from '../src/deliveries/sign.ts';

const secret = 'd7686b8c83f04913929079aeae40189e';

/** The receivers under docs/samples and the commands that run them; `{port}` is where they are to listen. */
export const samples = [
  { file: 'receiver.ts', probe: [process.execPath, '--version'], command: [process.execPath, 'receiver.ts'] },
  { file: 'receiver.py', probe: ['python3', '--version'], command: ['python3', 'receiver.py'] },
  { file: 'receiver.php', probe: ['php', '--version'], command: ['php', '-S', '127.0.0.1:{port}', 'receiver.php'] },
  { file: 'receiver.go', probe: ['go', 'version'], command: ['go', 'run', 'receiver.go'] },
];

/** What a receiver must do: a name, the request, and the status it has to answer with. */
function trials(now: number) {
  const body = JSON.stringify({ id: 'EVNT-KN56U3YL7C', type: 'booking.scheduled', data: { subject: 'Über uns' } });
  const minutes = 60_000;
  const good = sign(secret, body, now);
  return [
    { name: 'what Daybook signed', body, header: good, expected: 204 },
    { name: 'an event four minutes old', body, header: sign(secret, body, now - 4 * minutes), expected: 204 },
    { name: 'another secret', body, header: sign('another', body, now), expected: 401 },
    { name: 'an event six minutes old', body, header: sign(secret, body, now - 6 * minutes), expected: 401 },
    { name: 'an event from the future', body, header: sign(secret, body, now + 6 * minutes), expected: 401 },
    { name: 'a body that was written anew', body: body.replace(',', ', '), header: good, expected: 401 },
    { name: 'no signature', body, header: undefined, expected: 401 },
    { name: 'half a signature', body, header: good.slice(0, -1), expected: 401 },
  ];
}

/** Runs one receiver and tries it. Gives what it did wrong, or undefined if its interpreter is not installed. */
export async function tryReceiver(sample: (typeof samples)[number]): Promise<string[] | undefined> {
  const [probe, ...probeArgs] = sample.probe as [string, ...string[]];
  if (spawnSync(probe, probeArgs).status !== 0) return undefined;
  const port = await freePort();
  const [command, ...args] = sample.command.map((part) => part.replace('{port}', String(port))) as [
    string,
    ...string[],
  ];
  const running = spawn(command, args, {
    cwd: new URL('../docs/samples', import.meta.url),
    env: { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret },
    stdio: 'ignore',
    // `go run` starts the program as a child of its own.
    detached: true,
  });
  const ended = once(running, 'exit');
  try {
    const wrong: string[] = [];
    for (const { name, body, header, expected } of trials(Date.now())) {
      const status = await post(`http://127.0.0.1:${port}/`, body, header, running);
      if (status !== expected) wrong.push(`${sample.file}: ${name} was answered with ${status}, not ${expected}`);
    }
    return wrong;
  } finally {
    if (running.exitCode === null) process.kill(-running.pid!, 'SIGKILL');
    await ended;
  }
}

/** The status of a POST; a receiver that is still starting is given a minute. */
async function post(url: string, body: string, header: string | undefined, running: { exitCode: number | null }) {
  const headers = {
    'Content-Type': 'application/json',
    ...(header === undefined ? {} : { 'Oncehub-Signature': header }),
  };
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      return (await fetch(url, { method: 'POST', body, headers })).status;
    } catch (error) {
      if (running.exitCode !== null || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
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

/** Run by itself, it tries every receiver whose interpreter is here, and says which those were. */
if (import.meta.main) {
  let failed = false;
  for (const sample of samples) {
    const wrong = await tryReceiver(sample);
    console.log(
      `${sample.file} … ${wrong === undefined ? `not run: no ${sample.probe[0]} here` : wrong.length === 0 ? 'ok' : `FAILED\n${wrong.join('\n')}`}`,
    );
    failed ||= wrong !== undefined && wrong.length > 0;
  }
  if (failed) process.exit(1);
}
