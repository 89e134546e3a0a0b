import { randomUUID } from 'node:crypto';
import { newId } from '../src/core/id.ts';
import { iso } from '../src/http/time.ts';
import type { Recorded } from './recorder.ts';
import { guestEmail } from './slot-plan.ts';

/** What makes one booking differ from another. */
export interface BookingFacts {
  calendar: string;
  host: string;
  /** Epoch ms. */
  start: number;
  /** Number of the guest. */
  guest: number;
}

const meetingMs = 30 * 60_000;
const dayMs = 86_400_000;
/** What the verb makes up anew for each booking. */
const made = /BKNG-\w+|CTC-\w+|EVNT-\w+|\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g;

/**
 * From the statements of one booking, those of any other: its ids, times and guest in place of the recorded ones. They do
 * the same work in the database and differ in nothing else.
 */
export function replayOf(recorded: readonly Recorded[], facts: BookingFacts): (other: BookingFacts) => Recorded[] {
  const ids = [...new Set(JSON.stringify(recorded.map((each) => each.values)).match(made))];
  return (other) => {
    const swaps: [string, string][] = [
      [facts.calendar, other.calendar],
      [facts.host, other.host],
      [guestEmail(facts.guest), guestEmail(other.guest)],
      [iso(facts.start), iso(other.start)],
      ...ids.map((id): [string, string] => [id, anotherLike(id)]),
    ];
    const swap = (value: unknown): unknown => {
      if (typeof value === 'string') return swaps.reduce((text, [from, to]) => text.replaceAll(from, to), value);
      if (Array.isArray(value)) return value.map(swap);
      if (value instanceof Date) return moved(value, facts.start, other.start);
      return value;
    };
    return recorded.map(({ name, text, values }) => ({ name, text, values: values.map(swap) }));
  };
}

function anotherLike(id: string): string {
  const prefix = /^(?:BKNG|CTC|EVNT)(?=-)/.exec(id)?.[0];
  return prefix === undefined ? randomUUID() : newId(prefix as 'BKNG' | 'CTC' | 'EVNT');
}

/** Times around the meeting move with it; the others are the time of booking, which is now for every booking alike. */
function moved(time: Date, from: number, to: number): Date {
  const distance = time.getTime() - from;
  return Math.abs(distance) < dayMs + meetingMs ? new Date(to + distance) : time;
}
