import { type KeysetPage, keysetPage, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { DeliveryOrder, NewWebhook } from './schema.ts';

export interface WebhookRow {
  id: string;
  name: string;
  url: string;
  events: NewWebhook['events'];
  api_version: 'v1' | 'v2';
  delivery_order: DeliveryOrder;
  /** Until when the secret before the last rotation is good as well; null or past if it is not. */
  previous_secret_until: number | null;
  creation_time: number;
  deleted_time: number | null;
}

const columns =
  'id, name, url, events, api_version, delivery_order, previous_secret_until, creation_time, deleted_time';

const insert = statement(
  `with webhook as (
     insert into webhooks
       (account_id, id, name, url, events, api_version, secret, creation_time, last_updated_time, delivery_order)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9)
   )
   insert into webhook_endpoints (account_id, webhook_id) values ($1, $2)`,
);

/** Writes a webhook and the empty record of its endpoint. Its name must be free (constraint `webhook_name_unique`). */
export async function insertWebhook(tx: Tx, accountId: string, row: WebhookRow, sealedSecret: Buffer): Promise<void> {
  const { id, name, url, events, api_version, delivery_order } = row;
  const creationTime = new Date(row.creation_time);
  await tx.run(insert, [accountId, id, name, url, events, api_version, sealedSecret, creationTime, delivery_order]);
}

const byId = statement<WebhookRow>(`select ${columns} from webhooks where account_id = $1 and id = $2`);

/** The webhook, also a deleted one. */
export function findWebhook(tx: Tx, accountId: string, id: string): Promise<WebhookRow | undefined> {
  return tx.one(byId, [accountId, id]);
}

const byIdLocked = statement<WebhookRow>(`${byId.text} for update`);

/** The webhook, also a deleted one, which nobody else changes while the transaction lasts. */
export function lockWebhook(tx: Tx, accountId: string, id: string): Promise<WebhookRow | undefined> {
  return tx.one(byIdLocked, [accountId, id]);
}

const update = statement(
  `update webhooks set name = $3, url = $4, events = $5, delivery_order = $6, last_updated_time = $7
   where account_id = $1 and id = $2`,
);

/** Writes what can be changed of a webhook. Its name must be free (constraint `webhook_name_unique`). */
export async function updateWebhook(tx: Tx, accountId: string, row: WebhookRow, now: number): Promise<void> {
  const { id, name, url, events, delivery_order } = row;
  await tx.run(update, [accountId, id, name, url, events, delivery_order, new Date(now)]);
}

const rotate = statement(
  `update webhooks set secret = $3, last_updated_time = $5, previous_secret_until = $4,
     previous_secret = case when $4::timestamptz is not null then secret end,
     secret_revision = secret_revision + case when $4::timestamptz is null then 1 else 0 end
   where account_id = $1 and id = $2`,
);

/** Sets a sealed secret. The one before it is good until `previousUntil`, or with null no more. */
export async function setSecret(
  tx: Tx,
  accountId: string,
  id: string,
  secret: Buffer,
  previousUntil: number | null,
  now: number,
): Promise<void> {
  const until = previousUntil === null ? null : new Date(previousUntil);
  await tx.run(rotate, [accountId, id, secret, until, new Date(now)]);
}

const dropPrevious = statement(
  `update webhooks
   set previous_secret = null, previous_secret_until = null, secret_revision = secret_revision + 1, last_updated_time = $3
   where account_id = $1 and id = $2 and previous_secret is not null`,
);

/** Ends the time in which the previous secret is good as well, if it is. */
export async function dropPreviousSecret(tx: Tx, accountId: string, id: string, now: number): Promise<void> {
  await tx.run(dropPrevious, [accountId, id, new Date(now)]);
}

const forgetPrevious = statement(
  `update webhooks set previous_secret = null, previous_secret_until = null
   where previous_secret is not null and previous_secret_until <= $1`,
);

/** Wipes the previous secrets of all accounts whose time is over. */
export async function forgetPreviousSecrets(tx: Tx, now: number): Promise<void> {
  await tx.run(forgetPrevious, [new Date(now)]);
}

/** One page of the living webhooks, newest first. */
export function listWebhooks(
  tx: Tx,
  accountId: string,
  { limit, after, before }: Paging,
): Promise<KeysetPage<WebhookRow>> {
  return keysetPage<WebhookRow>(tx, { table: 'webhooks', columns, accountId, filters: [], limit, after, before });
}

const bury = statement(
  `update webhooks set deleted_time = $3, last_updated_time = $3, secret = '', previous_secret = null,
     previous_secret_until = null
   where account_id = $1 and id = $2 and deleted_time is null`,
);

/** Marks a living webhook as deleted and wipes its secret; false if there is none. */
export async function buryWebhook(tx: Tx, accountId: string, id: string, now: number): Promise<boolean> {
  return (await tx.run(bury, [accountId, id, new Date(now)])) === 1;
}

const living = statement<WebhookRow>(
  `select ${columns} from webhooks where account_id = $1 and deleted_time is null order by creation_time desc, id desc`,
);

/** Every living webhook, newest first. */
export async function livingWebhooks(tx: Tx, accountId: string): Promise<WebhookRow[]> {
  return tx.rows(living, [accountId]);
}
