import { days } from '../availability/schema.ts';
import { redacted } from '../http/deleted.ts';
import { iso } from '../http/time.ts';
import type { AccountRow, KeyRow } from './store.ts';

/** An account as the API shows it to those who belong to it. */
export function presentAccount({ id, name, email, timezone, week_start, creation_time }: AccountRow) {
  return {
    object: 'account' as const,
    id,
    name,
    email,
    timezone,
    week_start: days[week_start - 1]!,
    creation_time: iso(creation_time),
  };
}

/** A key of a list, which holds no deleted ones. */
export function presentLivingKey({ id, name, prefix, user_id, creation_time, last_used_time }: KeyRow) {
  return {
    object: 'api_key' as const,
    id,
    name,
    prefix,
    user: user_id,
    creation_time: iso(creation_time),
    last_used_time: iso(last_used_time),
  };
}

/** A key read by its id, or what is left of a deleted one. */
export function presentKey(row: KeyRow) {
  return row.deleted_time === null ? presentLivingKey(row) : redacted('api_key', row.id);
}
