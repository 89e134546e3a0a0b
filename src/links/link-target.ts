import type { Target } from '../offerings/schema.ts';
import type { LinkRow } from './store.ts';

/** What a link that leads to this address was made for: a master page's links are for all that it offers. */
export function linkTarget(target: Target): LinkRow['target'] {
  if ('calendar' in target) return { calendar: target.calendar };
  return { master: target.master ?? '' };
}
