import { Problem } from '../http/problem.ts';
import { type GuestContext, type GuestPages, goTo } from './answer-visitor.ts';
import { bookKnown } from './book-form.ts';
import { holdTimes } from './hold-times.ts';
import { linkTo } from './link-to.ts';
import { pickedStarts } from './look-at-page.ts';
import { readSentForm } from './read-sent-form.ts';
import { isLetIn, subjectOf, visiting } from './serve-page.ts';

/**
 * Holds the times that a guest picked and goes on to the form, or back to the page if somebody was faster. Books at once what
 * no form has anything to ask about (contract 12.4, `skip`).
 */
export async function takeTimes(c: GuestContext, options: GuestPages, now: number): Promise<Response> {
  const found = await visiting(c, options, now);
  const sent = await readSentForm(c, 0);
  const visit = found.sending(sent.fields);
  const starts = pickedStarts(visit);
  const before = visit.params.getAll('hold').slice(0, 20);
  const back = (changes: { start: string[] | null; hold?: string[] | null; taken?: string }) =>
    goTo(c, linkTo(visit.path, visit.query, { iana_time_zone: visit.reader.zone, ...changes }));
  if (!isLetIn(found, options)) return back({ start: null });
  const skips = visit.params.has('skip') || found.link !== undefined;
  const booked = skips ? await bookKnown(c, options, { ...found, visit }, sent) : undefined;
  if (booked !== undefined) return booked;
  options.guard.count(found.page.id, now);
  const picked = starts.map((start) => new Date(start).toISOString());
  // Nothing is held on a page that programs send forms to: they would hold all that there is.
  if (options.guard.isAttacked(found.page.id, now)) return back({ start: picked, hold: null });
  try {
    const ids = await options.db.transaction(found.accountId, async (tx) => {
      const subject = await subjectOf(tx, found, visit);
      if (subject === undefined || starts.length !== subject.wanted) return null;
      return holdTimes(tx, found.accountId, subject, { starts, before }, now);
    });
    return back({ start: picked, hold: ids });
  } catch (error) {
    if (!(error instanceof Problem) || error.param === 'one_time_link') throw error;
    return back({ start: null, taken: '1' });
  }
}
