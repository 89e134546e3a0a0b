import { sessionIdleMs, sessionLengthMs } from './schema.ts';
import type { SessionRow } from './store.ts';

/** When a session ends unless it is used before: it has lasted as long as it may, or was not used for too long. */
export function endOf({ creation_time, last_used_time }: SessionRow): number {
  return Math.min(creation_time + sessionLengthMs, last_used_time + sessionIdleMs);
}

/** True if a session has ended. */
export function isOver(session: SessionRow, now: number): boolean {
  return now >= endOf(session);
}
