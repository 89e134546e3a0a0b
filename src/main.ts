import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { hasAccounts } from './accounts/store.ts';
import { runCommand, UsageError } from './admin.ts';
import { BadSetting, type Config, processConfig } from './config.ts';
import { EmbeddedServerError } from './db/embedded-error.ts';
import { UnusableDatabase } from './db/migrate.ts';
import { DatabaseUnavailable, errorCode } from './db/pool.ts';
import type { Demo } from './demo.ts';
import { createSetupLink } from './sign-up/create-setup-link.ts';
import type { Daybook } from './start.ts';

const begin = performance.now();
const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const config = processConfig();
  const command = process.argv.slice(2);
  if (command.length > 0) {
    for (const line of await runCommand(command, config, Date.now)) say(line);
    return;
  }
  // A command needs nothing of the server, and is there at once without it.
  const { startDaybook } = await import('./start.ts');
  const log = pino(
    { level: config.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  );
  let stopping = false;
  let daybook: Daybook | undefined;
  const stop = async (signal: string) => {
    // A second Ctrl-C means it.
    if (stopping) process.exit(130);
    stopping = true;
    say(`\nStopping (${signal}) …`);
    await daybook?.stop();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop('SIGINT'));
  process.on('SIGTERM', () => void stop('SIGTERM'));
  daybook = await startDaybook(config, log, Date.now, say);
  await greet(daybook, config);
}

async function greet(daybook: Daybook, config: Config): Promise<void> {
  const { url } = daybook;
  const baseUrl = config.BASE_URL ?? url;
  const demo = (config.DEMO ?? daybook.embedded) ? await demoIfEmpty(daybook, config, baseUrl) : undefined;
  say(`Daybook is ready at ${url} (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
  say(`  API reference  ${baseUrl}/docs`);
  if (daybook.metricsUrl !== undefined) say(`  Metrics        ${daybook.metricsUrl}`);
  const setup = await daybook.db.system((tx) => createSetupLink(tx, Date.now()));
  if (setup !== undefined) say(`  First sign-in  ${baseUrl}/console/setup?token=${setup}   (works once)`);
  if (demo === undefined) return;
  say(`  Booking page   ${baseUrl}/${demo.page}`);
  say(`  Demo API key   ${demo.apiKey}   (shown once; kept in ${keyFile(config)})`);
  say('');
  say('Try it: the free times of a demo calendar.');
  say(`  curl -H 'API-Key: ${demo.apiKey}' ${baseUrl}/v2/booking-calendars/${demo.calendarId}/time-slots`);
}

const keyFile = (config: Config) => path.join(config.DATA_DIR, 'demo-api-key');

/** Makes the demo if no account exists. Its key is in the data folder before the account is in the database. */
async function demoIfEmpty({ db }: Daybook, config: Config, baseUrl: string): Promise<Demo | undefined> {
  const { makeDemo } = await import('./demo.ts');
  return db.system(async (tx) => {
    if (await hasAccounts(tx)) return undefined;
    const demo = await makeDemo(tx, { now: Date.now(), baseUrl, apiKey: config.DEMO_API_KEY });
    await writeFile(keyFile(config), `${demo.apiKey}\n`, { mode: 0o600 });
    return demo;
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
});

const actionable = [BadSetting, EmbeddedServerError, UnusableDatabase, UsageError, DatabaseUnavailable];

/** What an operator can act on in a sentence or two; anything else is a fault of ours, with its stack. */
function explain(error: unknown): string {
  if (actionable.some((kind) => error instanceof kind)) return (error as Error).message;
  if (errorCode(error) === 'EADDRINUSE') return 'The port is taken by another program. Set PORT to a free one.';
  if (errorCode(error) === 'EACCES') return `Daybook may not do what it must: ${(error as Error).message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
