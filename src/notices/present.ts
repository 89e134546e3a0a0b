import { iso } from '../http/time.ts';
import type { NoticeRow } from './store.ts';

/** A notice, with a sentence or two for people. */
export function presentNotice(row: NoticeRow) {
  const { id, kind, webhook_id, details } = row;
  return {
    object: 'notice' as const,
    id,
    kind,
    message: messageOf(row),
    webhook: webhook_id,
    webhook_name: details.name,
    url: details.url,
    hours: details.hours,
    reason: details.reason,
    failing_since: details.failing_since,
    failures: details.failures,
    error: details.error,
    creation_time: iso(row.creation_time),
    mailed_time: iso(row.mailed_time),
    resolved_time: iso(row.resolved_time),
    dismissed_time: iso(row.dismissed_time),
  };
}

function messageOf({ kind, details }: NoticeRow): string {
  const { name, hours, reason, failures, error } = details;
  const last = error === null ? '' : ` The last attempt: ${error}.`;
  if (kind === 'webhook_failing') {
    const span = hours === 1 ? 'an hour' : `${hours} hours`;
    return `The webhook "${name}" has accepted nothing for ${span}; ${failures} attempts failed.${last} What it is owed is kept and tried on.`;
  }
  const why =
    reason === 'gone'
      ? 'it answered 410, which means that it is gone for good'
      : `it has accepted nothing for 72 hours, and ${failures} attempts failed`;
  return `The webhook "${name}" was paused: ${why}.${reason === 'gone' ? '' : last} Its events are kept for 30 days; resume it to get them.`;
}
