import { hoursOf } from '../availability/hours.ts';
import type { Host, OpenSession, Standing, Weekday } from '../core/question.ts';
import type { Tx } from '../db/pool.ts';
import type { Candidate, Offering } from '../offerings/schema.ts';
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
 * counts against their caps. The caller says the range, so the offering's horizon is left out (contract 6.9). `except` are a
 * booking that is about to move, or holds of the one who asks: their own claims do not stand in their way.
 */
export async function loadStanding(
  tx: Tx,
  accountId: string,
  offering: Offering,
  window: { from: number; to: number; now: number },
  except: readonly string[] = [],
): Promise<LoadedStanding> {
  const { rules, host, panel, durationMinutes } = offering;
  const everybody = [host, ...panel].flatMap((place) => place.members);
  const ids = [...new Set(everybody.map((person) => person.id))];
  const reach = (minutes: number) => minutes * 60_000;
  const from = window.from - reach(rules.buffer_before_minutes);
  const to = window.to + reach(durationMinutes + rules.buffer_after_minutes);
  const capped = Object.values(rules.caps).some((limit) => limit !== undefined);
  const countsFor = capped ? [...new Set(host.members.flatMap((member) => member.countsFor ?? []))] : [];
  const [taken, counted] = await Promise.all([
    findClaims(tx, accountId, ids, from, to, window.now),
    capped ? findCounted(tx, accountId, ids, countsFor, window.from - capReachMs, window.to + capReachMs) : [],
  ]);
  const claims = taken.filter((each) => !except.includes(each.source_id));
  const alive = Map.groupBy(
    claims.filter((each) => each.seats > 0),
    (each) => each.user_id,
  );
  const countedOf = Map.groupBy(counted, (each) => `${each.user_id} ${each.counts_for}`);
  const asHost = (person: Candidate): Host => {
    const own = alive.get(person.id) ?? [];
    const meetings = countedOf.get(`${person.id} ${person.countsFor}`) ?? [];
    return {
      person: person.id,
      hours: hoursOf(person.timezone, person.weekly, person.overrides),
      busy: Float64Array.from(own.flatMap((each) => [each.starts_at, each.ends_at])),
      openSessions: openSessions(own, person, offering),
      counted: Float64Array.from(meetings, (each) => each.starts_at),
    };
  };
  const standing: Standing = {
    now: window.now,
    mode: 'any',
    rules: {
      durationMinutes,
      bufferBeforeMinutes: rules.buffer_before_minutes,
      bufferAfterMinutes: rules.buffer_after_minutes,
      leadTime: rules.lead_time,
      horizon: { kind: 'none' },
      caps: capsOf(rules.caps),
      weekStart: offering.weekStart as Weekday,
      startMinutes: rules.start_minutes,
      spacingMinutes: rules.spacing_minutes,
      published: offering.open,
    },
    hosts: host.members.map(asHost),
    required: panel.filter((place) => place.members.length === 1).map((place) => asHost(place.members[0]!)),
    oneOf: panel.filter((place) => place.members.length !== 1).map((place) => place.members.map(asHost)),
  };
  return { standing, claims };
}

/** A cap that is not set must be absent rather than undefined. */
function capsOf(caps: Offering['rules']['caps']): Standing['rules']['caps'] {
  return Object.fromEntries(Object.entries(caps).filter(([, limit]) => limit !== undefined));
}

function openSessions(claims: readonly ClaimRow[], person: Candidate, { rules }: Offering): OpenSession[] {
  if (rules.capacity === 1) return [];
  return claims
    .filter(
      (each) =>
        each.offering_id === person.offeringId && each.source_id.startsWith('SES-') && each.seats < rules.capacity,
    )
    .map((each) => ({ start: each.starts_at, end: each.ends_at }));
}
