import type { Candidate } from '../offerings/schema.ts';
import type { PageHostRow } from './store.ts';

/**
 * A page's owner as somebody who can take a meeting of it. Caps count all meetings of the page, whatever their event type
 * (product description 1.4).
 */
export function asCandidate(row: PageHostRow, offeringId: string, priority: number): Candidate {
  const { id, first_name, last_name, email, timezone, weekly, overrides, page_id } = row;
  const person = { id, first_name, last_name, email, timezone, weekly, overrides };
  return { ...person, pageId: page_id, priority, offeringId, countsFor: page_id };
}
