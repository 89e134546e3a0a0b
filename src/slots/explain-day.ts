import { explainDay as computeDay } from '../core/explain-day.ts';
import { daySpan } from '../core/zone.ts';
import type { Tx } from '../db/pool.ts';
import { iso } from '../http/time.ts';
import type { Target } from '../offerings/schema.ts';
import { findOffering, withDuration } from './find-offering.ts';
import { loadForGuests } from './load-for-guests.ts';
import { presentReason } from './present.ts';

/**
 * Explains a date `YYYY-MM-DD` of each host of an offering: the whole day in his zone as stretches, each on offer or with
 * every rule that closes it. `now` in epoch milliseconds.
 */
export async function explainDay(
  tx: Tx,
  accountId: string,
  target: Target,
  { date, durationMinutes }: { date: string; durationMinutes: number | undefined },
  now: number,
) {
  const offering = withDuration(await findOffering(tx, accountId, target, now), durationMinutes);
  const { members } = offering.host;
  const spans = members.map((host) => daySpan(host.timezone, date));
  const window = { from: Math.min(...spans.map((each) => each.start)), to: Math.max(...spans.map((each) => each.end)) };
  const loaded = members.length === 0 ? undefined : await loadForGuests(tx, accountId, offering, { ...window, now });
  const days = loaded === undefined ? [] : computeDay(loaded.standing, date);
  return {
    object: 'day_explanation' as const,
    date,
    duration_minutes: offering.durationMinutes,
    hosts: members.map((host, i) => ({
      host: host.id,
      booking_page: host.pageId,
      time_zone: host.timezone,
      start_time: iso(days[i]!.start),
      end_time: iso(days[i]!.end),
      stretches: days[i]!.stretches.map(({ start, end, reasons, starts }) => ({
        start_time: iso(start),
        end_time: iso(end),
        offered: starts.length > 0,
        starts: starts.map((each) => iso(each)),
        reasons: reasons.map((reason) => presentReason(reason, host, offering, loaded!.claims)),
      })),
    })),
  };
}
