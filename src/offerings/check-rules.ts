import { problem } from '../http/problem.ts';
import { checkQuestions } from './check-questions.ts';
import { type MeetingRules, meetingRules } from './schema.ts';

/**
 * Rules with what was sent of them changed. Refused if they exclude each other: packages ask for no approval and, like
 * group sessions, have no caps (product description, chapter 12).
 */
export function checkRules(before: unknown, sent: object): MeetingRules {
  const named = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
  const rules = meetingRules.parse({ ...(before as object), ...named });
  const capped = Object.values(rules.caps).some((limit) => limit !== undefined);
  const conflict = (param: string, value: string) => problem('settings_conflict', { param, value });
  if (rules.sessions > 1 && rules.proposals > 0) throw conflict('sessions', 'packages cannot ask for approval');
  if (rules.sessions > 1 && capped) throw conflict('caps', 'packages have no caps');
  if (rules.capacity > 1 && capped) throw conflict('caps', 'group sessions have no caps');
  checkQuestions(rules.questions);
  return rules;
}

/** True if what sessions are like differs, so that nobody should join one of before. */
export function changesSessions(before: unknown, after: MeetingRules): boolean {
  const known = meetingRules.parse(before);
  return (['durations', 'capacity'] as const).some((key) => JSON.stringify(known[key]) !== JSON.stringify(after[key]));
}
