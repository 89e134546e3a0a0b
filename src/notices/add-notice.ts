import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { iso } from '../http/time.ts';
import { insertNotice, type NoticeDetails, type NoticeRow } from './store.ts';

/** What an account's administrators have to be told of a webhook. */
export interface NewNotice extends Pick<NoticeDetails, 'name' | 'url' | 'failures' | 'error'> {
  kind: NoticeRow['kind'];
  webhookId: string;
  /** In milliseconds since the epoch. */
  failingSince: number | null;
  hours?: number;
  reason?: NoticeDetails['reason'];
}

/** Writes a notice: the API shows it, and a mail is made of it once. */
export async function addNotice(tx: Tx, accountId: string, notice: NewNotice, now: number): Promise<void> {
  const { kind, webhookId, failingSince, name, url, failures, error, hours = null, reason = null } = notice;
  const failing_since = failingSince === null ? null : iso(failingSince);
  const details = { name, url, failures, error, failing_since, hours, reason };
  await insertNotice(tx, accountId, { id: newId('NTC'), kind, webhook_id: webhookId, details, creation_time: now });
}
