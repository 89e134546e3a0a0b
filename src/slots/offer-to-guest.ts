import type { Tx } from '../db/pool.ts';
import { linkTarget } from '../links/link-target.ts';
import type { LinkRow } from '../links/store.ts';
import { takeLink } from '../links/take-link.ts';
import type { Offering, Target } from '../offerings/schema.ts';
import { findOffering } from './find-offering.ts';
import { type Named, narrowOffering } from './narrow-offering.ts';

/** By what a guest comes, and for whom he asks. */
export interface Invitation extends Named {
  /** The id of a one-time link. */
  link?: string | null | undefined;
}

/**
 * What a guest can book under an address, narrowed to whom he asks for or to what his one-time link says, and that link if
 * he has one. Refused if there is no such thing, or if the link is not good for it; `forBooking` keeps others from the link.
 */
export async function offerToGuest(
  tx: Tx,
  accountId: string,
  target: Target,
  { link: id, ...named }: Invitation,
  ways: { now: number; forBooking: boolean },
): Promise<{ offering: Offering; link: LinkRow | undefined }> {
  const whole = await findOffering(tx, accountId, target, ways.now);
  const link = id == null ? undefined : await takeLink(tx, accountId, id, linkTarget(target), ways);
  const wanted = link === undefined ? named : { host: link.host_email, coHosts: link.co_hosts };
  return { offering: await narrowOffering(tx, accountId, whole, wanted), link };
}
