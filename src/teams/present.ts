import { redacted } from '../http/deleted.ts';
import { iso } from '../http/time.ts';
import type { MemberRow, TeamRow } from './store.ts';

/** A team as the API shows one, or what is left of a deleted one. */
export function presentTeam(row: TeamRow) {
  return row.deleted_time === null ? presentLivingTeam(row) : redacted('team', row.id);
}

/** A team of a list, which holds no deleted ones. */
export function presentLivingTeam(row: TeamRow) {
  return { object: 'team' as const, id: row.id, name: row.name };
}

/** A member of a team as the API shows one. */
export function presentMember({ user_id, priority, joined_time }: MemberRow) {
  return { object: 'team_member' as const, user: user_id, priority, joined_time: iso(joined_time) };
}
