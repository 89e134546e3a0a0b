import { noteEntry } from '../audit/note-entry.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { deleteSession } from './store.ts';

/** Who ends a session, and when. */
export interface Ending {
  by: string;
  requestId: string;
  now: number;
}

/** Ends a session: with the next request its token opens nothing. Notes whose it was and who ended it. */
export async function endSession(tx: Tx, accountId: string, id: string, { by, requestId, now }: Ending) {
  const ended = await deleteSession(tx, accountId, id);
  if (ended === undefined) throw problem('no_such_session', { value: id });
  await noteEntry(tx, accountId, {
    actor: { kind: 'user', id: by },
    requestId,
    action: 'signed_out',
    object: 'user',
    objectId: ended.user_id,
    details: { session: id },
    now,
  });
  return { id, deleted: true as const };
}
