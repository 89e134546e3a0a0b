import { findByEmail } from '../availability/find-by-email.ts';
import type { Tx } from '../db/pool.ts';
import type { Candidate, Offering } from '../offerings/schema.ts';

/** Who is to take part, by e-mail, as links and URLs of booking pages name them (contract 6.11 and 12.4). */
export interface Named {
  host?: string | null | undefined;
  coHosts?: readonly string[] | null | undefined;
}

/**
 * The same offering with the named host alone, and with the named co-hosts, who must be free. A host who is none of the
 * offering's is ignored, and so are co-hosts who are no active users with a seat, or take part already.
 */
export async function narrowOffering(
  tx: Tx,
  accountId: string,
  offering: Offering,
  { host, coHosts }: Named,
): Promise<Offering> {
  if (!host && !coHosts?.length) return offering;
  const named = offering.host.members.filter((member) => member.email.toLowerCase() === host?.toLowerCase());
  const hosts = named.length > 0 ? named : offering.host.members;
  const seated = new Set(offering.panel.flatMap((place) => place.members.map((member) => member.id)));
  const added = (await findByEmail(tx, accountId, coHosts ?? []))
    // The only host cannot be his own co-host.
    .filter((person) => !seated.has(person.id) && hosts.some((member) => member.id !== person.id))
    .map((person): Candidate => ({ ...person, pageId: null, priority: 5, offeringId: '', countsFor: null }));
  const members = hosts.filter((member) => !added.some((person) => person.id === member.id));
  return {
    ...offering,
    host: { ...offering.host, members },
    panel: [...offering.panel, ...added.map((person) => ({ members: [person], assignment: offering.host.assignment }))],
    optional: offering.optional.filter((person) => !added.some((each) => each.id === person.id)),
  };
}

/** The addresses of a comma-separated list. */
export function splitEmails(text: string | null | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((email) => email.trim())
    .filter((email) => email !== '');
}
