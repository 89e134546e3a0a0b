import type { z } from 'zod';
import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { meetingRules } from '../offerings/schema.ts';
import { insertCalendar } from './store.ts';

/**
 * Makes a booking calendar and returns its id. `hostId` is a user or a team. The first of the rules' durations is the
 * calendar's own. Without a slug it gets one that nobody can guess.
 */
export async function createCalendar(
  tx: Tx,
  accountId: string,
  calendar: {
    name: string;
    subject: string;
    hostId: string;
    slug?: string;
    published?: boolean;
    rules: z.input<typeof meetingRules>;
  },
  now: number,
): Promise<string> {
  const id = newId('BKC');
  const parsed = meetingRules.parse(calendar.rules);
  await insertCalendar(tx, accountId, {
    id,
    name: calendar.name,
    subject: calendar.subject,
    slug: calendar.slug ?? newId('PAGE'),
    host_id: calendar.hostId,
    published: calendar.published ?? true,
    duration_minutes: parsed.durations[0]!,
    rules: parsed,
    creation_time: now,
  });
  return id;
}
