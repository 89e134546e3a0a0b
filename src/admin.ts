import { parseArgs } from 'node:util';
import { describeBacklog, presentBacklog } from './backlog/present.ts';
import { readBacklog, readLastAttempts } from './backlog/read-backlog.ts';
import type { Config } from './config.ts';
import { runningServer } from './db/embedded.ts';
import { migrationNames, UnusableDatabase } from './db/migrate.ts';
import { type Database, openDatabase } from './db/pool.ts';
import { isMigrated } from './db/ready.ts';
import { findPeople } from './passwords/find-people.ts';
import { linkUrl } from './personal-links/link-url.ts';
import { linkLifeMs, makeLink } from './personal-links/make-link.ts';

const usage = `Usage: npm run -s admin -- <command>

  deliveries             what webhooks are owed, and how they do
    --account ACC-…      of one account
    --all                also webhooks that have got everything
    --json               for a program to read

  password-link          a link by which somebody sets a new password
    --email …            whose address it is
    --account ACC-…      in which account, if several have the address

It asks the database that DATABASE_URL names, else that of the Daybook which is running on DATA_DIR.`;

/** What was asked for on the command line is no command; the message says what is one. */
export class UsageError extends Error {}

/** Carries out a command of an operator's, and returns what it has to say, as lines. Throws UsageError. */
export async function runCommand(args: readonly string[], config: Config, clock: () => number): Promise<string[]> {
  const options = parse(args);
  if (options.help) return [usage];
  const db = openDatabase(settingsOf(config), { max: 1 });
  try {
    if (options.command === 'password-link') return await passwordLink(db, options, config, clock());
    return await deliveries(db, options, clock());
  } finally {
    await db.close();
  }
}

function parse(args: readonly string[]) {
  const options = {
    account: { type: 'string' },
    all: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    email: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [command = 'help', ...more] = positionals[0] === 'admin' ? positionals.slice(1) : positionals;
    const help = values.help || command === 'help';
    if (!help && !['deliveries', 'password-link'].includes(command))
      throw new Error(`There is no command '${command}'.`);
    if (command === 'password-link' && values.email === undefined) throw new Error('It needs --email.');
    if (more.length > 0) throw new Error(`'${more[0]}' is one word too many.`);
    return { ...values, command, help };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${usage}`);
  }
}

function settingsOf({ DATABASE_URL, DATA_DIR }: Config) {
  if (DATABASE_URL !== undefined) return { connectionString: DATABASE_URL };
  const running = runningServer(DATA_DIR);
  if (running !== undefined) return running;
  throw new UnusableDatabase(
    `No Daybook is running on ${DATA_DIR}. Start it, or set DATA_DIR or DATABASE_URL as it is set there.`,
  );
}

async function deliveries(
  db: Database,
  { account, all, json }: { account?: string | undefined; all: boolean; json: boolean },
  now: number,
): Promise<string[]> {
  const names = await migrationNames();
  return db.system(async (tx) => {
    if (!(await isMigrated(tx, names)))
      throw new UnusableDatabase('The database is of another version of Daybook. Use the command of that version.');
    const webhooks = await readBacklog(tx, now, account);
    const attempts = await readLastAttempts(tx, webhooks);
    if (json) return [JSON.stringify(presentBacklog(webhooks, attempts, now), null, 2)];
    return describeBacklog(webhooks, attempts, { now, all });
  });
}

/** Where the console is reached, as far as the settings tell. */
const addressOf = ({ BASE_URL, HOST, PORT }: Config) => BASE_URL ?? `http://${HOST}:${PORT}`;

async function passwordLink(
  db: Database,
  { email = '', account }: { email?: string | undefined; account?: string | undefined },
  config: Config,
  now: number,
): Promise<string[]> {
  const names = await migrationNames();
  return db.system(async (tx) => {
    if (!(await isMigrated(tx, names)))
      throw new UnusableDatabase('The database is of another version of Daybook. Use the command of that version.');
    const people = (await findPeople(tx, email)).filter((each) => account === undefined || each.accountId === account);
    const [person, other] = people;
    if (person === undefined) throw new UsageError(`Nobody who has accepted an invitation has the address ${email}.`);
    if (other !== undefined) {
      const accounts = people.map((each) => each.accountId).join(', ');
      throw new UsageError(`Several have the address: say in which account with --account (${accounts}).`);
    }
    const token = await makeLink(tx, person.accountId, { userId: person.userId, purpose: 'password' }, now);
    return [
      linkUrl('password', token, addressOf(config)),
      `It works once, for ${linkLifeMs.password / 3_600_000} hours.`,
    ];
  });
}
