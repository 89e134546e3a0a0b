import type { z } from 'zod';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { meetingRules } from '../offerings/schema.ts';
import { checkSettings } from './check-settings.ts';
import { insertCalendar } from './store.ts';

/**
 * Makes a booking calendar and returns its id. `hostId` is a user or a team. The first of the rules' durations is the
 * calendar's own unless another is named. Without a slug it gets one that nobody can guess. Refused if the settings cannot
 * hold, or the slug is taken.
 */
export async function createCalendar(
  tx: Tx,
  accountId: string,
  calendar: {
    name: string;
    subject: string;
    hostId: string;
    slug?: string | undefined;
    published?: boolean | undefined;
    durationMinutes?: number | undefined;
    rules: z.input<typeof meetingRules>;
  },
  now: number,
): Promise<string> {
  const id = newId('BKC');
  const rules = meetingRules.parse(calendar.rules);
  const durationMinutes = calendar.durationMinutes ?? rules.durations[0]!;
  await checkSettings(tx, accountId, { hostId: calendar.hostId, durationMinutes, rules });
  await insertCalendar(tx, accountId, {
    id,
    name: calendar.name,
    subject: calendar.subject,
    slug: calendar.slug ?? newId('PAGE'),
    host_id: calendar.hostId,
    published: calendar.published ?? true,
    duration_minutes: durationMinutes,
    rules,
    settings_version: 1,
    creation_time: now,
  });
  return id;
}
