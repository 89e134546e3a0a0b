import type { z } from 'zod';
import { equals, type Filter, type KeysetPage, keysetPage, timeBounds } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { SmsStatus, smsListQuery } from './schema.ts';

export interface SmsRow {
  id: string;
  creation_time: number;
  status: SmsStatus;
  /** One of the two is null. */
  contact_id: string | null;
  user_id: string | null;
  delivered_to: string;
  message_body: string;
  segment_count: number;
}

const columns = 'id, creation_time, status, contact_id, user_id, delivered_to, message_body, segment_count';

const insert = statement(
  `insert into sms_notifications (account_id, ${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   on conflict (account_id, id) do nothing`,
);

/** Writes an SMS; false if its id was taken. */
export async function insertSms(tx: Tx, accountId: string, row: SmsRow): Promise<boolean> {
  const written = await tx.run(insert, [
    accountId,
    row.id,
    new Date(row.creation_time),
    row.status,
    row.contact_id,
    row.user_id,
    row.delivered_to,
    row.message_body,
    row.segment_count,
  ]);
  return written > 0;
}

const settle = statement(
  `update sms_notifications set status = $3 where account_id = $1 and id = $2 and status = 'sent'`,
);

/** Sets what became of an SMS that was sent; false if that is known already, or there is no such SMS. */
export async function settleSms(tx: Tx, accountId: string, id: string, status: SmsStatus): Promise<boolean> {
  return (await tx.run(settle, [accountId, id, status])) > 0;
}

/** One page of the SMS, or of those to one of the users `within` or to contacts that they own. */
export async function listSms(
  tx: Tx,
  accountId: string,
  query: z.output<typeof smsListQuery>,
  within?: readonly string[],
): Promise<KeysetPage<SmsRow>> {
  const { limit, after, before } = query;
  const reach = within === undefined ? undefined : toOneOf(within);
  const filters = [
    ...(reach === undefined ? [] : [reach]),
    ...equals('recipient_id', query.recipient),
    ...(query.recipient_type === undefined ? [] : [toKind[query.recipient_type]]),
    ...timeBounds('creation_time', query['creation_time.gt'], query['creation_time.lt']),
  ];
  const table = { table: 'sms_notifications', columns, ranked: ['recipient_id', 'kind'], accountId };
  return keysetPage<SmsRow>(tx, { ...table, filters, reach, limit, after, before });
}

/** Each kind of recipient has an index of its own, which holds no others. */
const toKind: Record<'contact' | 'user', Filter> = {
  contact: { sql: 'contact_id is not null', values: [], column: 'kind' },
  user: { sql: 'user_id is not null', values: [], column: 'kind' },
};

function toOneOf(users: readonly string[]): Filter {
  return {
    sql: `(user_id = any(?) or exists (select from contacts guest where guest.account_id = sms_notifications.account_id
      and guest.id = sms_notifications.contact_id and guest.owner_id = any(?)))`,
    values: [users, users],
  };
}

const nameByGateway = statement(`update sms_notifications set gateway_id = $3 where account_id = $1 and id = $2`);

/** Notes what the gateway calls an SMS. */
export async function setGatewayId(tx: Tx, accountId: string, id: string, gatewayId: string): Promise<void> {
  await tx.run(nameByGateway, [accountId, id, gatewayId]);
}

const settleNamed = statement(`update sms_notifications set status = $2 where gateway_id = $1 and status = 'sent'`);

/** Sets what became of the SMS that the gateway calls so, whose ever it is. Needs a system transaction. */
export async function settleByGatewayId(tx: Tx, gatewayId: string, status: SmsStatus): Promise<void> {
  await tx.run(settleNamed, [gatewayId, status]);
}

const stopped = statement(`select from sms_opt_outs where account_id = $1 and phone = $2`);

/** True if a number, in E.164, wants no SMS of the account. */
export async function isOptedOut(tx: Tx, accountId: string, phone: string): Promise<boolean> {
  return (await tx.run(stopped, [accountId, phone])) > 0;
}

const stop = statement(
  `insert into sms_opt_outs (account_id, phone, creation_time)
   select distinct account_id, $1, $2::timestamptz from sms_notifications where delivered_to = $1 on conflict do nothing`,
);

/** Notes for every account that has written to a number that it wants no more. Needs a system transaction. */
export async function optOut(tx: Tx, phone: string, now: number): Promise<void> {
  await tx.run(stop, [phone, new Date(now)]);
}

const resume = statement(`delete from sms_opt_outs where phone = $1`);

/** Notes that a number wants SMS again. Needs a system transaction. */
export async function optIn(tx: Tx, phone: string): Promise<void> {
  await tx.run(resume, [phone]);
}

const toContact = statement<SmsRow>(
  `select ${columns} from sms_notifications where account_id = $1 and contact_id = $2 and deleted_time is null
   order by creation_time, id`,
);

/** The SMS to a contact, oldest first. */
export async function findSmsTo(tx: Tx, accountId: string, contactId: string): Promise<SmsRow[]> {
  return tx.rows(toContact, [accountId, contactId]);
}

const erased = statement<{ id: string }>(
  `update sms_notifications set deleted_time = $3, delivered_to = '', message_body = ''
   where account_id = $1 and contact_id = $2 and deleted_time is null returning id`,
);

/** Leaves nothing of the SMS to a contact but that they were sent; returns their ids. */
export async function eraseSms(tx: Tx, accountId: string, contactId: string, now: number): Promise<string[]> {
  return (await tx.rows(erased, [accountId, contactId, new Date(now)])).map((row) => row.id);
}

const passed = statement(
  `update sms_notifications set contact_id = $3 where account_id = $1 and contact_id = $2 and deleted_time is null`,
);

/** Gives the SMS to one contact to another; returns how many there were. */
export async function setContact(tx: Tx, accountId: string, from: string, to: string): Promise<number> {
  return tx.run(passed, [accountId, from, to]);
}
