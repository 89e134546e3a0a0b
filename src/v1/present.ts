import { iso } from '../http/time.ts';
import { zoneName } from '../http/zone-name.ts';
import type { WebhookRow } from '../webhooks/store.ts';

/** A webhook as v1 shows one: it has no version there and no secret. */
export function presentWebhookInV1({ id, name, url, events, creation_time }: WebhookRow) {
  return { object: 'webhook' as const, id, name, url, events: [...events], creation_time: iso(creation_time) };
}

/** What v1 shows of everything that guests can book. */
interface Page {
  id: string;
  url: string;
  timezone: string;
}

/** A booking page as v1 shows one. */
export function presentPageInV1({ name, label, ...page }: Page & { name: string; label: string }, now: number) {
  return presentAs(name, label, page, now);
}

/** A booking calendar in the place of a booking page. */
export function presentCalendarInV1(
  { subject, name, ...calendar }: Page & { subject: string; name: string },
  now: number,
) {
  return presentAs(subject, name, calendar, now);
}

function presentAs(public_name: string, internal_label: string, { id, url, timezone }: Page, now: number) {
  return {
    id,
    object: 'booking_page' as const,
    public_name,
    internal_label,
    link: url,
    category: null,
    time_zone_description: zoneName(timezone, now),
  };
}
