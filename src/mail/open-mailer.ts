import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Envelope } from './schema.ts';

/** A mail as it is given to a server. */
export interface Message {
  id: string;
  /** In epoch milliseconds. */
  writtenTime: number;
  recipient: string;
  envelope: Envelope;
  subject: string;
  text: string;
  html: string;
  locale: string;
  calendar: { method: string; text: string } | null;
}

/** What became of a message. `permanent` says that trying again would not help. */
export type MailOutcome =
  | { state: 'sent'; error: string | null }
  | { state: 'kept'; file: string }
  | { state: 'failed'; error: string; permanent: boolean };

/** The way out for mail. */
export interface Mailer {
  /** What mail comes from. */
  address: string;
  /** `host:port` of the mail server; null if mail is kept in the data folder. */
  server: string | null;
  /** Sends or keeps a message. Never throws: what the mail server does is in the outcome. */
  send(message: Message): Promise<MailOutcome>;
  close(): void;
}

export interface MailerOptions {
  /** `smtp://` or `smtps://`; undefined to keep mail in `folder`. */
  smtpUrl: string | undefined;
  from: { name: string | null; address: string };
  /** For mail that is kept, a folder below it for each day. */
  folder: string;
}

const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

/** Opens the way to the mail server, or to the folder that stands for one. Nothing is connected before the first message. */
export function openMailer({ smtpUrl, from, folder }: MailerOptions): Mailer {
  return smtpUrl === undefined ? keepIn(folder, from) : sendTo(smtpUrl, from);
}

function sendTo(url: string, from: MailerOptions['from']): Mailer {
  const guarded = { disableFileAccess: true, disableUrlAccess: true };
  const transport = createTransport({ url, pool: true, maxConnections: 4, ...limits, ...guarded });
  const { hostname, port, protocol } = new URL(url);
  return {
    address: from.address,
    server: `${hostname}:${port || (protocol === 'smtps:' ? 465 : 587)}`,
    async send(message) {
      try {
        const { rejected, rejectedErrors } = await transport.sendMail(compose(message, from));
        const refused = rejected.map((each) => String(each).toLowerCase());
        const error = rejectedErrors?.map(describe).join('; ') ?? null;
        if (!refused.includes(message.recipient)) return { state: 'sent', error: refused.length > 0 ? error : null };
        return { state: 'failed', error: error ?? 'The recipient was refused', permanent: true };
      } catch (error) {
        return { state: 'failed', error: describe(error), permanent: isPermanent(error) };
      }
    },
    close: () => transport.close(),
  };
}

function keepIn(folder: string, from: MailerOptions['from']): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true });
  return {
    address: from.address,
    server: null,
    async send(message) {
      try {
        const info = await transport.sendMail(compose(message, from));
        const day = path.join(folder, new Date(message.writtenTime).toISOString().slice(0, 10));
        const file = path.join(day, `${message.id}.eml`);
        await mkdir(day, { recursive: true, mode: 0o700 });
        await writeWhole(file, info.message as Buffer);
        return { state: 'kept', file };
      } catch (error) {
        return { state: 'failed', error: describe(error), permanent: false };
      }
    },
    close: () => transport.close(),
  };
}

/** A file is there as a whole or not at all. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const beside = `${file}.part`;
  try {
    await writeFile(beside, bytes, { mode: 0o600 });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

function compose(message: Message, from: MailerOptions['from']): SendMailOptions {
  const { envelope, calendar } = message;
  const domain = from.address.split('@')[1]!;
  const thread = envelope.thread === null ? {} : { references: `<${envelope.thread.replace('@', '.')}@${domain}>` };
  return {
    from: { name: envelope.fromName || (from.name ?? ''), address: from.address },
    to: { name: envelope.toName, address: message.recipient },
    ...(envelope.replyTo === null ? {} : { replyTo: envelope.replyTo }),
    ...(envelope.bcc.length === 0 ? {} : { bcc: envelope.bcc }),
    subject: message.subject,
    text: message.text,
    html: message.html,
    date: new Date(message.writtenTime),
    messageId: `<${message.id}@${domain}>`,
    ...thread,
    ...(calendar === null
      ? {}
      : { icalEvent: { method: calendar.method, filename: 'invite.ics', content: calendar.text } }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': message.locale,
      ...(envelope.unsubscribeUrl === null
        ? {}
        : {
            'List-Unsubscribe': `<${envelope.unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
  };
}

interface SmtpError extends Error {
  code?: string;
  command?: string;
  responseCode?: number;
}

/** What the server or the network said, in its own words, and where in the conversation. */
function describe(error: unknown): string {
  const { message, code, command } = error as SmtpError;
  const place = [code, command === undefined ? undefined : `after ${command}`].filter((part) => part !== undefined);
  const text = place.length === 0 ? message : `${message} (${place.join(' ')})`;
  return text.replaceAll(/\s+/g, ' ').slice(0, 1000);
}

/**
 * True if the server refused this mail for good: a reply of 5xx to a recipient or to the message itself (RFC 5321, 4.2.1). A
 * refused sign-in or sender is a mistake of the settings, and mended there.
 */
function isPermanent(error: unknown): boolean {
  const { code, command, responseCode } = error as SmtpError;
  if (responseCode === undefined || responseCode < 500) return false;
  return code === 'EMESSAGE' || (code === 'EENVELOPE' && command !== 'MAIL FROM');
}
