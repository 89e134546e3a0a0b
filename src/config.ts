import { z } from 'zod';
import { allowHosts, httpsPorts } from './http/address-guard.ts';
import { lookUpNames } from './http/name-lookup.ts';

/** A key with its sentence for the docs. */
function key<Schema extends z.ZodType>(schema: Schema, sentence: string): Schema {
  return schema.meta({ description: sentence });
}

const number = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'must be a number')
    .transform(Number)
    .pipe(z.number().min(least).max(most));

const whole = (least: number, most: number) => number(least, most).pipe(z.int());

const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0', 'yes', 'no'])
  .transform((text) => ['on', 'true', '1', 'yes'].includes(text));

/** Entries separated by commas, which `use` refuses by throwing. */
const list = (use: (entries: string[]) => void) =>
  z.string().transform((text, context) => {
    const entries = text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
    try {
      use(entries);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
    return entries;
  });

const ports = list((entries) => {
  const bad = entries.find((entry) => !/^\d{1,5}$/.test(entry) || Number(entry) < 1 || Number(entry) > 65_535);
  if (bad !== undefined) throw new Error(`'${bad}' is no port`);
}).transform((entries) => entries.map(Number));

/** `name@example.com`, or `Name <name@example.com>`. */
const mailbox = z.string().transform((text, context) => {
  const [, quoted, name, bracketed, bare] =
    /^(?:(?:"([^"<>]*)"|([^"<>]*?))\s*<([^<>\s]+)>|(\S+))$/.exec(text.trim()) ?? [];
  const address = bracketed ?? bare ?? '';
  if (!z.email().safeParse(address).success)
    context.addIssue({ code: 'custom', message: 'must be an address, alone or as "Name <name@example.com>"' });
  return { name: (quoted ?? name)?.trim() || null, address };
});

/** A JSON object of texts. */
const headers = z.string().transform((text, context): Record<string, string> => {
  try {
    return z.record(z.string().regex(/^[\w-]+$/), z.string()).parse(JSON.parse(text));
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON object of names and texts' });
    return {};
  }
});

/** Every setting of Daybook. All are environment variables, and all have a default. */
export const configSchema = z.object({
  HOST: key(
    z.string().min(1).default('127.0.0.1'),
    'Address to listen on; `0.0.0.0` for every address of the machine.',
  ),
  PORT: key(whole(0, 65_535).default(3000), 'Port to listen on; `0` takes a free one.'),
  BASE_URL: key(
    z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    'Public address of this server, which links and `Link` headers show. Default: made of `HOST` and `PORT`.',
  ),
  DATA_DIR: key(
    z.string().min(1).default('./data'),
    'Folder of the embedded database, the demo key, the secret key, and mails that are not sent.',
  ),
  DATABASE_URL: key(
    z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    'An external PostgreSQL (16 or newer) to use instead of the embedded one, as `postgres://user:password@host:5432/name`.',
  ),
  DATABASE_CONNECTIONS: key(
    whole(2, 200).default(16),
    'Most connections that requests and deliveries of this process open to the database; jobs open three more.',
  ),
  SECRET_KEY: key(
    z
      .string()
      .regex(/^[0-9a-f]{64}$/i, 'must be 64 hexadecimal digits')
      .optional(),
    'Key that seals secrets in the database, 64 hexadecimal digits. Default: made at the first start and kept in `DATA_DIR`. Several processes need the same.',
  ),
  DEMO: key(
    flag.optional(),
    'Makes a demo account in a database that has no account. Default: `on` for the embedded database, `off` with `DATABASE_URL`.',
  ),
  DEMO_API_KEY: key(
    z
      .string()
      .regex(/^[\x21-\x7e]{16,200}$/, 'must be 16 to 200 printable characters without blanks')
      .optional(),
    'API key of the demo account, instead of a random one.',
  ),
  RATE_LIMIT_ACCOUNT_PER_SECOND: key(
    number(0, 100_000).default(5),
    'Requests per second of one account; `0` switches the limit off.',
  ),
  RATE_LIMIT_ACCOUNT_BURST: key(
    whole(1, 100_000).default(50),
    'Requests that an account may make at once before the limit per second holds.',
  ),
  RATE_LIMIT_ADDRESS_PER_5_MINUTES: key(
    whole(0, 10_000_000).default(200),
    'Requests in five minutes from one address, all of which may come at once; `0` switches the limit off.',
  ),
  RATE_LIMIT_PAGES_PER_MINUTE: key(
    whole(0, 10_000_000).default(600),
    'Looks at booking pages in a minute from one address, all of which may come at once; `0` switches the limit off.',
  ),
  RATE_LIMIT_FORMS_PER_MINUTE: key(
    whole(0, 10_000_000).default(60),
    'Times picked and forms sent by guests in a minute from one address; `0` switches the limit off.',
  ),
  RATE_LIMIT_PEOPLE_PER_SECOND: key(
    number(0, 100_000).default(20),
    'Requests per second of people who have signed in, from one address; ten times as many may come at once. `0` switches the limit off.',
  ),
  RATE_LIMIT_SIGN_IN_PER_MINUTE: key(
    whole(0, 100_000).default(20),
    'Attempts to sign in, sign up or set a new password in a minute from one address; `0` switches the limit off.',
  ),
  SIGN_UP: key(
    flag.default(false),
    'Lets anybody open an account of his own. Off: only the first one, by the link that is printed at the start.',
  ),
  SIGN_ON_ALLOW_HOSTS: key(
    list((entries) => void allowHosts(entries)).default([]),
    'Hosts (`host` or `host:port`) of sign-on providers that may be reached over http and on private addresses. Empty: only https to public addresses.',
  ),
  ATTACK_FORMS_PER_MINUTE: key(
    whole(0, 10_000_000).default(60),
    'Forms sent to one booking page in a minute, from wherever, above which it counts as attacked: browsers then have to do some work for each form. `0` for never.',
  ),
  MAX_USERS_PER_ACCOUNT: key(whole(0, 1_000_000).default(0), 'Most users of one account; `0` for any number.'),
  TRUSTED_PROXIES: key(
    whole(0, 10).default(0),
    'Number of proxies in front whose `X-Forwarded-For` names the caller’s address.',
  ),
  WEBHOOK_ALLOW_HOSTS: key(
    list((entries) => void allowHosts(entries)).default([]),
    'Hosts (`host` or `host:port`, separated by commas) to which webhooks may go over http, on private addresses and on any port. Empty: only https to public addresses.',
  ),
  WEBHOOK_PORTS: key(
    ports.default(httpsPorts),
    'Ports, separated by commas, on which webhooks may reach hosts that are not listed in `WEBHOOK_ALLOW_HOSTS`.',
  ),
  WEBHOOK_BLOCK_NETWORKS: key(
    list((entries) => void allowHosts([], { closed: entries })).default([]),
    'Networks or addresses, separated by commas, that webhooks may not reach although they are public, such as the public addresses of your own machines: `198.51.100.0/24,2001:db8:5::/48`.',
  ),
  WEBHOOK_NAME_SERVERS: key(
    list((entries) => void lookUpNames(entries)).optional(),
    'Name servers (`address` or `address:port`, separated by commas) that are asked for the hosts of webhooks. Default: the system’s.',
  ),
  WEBHOOK_RETENTION_DAYS: key(
    whole(1, 400).default(30),
    'Days for which events, deliveries and attempts are kept. What a webhook is still owed stays, and what a paused one has not got stays for 30 days at the least.',
  ),
  AUDIT_RETENTION_DAYS: key(
    whole(0, 36_500).default(400),
    'Days for which entries of the audit log are kept; `0` keeps them for ever.',
  ),
  SMTP_URL: key(
    z.url({ protocol: /^smtps?$/ }).optional(),
    'The mail server, as `smtp://user:password@host:587` (encrypted by STARTTLS if the server offers it) or `smtps://user:password@host:465`. Empty: mails are not sent but kept in `DATA_DIR/mail`.',
  ),
  MAIL_FROM: key(
    mailbox.optional(),
    'The address that mail comes from, as `bookings@example.com` or `Example <bookings@example.com>`. Default: `daybook@` the host of `BASE_URL`.',
  ),
  MAIL_KEEP_DAYS: key(
    whole(1, 3650).default(90),
    'For how many days mails can be read through the API and in `DATA_DIR/mail`.',
  ),
  SMS_URL: key(
    z.url({ protocol: /^https?$/ }).optional(),
    'The SMS gateway: each message is one POST to this address. Empty: no SMS are sent.',
  ),
  SMS_HEADERS: key(
    headers.optional(),
    'Headers of these requests, as a JSON object such as `{"Authorization": "Bearer …"}`.',
  ),
  SMS_BODY: key(
    z.string().default('{"to": "{{to}}", "text": "{{text}}", "reference": "{{id}}", "status_url": "{{status_url}}"}'),
    'Their body, with `{{to}}`, `{{text}}`, `{{id}}` and `{{status_url}}` filled in: JSON, or `to={{to}}&text={{text}}` for a form.',
  ),
  SMS_ALLOW_HOSTS: key(
    list((entries) => void allowHosts(entries)).default([]),
    'Hosts (`host` or `host:port`) to which SMS may go over http and on private addresses. Empty: only https to public addresses.',
  ),
  SMS_SECRET: key(
    z
      .string()
      .regex(/^[\w-]{16,200}$/, 'must be 16 to 200 letters, digits, hyphens and underscores')
      .optional(),
    'With it the gateway can deliver answers such as STOP at `/sms/inbound/<secret>`, and reports at `/sms/status/<secret>`.',
  ),
  METRICS_PORT: key(
    whole(0, 65_535).optional(),
    'Port on the loopback (127.0.0.1) that serves `/metrics` for Prometheus; `0` takes a free one. Empty: none.',
  ),
  METRICS_TOKEN: key(
    z
      .string()
      .regex(/^[\x21-\x7e]{16,200}$/, 'must be 16 to 200 printable characters without blanks')
      .optional(),
    'With it `/metrics` is also served on `PORT`, and everywhere only to who sends `Authorization: Bearer` and this.',
  ),
  LOG_LEVEL: key(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    'How much is logged to standard error, as JSON lines.',
  ),
});

export type Config = z.output<typeof configSchema>;

/** A setting that cannot be used; the message names each key and says what is wrong with it. */
export class BadSetting extends Error {}

/** Reads the settings out of the environment. An empty value counts as absent. Throws BadSetting. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = configSchema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const shown = /KEY|URL|SECRET|HEADERS|TOKEN/.test(name) ? '' : ` (it is "${given[name]}")`;
    return `${name}: ${issue.message}${shown}`;
  });
  throw new BadSetting(`Daybook cannot start with these settings:\n  ${lines.join('\n  ')}\nSee docs/self-hosting.md.`);
}

/** The settings of this process. The only place that reads the environment. */
export function processConfig(): Config {
  return readConfig(process.env);
}
