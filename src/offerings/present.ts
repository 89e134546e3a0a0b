import { meetingRules, type UtmParams } from './schema.ts';

/** The rules that pages and event types have; the others are of booking calendars. */
export function presentRules(stored: unknown) {
  const {
    approval: _,
    concurrent: __,
    distribution: ___,
    correction: ____,
    co_hosts: _____,
    ...rules
  } = meetingRules.parse(stored);
  return rules;
}

/** Where a guest came from, its keys in the contract's order. */
export function presentUtmParams(params: UtmParams | null): UtmParams | null {
  if (params === null) return null;
  const { source, medium, campaign, term, content } = params;
  return { source, medium, campaign, term, content };
}
