import { iso } from '../http/time.ts';
import type { EventType } from '../webhooks/schema.ts';

/** The bytes of an event in a version of the API: one line of JSON (contract 8.3). `now` is when it happened. */
export function envelope(
  event: { id: string; type: EventType; now: number },
  version: 'v1' | 'v2',
  data: object,
): string {
  const { id, type, now } = event;
  return JSON.stringify({ id, object: 'event', creation_time: iso(now), type, api_version: version, data });
}
