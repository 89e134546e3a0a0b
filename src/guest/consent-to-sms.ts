import type { Tx } from '../db/pool.ts';
import type { GuestSettings } from '../guest-settings/schema.ts';
import { loadSettings } from '../messages/load-settings.ts';
import { guestScenarios } from '../words/schema.ts';
import type { OfferedPlace } from './list-times.ts';
import type { Subject } from './look-at-page.ts';

/** What asking a guest whether he wants SMS says; null where he is not asked. */
export type SmsConsent = { stoppable: boolean } | null;

/** Whether SMS can be sent, and whether answers to them are heard. */
export interface SmsWays {
  enabled: boolean;
  answers: boolean;
}

/**
 * Whether a guest is asked for his consent to SMS about this meeting (product description 1.8: for every meeting anew): where SMS
 * can be sent, the meeting's settings send some to guests, and the form asks for a number that they could go to.
 */
export async function consentToSms(
  tx: Tx,
  accountId: string,
  { target, chosen, offering }: Subject,
  { settings, places, sms }: { settings: GuestSettings; places: readonly OfferedPlace[]; sms: SmsWays },
): Promise<SmsConsent> {
  const asksNumber =
    settings.phone_field !== 'off' ||
    offering.rules.questions.some(({ name }) => name === 'phone') ||
    places.some(({ type }) => type === 'guest_phone');
  if (!sms.enabled || !asksNumber) return null;
  const calendar = 'calendar' in target ? target.calendar : null;
  const page = 'page' in target ? target.page : (chosen.page?.id ?? null);
  const eventType = 'eventType' in target ? target.eventType : null;
  const { guest } = await loadSettings(tx, accountId, { calendar, page, eventType });
  return guestScenarios.some((scenario) => guest[scenario].sms) ? { stoppable: sms.answers } : null;
}
