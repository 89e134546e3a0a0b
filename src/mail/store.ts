import type { z } from 'zod';
import { equals, type KeysetPage, keysetPage, timeBounds } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { Envelope, MailState, mailListQuery, RecipientKind } from './schema.ts';

export interface MailRow {
  id: string;
  creation_time: number;
  state: MailState;
  scenario: string;
  booking_id: string | null;
  recipient: string;
  recipient_kind: RecipientKind;
  envelope: Envelope;
  subject: string;
  text: string;
  /** Null once the mail is settled; so is `calendar`. */
  html: string | null;
  calendar: string | null;
  calendar_method: 'REQUEST' | 'CANCEL' | 'PUBLISH' | null;
  locale: string;
  attempts: number;
  error: string | null;
  settled_time: number | null;
  useful_until: number | null;
  /** Sealed; null once the mail is settled. */
  secret: Buffer | null;
}

const columns = `id, creation_time, state, scenario, booking_id, recipient, recipient_kind, envelope, subject, text, html, calendar,
  calendar_method, locale, attempts, error, settled_time, useful_until, secret`;

const insert = statement(
  `insert into mails (account_id, ${columns})
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
);

/** Writes a mail as it is. */
export async function insertMail(tx: Tx, accountId: string, row: MailRow): Promise<void> {
  await tx.run(insert, [
    accountId,
    row.id,
    new Date(row.creation_time),
    row.state,
    row.scenario,
    row.booking_id,
    row.recipient,
    row.recipient_kind,
    JSON.stringify(row.envelope),
    row.subject,
    row.text,
    row.html,
    row.calendar,
    row.calendar_method,
    row.locale,
    row.attempts,
    row.error,
    row.settled_time === null ? null : new Date(row.settled_time),
    row.useful_until === null ? null : new Date(row.useful_until),
    row.secret,
  ]);
}

const byId = statement<MailRow>(`select ${columns} from mails where account_id = $1 and id = $2`);

/** The mail with this id. */
export async function findMail(tx: Tx, accountId: string, id: string): Promise<MailRow | undefined> {
  return tx.one(byId, [accountId, id]);
}

const attempted = statement(
  `update mails set attempts = attempts + 1, error = $3 where account_id = $1 and id = $2 and state = 'queued'`,
);

/** Notes that a mail could not be sent, and will be tried again. */
export async function noteAttempt(tx: Tx, accountId: string, id: string, error: string): Promise<void> {
  await tx.run(attempted, [accountId, id, error]);
}

const settle = statement(
  `update mails set state = $3, attempts = attempts + $4, error = $5, settled_time = $6, html = null, calendar = null, secret = null
   where account_id = $1 and id = $2 and state = 'queued'`,
);

/** Writes what became of a mail. */
export async function settleMail(
  tx: Tx,
  accountId: string,
  id: string,
  outcome: { state: Exclude<MailState, 'queued'>; attempts: number; error: string | null },
  now: number,
): Promise<void> {
  await tx.run(settle, [accountId, id, outcome.state, outcome.attempts, outcome.error, new Date(now)]);
}

/** One page of the mails. */
export async function listMails(
  tx: Tx,
  accountId: string,
  query: z.output<typeof mailListQuery>,
): Promise<KeysetPage<MailRow>> {
  const { limit, after, before } = query;
  const filters = [
    ...equals('state', query.state),
    ...equals('booking_id', query.booking),
    ...equals('recipient', query.recipient?.toLowerCase()),
    ...timeBounds('creation_time', query['creation_time.gt'], query['creation_time.lt']),
  ];
  const table = { table: 'mails', columns, ranked: ['booking_id', 'recipient', 'state'], keepsAll: true };
  return keysetPage<MailRow>(tx, { ...table, accountId, filters, limit, after, before });
}

const ofBooking = statement(`delete from mails where account_id = $1 and booking_id = $2`);

/** Deletes the mails about a booking. */
export async function deleteMailsOf(tx: Tx, accountId: string, bookingId: string): Promise<void> {
  await tx.run(ofBooking, [accountId, bookingId]);
}

const old = statement(
  `delete from mails m using (select account_id, id from mails where creation_time < $1 order by creation_time limit $2) o
   where m.account_id = o.account_id and m.id = o.id`,
);

/** Deletes mails that were written before an instant; says how many. Needs a system transaction. */
export async function deleteOldMails(tx: Tx, before: number, limit: number): Promise<number> {
  return tx.run(old, [new Date(before), limit]);
}

const toAddress = statement<MailRow>(
  `select ${columns} from mails where account_id = $1 and lower(recipient) = lower($2) order by creation_time, id`,
);

/** The mails that were written to an address, oldest first. */
export async function findMailsTo(tx: Tx, accountId: string, address: string): Promise<MailRow[]> {
  return tx.rows(toAddress, [accountId, address]);
}

const deletedTo = statement(
  `delete from mails where account_id = $1 and (booking_id = any($3) or lower(recipient) = lower($2)
     or (booking_id = any($4) and position(lower($2) in lower(concat_ws(' ', envelope::text, text, html, calendar))) > 0))`,
);

/** Deletes the mails to an address, those about some bookings, and those about others that name it; returns how many there were. */
export async function deleteMailsTo(
  tx: Tx,
  accountId: string,
  address: string,
  { about, naming }: { about: readonly string[]; naming: readonly string[] },
): Promise<number> {
  return tx.run(deletedTo, [accountId, address, about, naming]);
}
