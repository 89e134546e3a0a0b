import { z } from 'zod';
import { email, refuse, textUpTo, webUrl } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { languageCodes } from '../language/languages.ts';

function refuseValue(context: z.core.$RefinementCtx, param: string, kind: string, value: string): never {
  return refuse(context, problem('invalid_value', { kind, value: value.slice(0, 100), param }));
}

/** A link that leads away from a page. */
const link = (param: string) => webUrl(param).transform((text) => new URL(text).href);

const color = (param: string) =>
  z
    .string()
    .transform((text, context) =>
      /^#[0-9a-f]{6}$/i.test(text) ? text.toLowerCase() : refuseValue(context, param, 'color', text),
    )
    .meta({ description: 'Red, green and blue as #rrggbb.', examples: ['#2f5bd8'] });

/** An origin whose pages may show ours in a frame, or `*` for every one. */
const origin = z
  .string()
  .transform((text, context) => {
    if (text === '*') return text;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const plain = url !== undefined && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
    return plain ? url.origin : refuseValue(context, 'embed_origins', 'origin', text);
  })
  .meta({ examples: ['https://www.example.com'] });

/** What a guest may do by himself: always, until some time before the start, or never (product description 1.12). */
const permission = z.object({
  allowed: z.enum(['any_time', 'until', 'never']),
  minutes_before: z
    .int()
    .min(15)
    .max(20_160)
    .nullable()
    .default(null)
    .meta({ description: 'With `until`: 15 minutes to 14 days.' }),
});

const checkedPermission = (param: string) =>
  permission.superRefine((wanted, context) => {
    if (wanted.allowed === 'until' && wanted.minutes_before === null)
      refuse(context, problem('missing_fields', { param: `${param}.minutes_before` }));
  });

const field = z.enum(['required', 'optional', 'off']);

/** Everything that a guest's page goes by. On the wire null, and in the database absence, leaves it to the account. */
const settings = {
  heading: textUpTo(200, 'heading').meta({ description: 'Title of the page, instead of the name.' }),
  welcome: textUpTo(2000, 'welcome').meta({ description: 'Text under the title. Links in it can be clicked.' }),
  contact_phone: textUpTo(50, 'contact_phone'),
  contact_email: email('contact_email'),
  website: link('website').meta({ description: 'Where the logo leads.' }),
  links: z
    .array(z.object({ label: textUpTo(50, 'links').min(1), url: link('links') }))
    .max(10)
    .meta({ description: 'Further links, as to social networks.' }),

  theme: z.enum(['auto', 'light', 'dark']).meta({ description: '`auto` follows the guest’s device.' }),
  accent_color: color('accent_color'),
  background_color: color('background_color'),
  font: z.enum(['sans', 'serif', 'rounded', 'mono']),
  font_scale: z.number().min(0.875).max(1.5),
  image_shape: z.enum(['circle', 'rounded', 'square']),

  language: z.enum(languageCodes).meta({ description: 'Null everywhere: the guest’s own, if it is one of ours.' }),
  hour_cycle: z.enum(['h12', 'h23']).meta({ description: 'Null everywhere: as the guest’s language has it.' }),
  convert_time_zone: z
    .boolean()
    .meta({ description: 'False: every guest sees the zone of the host, as at a counter on the spot.' }),

  phone_field: field,
  company_field: field,
  note_field: field,
  most_guests: z.int().min(0).max(10).meta({ description: 'How many others a guest may bring.' }),
  confirm_email: z.boolean().meta({ description: 'True to have the e-mail address written twice.' }),

  cancel: checkedPermission('cancel'),
  reschedule: checkedPermission('reschedule'),
  reason: field.meta({ description: 'Whether a guest who cancels or reschedules is asked for the reason.' }),
  policy_text: textUpTo(2000, 'policy_text').meta({ description: 'The policy in words; made of the rules if null.' }),

  redirect_scheduled: link('redirect_scheduled').meta({ description: 'Where a guest goes who has booked.' }),
  redirect_rescheduled: link('redirect_rescheduled'),
  redirect_canceled: link('redirect_canceled'),
  redirect_after_seconds: z.int().min(0).max(60).meta({ description: 'How long the confirmation is shown before.' }),
  redirect_with_answers: z.boolean().meta({ description: 'True to pass the booking and the answers on.' }),
  redirect_with_utm: z.boolean().meta({ description: 'True to pass the utm parameters on.' }),

  one_booking_per_guest: z
    .boolean()
    .meta({ description: 'True to refuse a guest who has a booking there that is still to come.' }),
  embed_origins: z
    .array(origin)
    .max(50)
    .meta({ description: 'Origins of websites that may embed the page; `*` for every one, none for no website.' }),
};

type Settings = { [Name in keyof typeof settings]: z.output<(typeof settings)[Name]> };

/** What is used where nobody says anything else. */
const builtIn: { [Name in keyof Settings]: Settings[Name] | null } = {
  heading: null,
  welcome: null,
  contact_phone: null,
  contact_email: null,
  website: null,
  links: [],
  theme: 'auto',
  accent_color: '#0b6b5f',
  background_color: null,
  font: 'sans',
  font_scale: 1,
  image_shape: 'circle',
  language: null,
  hour_cycle: null,
  convert_time_zone: true,
  phone_field: 'optional',
  company_field: 'off',
  note_field: 'optional',
  most_guests: 10,
  confirm_email: false,
  cancel: { allowed: 'any_time', minutes_before: null },
  reschedule: { allowed: 'any_time', minutes_before: null },
  reason: 'optional',
  policy_text: null,
  redirect_scheduled: null,
  redirect_rescheduled: null,
  redirect_canceled: null,
  redirect_after_seconds: 0,
  redirect_with_answers: false,
  redirect_with_utm: false,
  one_booking_per_guest: false,
  embed_origins: ['*'],
};

type Open =
  | 'heading'
  | 'welcome'
  | 'contact_phone'
  | 'contact_email'
  | 'website'
  | 'background_color'
  | 'language'
  | 'hour_cycle'
  | 'policy_text'
  | 'redirect_scheduled'
  | 'redirect_rescheduled'
  | 'redirect_canceled';

/** What holds for a page once everybody has been asked; the two pictures by their ids. */
export type GuestSettings = { [Name in keyof Settings]: Name extends Open ? Settings[Name] | null : Settings[Name] } & {
  image: string | null;
  logo: string | null;
};

export const builtInSettings = { ...builtIn, image: null, logo: null } as GuestSettings;

/** What a guest may do with his booking, as it is frozen when he makes it. */
export type Policy = Pick<GuestSettings, 'cancel' | 'reschedule' | 'reason' | 'policy_text'>;

/** A picture as a data URL, at most 200 kB. */
const picture = (param: string) =>
  textUpTo(280_000, param).meta({
    description: 'A PNG, JPEG, GIF or WebP of at most 200 kB as a data URL; null to take it away.',
    examples: ['data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'],
  });

const nullable = Object.fromEntries(Object.entries(settings).map(([name, one]) => [name, one.nullish()])) as {
  [Name in keyof typeof settings]: z.ZodOptional<z.ZodNullable<(typeof settings)[Name]>>;
};

export const guestSettingsChange = z
  .strictObject({
    ...nullable,
    image: picture('image').nullish(),
    logo: picture('logo').nullish(),
    password: textUpTo(100, 'password')
      .min(4)
      .nullish()
      .meta({ description: 'What guests must know to book; null for nothing.' }),
  })
  .superRefine((change, context) => {
    if (Object.values(change).every((value) => value === undefined)) refuse(context, problem('nothing_to_update'));
  })
  .meta({ id: 'GuestSettingsChange' });

export type GuestSettingsChange = z.output<typeof guestSettingsChange>;

const url = z.string().nullable();

/** The settings as they are shown: texts as they are kept, without the checks that only input needs. */
const shown = z.object({
  heading: url,
  welcome: url,
  contact_phone: url,
  contact_email: url,
  website: url,
  links: z.array(z.object({ label: z.string(), url: z.string() })).nullable(),
  theme: settings.theme.nullable(),
  accent_color: url,
  background_color: url,
  font: settings.font.nullable(),
  font_scale: z.number().nullable(),
  image_shape: settings.image_shape.nullable(),
  language: settings.language.nullable(),
  hour_cycle: settings.hour_cycle.nullable(),
  convert_time_zone: z.boolean().nullable(),
  phone_field: field.nullable(),
  company_field: field.nullable(),
  note_field: field.nullable(),
  most_guests: z.int().nullable(),
  confirm_email: z.boolean().nullable(),
  cancel: permission.nullable(),
  reschedule: permission.nullable(),
  reason: field.nullable(),
  policy_text: url,
  redirect_scheduled: url,
  redirect_rescheduled: url,
  redirect_canceled: url,
  redirect_after_seconds: z.int().nullable(),
  redirect_with_answers: z.boolean().nullable(),
  redirect_with_utm: z.boolean().nullable(),
  one_booking_per_guest: z.boolean().nullable(),
  embed_origins: z.array(z.string()).nullable(),
  image: url.meta({ description: 'Where the picture is.' }),
  logo: url,
  has_password: z.boolean(),
});

const none = Object.fromEntries(Object.keys(builtInSettings).map((name) => [name, null]));

export const guestSettingsShown = z
  .object({
    object: z.literal('guest_settings'),
    id: z.string().meta({ description: 'Of the calendar, page, event type, master page or account.' }),
    own: shown.meta({ description: 'What is said here; null is left to the account.' }),
    effective: shown.meta({ description: 'What holds: said here, by the account, or by nobody.' }),
  })
  .meta({
    id: 'GuestSettings',
    examples: [
      {
        object: 'guest_settings',
        id: 'BKC-LDJ878496X',
        own: {
          ...none,
          accent_color: '#0a7d55',
          cancel: { allowed: 'until', minutes_before: 1440 },
          has_password: false,
        },
        effective: {
          ...builtInSettings,
          accent_color: '#0a7d55',
          cancel: { allowed: 'until', minutes_before: 1440 },
          has_password: false,
        },
      },
    ],
  });
