import { type KeysetPage, keysetPage, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { NewWebhook } from './schema.ts';

export interface WebhookRow {
  id: string;
  name: string;
  url: string;
  events: NewWebhook['events'];
  api_version: 'v1' | 'v2';
  creation_time: number;
  deleted_time: number | null;
}

const columns = 'id, name, url, events, api_version, creation_time, deleted_time';

const insert = statement(
  `with webhook as (
     insert into webhooks (account_id, id, name, url, events, api_version, secret, creation_time, last_updated_time)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
   )
   insert into webhook_endpoints (account_id, webhook_id) values ($1, $2)`,
);

/** Writes a webhook and the empty record of its endpoint. Its name must be free (constraint `webhook_name_unique`). */
export async function insertWebhook(tx: Tx, accountId: string, row: WebhookRow, sealedSecret: Buffer): Promise<void> {
  const { id, name, url, events, api_version } = row;
  await tx.run(insert, [accountId, id, name, url, events, api_version, sealedSecret, new Date(row.creation_time)]);
}

const byId = statement<WebhookRow>(`select ${columns} from webhooks where account_id = $1 and id = $2`);

/** The webhook, also a deleted one. */
export function findWebhook(tx: Tx, accountId: string, id: string): Promise<WebhookRow | undefined> {
  return tx.one(byId, [accountId, id]);
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
  `update webhooks set deleted_time = $3, last_updated_time = $3, secret = '', previous_secret = null
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
