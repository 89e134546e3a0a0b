import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import type { MeetingRules } from '../offerings/schema.ts';
import { findLivingHosts } from './store.ts';

/**
 * Refuses settings that cannot hold: a host or co-host whom the account does not have, a co-host who is the host, a default
 * duration that is not on offer, and approval for sessions (product description, chapter 12).
 */
export async function checkSettings(
  tx: Tx,
  accountId: string,
  { hostId, durationMinutes, rules }: { hostId: string; durationMinutes: number; rules: MeetingRules },
): Promise<void> {
  const coHosts = rules.co_hosts.map((each) => each.user);
  const living = await findLivingHosts(tx, accountId, [hostId, ...coHosts]);
  if (!living.has(hostId)) throw problem('no_such_host', { value: hostId });
  const unknown = coHosts.find((id) => !id.startsWith('USR-') || !living.has(id));
  if (unknown !== undefined) throw problem('no_such_user', { value: unknown, param: 'co_hosts' });
  if (coHosts.includes(hostId) || new Set(coHosts).size < coHosts.length)
    throw problem('settings_conflict', { param: 'co_hosts', value: 'everybody takes part once' });
  if (!rules.durations.includes(durationMinutes))
    throw problem('invalid_duration', { value: String(durationMinutes), other: rules.durations.join(', ') });
  if (rules.approval && rules.capacity > 1)
    throw problem('settings_conflict', { param: 'approval', value: 'only single sessions can ask for approval' });
}
