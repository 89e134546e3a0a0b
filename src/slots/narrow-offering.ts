import { findByEmail } from '../availability/find-by-email.ts';
import type { Tx } from '../db/pool.ts';
import type { Offering } from '../offerings/schema.ts';
import { withPanel } from './with-panel.ts';

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
  const narrow = { ...offering, host: { ...offering.host, members: hosts } };
  const own = offering.panel.flatMap((place) => place.members);
  const added = (await findByEmail(tx, accountId, coHosts ?? [])).filter(
    (person) => !own.some((member) => member.id === person.id),
  );
  if (added.length === 0) return narrow;
  const optional = offering.optional.filter((person) => !added.some((each) => each.id === person.id));
  return { ...withPanel(narrow, [...own, ...added]), optional };
}
