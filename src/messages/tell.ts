import { guestLinks } from '../bookings/guest-links.ts';
import type { BookingRow } from '../bookings/store.ts';
import { fillTemplate } from '../core/template.ts';
import type { Tx } from '../db/pool.ts';
import type { Seal } from '../db/seal.ts';
import { makeInvite } from '../invites/make-invite.ts';
import { nameOf } from '../invites/name-of.ts';
import type { InviteMethod, Meeting, Member } from '../invites/schema.ts';
import type { Jobs } from '../jobs/open-jobs.ts';
import { queueMail } from '../mail/queue-mail.ts';
import type { NewMail, RecipientKind } from '../mail/schema.ts';
import { queueSms } from '../notifications/queue-sms.ts';
import type { GuestScenario, HostScenario } from '../words/schema.ts';
import { bestLocale, wordsFor } from '../words/words-for.ts';
import { compose, type Telling } from './compose.ts';
import { fillValues, type Reader } from './fill-values.ts';
import type { Story } from './load-story.ts';
import { loadUserSettings } from './load-user-settings.ts';
import type { AlertEvent, OwnUserSettings } from './schema.ts';
import { findOptedOut } from './store.ts';
import { unsubscribeUrl } from './unsubscribe-url.ts';

/** What telling needs beside the story. */
export interface TellOptions {
  /** In epoch milliseconds. */
  now: number;
  baseUrl: string;
  jobs: Jobs;
  seal: Seal;
  /** The address that mail comes from, and so the organizer of invites. */
  organizer: string;
  /** Whether SMS can be sent, and whether answers to them are heard. */
  sms: { enabled: boolean; answers: boolean };
}

interface How {
  /** What calendars are told; null for nothing. */
  method: InviteMethod | null;
  /** The message is of no use later than this. */
  usefulUntil?: number | null;
  /** By which ways; those that the settings of the scenario say, if left out. */
  ways?: { email: boolean; sms: boolean };
}

/** Tells the guest, and who comes along, as the settings of the meeting say. SMS go to the guest alone, with his consent. */
export async function tellGuests(
  tx: Tx,
  story: Story,
  scenario: GuestScenario,
  how: How,
  options: TellOptions,
): Promise<void> {
  const { booking } = story.meeting;
  const form = booking.form_submission;
  if (form === null) return;
  const ways = how.ways ?? story.settings.guest[scenario];
  const locale = bestLocale([booking.guest_locale, story.settings.locale]);
  const guests = (is: Reader['is']): Reader => ({ locale, zone: booking.customer_timezone, is });
  const telling: Telling = { audience: 'guest', scenario };
  if (ways.email) {
    const stoppable = scenario === 'reminder' || scenario === 'follow_up';
    const people = [
      { email: form.email, name: form.name, kind: 'guest' as const },
      ...form.guests.map((email) => ({ email, name: '', kind: 'additional_guest' as const })),
    ];
    const addresses = people.map((each) => each.email.toLowerCase());
    const stopped = stoppable ? await findOptedOut(tx, story.accountId, addresses) : new Set();
    for (const [index, { email, name, kind }] of people.entries()) {
      const address = addresses[index]!;
      if (stopped.has(address) || addresses.indexOf(address) < index) continue;
      const reader = guests(kind === 'guest' ? 'guest' : 'companion');
      const stop = { accountId: story.accountId, email, locale };
      const url = stoppable ? unsubscribeUrl(stop, options.seal, options.baseUrl) : null;
      const composed = compose(story, telling, reader, { baseUrl: options.baseUrl, unsubscribeUrl: url });
      if (!composed.worthTelling) return;
      const method = story.settings.invite === 'everybody' ? how.method : null;
      const to = { email, name, kind, reader };
      await queueMail(tx, story.accountId, mailOf(story, telling, composed, to, { ...how, method }, options), options);
    }
  }
  if (
    ways.sms &&
    options.sms.enabled &&
    booking.sms_consent &&
    form.mobile_phone !== null &&
    booking.contact_id !== null
  ) {
    const { sms } = compose(story, telling, guests('guest'), { baseUrl: options.baseUrl, unsubscribeUrl: null });
    const stop = options.sms.answers ? ` ${wordsFor(locale).smsStop}` : '';
    await queueSms(
      tx,
      story.accountId,
      {
        recipientType: 'contact',
        recipientId: booking.contact_id,
        deliveredTo: form.mobile_phone,
        messageBody: sms === '' ? '' : sms + stop,
        usefulUntil: how.usefulUntil ?? null,
      },
      options,
    );
  }
}

/** Tells people of the account, each in his language and zone, as the meeting's settings and their own say. */
export async function tellTeam(
  tx: Tx,
  story: Story,
  scenario: HostScenario,
  members: readonly Member[],
  how: How,
  options: TellOptions,
): Promise<void> {
  const living = members.filter((member) => member.living);
  const wishes = await loadUserSettings(
    tx,
    story.accountId,
    living.map((member) => member.id),
  );
  for (const member of living) {
    const own = wishes.get(member.id) ?? {};
    const reader = {
      locale: bestLocale([own.locale, story.settings.locale]),
      zone: member.timezone,
      is: 'team' as const,
    };
    const ways = waysFor(story, scenario, own);
    const telling: Telling = { audience: 'host', scenario };
    const composed = compose(story, telling, reader, { baseUrl: options.baseUrl, unsubscribeUrl: null });
    if (ways.email) {
      const kind = member.role === 'host' ? ('host' as const) : ('co_host' as const);
      const to = { email: member.email, name: nameOf(member), kind, reader };
      await queueMail(tx, story.accountId, mailOf(story, telling, composed, to, how, options), options);
    }
    if (ways.sms && options.sms.enabled && own.mobile_phone != null) {
      const sms = { recipientType: 'user' as const, recipientId: member.id, deliveredTo: own.mobile_phone };
      const message = { ...sms, messageBody: composed.sms, usefulUntil: how.usefulUntil ?? null };
      await queueSms(tx, story.accountId, message, options);
    }
  }
}

function waysFor(story: Story, scenario: HostScenario, own: OwnUserSettings): { email: boolean; sms: boolean } {
  const general = story.settings.host[scenario];
  const wish = own.host?.[scenario];
  return { email: wish?.email ?? general.email, sms: wish?.sms ?? general.sms };
}

/** Tells the addresses that the account has put on alert for such an event (product description 1.10). */
export async function tellAlerts(
  tx: Tx,
  story: Story,
  event: AlertEvent,
  scenario: HostScenario,
  options: TellOptions,
): Promise<void> {
  const { alerts, locale } = story.settings;
  const hosts = story.meeting.team.map((member) => member.id);
  const wanted = alerts.filter(
    (alert) =>
      alert.events.includes(event) && (alert.hosts.length === 0 || alert.hosts.some((id) => hosts.includes(id))),
  );
  const reader = { locale: bestLocale([locale]), zone: story.account.timezone, is: 'team' as const };
  const telling: Telling = { audience: 'host', scenario };
  for (const email of new Set(wanted.flatMap((alert) => alert.recipients.map((each) => each.toLowerCase())))) {
    const composed = compose(story, telling, reader, { baseUrl: options.baseUrl, unsubscribeUrl: null });
    const to = { email, name: '', kind: 'alert' as const, reader };
    await queueMail(tx, story.accountId, mailOf(story, telling, composed, to, { method: null }, options), options);
  }
}

function mailOf(
  story: Story,
  telling: Telling,
  { subject, letter }: ReturnType<typeof compose>,
  to: { email: string; name: string; kind: RecipientKind; reader: Reader },
  how: How,
  options: TellOptions,
): NewMail {
  const { settings, meeting, account } = story;
  const [host] = meeting.team;
  const form = meeting.booking.form_submission;
  const toGuest = telling.audience === 'guest';
  const hostsBox = host === undefined ? null : { name: nameOf(host), address: host.email };
  const guestsBox = form === null ? null : { name: form.name, address: form.email };
  const own =
    settings.reply_to === null ? null : { name: settings.sender_name ?? account.name, address: settings.reply_to };
  return {
    scenario: telling.scenario,
    bookingId: meeting.booking.id,
    recipient: to.email,
    recipientKind: to.kind,
    envelope: {
      fromName: settings.sender_name ?? (toGuest ? nameOf(host) || account.name : account.name),
      toName: to.name,
      replyTo: toGuest ? (own ?? hostsBox) : guestsBox,
      bcc: toGuest ? settings.bcc : [],
      thread: meeting.uid,
      unsubscribeUrl: letter.unsubscribe?.url ?? null,
    },
    subject,
    letter,
    calendar: how.method === null ? null : calendarFor(story, how.method, to.reader, options),
    usefulUntil: how.usefulUntil ?? null,
  };
}

/** A package is several events, and those can only be put down for oneself (RFC 5546, 3.2.1). */
function calendarFor(story: Story, wanted: InviteMethod, reader: Reader, options: TellOptions): NewMail['calendar'] {
  const meetings: readonly Meeting[] = story.sessions.length > 0 ? story.sessions : [story.meeting];
  const method = story.sessions.length > 0 ? 'PUBLISH' : wanted;
  const { now, baseUrl, organizer } = options;
  const { confirmation } = story.settings.notes;
  // Everybody finds the same event in his calendar, so nothing is in it that a guest must not see.
  const seen: Reader = { ...reader, is: reader.is === 'guest' ? 'guest' : 'companion' };
  const note = confirmation === null ? '' : fillTemplate(confirmation, fillValues(story, seen, baseUrl));
  const manageUrl = (booking: BookingRow) =>
    reader.is === 'guest' ? guestLinks(booking, baseUrl).manage : `${baseUrl}/m/${booking.id}`;
  return { method, text: makeInvite(meetings, { method, organizer, locale: reader.locale, note, manageUrl, now }) };
}
