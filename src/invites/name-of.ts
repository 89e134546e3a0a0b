import type { Member } from './schema.ts';

/** What somebody of the account is called; empty for nobody. */
export function nameOf(member: Pick<Member, 'first_name' | 'last_name'> | undefined): string {
  return member === undefined ? '' : `${member.first_name} ${member.last_name}`.trim();
}
