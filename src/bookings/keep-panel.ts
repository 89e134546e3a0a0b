import { findById } from '../availability/find-by-id.ts';
import type { Tx } from '../db/pool.ts';
import type { Candidate, Offering } from '../offerings/schema.ts';
import { withPanel } from '../slots/with-panel.ts';
import { type BookingRow, findCoHosts } from './store.ts';

/**
 * The same offering with the people whom a booking has beside its host, who are kept when it moves: on a calendar those whom
 * the guest may have asked for, rather than those that the calendar has now (contract 12.4); on a page whoever took each
 * place (product description 2.1). Nobody is left for a place whose person has left it.
 */
export async function keepPanel(tx: Tx, accountId: string, offering: Offering, booking: BookingRow): Promise<Offering> {
  const byCalendar = booking.booking_calendar_id !== null;
  if (!byCalendar && offering.panel.length === 0) return offering;
  const coHosts = await findCoHosts(tx, accountId, booking.id);
  if (!byCalendar) return { ...offering, panel: placesTaken(offering, new Set(coHosts)) };
  const people = await findById(tx, accountId, coHosts);
  return people.length === 0 ? { ...offering, panel: [] } : withPanel(offering, people);
}

/** Pools may have members in common, and each of them took one place. */
function placesTaken({ panel }: Offering, coHosts: ReadonlySet<string>): Offering['panel'] {
  const known = panel.map(({ members }) => members.filter((member) => coHosts.has(member.id)));
  const left = new Set(coHosts);
  return panel.map((place, i) => {
    const later = known.slice(i + 1);
    const person = known[i]!.find((each) => left.has(each.id) && fillable(later, left.difference(new Set([each.id]))));
    if (person !== undefined) left.delete(person.id);
    return { ...place, members: person === undefined ? [] : [person] };
  });
}

function fillable(places: readonly Candidate[][], left: ReadonlySet<string>): boolean {
  const [first, ...others] = places;
  return (
    first === undefined ||
    first.some((each) => left.has(each.id) && fillable(others, left.difference(new Set([each.id]))))
  );
}
