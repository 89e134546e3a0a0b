import type { Tx } from '../db/pool.ts';
import { idParam } from '../http/fields.ts';
import { type ProblemName, problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { changeGuestSettings } from './change.ts';
import { guestSettingsChange, guestSettingsShown } from './schema.ts';
import { showGuestSettings } from './show.ts';
import { isLiving, type Settable } from './store.ts';

const tag = 'Guest settings';
const example = { accent_color: '#0a7d55', cancel: { allowed: 'until', minutes_before: 1440 } };
const changeProblems = [
  'nothing_to_update',
  'unsupported_field',
  'invalid_value',
  'invalid_email',
  'too_long',
  'missing_fields',
] as const;

/** What can differ from the account, and who may say so: whoever may change its other settings. */
const kinds: readonly {
  table: Settable;
  path: string;
  /** In ids of operations. */
  name: string;
  /** In sentences. */
  noun: string;
  example: string;
  unknown: ProblemName;
  reach?: Route['reach'];
}[] = [
  {
    table: 'booking_calendars',
    path: 'booking-calendars',
    name: 'BookingCalendar',
    noun: 'a booking calendar',
    example: 'BKC-LDJ878496X',
    unknown: 'no_such_booking_calendar',
    reach: { teamManager: 'team', member: 'own', of: 'calendar_settings' },
  },
  {
    table: 'booking_pages',
    path: 'booking-pages',
    name: 'BookingPage',
    noun: 'a booking page',
    example: 'BP-3F7JAWT4UA',
    unknown: 'no_such_booking_page',
    reach: { teamManager: 'team', member: 'own', of: 'booking_page' },
  },
  {
    table: 'event_types',
    path: 'event-types',
    name: 'EventType',
    noun: 'an event type',
    example: 'ET-7I7PKDTFJS',
    unknown: 'no_such_event_type',
  },
  {
    table: 'master_pages',
    path: 'master-pages',
    name: 'MasterPage',
    noun: 'a master page',
    example: 'MP-73E6RHFU77',
    unknown: 'no_such_master_page',
  },
];

const ofAccount: Route[] = [
  route({
    method: 'GET',
    path: '/v2/account/guest-settings',
    id: 'getAccountGuestSettings',
    tag,
    summary: 'Get the guest settings of the account',
    extension: true,
    reply: guestSettingsShown,
    problems: [],
    handle: async (_, { db, caller, baseUrl }) =>
      db.read(caller.accountId, (tx) => showGuestSettings(tx, caller.accountId, caller.accountId, baseUrl)),
  }),
  route({
    method: 'PATCH',
    path: '/v2/account/guest-settings',
    id: 'updateAccountGuestSettings',
    tag,
    summary: 'Change the guest settings of the account',
    description: 'They hold for every page that says nothing else. Null takes back what the account said.',
    extension: true,
    body: guestSettingsChange,
    example,
    reply: guestSettingsShown,
    problems: changeProblems,
    handle: async ({ body }, { db, caller, now, baseUrl }) =>
      db.transaction(caller.accountId, async (tx) => {
        await changeGuestSettings(tx, caller.accountId, caller.accountId, body, now);
        return showGuestSettings(tx, caller.accountId, caller.accountId, baseUrl);
      }),
  }),
];

/** How guests see pages and calendars, and what they may do there. */
export const guestSettingsRoutes: Route[] = [
  ...ofAccount,
  ...kinds.flatMap(({ table, path, name, noun, unknown, reach, ...kind }) => {
    const common = {
      path: `/v2/${path}/{id}/guest-settings`,
      tag,
      extension: true,
      params: idParam(kind.example),
      reply: guestSettingsShown,
      ...(reach === undefined ? {} : { reach }),
    } as const;
    const requireLiving = async (tx: Tx, accountId: string, id: string) => {
      if (!(await isLiving(tx, accountId, table, id))) throw problem(unknown, { value: id });
    };
    return [
      route({
        ...common,
        method: 'GET',
        id: `get${name}GuestSettings`,
        summary: `Get the guest settings of ${noun}`,
        problems: [unknown],
        handle: async ({ params }, { db, caller, baseUrl }) =>
          db.read(caller.accountId, async (tx) => {
            await requireLiving(tx, caller.accountId, params.id);
            return showGuestSettings(tx, caller.accountId, params.id, baseUrl);
          }),
      }),
      route({
        ...common,
        method: 'PATCH',
        id: `update${name}GuestSettings`,
        summary: `Change the guest settings of ${noun}`,
        description: 'What is left out stays; null leaves it to the account.',
        body: guestSettingsChange,
        example,
        problems: [...changeProblems, unknown],
        handle: async ({ params, body }, { db, caller, now, baseUrl }) =>
          db.transaction(caller.accountId, async (tx) => {
            await requireLiving(tx, caller.accountId, params.id);
            await changeGuestSettings(tx, caller.accountId, params.id, body, now);
            return showGuestSettings(tx, caller.accountId, params.id, baseUrl);
          }),
      }),
    ];
  }),
];
