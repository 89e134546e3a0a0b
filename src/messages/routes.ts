import { loadCalendars } from '../calendars/load-many.ts';
import type { Tx } from '../db/pool.ts';
import { loadEventTypes } from '../event-types/load.ts';
import { idParam } from '../http/fields.ts';
import { type ProblemName, problem } from '../http/problem.ts';
import { type Context, type Route, route } from '../http/route.ts';
import { loadPages } from '../pages/load.ts';
import { requireUser } from '../users/require.ts';
import { changeSettings } from './change-settings.ts';
import { loadOwnSettings, loadSettings, type SettingLevels } from './load-settings.ts';
import { loadUserSettings } from './load-user-settings.ts';
import { presentSettings, presentUserSettings } from './present.ts';
import * as schema from './schema.ts';

const tag = 'Notifications';

/** Something that has notification settings of its own. */
interface Level {
  path: string;
  /** As ids of operations end. */
  name: string;
  /** As a summary calls it. */
  what: string;
  exampleId: string;
  unknown: ProblemName;
  read: Route['reach'];
  change: Route['reach'];
  levels(id: string): SettingLevels;
  /** The living object, or what is left of a deleted one; undefined if there is none. */
  find(tx: Tx, accountId: string, id: string, baseUrl: string): Promise<object | undefined>;
}

const levels: readonly Level[] = [
  {
    path: '/v2/booking-calendars/{id}',
    name: 'OfBookingCalendar',
    what: 'a booking calendar',
    exampleId: 'BKC-03WJV0R52Z',
    unknown: 'no_such_booking_calendar',
    read: { teamManager: 'team', member: 'own', of: 'booking_calendar' },
    change: { teamManager: 'team', member: 'own', of: 'calendar_settings' },
    levels: (calendar) => ({ calendar }),
    find: async (tx, accountId, id, baseUrl) => (await loadCalendars(tx, accountId, [id], baseUrl)).get(id),
  },
  {
    path: '/v2/booking-pages/{id}',
    name: 'OfBookingPage',
    what: 'a booking page',
    exampleId: 'BP-3F7JAWT4UA',
    unknown: 'no_such_booking_page',
    read: { teamManager: 'team', member: 'own', of: 'booking_page' },
    change: { teamManager: 'team', member: 'own', of: 'booking_page' },
    levels: (page) => ({ page }),
    find: async (tx, accountId, id, baseUrl) => (await loadPages(tx, accountId, [id], baseUrl)).get(id),
  },
  {
    path: '/v2/event-types/{id}',
    name: 'OfEventType',
    what: 'an event type',
    exampleId: 'ET-7I7PKDTFJS',
    unknown: 'no_such_event_type',
    read: { teamManager: 'all', member: 'none' },
    change: undefined,
    levels: (eventType) => ({ eventType }),
    find: async (tx, accountId, id) => (await loadEventTypes(tx, accountId, [id])).get(id),
  },
];

const changeProblems = [
  'nothing_to_update',
  'unsupported_field',
  'missing_fields',
  'invalid_value',
  'invalid_email',
  'too_long',
  'unknown_placeholder',
  'settings_conflict',
  'no_such_user',
] as const;

const example = {
  reminders: [{ minutes_before: 1440 }, { minutes_before: 60 }],
  guest: { booked: { text: 'Hi {{guest_first_name}},\n\nsee you on {{date}}.' } },
};

async function show(tx: Tx, accountId: string, subject: string, of: SettingLevels) {
  const [own, effective] = await Promise.all([
    loadOwnSettings(tx, accountId, subject),
    loadSettings(tx, accountId, of),
  ]);
  return presentSettings(subject, own, effective);
}

async function change(
  { db, caller: { accountId }, now }: Context,
  subject: string,
  body: schema.OwnSettings,
  of: SettingLevels,
  check: (tx: Tx) => Promise<void> = async () => {},
) {
  return db.transaction(accountId, async (tx) => {
    await check(tx);
    for (const id of (body.alerts ?? []).flatMap((alert) => alert.hosts))
      await requireUser(tx, accountId, id, 'alerts.hosts');
    await changeSettings(tx, accountId, subject, body, now);
    return show(tx, accountId, subject, of);
  });
}

function routesOf(level: Level): Route[] {
  const params = idParam(level.exampleId);
  const path = `${level.path}/notification-settings`;
  const require = async (tx: Tx, { caller, baseUrl }: Context, id: string) => {
    const found = await level.find(tx, caller.accountId, id, baseUrl);
    if (found === undefined || 'deleted' in found) throw problem(level.unknown, { value: id });
  };
  return [
    route({
      method: 'GET',
      path,
      id: `getNotificationSettings${level.name}`,
      tag,
      summary: `Get the notification settings of ${level.what}`,
      description: 'Those of the account hold where there are none of its own.',
      extension: true,
      ...(level.read === undefined ? {} : { reach: level.read }),
      params,
      reply: schema.notificationSettings,
      problems: [level.unknown],
      handle: async ({ params: { id } }, context) =>
        context.db.read(context.caller.accountId, async (tx) => {
          await require(tx, context, id);
          return show(tx, context.caller.accountId, id, level.levels(id));
        }),
    }),
    route({
      method: 'PATCH',
      path,
      id: `updateNotificationSettings${level.name}`,
      tag,
      summary: `Change the notification settings of ${level.what}`,
      description: 'What is left out stays, null takes a setting back to what is inherited.',
      extension: true,
      ...(level.change === undefined ? {} : { reach: level.change }),
      params,
      body: schema.settingsChange,
      example,
      reply: schema.notificationSettings,
      problems: [...changeProblems, level.unknown],
      handle: async ({ params: { id }, body }, context) =>
        change(context, id, body, level.levels(id), (tx) => require(tx, context, id)),
    }),
  ];
}

const ofUser = {
  tag,
  params: idParam('USR-FSD4234231'),
  reach: { teamManager: 'own', member: 'own', of: 'user' },
} as const;

export const messageRoutes = [
  route({
    method: 'GET',
    path: '/v2/notification-templates',
    id: 'getNotificationTemplates',
    tag,
    summary: 'Get the words of notifications',
    description:
      'What mails and SMS say in a language where nobody has set other words, and the placeholders that other words may have.',
    extension: true,
    reach: { teamManager: 'all', member: 'all' },
    query: schema.templatesQuery,
    reply: schema.notificationTemplates,
    problems: ['invalid_value'],
    handle: async ({ query }) => schema.templatesIn(query.locale ?? 'en'),
  }),
  route({
    method: 'GET',
    path: '/v2/notification-settings',
    id: 'getNotificationSettings',
    tag,
    summary: 'Get the notification settings of the account',
    description: 'They hold for all calendars and pages that have none of their own.',
    extension: true,
    reply: schema.notificationSettings,
    problems: [],
    handle: async (_, { db, caller: { accountId } }) => db.read(accountId, (tx) => show(tx, accountId, accountId, {})),
  }),
  route({
    method: 'PATCH',
    path: '/v2/notification-settings',
    id: 'updateNotificationSettings',
    tag,
    summary: 'Change the notification settings of the account',
    description: 'What is left out stays, null takes a setting back to its default.',
    extension: true,
    body: schema.settingsChange,
    example,
    reply: schema.notificationSettings,
    problems: changeProblems,
    handle: async ({ body }, context) => change(context, context.caller.accountId, body, {}),
  }),
  ...levels.flatMap(routesOf),
  route({
    ...ofUser,
    method: 'GET',
    path: '/v2/users/{id}/notification-settings',
    id: 'getNotificationSettingsOfUser',
    summary: 'Get what a user wants to be told',
    extension: true,
    reply: schema.userNotificationSettings,
    problems: ['no_such_user'],
    handle: async ({ params: { id } }, { db, caller: { accountId } }) =>
      db.read(accountId, async (tx) => {
        await requireUser(tx, accountId, id, 'id');
        return presentUserSettings(id, (await loadUserSettings(tx, accountId, [id])).get(id) ?? {});
      }),
  }),
  route({
    ...ofUser,
    method: 'PATCH',
    path: '/v2/users/{id}/notification-settings',
    id: 'updateNotificationSettingsOfUser',
    summary: 'Change what a user wants to be told',
    description: 'What is left out stays, null takes it back to what the calendar or page says.',
    extension: true,
    body: schema.userSettingsChange,
    example: { locale: 'de', host: { reminder: { email: true } } },
    reply: schema.userNotificationSettings,
    problems: ['no_such_user', 'nothing_to_update', 'unsupported_field', 'invalid_value', 'invalid_phone'],
    handle: async ({ params: { id }, body }, { db, caller: { accountId }, now }) =>
      db.transaction(accountId, async (tx) => {
        await requireUser(tx, accountId, id, 'id');
        return presentUserSettings(id, await changeSettings(tx, accountId, id, body, now));
      }),
  }),
];
