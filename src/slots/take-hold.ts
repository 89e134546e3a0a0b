import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { Target } from '../offerings/schema.ts';
import * as store from './store.ts';

/**
 * Turns a hold into free time for the booking that it was taken for, within the booking's transaction: nobody else sees it
 * free. Returns what it held: the member, from when on, epoch ms, and for how long. The people of the
 * offering must be locked. Refused if it has run out, or was taken for something else.
 */
export async function takeHold(
  tx: Tx,
  accountId: string,
  id: string,
  target: Target,
  starts: readonly number[],
  now: number,
): Promise<{ member: string; start: number; durationMinutes: number }> {
  const found = await store.findHold(tx, accountId, id);
  const fits =
    found !== undefined &&
    isDeepStrictEqual(found.target, target) &&
    starts.includes(found.starts_at) &&
    found.expires_at > now;
  if (!fits || !(await store.deleteHold(tx, accountId, id)))
    throw problem('no_such_hold', { value: id, param: 'hold' });
  await store.release(tx, accountId, found.source_id);
  return { member: found.member_id, start: found.starts_at, durationMinutes: found.duration_minutes };
}
