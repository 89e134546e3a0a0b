import { guestScenarios, hostScenarios } from '../words/schema.ts';
import type { EffectiveScenario, OwnSettings, ScenarioSettings, Settings } from './schema.ts';

/**
 * What holds where several levels have settings, the most general first: each setting of a later level goes over the earlier
 * ones', and alerts add up. `classic`: guests of booking pages are not told that their meeting changed hands unless
 * somebody sets it so (product description 4.3).
 */
export function resolveSettings(levels: readonly OwnSettings[], classic: boolean): Settings {
  const last = <Name extends keyof OwnSettings>(name: Name): NonNullable<OwnSettings[Name]> | undefined =>
    levels.findLast((level) => level[name] != null)?.[name] ?? undefined;
  const note = (name: 'confirmation' | 'reminder' | 'follow_up') =>
    levels.findLast((level) => level.notes?.[name] != null)?.notes?.[name] ?? null;
  const ofGuest = (name: (typeof guestScenarios)[number]) =>
    scenarioOf(
      levels.map((level) => level.guest?.[name]),
      !(classic && name === 'reassigned'),
    );
  const ofHost = (name: (typeof hostScenarios)[number]) =>
    scenarioOf(
      levels.map((level) => level.host?.[name]),
      name !== 'reminder',
    );
  return {
    locale: last('locale') ?? null,
    sender_name: last('sender_name') ?? null,
    reply_to: last('reply_to') ?? null,
    bcc: last('bcc') ?? [],
    invite: last('invite') ?? 'everybody',
    reminders: last('reminders') ?? [{ minutes_before: 60, email: true, sms: false }],
    follow_up: last('follow_up') ?? null,
    notes: { confirmation: note('confirmation'), reminder: note('reminder'), follow_up: note('follow_up') },
    guest: Object.fromEntries(guestScenarios.map((name) => [name, ofGuest(name)])) as Settings['guest'],
    host: Object.fromEntries(hostScenarios.map((name) => [name, ofHost(name)])) as Settings['host'],
    alerts: levels.flatMap((level) => level.alerts ?? []),
  };
}

function scenarioOf(levels: readonly (ScenarioSettings | null | undefined)[], email: boolean): EffectiveScenario {
  const last = <Name extends keyof ScenarioSettings>(name: Name) =>
    levels.findLast((level) => level?.[name] != null)?.[name] ?? null;
  return {
    email: last('email') ?? email,
    sms: last('sms') ?? false,
    subject: last('subject'),
    text: last('text'),
    sms_text: last('sms_text'),
  };
}
