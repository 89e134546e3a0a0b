import type { OwnSettings, OwnUserSettings, Settings } from './schema.ts';

/** Settings as the API shows them: those of a level, and what holds there. */
export function presentSettings(subject: string, own: OwnSettings, effective: Settings) {
  return { object: 'notification_settings' as const, subject, own, effective };
}

/** What a user wants to be told. */
export function presentUserSettings(subject: string, own: OwnUserSettings) {
  return { object: 'user_notification_settings' as const, subject, ...own };
}
