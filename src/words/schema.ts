/** What a guest is told of (product description 1.9). */
export const guestScenarios = [
  'booked',
  'requested',
  'approved',
  'declined',
  'request_withdrawn',
  'new_times_requested',
  'rescheduled',
  'reassigned',
  'canceled_by_guest',
  'canceled_by_host',
  'reschedule_requested',
  'reminder',
  'follow_up',
] as const;

/** What hosts and co-hosts are told of (product description 1.10). `reassigned_away` is for who no longer takes part. */
export const hostScenarios = [
  'booked',
  'requested',
  'approved',
  'declined',
  'request_withdrawn',
  'new_times_requested',
  'rescheduled',
  'reassigned',
  'reassigned_away',
  'canceled_by_guest',
  'canceled_by_host',
  'reschedule_requested',
  'reminder',
] as const;

export type GuestScenario = (typeof guestScenarios)[number];
export type HostScenario = (typeof hostScenarios)[number];

/** What is said, with `{{placeholders}}`. A line is left out if all placeholders in it are empty. */
export interface Template {
  subject: string;
  /** The heading of the mail. */
  title: string;
  text: string;
  /** The same as an SMS. */
  sms: string;
}

/** Every word that messages and invites hold, in one language. */
export interface Words {
  /** As BCP 47 names the language. */
  language: string;
  labels: {
    what: string;
    when: string;
    was: string;
    where: string;
    host: string;
    coHosts: string;
    guest: string;
    guests: string;
    email: string;
    phone: string;
    company: string;
    note: string;
    reason: string;
    /** The sessions of a package. */
    sessions: string;
    /** The times that a guest proposes. */
    proposals: string;
    guestTime: string;
    join: string;
    manage: string;
    reschedule: string;
    cancel: string;
    pickTime: string;
    bookAgain: string;
    toCalendar: string;
    bookingId: string;
    minutes: string;
  };
  guest: Record<GuestScenario, Template>;
  host: Record<HostScenario, Template>;
  /** Below every mail. */
  footer: string;
  /** Below reminders; the link is put in its place. */
  unsubscribe: string;
  /** At the end of an SMS, where answers can be received. */
  smsStop: string;
  test: Template;
  /** What administrators are told of a webhook. */
  webhook: {
    failing: Template;
    paused: Template;
    gone: Template;
    name: string;
    since: string;
    failures: string;
    error: string;
  };
  /** What users are sent to sign in with. `{{name}}` is who did it, `{{hours}}` or `{{days}}` how long the link works. */
  people: { invitation: Template; accept: string; password: Template; choosePassword: string };
  page: { title: string; ask: string; stop: string; stopped: string; resume: string; resumed: string; broken: string };
}
