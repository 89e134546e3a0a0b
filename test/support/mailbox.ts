import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ICAL from 'ical.js';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as it came in, read by other programs than ours. */
export interface Letter {
  /** Everybody whom the server was asked to give it to. */
  recipients: string[];
  mail: ParsedMail;
  text: string;
  html: string;
  raw: string;
  /** The calendar file, if it has one. */
  invite: Invite | null;
}

export interface Invite {
  method: string;
  events: ICAL.Event[];
  /** The first event. */
  uid: string;
  sequence: number;
  /** ISO 8601, in UTC. */
  start: string;
  end: string;
  status: string;
  /** Addresses with their roles. */
  attendees: Record<string, string>;
  organizer: string;
}

/** What the server says instead of taking a mail. */
export interface Refusal {
  at: 'auth' | 'from' | 'to' | 'data';
  code: number;
  message: string;
  /** Only of this recipient, with `to`. */
  only?: string;
}

/** A real SMTP server on the loopback. Every mail is parsed, and its invite with it. */
export interface Mailbox {
  /** For SMTP_URL. */
  url: string;
  received: readonly Letter[];
  /** The oldest mail to an address that was not handed out yet; waits for it, and fails after 10 s. */
  to(address: string): Promise<Letter>;
  /** Refuses the next mails, one by one. */
  refuse(...refusals: Refusal[]): void;
  close(): Promise<void>;
}

/** Starts a mail server on a free port. With `password` nobody may send without it. */
export async function startMailbox(options: { password?: string } = {}): Promise<Mailbox> {
  const received: Letter[] = [];
  const handedOut = new Set<Letter>();
  const refusals: Refusal[] = [];
  let arrival = Promise.withResolvers<void>();
  const refused = (at: Refusal['at'], address?: string): Error | undefined => {
    const next = refusals[0];
    if (next?.at !== at || (next.only !== undefined && next.only !== address)) return undefined;
    refusals.shift();
    return Object.assign(new Error(next.message), { responseCode: next.code });
  };
  const handlers: SMTPServerOptions = {
    // Clients keep connections for later mails; nobody waits for those.
    closeTimeout: 100,
    disabledCommands: ['STARTTLS', ...(options.password === undefined ? ['AUTH'] : [])],
    authOptional: options.password === undefined,
    onAuth: ({ username, password }, _, done) => {
      const error = refused('auth') ?? (password === options.password ? undefined : new Error('Authentication failed'));
      done(error, error === undefined ? { user: username } : undefined);
    },
    onMailFrom: (_, __, done) => done(refused('from')),
    onRcptTo: ({ address }, _, done) => done(refused('to', address)),
    onData: async (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of stream) chunks.push(chunk);
      } catch (broken) {
        // Whoever sends was killed in the middle: such a mail was never taken.
        return done(broken as Error);
      }
      const error = refused('data');
      if (error !== undefined) return done(error);
      received.push(
        await read(
          Buffer.concat(chunks),
          envelope.rcptTo.map((each) => each.address),
        ),
      );
      done();
      arrival.resolve();
      arrival = Promise.withResolvers();
    },
  };
  const server = new SMTPServer(handlers);
  // A client that goes away in the middle is no fault of the server's.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const who = options.password === undefined ? '' : `daybook:${options.password}@`;
  return {
    url: `smtp://${who}127.0.0.1:${port}`,
    received,
    async to(whom) {
      const address = whom.toLowerCase();
      const deadline = performance.now() + 10_000;
      for (;;) {
        const letter = received.find((each) => !handedOut.has(each) && each.recipients.includes(address));
        if (letter !== undefined) {
          handedOut.add(letter);
          return letter;
        }
        const late = new Promise<void>((resolve) => setTimeout(resolve, deadline - performance.now()).unref());
        await Promise.race([arrival.promise, late]);
        const seen = received.map((each) => `${each.recipients} ${each.mail.subject}`).join('\n');
        assert.ok(performance.now() < deadline, `no mail to ${address}; there were:\n${seen}`);
      }
    },
    refuse: (...more) => void refusals.push(...more),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function read(bytes: Buffer, recipients: string[]): Promise<Letter> {
  const mail = await simpleParser(bytes);
  const raw = bytes.toString('utf8');
  const files = mail.attachments.filter((each) => /^(text\/calendar|application\/ics)$/.test(each.contentType));
  const [first] = files;
  if (first !== undefined) {
    // Once beside the text, where mail programs look for it, and once as a file.
    assert.deepEqual(files.map((each) => each.contentType).toSorted(), ['application/ics', 'text/calendar']);
    assert.ok(
      files.every((each) => each.content.equals(first.content)),
      'both calendar parts say the same',
    );
    const [, method] = /Content-Type: text\/calendar;[^\r\n]*(?:\r\n\s[^\r\n]*)*method=(\w+)/i.exec(raw) ?? [];
    assert.equal(method, inviteOf(first.content.toString('utf8')).method, 'the part says its method');
  }
  return {
    recipients,
    mail,
    text: mail.text ?? '',
    html: mail.html || '',
    raw,
    invite: first === undefined ? null : inviteOf(first.content.toString('utf8')),
  };
}

/** Reads a calendar file. */
export function inviteOf(text: string): Invite {
  for (const line of text.split('\r\n'))
    assert.ok(Buffer.byteLength(line) <= 75, `a line of more than 75 bytes: ${line}`);
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each));
  const event = events[0]!;
  const address = (value: unknown) =>
    String(value)
      .replace(/^mailto:/i, '')
      .toLowerCase();
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    events,
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toJSDate().toISOString(),
    end: event.endDate.toJSDate().toISOString(),
    status: String(event.component.getFirstPropertyValue('status')),
    attendees: Object.fromEntries(
      event.attendees.map((each) => [address(each.getFirstValue()), String(each.getParameter('role'))]),
    ),
    organizer: address(event.organizer),
  };
}
