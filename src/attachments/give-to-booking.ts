import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { bindAttachments } from './store.ts';

/** Gives the files that a form names, by its questions, to the booking. Refused if one is unknown or another booking's. */
export async function giveToBooking(
  tx: Tx,
  accountId: string,
  answers: readonly { question: string; ids: readonly string[] }[],
  bookingId: string,
): Promise<void> {
  const ids = answers.flatMap((answer) => answer.ids);
  if (ids.length === 0) return;
  const given = new Set(await bindAttachments(tx, accountId, ids, bookingId));
  for (const answer of answers) {
    const missing = answer.ids.find((id) => !given.has(id));
    if (missing !== undefined)
      throw problem('no_such_attachment', { value: missing, param: `booking_form.${answer.question}` });
  }
}
