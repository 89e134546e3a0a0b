import type { Person } from '../availability/schema.ts';
import type { Candidate, Offering } from '../offerings/schema.ts';

/**
 * The same offering with these people as its required co-hosts, in the place of all that it has itself; none of them hosts.
 * Who alone could host is left out. As it is if nobody is left, or if they are its own. Guests who meet other people do not
 * share a session.
 */
export function withPanel(offering: Offering, people: readonly Person[]): Offering {
  let hosts = offering.host.members;
  const panel: Person[] = [];
  for (const person of people) {
    const others = hosts.filter((member) => member.id !== person.id);
    if (others.length === 0) continue;
    hosts = others;
    panel.push(person);
  }
  const together = idsOf(panel);
  const own = idsOf(offering.panel.flatMap((place) => place.members));
  if (panel.length === 0 || together === own) return offering;
  const inSession = (offeringId: string) => `${offeringId}+${together}`;
  const first = offering.host.members[0]!;
  const asCandidate = (person: Person): Candidate => ({
    ...person,
    pageId: null,
    priority: first.priority,
    offeringId: inSession(first.offeringId),
    countsFor: null,
  });
  const { assignment } = offering.host;
  return {
    ...offering,
    host: { assignment, members: hosts.map((host) => ({ ...host, offeringId: inSession(host.offeringId) })) },
    panel: panel.map((person) => ({ members: [asCandidate(person)], assignment })),
  };
}

function idsOf(people: readonly Person[]): string {
  return people
    .map((person) => person.id)
    .sort()
    .join('+');
}
