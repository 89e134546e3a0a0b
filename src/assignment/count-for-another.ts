import type { Tx } from '../db/pool.ts';
import { countReceived } from './count-received.ts';
import { countRemoved } from './count-removed.ts';
import { findMemberPages, type Tallied } from './store.ts';

/** A meeting that goes from one host to another. */
interface HandedOver {
  tallied: readonly Tallied[];
  /** The booking page that it was made on, if it was. */
  pageId: string | null;
  from: string;
  to: string;
}

/**
 * Counts a meeting for its new host instead of the former one, where he is counted as well: himself on a calendar, with a page of
 * his in a pool. Whoever takes part beside them keeps what he has. Returns where the meeting counts from now on.
 */
export async function countForAnother(
  tx: Tx,
  accountId: string,
  { tallied, pageId, from, to }: HandedOver,
  now: number,
): Promise<Tallied[]> {
  const scopes = tallied.map((each) => each.scope);
  const [before, after] =
    pageId !== null && tallied.length > 0
      ? await Promise.all([from, to].map((id) => findMemberPages(tx, accountId, scopes, id)))
      : [[from], [to]];
  const lost = tallied.filter(({ member }) => member === pageId || before!.includes(member));
  const [member] = after!;
  const gained = member === undefined ? [] : lost.map(({ scope }) => ({ scope, member }));
  await Promise.all([countRemoved(tx, accountId, lost), countReceived(tx, accountId, gained, now)]);
  return [...tallied.filter((each) => !lost.includes(each)), ...gained];
}
