import { type AttemptEnd, afterAttempt, noticeOf } from '../core/endpoint.ts';
import type { Tx } from '../db/pool.ts';
import { addNotice } from '../notices/add-notice.ts';
import { resolveNotices } from '../notices/resolve-notices.ts';
import { type EndpointId, type EndpointRow, lockEndpoints, writeEndpoints } from './store.ts';

/** An attempt, as far as its endpoint is concerned. */
export interface JudgedAttempt extends EndpointId, AttemptEnd {
  /** For people: the name of the webhook, its URL, and what went wrong. */
  name: string;
  url: string;
  error: string | null;
}

/** To know within a second when an endpoint last did well is enough, and spares a write with each round. */
const successWithinMs = 1000;

/**
 * Remembers how attempts, in the order in which they ended, leave their endpoints, and writes the notices that come of it.
 * Says for each attempt how its endpoint was known after it. `random` is from 0 up to 1.
 */
export async function judgeAttempts(
  tx: Tx,
  attempts: readonly JudgedAttempt[],
  now: number,
  random: () => number,
): Promise<EndpointRow[]> {
  const before = new Map((await lockEndpoints(tx, attempts)).map((row) => [row.webhook_id, row]));
  const known = new Map(before);
  const after: EndpointRow[] = [];
  for (const attempt of attempts) {
    const row = known.get(attempt.webhook_id)!;
    const next = { ...row, ...afterAttempt(row, attempt, random()) };
    const notice = noticeOf(row, next);
    if (notice !== undefined) await addNotice(tx, attempt.account_id, { ...notice, ...newsOf(attempt, next) }, now);
    if (row.notices > 0 && next.notices === 0 && next.paused_time === null)
      await resolveNotices(tx, attempt.account_id, attempt.webhook_id, now);
    known.set(attempt.webhook_id, next);
    after.push(next);
  }
  const changed = [...known.values()].filter((row) => differs(before.get(row.webhook_id)!, row));
  if (changed.length > 0) await writeEndpoints(tx, changed);
  return after;
}

function newsOf({ webhook_id, name, url, error }: JudgedAttempt, { failing_since, failures }: EndpointRow) {
  return { webhookId: webhook_id, name, url, error, failingSince: failing_since, failures };
}

function differs(before: EndpointRow, after: EndpointRow): boolean {
  const { last_success_time: earlier, ...was } = before;
  const { last_success_time: later, ...is } = after;
  if (later !== earlier && (earlier === null || later! - earlier >= successWithinMs)) return true;
  return Object.keys(was).some((name) => was[name as keyof typeof was] !== is[name as keyof typeof is]);
}
