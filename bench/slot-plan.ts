import type { Wish } from '../src/bookings/schedule.ts';
import type { Company } from './database.ts';
import type { BookingFacts } from './replay.ts';

const slotsPerDay = 16;
const zone = 'America/New_York';

/** The start of the n-th half-hour of working time, counted from the morning of `daysAhead` days from today; epoch ms. */
export function startOfSlot(n: number, daysAhead: number): number {
  const first = Temporal.Now.plainDateISO(zone).add({ days: daysAhead });
  const monday = first.add({ days: 7 - ((first.dayOfWeek - 1) % 7) });
  const workday = Math.floor(n / slotsPerDay);
  const date = monday.add({ weeks: Math.floor(workday / 5), days: workday % 5 });
  const minutes = 540 + 30 * (n % slotsPerDay);
  const time = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60);
  return date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** What the n-th guest wants, as the route's schema leaves it. */
export function guestWish(start: number, n: number): Wish {
  return {
    starts: [start],
    guest_time_zone: zone,
    booking_form: { name: `Guest Number${n}`, email: guestEmail(n), phone: null, answers: { company: 'Example Ltd' } },
  };
}

export function guestEmail(n: number): string {
  return `guest${n}@guests.example`;
}

/** Deals out bookings that never meet: neighbours in time go to different hosts, so clients do not wait for one another's locks. */
export class SlotPlan {
  readonly #company: Company;
  readonly #starts = new Map<number, number>();
  #dealt = 0;

  constructor(company: Company) {
    this.#company = company;
  }

  next(): BookingFacts {
    const guest = this.#dealt++;
    const { hosts, calendars } = this.#company;
    const host = guest % hosts.length;
    const slot = Math.floor(guest / hosts.length);
    return { calendar: calendars[host]!, host: hosts[host]!, start: this.#startOf(slot), guest };
  }

  #startOf(slot: number): number {
    const start = this.#starts.get(slot) ?? startOfSlot(slot, 7);
    this.#starts.set(slot, start);
    return start;
  }
}
