import { hoursOf } from '../availability/hours.ts';
import type { Calendar } from '../calendars/load.ts';
import type { HostRow } from '../calendars/store.ts';
import type { Host, OpenSession, Standing, Weekday } from '../core/question.ts';
import type { Tx } from '../db/pool.ts';
import { type ClaimRow, findClaims, findCounted } from './store.ts';

const dayMs = 86_400_000;
/** A month and the days that its first and last week reach out of it. */
const capReachMs = 38 * dayMs;

/** The question to the time engine, and the claims it was built from. */
export interface LoadedStanding {
  standing: Standing;
  claims: ClaimRow[];
}

/**
 * Reads what the engine needs to judge starts in [from, to): the hosts' hours, their taken time around it, and what
 * counts against their caps. The caller says the range, so the calendar's horizon is left out (contract 6.9). `except` is a booking that is about
 * to move: its own claim does not stand in its way.
 */
export async function loadStanding(
  tx: Tx,
  accountId: string,
  calendar: Calendar,
  window: { from: number; to: number; now: number },
  except?: string,
): Promise<LoadedStanding> {
  const { rules, row, hosts, required } = calendar;
  const ids = [...hosts, ...required].map((person) => person.id);
  const reach = (minutes: number) => minutes * 60_000;
  const from = window.from - reach(rules.buffer_before_minutes);
  const to = window.to + reach(row.duration_minutes + rules.buffer_after_minutes);
  const capped = Object.values(rules.caps).some((limit) => limit !== undefined);
  const [taken, counted] = await Promise.all([
    findClaims(tx, accountId, ids, from, to, window.now),
    capped ? findCounted(tx, accountId, ids, row.id, window.from - capReachMs, window.to + capReachMs) : [],
  ]);
  const claims = taken.filter((each) => each.source_id !== except);
  const claimsOf = Map.groupBy(claims, (each) => each.user_id);
  const countedOf = Map.groupBy(counted, (each) => each.user_id);
  const asHost = (person: HostRow): Host => {
    const own = claimsOf.get(person.id) ?? [];
    return {
      hours: hoursOf(person.timezone, person.weekly, person.overrides),
      busy: Float64Array.from(own.flatMap((each) => [each.starts_at, each.ends_at])),
      openSessions: openSessions(own, calendar),
      counted: Float64Array.from(countedOf.get(person.id) ?? [], (each) => each.starts_at),
    };
  };
  const standing: Standing = {
    now: window.now,
    mode: 'any',
    rules: {
      durationMinutes: row.duration_minutes,
      bufferBeforeMinutes: rules.buffer_before_minutes,
      bufferAfterMinutes: rules.buffer_after_minutes,
      leadTime: rules.lead_time,
      horizon: { kind: 'none' },
      caps: capsOf(rules.caps),
      weekStart: (hosts[0]?.week_start ?? 1) as Weekday,
      startMinutes: rules.start_minutes,
      spacingMinutes: rules.spacing_minutes,
      published: row.published,
    },
    hosts: hosts.map(asHost),
    required: required.map(asHost),
  };
  return { standing, claims };
}

/** A cap that is not set must be absent rather than undefined. */
function capsOf(caps: Calendar['rules']['caps']): Standing['rules']['caps'] {
  return Object.fromEntries(Object.entries(caps).filter(([, limit]) => limit !== undefined));
}

function openSessions(claims: readonly ClaimRow[], { row, rules }: Calendar): OpenSession[] {
  if (rules.capacity === 1) return [];
  return claims
    .filter(
      (each) => each.booking_calendar_id === row.id && each.source_id.startsWith('SES-') && each.seats < rules.capacity,
    )
    .map((each) => ({ start: each.starts_at, end: each.ends_at }));
}
