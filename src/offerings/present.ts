import { meetingRules } from './schema.ts';

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
