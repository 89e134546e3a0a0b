import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { endReplay, findReplay, type ReplayRow } from './store.ts';

/** Stops a running replay and returns it. What is on its way already goes on; refused if the replay is over. */
export async function cancelReplay(tx: Tx, accountId: string, id: string, now: number): Promise<ReplayRow> {
  if (await endReplay(tx, accountId, id, 'canceled', now)) return (await findReplay(tx, accountId, id))!;
  throw problem((await findReplay(tx, accountId, id)) === undefined ? 'no_such_replay' : 'replay_over', { value: id });
}
