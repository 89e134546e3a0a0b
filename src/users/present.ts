import { redacted } from '../http/deleted.ts';
import type { UserRow } from './store.ts';

/** A user as the API shows one, or what is left of a deleted one. */
export function presentUser(row: UserRow) {
  if (row.deleted_time !== null) return redacted('user', row.id);
  return presentLivingUser(row);
}

/** A user of a list, which holds no deleted ones. */
export function presentLivingUser(row: UserRow) {
  const { id, first_name, last_name, email, status, role_name, timezone, teams } = row;
  return { id, object: 'user' as const, first_name, last_name, email, status, role_name, timezone, teams };
}
