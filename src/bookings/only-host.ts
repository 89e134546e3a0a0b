import type { Offering } from '../offerings/schema.ts';

/** The same offering with one of its hosts alone, as a booking that keeps its host needs it; without any if he left it. */
export function onlyHost(offering: Offering, userId: string, pageId?: string | null): Offering {
  const members = offering.host.members.filter(
    (member) => member.id === userId && (pageId === undefined || pageId === null || member.pageId === pageId),
  );
  return { ...offering, host: { ...offering.host, members } };
}
