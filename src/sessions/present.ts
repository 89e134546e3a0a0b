import { iso } from '../http/time.ts';
import { endOf } from './is-over.ts';
import type { SessionRow } from './store.ts';

/** A session as the API shows it: by which device and from where, never its token. */
export function presentSession(row: SessionRow) {
  const { id, user_id, way, second_factor, address, user_agent, creation_time, last_used_time } = row;
  return {
    object: 'session' as const,
    id,
    user: user_id,
    way,
    second_factor,
    address,
    user_agent,
    creation_time: iso(creation_time),
    last_used_time: iso(last_used_time),
    ending_time: iso(endOf(row)),
  };
}
