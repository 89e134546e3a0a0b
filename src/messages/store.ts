import { statement, type Tx } from '../db/pool.ts';

const bySubjects = statement<{ subject_id: string; settings: unknown }>(
  `select subject_id, settings from notification_settings where account_id = $1 and subject_id = any($2)`,
);

/** The settings of these subjects as they were written, by subject; who has none is not in it. */
export async function findSettings(
  tx: Tx,
  accountId: string,
  subjectIds: readonly string[],
): Promise<Map<string, unknown>> {
  const rows = await tx.rows(bySubjects, [accountId, subjectIds]);
  return new Map(rows.map((row) => [row.subject_id, row.settings]));
}

const ensure = statement(
  `insert into notification_settings (account_id, subject_id, settings, last_updated_time) values ($1, $2, '{}', $3)
   on conflict (account_id, subject_id) do nothing`,
);
const lock = statement<{ settings: unknown }>(
  `select settings from notification_settings where account_id = $1 and subject_id = $2 for no key update`,
);

/** A subject's settings, which nobody else changes until the transaction ends. */
export async function lockSettings(tx: Tx, accountId: string, subjectId: string, now: number): Promise<unknown> {
  await tx.run(ensure, [accountId, subjectId, new Date(now)]);
  return (await tx.one(lock, [accountId, subjectId]))!.settings;
}

const update = statement(
  `update notification_settings set settings = $3, last_updated_time = $4 where account_id = $1 and subject_id = $2`,
);

/** Writes a subject's settings. */
export async function writeSettings(
  tx: Tx,
  accountId: string,
  subjectId: string,
  settings: object,
  now: number,
): Promise<void> {
  await tx.run(update, [accountId, subjectId, JSON.stringify(settings), new Date(now)]);
}

export type ReminderKind = 'reminder' | 'follow_up';

/** Something to tell by the clock; `minutes` before the start or after the end. */
export interface ReminderRow {
  booking_id: string;
  kind: ReminderKind;
  minutes: number;
  due_time: number;
}

const clearAll = statement(`delete from reminders where account_id = $1 and booking_id = $2`);
const clearKind = statement(`delete from reminders where account_id = $1 and booking_id = $2 and kind = $3`);

/** Takes away what a booking was still to be told, all of it or of one kind. */
export async function clearReminders(tx: Tx, accountId: string, bookingId: string, kind?: ReminderKind): Promise<void> {
  if (kind === undefined) await tx.run(clearAll, [accountId, bookingId]);
  else await tx.run(clearKind, [accountId, bookingId, kind]);
}

const plan = statement(
  `insert into reminders (account_id, booking_id, kind, minutes, due_time)
   select $1, $2, unnest($3::text[]), unnest($4::integer[]), unnest($5::timestamptz[])
   on conflict do nothing`,
);

/** Writes what a booking is to be told, and when. */
export async function planReminders(
  tx: Tx,
  accountId: string,
  bookingId: string,
  rows: readonly Omit<ReminderRow, 'booking_id'>[],
): Promise<void> {
  if (rows.length === 0) return;
  const due = rows.map((row) => new Date(row.due_time));
  await tx.run(plan, [accountId, bookingId, rows.map((row) => row.kind), rows.map((row) => row.minutes), due]);
}

const takeDue = statement<ReminderRow & { account_id: string }>(
  `delete from reminders r using (
     select account_id, booking_id, kind, minutes from reminders where due_time <= $1 order by due_time limit $2
     for update skip locked) due
   where r.account_id = due.account_id and r.booking_id = due.booking_id and r.kind = due.kind and r.minutes = due.minutes
   returning r.account_id, r.booking_id, r.kind, r.minutes, r.due_time`,
);

/** Takes away what is due by now, over all accounts. Needs a system transaction. */
export async function takeDueReminders(
  tx: Tx,
  now: number,
  limit: number,
): Promise<(ReminderRow & { account_id: string })[]> {
  return tx.rows(takeDue, [new Date(now), limit]);
}

const optedOut = statement<{ email: string }>(
  `select email from reminder_opt_outs where account_id = $1 and email = any($2)`,
);

/** Those of the addresses, in lower case, that want no reminders. */
export async function findOptedOut(tx: Tx, accountId: string, emails: readonly string[]): Promise<Set<string>> {
  return new Set((await tx.rows(optedOut, [accountId, emails])).map((row) => row.email));
}

const optOut = statement(
  `insert into reminder_opt_outs (account_id, email, creation_time)
   select $1, $2, $3 from accounts where account_id = $1 on conflict do nothing`,
);
const optIn = statement(`delete from reminder_opt_outs where account_id = $1 and email = $2`);

/** Notes that an address, in lower case, wants no reminders, or wants them again. */
export async function setOptedOut(
  tx: Tx,
  accountId: string,
  email: string,
  wanted: boolean,
  now: number,
): Promise<void> {
  if (wanted) await tx.run(optOut, [accountId, email, new Date(now)]);
  else await tx.run(optIn, [accountId, email]);
}
