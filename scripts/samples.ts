import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { signRequest } from '../src/deliveries/sign-request.ts';

// As during a rotation: the new secret and the old one.
const secret = 'd7686b8c83f04913929079aeae40189e';
const oldSecret = '5a0e4f6d2b9c4b7f8a1d3c2e9f60b817';

/** The receivers under docs/samples and the commands that run them; `{port}` is where they are to listen. */
export const samples = [
  { file: 'receiver.ts', probe: [process.execPath, '--version'], command: [process.execPath, 'receiver.ts'] },
  { file: 'receiver.py', probe: ['python3', '--version'], command: ['python3', 'receiver.py'] },
  { file: 'receiver.php', probe: ['php', '--version'], command: ['php', '-S', '127.0.0.1:{port}', 'receiver.php'] },
  { file: 'receiver.go', probe: ['go', 'version'], command: ['go', 'run', 'receiver.go'] },
];

/** What a receiver must do: a name, the request, and the status it has to answer with. */
function trials(now: number) {
  const id = 'EVNT-KN56U3YL7C';
  const body = JSON.stringify({ id, type: 'booking.scheduled', data: { subject: 'Über uns' } });
  const minutes = 60_000;
  const signed = (current: string, time = now) => signRequest({ id, body }, { current, previous: undefined }, time);
  const good = signed(secret);
  /** One of the two forms alone. */
  const forms = (headers: Record<string, string>) => {
    const { 'Oncehub-Signature': oncehub, ...standard } = headers;
    return { oncehub: { 'Oncehub-Signature': oncehub! }, standard: standard as Record<string, string> };
  };
  const half = (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.slice(0, -1)]));
  const inBothForms = (name: string, headers: Record<string, string>, expected: number, sent = body) =>
    Object.entries(forms(headers)).map(([form, some]) => ({
      name: `${name} (${form})`,
      body: sent,
      headers: some,
      expected,
    }));
  return [
    { name: 'what Daybook signed', body, headers: good, expected: 204 },
    {
      name: 'what Daybook signed while the secret is rotated',
      body,
      headers: signRequest({ id, body }, { current: 'a third one', previous: oldSecret }, now),
      expected: 204,
    },
    ...inBothForms('what Daybook signed', good, 204),
    ...inBothForms('what Daybook signed with the old secret', signed(oldSecret), 204),
    ...inBothForms('an event four minutes old', signed(secret, now - 4 * minutes), 204),
    ...inBothForms('another secret', signed('another'), 401),
    ...inBothForms('no secret', signed(''), 401),
    ...inBothForms('an event six minutes old', signed(secret, now - 6 * minutes), 401),
    ...inBothForms('an event from the future', signed(secret, now + 6 * minutes), 401),
    ...inBothForms('a body that was written anew', good, 401, body.replace(',', ', ')),
    ...inBothForms('half a signature', half(good), 401),
    {
      name: 'another event’s id',
      body,
      headers: { ...forms(good).standard, 'webhook-id': 'EVNT-AAAAAAAAAA' },
      expected: 401,
    },
    { name: 'no signature', body, headers: {}, expected: 401 },
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
    env: { ...process.env, PORT: String(port), WEBHOOK_SECRET: `${secret},${oldSecret},` },
    stdio: 'ignore',
    // `go run` starts the program as a child of its own.
    detached: true,
  });
  const ended = once(running, 'exit');
  try {
    const wrong: string[] = [];
    for (const { name, body, headers, expected } of trials(Date.now())) {
      const status = await post(`http://127.0.0.1:${port}/`, body, headers, running);
      if (status !== expected) wrong.push(`${sample.file}: ${name} was answered with ${status}, not ${expected}`);
    }
    return wrong;
  } finally {
    if (running.exitCode === null) process.kill(-running.pid!, 'SIGKILL');
    await ended;
  }
}

/** The status of a POST; a receiver that is still starting is given a minute. */
async function post(
  url: string,
  body: string,
  signatures: Record<string, string>,
  running: { exitCode: number | null },
) {
  const headers = { 'Content-Type': 'application/json', ...signatures };
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
