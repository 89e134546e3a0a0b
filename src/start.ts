import { createHmac } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Logger } from 'pino';
import { findCaller } from './accounts/find-caller.ts';
import { startForgettingFiles } from './attachments/jobs.ts';
import { startForgettingEntries } from './audit/jobs.ts';
import { startCompletion, startPurging } from './bookings/jobs.ts';
import type { Config } from './config.ts';
import { addConsole } from './console/add-console.ts';
import { startAbandoning } from './conversations/jobs.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { type ConnectionSettings, type Database, openDatabase } from './db/pool.ts';
import { loadSealKey, type Seal, sealWith } from './db/seal.ts';
import { startDeliveries } from './deliveries/jobs.ts';
import { allEvents } from './events.ts';
import { startForgettingGuesses } from './guesses/jobs.ts';
import { addEmbed } from './guest/add-embed.ts';
import { guardPages } from './guest/guard-pages.ts';
import { addGuestPages } from './guest/routes.ts';
import { addImages } from './guest-settings/add-images.ts';
import { allowHosts } from './http/address-guard.ts';
import { createApp } from './http/app.ts';
import { addAssets, loadAssets, loadModules } from './http/assets.ts';
import { addHealth } from './http/health.ts';
import { startForgetting } from './http/idempotency.ts';
import { type Limit, limitBy } from './http/limits.ts';
import { lookUpNames } from './http/name-lookup.ts';
import { addReference } from './http/reference.ts';
import { close, hostInUrl, listen, refuseUnreadable } from './http/server.ts';
import { serveIcs } from './invites/serve-ics.ts';
import type { Running } from './jobs/every.ts';
import { openJobs } from './jobs/open-jobs.ts';
import { startExpiry } from './links/jobs.ts';
import { mailQueue, startMailing, startPurgingMails } from './mail/jobs.ts';
import { openMailer } from './mail/open-mailer.ts';
import { openMeasures } from './measure.ts';
import { startRelaying, startReminding, startTellingNotices } from './messages/jobs.ts';
import { serveUnsubscribe } from './messages/serve-unsubscribe.ts';
import { smsQueue, startTexting } from './notifications/jobs.ts';
import { type GatewayOptions, openGateway } from './notifications/open-gateway.ts';
import { serveReplies } from './notifications/serve-replies.ts';
import { startReplays } from './replays/jobs.ts';
import {
  startDroppingAttempts,
  startForgettingNotices,
  startForgettingReplays,
  startPurgingEvents,
} from './retention/jobs.ts';
import { allRoutes } from './routes.ts';
import { findPerson } from './sessions/find-person.ts';
import { startForgettingSessions } from './sessions/jobs.ts';
import { serveSignOn } from './sign-on/serve-callback.ts';
import { startReleasing } from './slots/jobs.ts';
import { version } from './version.ts';
import { startForgettingSecrets } from './webhooks/jobs.ts';

/** A Daybook that serves. */
export interface Daybook {
  /** Where it listens. */
  url: string;
  /** Where a server of their own shows the metrics, if the settings ask for one. */
  metricsUrl: string | undefined;
  db: Database;
  /** True if the database is the embedded one. */
  embedded: boolean;
  /** Looks now for what there is to be told, by the clock as well, and resolves once it is queued; for whoever moves the clock. */
  wake(): Promise<void>;
  /** Stops in order: no new requests, then the jobs, then the database. */
  stop(): Promise<void>;
}

/**
 * Starts everything, in order: database, schema, server, jobs. `say` gets what an operator should see at once.
 * What was started is stopped again if a later step fails.
 */
export async function startDaybook(
  config: Config,
  log: Logger,
  clock: () => number = Date.now,
  say: (line: string) => void = (line) => log.info(line),
): Promise<Daybook> {
  const started: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of started.splice(0).reverse()) await end();
  };
  try {
    await mkdir(config.DATA_DIR, { recursive: true });
    const settings = await startDatabase(config, say, started);
    const { bypassesRowSecurity } = await migrate(settings);
    if (bypassesRowSecurity) {
      log.warn(
        'The database role is a superuser or has BYPASSRLS: row-level security does not guard accounts from each other',
      );
    }
    const db = openDatabase(settings, {
      max: config.DATABASE_CONNECTIONS,
      onError: (error) => log.warn({ err: error }, 'lost a database connection'),
    });
    started.push(() => db.close());

    const server = createServer();
    await listen(server, config.PORT, config.HOST);
    started.push(() => close(server));
    const { port } = server.address() as AddressInfo;
    const url = `http://${hostInUrl(config.HOST)}:${port}`;
    const baseUrl = config.BASE_URL ?? url;

    const [assets, program] = await Promise.all([
      loadAssets({
        'guest.css': 'web/guest/guest.css',
        'guest.js': 'web/guest/guest.ts',
        'embed.js': 'web/embed/embed.ts',
        'prove.mjs': 'web/guest/prove.ts',
        'console.css': 'web/console/console.css',
      }),
      loadModules('console', 'web/console/main.tsx'),
    ]);
    const sealKey = await loadSealKey(config.DATA_DIR, config.SECRET_KEY);
    const seal = sealWith(sealKey);
    const allowed = allowHosts(config.WEBHOOK_ALLOW_HOSTS, {
      ports: config.WEBHOOK_PORTS,
      closed: config.WEBHOOK_BLOCK_NETWORKS,
    });
    const lookup = lookUpNames(config.WEBHOOK_NAME_SERVERS);
    const signOnGuard = { allowed: allowHosts(config.SIGN_ON_ALLOW_HOSTS) };
    const messages = await openMessages({ config, settings, db, seal, log, clock, baseUrl }, started);
    const routes = allRoutes({
      allowed,
      lookup,
      seal,
      mostUsers: config.MAX_USERS_PER_ACCOUNT,
      everybodySignsUp: config.SIGN_UP,
      signOnGuard,
      mailer: messages.mailer,
      jobs: messages.jobs,
    });
    const measures = openMeasures(config, db, clock);
    const keys = findCaller(db);
    const people = findPerson(db);
    const app = createApp({
      routes,
      db,
      log,
      baseUrl,
      clock,
      seal,
      trustedProxies: config.TRUSTED_PROXIES,
      findKey: keys.find,
      findSession: people.find,
      callerSeen: (caller, now) => (caller.through.kind === 'key' ? keys : people).used(caller, now),
      middleware: measures.middleware,
      limits: {
        account: limitBy({ perSecond: config.RATE_LIMIT_ACCOUNT_PER_SECOND, burst: config.RATE_LIMIT_ACCOUNT_BURST }),
        address: limitBy({
          perSecond: config.RATE_LIMIT_ADDRESS_PER_5_MINUTES / 300,
          burst: config.RATE_LIMIT_ADDRESS_PER_5_MINUTES,
        }),
        people: limitBy({
          perSecond: config.RATE_LIMIT_PEOPLE_PER_SECOND,
          burst: config.RATE_LIMIT_PEOPLE_PER_SECOND * 10,
        }),
        signIn: perMinute(config.RATE_LIMIT_SIGN_IN_PER_MINUTE),
      },
    });
    addHealth(app, db);
    const metricsUrl = await measures.serve(app, started);
    addImages(app, db);
    addReference(app, { routes, events: allEvents }, baseUrl);
    messages.serve(app);
    serveSignOn(app, {
      ...{ db, log, clock, baseUrl, seal, signOnGuard },
      trustedProxies: config.TRUSTED_PROXIES,
      mostUsers: config.MAX_USERS_PER_ACCOUNT,
      limit: perMinute(config.RATE_LIMIT_SIGN_IN_PER_MINUTE),
    });
    addAssets(app, assets.values());
    addEmbed(app, assets.get('embed.js')!);
    const root = new URL(baseUrl).pathname.replace(/\/$/, '');
    addConsole(app, { style: assets.get('console.css')!, program, root });
    addGuestPages(app, {
      db,
      log,
      clock,
      baseUrl,
      root,
      files: {
        style: root + assets.get('guest.css')!.path,
        script: root + assets.get('guest.js')!.path,
        prove: root + assets.get('prove.mjs')!.path,
      },
      guard: guardPages({
        formsPerMinute: config.ATTACK_FORMS_PER_MINUTE,
        secret: createHmac('sha256', sealKey).update('tasks of attacked pages').digest('hex'),
      }),
      seal,
      trustedProxies: config.TRUSTED_PROXIES,
      sms: messages.sms,
      limits: {
        pages: perMinute(config.RATE_LIMIT_PAGES_PER_MINUTE),
        forms: perMinute(config.RATE_LIMIT_FORMS_PER_MINUTE),
      },
    });
    const listener = getRequestListener(app.fetch);
    server.on('request', listener);
    server.on('clientError', refuseUnreadable);

    const common = { db, log, clock };
    const kept = { ...common, keptMs: config.WEBHOOK_RETENTION_DAYS * dayMs };
    const replays = startReplays(common);
    const jobs: Pick<Running, 'stop'>[] = [
      startCompletion({ ...common, baseUrl }),
      startReleasing(common),
      startPurging(common),
      startAbandoning(common),
      startForgetting(common),
      startExpiry(common),
      startForgettingFiles(common),
      startForgettingSecrets(common),
      startForgettingSessions(common),
      startForgettingGuesses(common),
      startDroppingAttempts(kept),
      startPurgingEvents(kept),
      startForgettingNotices(kept),
      startForgettingReplays(kept),
      replays,
    ];
    if (config.AUDIT_RETENTION_DAYS > 0)
      jobs.push(startForgettingEntries({ ...common, keptMs: config.AUDIT_RETENTION_DAYS * dayMs }));
    for (const job of jobs) started.push(() => job.stop());
    const { replayNext } = replays;
    const deliveries = startDeliveries({
      db,
      log,
      seal,
      clock,
      version,
      allowed,
      lookup,
      replayNext,
      ...measures.deliveries,
    });
    started.push(() => deliveries.stop());
    const wake = await messages.start();
    return { url, metricsUrl, db, embedded: config.DATABASE_URL === undefined, wake, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const dayMs = 86_400_000;

async function startDatabase(
  config: Config,
  say: (line: string) => void,
  started: (() => Promise<void>)[],
): Promise<ConnectionSettings> {
  if (config.DATABASE_URL !== undefined) return { connectionString: config.DATABASE_URL };
  const server = await startEmbedded({ dataDir: config.DATA_DIR, log: say });
  started.push(() => server.stop());
  return server.connection;
}

/** So many a minute, all of which may come at once; 0 for any number. */
function perMinute(count: number): Limit {
  return limitBy({ perSecond: count / 60, burst: count });
}

interface MessageParts {
  config: Config;
  settings: ConnectionSettings;
  db: Database;
  seal: Seal;
  log: Logger;
  clock: () => number;
  baseUrl: string;
}

/** The ways out for mail and SMS and the job queues before them; what is opened here is closed once its jobs are done. */
async function openMessages(parts: MessageParts, started: (() => Promise<void>)[]) {
  const { config, settings, log, baseUrl, ...common } = parts;
  const { db, seal, clock } = common;
  const folder = path.join(config.DATA_DIR, 'mail');
  const from = config.MAIL_FROM ?? { name: null, address: `daybook@${mailDomainOf(baseUrl)}` };
  const mailer = openMailer({ smtpUrl: config.SMTP_URL, from, folder });
  started.push(async () => mailer.close());
  const gateway =
    config.SMS_URL === undefined ? undefined : openGateway(gatewayOptions(config, config.SMS_URL, baseUrl));
  started.push(async () => gateway?.close());
  const jobs = await openJobs(settings, [mailQueue, smsQueue], log);
  started.push(() => jobs.stop());
  const sms = { enabled: gateway !== undefined, answers: config.SMS_SECRET !== undefined };
  return {
    mailer,
    jobs,
    sms,
    serve(app: Hono<{ Bindings: HttpBindings }>) {
      serveIcs(app, { db, clock, baseUrl, organizer: mailer.address });
      serveUnsubscribe(app, { db, clock, seal });
      if (config.SMS_SECRET !== undefined) serveReplies(app, { db, clock, secret: config.SMS_SECRET });
    },
    async start() {
      await startMailing({ db, clock, jobs, mailer, seal });
      if (gateway !== undefined) await startTexting({ db, clock, jobs, gateway });
      const telling = { ...common, log, baseUrl, jobs, organizer: mailer.address, sms };
      const running = [
        startRelaying(telling),
        startReminding(telling),
        startTellingNotices(telling),
        startPurgingMails({ db, log, clock, keepDays: config.MAIL_KEEP_DAYS, folder }),
      ];
      for (const each of running) started.push(() => each.stop());
      return async () => {
        await Promise.all(running.map((each) => each.wake()));
      };
    },
  };
}

function gatewayOptions(config: Config, url: string, baseUrl: string): GatewayOptions {
  return {
    url,
    headers: config.SMS_HEADERS ?? {},
    body: config.SMS_BODY,
    statusUrl: config.SMS_SECRET === undefined ? '' : `${baseUrl}/sms/status/${config.SMS_SECRET}`,
    allowed: allowHosts(config.SMS_ALLOW_HOSTS),
  };
}

/** The domain of mail addresses of a server that was given none. */
function mailDomainOf(baseUrl: string): string {
  const { hostname } = new URL(baseUrl);
  return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]+$/i.test(hostname) ? hostname : 'localhost.localdomain';
}
