import { z } from 'zod';
import { checkedQuery, email, localeTag, paging, refuse, timeFilter } from '../http/fields.ts';
import { problem } from '../http/problem.ts';

/** A line of what a mail is about. */
export interface Fact {
  label: string;
  /** May have several lines. */
  value: string;
  /** True for what no longer holds. */
  struck?: boolean;
}

/** What a mail says, before it is laid out. Everything in it is plain text. */
export interface Letter {
  locale: string;
  /** On whose behalf it is sent. */
  account: string;
  title: string;
  /** The day that it is about, as a calendar leaf shows it. */
  leaf: { month: string; day: string; struck: boolean } | null;
  /** Below the title: day, hours and, less loud, the zone. */
  when: string[];
  text: string;
  facts: Fact[];
  /** The first one is what most readers want. */
  actions: { label: string; url: string }[];
  footer: string;
  unsubscribe: { label: string; url: string } | null;
}

export const recipientKinds = [
  'guest',
  'additional_guest',
  'host',
  'co_host',
  'alert',
  'administrator',
  'user',
] as const;

/** Whose mail it is. */
export type RecipientKind = (typeof recipientKinds)[number];

export const mailStates = ['queued', 'sent', 'kept', 'failed'] as const;

export type MailState = (typeof mailStates)[number];

/** Who writes, who is answered, and what mail programs are told beside the text. */
export interface Envelope {
  fromName: string;
  toName: string;
  replyTo: { name: string; address: string } | null;
  bcc: string[];
  /** The same for all mails about one appointment, so that they stand together. */
  thread: string | null;
  /** Where one click stops such mails (RFC 8058). */
  unsubscribeUrl: string | null;
}

/** A mail that is to be sent. */
export interface NewMail {
  scenario: string;
  bookingId: string | null;
  recipient: string;
  recipientKind: RecipientKind;
  envelope: Envelope;
  subject: string;
  letter: Letter;
  calendar: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; text: string } | null;
  /** It is of no use later than this, in epoch milliseconds. */
  usefulUntil: number | null;
  /** What only its reader may know. Stands in the mail that is sent for `withheld`, which the mail that is kept holds. */
  secret?: string;
}

/** Stands for the secret of a mail wherever somebody else reads it. */
export const withheld = 'only-in-the-mail';

const text = z.string().nullable();

export const mail = z
  .object({
    object: z.literal('mail'),
    id: z.string(),
    state: z.enum(mailStates).meta({
      description:
        '`queued` until the mail server has taken it, `kept` in the data folder where there is no mail server, `failed` if it was given up.',
    }),
    creation_time: z.iso.datetime(),
    settled_time: text.meta({ format: 'date-time', description: 'When it was sent, kept or given up.' }),
    scenario: z.string().meta({ description: 'What it tells of, such as `booked` or `reminder`.' }),
    booking: text,
    recipient: z.string().meta({ description: 'The address, in lower case.' }),
    recipient_type: z.enum(recipientKinds),
    bcc: z.array(z.string()),
    reply_to: text,
    locale: z.string(),
    subject: z.string(),
    text: z.string().meta({ description: 'What it says, as its plain-text part has it.' }),
    invite: z
      .enum(['REQUEST', 'CANCEL', 'PUBLISH'])
      .nullable()
      .meta({ description: 'What its calendar file is; null if it has none.' }),
    attempts: z.int().meta({ description: 'How often it was given to the mail server.' }),
    error: text.meta({ description: 'What the mail server, or the way to it, said when it was last tried.' }),
  })
  .meta({
    id: 'Mail',
    examples: [
      {
        object: 'mail',
        id: 'MAIL-7Q2MB4KX0ZWD9A',
        state: 'sent',
        creation_time: '2026-06-18T10:17:50.141Z',
        settled_time: '2026-06-18T10:17:50.482Z',
        scenario: 'booked',
        booking: 'BKNG-J4FR05BKEWEX',
        recipient: 'carrie.customer@example.com',
        recipient_type: 'guest',
        bcc: [],
        reply_to: 'andrea.hartie@example.com',
        locale: 'en-US',
        subject: 'Booked: Live demo, Sat, Jun 20, 9:00 AM EDT',
        text: 'You are booked\n\nSaturday, June 20, 2026\n9:00 – 10:00 AM\nEastern Daylight Time\n',
        invite: 'REQUEST',
        attempts: 1,
        error: null,
      },
    ],
  });

export const mailListQuery = checkedQuery({
  state: z
    .string()
    .optional()
    .transform((value, context) => {
      const known = mailStates.find((each) => each === value);
      return value === known
        ? known
        : refuse(context, problem('invalid_value', { kind: 'string', value: value!, param: 'state' }));
    })
    .meta({ type: 'string', enum: [...mailStates] }),
  booking: z.string().optional().meta({ description: 'Id of a booking.' }),
  recipient: z.string().optional().meta({ description: 'An address.' }),
  'creation_time.gt': timeFilter('creation_time.gt'),
  'creation_time.lt': timeFilter('creation_time.lt'),
  ...paging,
});

export const testMailBody = z
  .strictObject({
    to: email('to').meta({ description: 'Where the test mail goes.' }),
    locale: localeTag('locale').nullish().meta({ description: 'Its language; the account’s if left out.' }),
  })
  .meta({ id: 'NewTestMail' });

export const testMail = z
  .object({
    object: z.literal('test_mail'),
    to: z.string(),
    from: z.string().meta({ description: 'The address that mail comes from here.' }),
    state: z.enum(['sent', 'kept', 'failed']),
    server: text.meta({ description: 'The mail server; null if none is configured.' }),
    error: text.meta({ description: 'What the mail server, or the way to it, said.' }),
    file: text.meta({ description: 'Where the mail was kept in the data folder, if it was.' }),
  })
  .meta({
    id: 'TestMail',
    examples: [
      {
        object: 'test_mail',
        to: 'andrea.hartie@example.com',
        from: 'bookings@example.com',
        state: 'failed',
        server: 'smtp.example.com:587',
        error: 'Invalid login: 535 5.7.8 Authentication failed (EAUTH after AUTH PLAIN)',
        file: null,
      },
    ],
  });
