import type { Template } from '../words/schema.ts';
import { knownLanguages, wordsFor } from '../words/words-for.ts';
import { type OwnSettings, type OwnUserSettings, openPlaceholders, placeholders, type Settings } from './schema.ts';

/** Settings as the API shows them: those of a level, and what holds there. */
export function presentSettings(subject: string, own: OwnSettings, effective: Settings) {
  return { object: 'notification_settings' as const, subject, own, effective };
}

/** What a user wants to be told. */
export function presentUserSettings(subject: string, own: OwnUserSettings) {
  return { object: 'user_notification_settings' as const, subject, ...own };
}

/** The words that there are in a language, and what they can have filled in. */
export function presentTemplates(locale: string) {
  const words = wordsFor(locale);
  const shown = <Name extends string>(templates: Record<Name, Template>) =>
    Object.fromEntries(
      Object.entries<Template>(templates).map(([name, { sms, ...rest }]) => [name, { ...rest, sms_text: sms }]),
    ) as Record<Name, Omit<Template, 'sms'> & { sms_text: string }>;
  const open = Object.entries(openPlaceholders).map(([name, description]) => ({ name: `${name}:…`, description }));
  const plain = Object.entries(placeholders).map(([name, description]) => ({ name, description }));
  return {
    object: 'notification_templates' as const,
    locale: words.language,
    languages: knownLanguages(),
    placeholders: [...plain, ...open],
    guest: shown(words.guest),
    host: shown(words.host),
  };
}
