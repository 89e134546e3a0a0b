import { z } from 'zod';
import { badPlaceholder } from '../core/template.ts';
import { email, localeTag, phone, refuse, textUpTo } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { guestScenarios, hostScenarios, type Template } from '../words/schema.ts';
import { knownLanguages, wordsFor } from '../words/words-for.ts';

/** What templates can have filled in, and what it is. */
export const placeholders: Readonly<Record<string, string>> = {
  account_name: 'Name of the account.',
  meeting_subject: 'Subject of the meeting.',
  guest_name: 'Name of the guest.',
  guest_first_name: 'First name of the guest.',
  guest_email: 'E-mail address of the guest.',
  guest_phone: 'Phone number of the guest.',
  guest_company: 'Company of the guest.',
  guest_note: 'What the guest noted.',
  guests: 'Addresses of the other guests.',
  answers: 'All answers of the booking form, a line each.',
  host_name: 'Name of the host.',
  host_first_name: 'First name of the host.',
  host_email: 'E-mail address of the host.',
  co_hosts: 'Names of the other hosts.',
  former_host_name: 'Name of the host before, if the meeting changed hands.',
  start: 'Day and time of the start, short, in the reader’s zone.',
  date: 'Day of the meeting, in the reader’s zone.',
  time: 'Start and end, in the reader’s zone.',
  time_zone: 'The reader’s zone.',
  duration: 'Length of the meeting.',
  former_start: 'Day and time before the meeting moved; the start if it did not.',
  times: 'The sessions of a package, or the times that a guest suggests, a line each.',
  location: 'Where the meeting takes place.',
  join_link: 'Where to join a meeting online.',
  reason: 'Why the meeting was moved or canceled.',
  booking_id: 'Id of the booking.',
  booking_page: 'Name of the booking calendar or page.',
  booking_page_link: 'Address of the booking calendar or page.',
  event_type: 'Name of the event type.',
  manage_link: 'Where the guest reschedules or cancels.',
  reschedule_link: 'Where the guest picks another time.',
  cancel_link: 'Where the guest cancels.',
  calendar_link: 'Address of the calendar file.',
};

/** Placeholders with a name behind a colon. */
export const openPlaceholders: Readonly<Record<string, string>> = {
  answer: 'The answer to one question, as in `{{answer:company_size}}`.',
};

/** A text with placeholders. What is in it is judged with the whole, where its place is known. */
const template = (most: number) => z.string().meta({ maxLength: most });

const nullable = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().optional();

const longest = { subject: 500, text: 10_000, sms_text: 1000, note: 10_000 } as const;

/** How one scenario is told. */
const scenarioSettings = z
  .strictObject({
    email: nullable(z.boolean()),
    sms: nullable(z.boolean()),
    subject: nullable(template(longest.subject)),
    text: nullable(template(longest.text)),
    sms_text: nullable(template(longest.sms_text)),
  })
  .meta({ id: 'ScenarioSettings' });

export type ScenarioSettings = z.output<typeof scenarioSettings>;

const each = <Name extends string, Schema extends z.ZodType>(names: readonly Name[], schema: Schema) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, nullable(schema)])) as {
      [key in Name]: z.ZodOptional<z.ZodNullable<Schema>>;
    },
  );

/** From five minutes to thirty days (product description 1.9). */
const minutes = z.int().min(5).max(43_200);

const alertEvents = ['booked', 'rescheduled', 'canceled'] as const;

export const alert = z.strictObject({
  events: z.array(z.enum(alertEvents)).min(1).max(3),
  recipients: z.array(email('alerts.recipients')).min(1).max(10),
  hosts: z
    .array(z.string())
    .max(50)
    .default([])
    .meta({ description: 'Ids of users whose meetings it is about; all if empty.' }),
});

export type Alert = z.output<typeof alert>;
export type AlertEvent = (typeof alertEvents)[number];

/** Everything that can be set; what is left out is as on the level above, and null takes a setting back. */
const fields = {
  locale: nullable(localeTag('locale')).meta({
    description: 'Language and dates of messages to those whose own is not known.',
  }),
  sender_name: nullable(textUpTo(100, 'sender_name')).meta({
    description: 'The name that mail comes from. Null: the host’s in mails to guests, the account’s in mails to hosts.',
  }),
  reply_to: nullable(email('reply_to')).meta({ description: 'Where guests’ answers go. Null: to the host.' }),
  bcc: nullable(z.array(email('bcc')).max(5)).meta({
    description: 'Who gets a hidden copy of every mail to guests.',
  }),
  invite: nullable(z.enum(['everybody', 'hosts'])).meta({
    description: 'Who finds an invite in the mail; `hosts`: guests have the calendar file only.',
  }),
  reminders: nullable(
    z
      .array(
        z.strictObject({
          minutes_before: minutes,
          email: z.boolean().default(true),
          sms: z.boolean().default(false),
        }),
      )
      .max(5)
      .superRefine((all, context) => {
        const [twice] = all.filter(
          (each, index) => all.findIndex((one) => one.minutes_before === each.minutes_before) < index,
        );
        if (twice !== undefined)
          refuse(
            context,
            problem('settings_conflict', {
              value: `two reminders ${twice.minutes_before} minutes before`,
              param: 'reminders',
            }),
          );
      }),
  ).meta({
    description:
      'When to remind of a meeting, 5 minutes to 30 days before. A meeting has those of its last booking or move.',
  }),
  follow_up: nullable(z.strictObject({ minutes_after: minutes })).meta({
    description: 'When to write after a meeting, if there is a text for it; not after a no-show.',
  }),
  notes: nullable(
    z.strictObject({
      confirmation: nullable(template(longest.note)),
      reminder: nullable(template(longest.note)),
      follow_up: nullable(template(longest.note)),
    }),
  ).meta({ description: 'What is added to confirmations and invites, to reminders, and to the follow-up.' }),
  guest: nullable(each(guestScenarios, scenarioSettings)).meta({ description: 'What guests are told.' }),
  host: nullable(each(hostScenarios, scenarioSettings)).meta({ description: 'What hosts and co-hosts are told.' }),
  alerts: nullable(z.array(alert).max(20)).meta({
    description: 'Others who are told of meetings. Those of all levels count.',
  }),
};

export const ownSettings = z.strictObject(fields);

/** The settings of one level; what is not there is inherited. */
export type OwnSettings = z.output<typeof ownSettings>;

const needsSomething = (change: object, context: z.core.$RefinementCtx) => {
  if (Object.values(change).every((value) => value === undefined)) refuse(context, problem('nothing_to_update'));
};

/** Every text with placeholders, by where it stands. */
function templatesOf(change: OwnSettings): { param: string; text: string | null | undefined; most: number }[] {
  const ofScenarios = (['guest', 'host'] as const).flatMap((audience) =>
    Object.entries(change[audience] ?? {}).flatMap(([scenario, told]) =>
      (['subject', 'text', 'sms_text'] as const).map((field) => {
        return { param: `${audience}.${scenario}.${field}`, text: told?.[field], most: longest[field] };
      }),
    ),
  );
  const notes = Object.entries(change.notes ?? {}).map(([name, text]) => {
    return { param: `notes.${name}`, text, most: longest.note };
  });
  return [...ofScenarios, ...notes];
}

/** A placeholder that nobody can fill is refused at once, not when the mail is written. */
function checkTemplates(change: OwnSettings, context: z.core.$RefinementCtx): void {
  for (const { param, text, most } of templatesOf(change)) {
    if (text == null) continue;
    if (text.length > most) refuse(context, problem('too_long', { param, value: String(most) }));
    const bad = badPlaceholder(text, Object.keys(placeholders), Object.keys(openPlaceholders));
    if (bad !== undefined)
      refuse(context, problem('unknown_placeholder', { value: bad.text, other: bad.nearest, param }));
  }
}

export const settingsChange = ownSettings
  .superRefine(needsSomething)
  .superRefine(checkTemplates)
  .meta({ id: 'NotificationSettingsChange' });

const channels = z.strictObject({ email: nullable(z.boolean()), sms: nullable(z.boolean()) }).meta({ id: 'Channels' });

/** What a user wants to be told, and how; `host` goes over what the calendar or page says. */
export const ownUserSettings = z.strictObject({
  locale: nullable(localeTag('locale')).meta({ description: 'Language and dates of his messages.' }),
  mobile_phone: nullable(phone('mobile_phone')).meta({ description: 'Where his SMS go.' }),
  host: nullable(each(hostScenarios, channels)).meta({ description: 'Which of his meetings’ messages he gets.' }),
});

export type OwnUserSettings = z.output<typeof ownUserSettings>;

export const userSettingsChange = ownUserSettings
  .superRefine(needsSomething)
  .meta({ id: 'UserNotificationSettingsChange' });

const scenarioExample = { email: true, sms: false, subject: null, text: null, sms_text: null };

const effectiveScenario = z.object({
  email: z.boolean(),
  sms: z.boolean(),
  subject: z.string().nullable().meta({ description: 'Null: the words that come with the language.' }),
  text: z.string().nullable(),
  sms_text: z.string().nullable(),
});

const text = z.string().nullable();

/** What holds, with all levels and defaults taken together. */
export const settings = z.object({
  locale: text,
  sender_name: text,
  reply_to: text,
  bcc: z.array(z.string()),
  invite: z.enum(['everybody', 'hosts']),
  reminders: z.array(z.object({ minutes_before: z.int(), email: z.boolean(), sms: z.boolean() })),
  follow_up: z.object({ minutes_after: z.int() }).nullable(),
  notes: z.object({ confirmation: text, reminder: text, follow_up: text }),
  guest: z.record(z.enum(guestScenarios), effectiveScenario),
  host: z.record(z.enum(hostScenarios), effectiveScenario),
  alerts: z.array(alert),
});

export type Settings = z.output<typeof settings>;
export type EffectiveScenario = z.output<typeof effectiveScenario>;

const everyScenario = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, scenarioExample])) as Record<Name, typeof scenarioExample>;

export const notificationSettings = z
  .object({
    object: z.literal('notification_settings'),
    subject: z.string().meta({ description: 'Id of the account, calendar, page or event type.' }),
    own: ownSettings.meta({ description: 'What is set here.' }),
    effective: settings.meta({ description: 'What holds, with what is inherited and the defaults.' }),
  })
  .meta({
    id: 'NotificationSettings',
    examples: [
      {
        object: 'notification_settings',
        subject: 'BKC-03WJV0R52Z',
        own: { reminders: [{ minutes_before: 1440, email: true, sms: false }] },
        effective: {
          locale: null,
          sender_name: null,
          reply_to: null,
          bcc: [],
          invite: 'everybody',
          reminders: [{ minutes_before: 1440, email: true, sms: false }],
          follow_up: null,
          notes: { confirmation: null, reminder: null, follow_up: null },
          guest: everyScenario(guestScenarios),
          host: everyScenario(hostScenarios),
          alerts: [],
        },
      },
    ],
  });

export const userNotificationSettings = z
  .object({
    object: z.literal('user_notification_settings'),
    subject: z.string().meta({ description: 'Id of the user.' }),
    ...ownUserSettings.shape,
  })
  .meta({
    id: 'UserNotificationSettings',
    examples: [
      {
        object: 'user_notification_settings',
        subject: 'USR-FSD4234231',
        locale: 'de',
        mobile_phone: '+12025550195',
        host: { reminder: { email: true, sms: true } },
      },
    ],
  });

export const templatesQuery = z.object({
  locale: localeTag('locale').optional().meta({ description: 'The language; English if left out.' }),
});

const shownTemplate = z.object({ subject: z.string(), title: z.string(), text: z.string(), sms_text: z.string() });

export const notificationTemplates = z
  .object({
    object: z.literal('notification_templates'),
    locale: z.string().meta({ description: 'The language that the words are in.' }),
    languages: z.array(z.string()).meta({ description: 'The languages that there are.' }),
    placeholders: z.array(z.object({ name: z.string(), description: z.string() })),
    guest: z.record(z.enum(guestScenarios), shownTemplate),
    host: z.record(z.enum(hostScenarios), shownTemplate),
  })
  .meta({ id: 'NotificationTemplates', examples: [templatesIn('en')] });

/** The words that there are in a language, and what they can have filled in, as the API shows them. */
export function templatesIn(locale: string) {
  const words = wordsFor(locale);
  const shown = <Name extends string>(templates: Record<Name, Template>) =>
    Object.fromEntries(
      Object.entries<Template>(templates).map(([name, { sms, ...rest }]) => [name, { ...rest, sms_text: sms }]),
    ) as Record<Name, z.output<typeof shownTemplate>>;
  const named = (all: Readonly<Record<string, string>>, after: string) =>
    Object.entries(all).map(([name, description]) => ({ name: name + after, description }));
  return {
    object: 'notification_templates' as const,
    locale: words.language,
    languages: knownLanguages(),
    placeholders: [...named(placeholders, ''), ...named(openPlaceholders, ':<name>')],
    guest: shown(words.guest),
    host: shown(words.host),
  };
}
