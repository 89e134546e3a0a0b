// Made by scripts/client.ts of the OpenAPI document; changes belong there.

import type {
  Account,
  Activity,
  ApiKey,
  Attachment,
  AttachmentWithContent,
  Attempt,
  AuditEntry,
  Booking,
  BookingCalendar,
  BookingCalendarChange,
  BookingCalendarSettings,
  BookingPage,
  BookingPageChange,
  BookingPageSettings,
  Contact,
  ContactImport,
  Conversation,
  CreatedApiKey,
  CreatedWebhook,
  DayExplanation,
  DeletedApiKey,
  DeletedBooking,
  DeletedBookingCalendar,
  DeletedBookingPage,
  DeletedContact,
  DeletedEventType,
  DeletedMasterPage,
  DeletedResourcePool,
  DeletedTeam,
  DeletedUser,
  DeletedWebhook,
  Deletion,
  Delivery,
  Erasure,
  Event,
  EventType,
  EventTypeChange,
  EventTypeSettings,
  GuestSettings,
  GuestSettingsChange,
  Invitation,
  ListedDelivery,
  ListedWebhook,
  Mail,
  MasterPage,
  MasterPageChange,
  MasterPageSettings,
  MasterTimeSlot,
  MoreAnswers,
  NewAttachment,
  NewBookingCalendar,
  NewBookingPage,
  NewConversation,
  NewEventType,
  NewMasterPage,
  NewResourcePool,
  NewSavedView,
  NewTestMail,
  NewWebhook,
  Notice,
  Notification,
  NotificationSettings,
  NotificationSettingsChange,
  NotificationTemplates,
  OneTimeLink,
  OneTimeLinkDetails,
  OpenInvitation,
  Passkey,
  PasskeyCreationOptions,
  PasskeyRequestOptions,
  PersonalData,
  PersonalSession,
  PossibleHost,
  RecoveryCodes,
  Replay,
  ReportBusiestHours,
  ReportLeadTimes,
  ReportRow,
  ReportTotals,
  ReportTrend,
  ResourcePool,
  ResourcePoolChange,
  ResourcePoolStatistics,
  ResumedWebhook,
  RotatedWebhook,
  SavedView,
  SavedViewChange,
  Schedule,
  ScheduledOnPage,
  Session,
  SignOn,
  SignOnOptions,
  SignOnProvider,
  SignUpState,
  SlotExplanation,
  SlotHold,
  Team,
  TeamMember,
  TestMail,
  TimelineEntry,
  TimeSlot,
  TwoFactor,
  TwoFactorEnrolment,
  User,
  UserNotificationSettings,
  UserNotificationSettingsChange,
  Webhook,
  WebhookSettings,
  WebhookStatus,
  WebhookTest,
} from './objects.ts';
import { type CallOptions, type ChangeOptions, type DaybookOptions, type List, Transport } from './transport.ts';

export { DaybookError } from './error.ts';
export type * from './objects.ts';
export type { CallOptions, ChangeOptions, DaybookOptions, List } from './transport.ts';
export { verifySignature } from './verify-signature.ts';

export type TestKeyReply = {
  message: string;
};

export type UpdateAccountBody = {
  name?: string | undefined;
  /** The owner’s address, which `GET /v2/test` shows. */
  email?: string | undefined;
  /** What new users start with. */
  timezone?: string | undefined;
  week_start?: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday' | undefined;
};

export type CreateApiKeyBody = {
  /** Unique, with at least one letter or digit. */
  name: string;
  /** Id of the user that the key acts as. Without it the key acts as an administrator. */
  user?: string | null | undefined;
};

export type ListApiKeysQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type DeleteApiKeyReply = {
  id: string;
  deleted: true;
};

export type SignInBody = {
  email: string;
  password: string;
  /** A code of his authenticator app, or one of his recovery codes. Asked for with `code_required` if he has set one up. */
  code?: string | null | undefined;
  /** Id of the account, if several know the address and the password. Without it: the one used last. */
  account?: string | null | undefined;
};

export type SignOutReply = {
  id: string;
  deleted: true;
};

export type SignInWithPasskeyBody = {
  /** What `navigator.credentials.get` gave, as JSON. */
  credential: {
    id: string;
    rawId: string;
    type: 'public-key';
    authenticatorAttachment?: string | null | undefined;
    clientExtensionResults?: Record<string, unknown> | undefined;
    response: {
      clientDataJSON: string;
      authenticatorData: string;
      signature: string;
      userHandle?: string | null | undefined;
      [name: string]: unknown;
    };
  };
};

export type GetSignUpQuery = {
  /** Of the link that the server printed when it started. */
  token?: string | undefined;
};

export type SignUpBody = {
  /** Of the link that the server printed when it started. Not needed where anybody may open an account. */
  token?: string | null | undefined;
  email: string;
  password: string;
  first_name: string;
  last_name: string;
  /** What the company or person is called; his own name if left out. */
  account_name?: string | null | undefined;
  timezone: string;
  /** True to take over the demo account with all that is in it, false to begin with an empty one. Default: true where there is one. */
  demo?: boolean | null | undefined;
};

export type ListSessionsQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type EndSessionReply = {
  id: string;
  deleted: true;
};

export type ChangePasswordBody = {
  password: string;
  /** Has to be sent unless he has none, as who signs in by single sign-on. */
  current_password?: string | null | undefined;
};

export type ChangePasswordReply = {
  object: 'password';
  user: string;
  /** How many other sessions of his ended with it. */
  ended_sessions: number;
};

export type SetPasswordBody = {
  token: string;
  password: string;
};

export type SetPasswordReply = {
  object: 'password';
  user: string;
  /** How many other sessions of his ended with it. */
  ended_sessions: number;
};

export type RequestPasswordResetBody = {
  email: string;
};

export type RequestPasswordResetReply = {
  object: 'password_reset';
  email: string;
  /** For how long a link works. */
  minutes: number;
};

export type EnrolTwoFactorBody = {
  /** His password, if he has one and did not sign in within the last ten minutes. */
  password?: string | null | undefined;
};

export type ConfirmTwoFactorBody = {
  code: string;
};

export type ReplaceRecoveryCodesBody = {
  /** His password, if he has one and did not sign in within the last ten minutes. */
  password?: string | null | undefined;
};

export type DisableTwoFactorBody = {
  /** His password, if he has one and did not sign in within the last ten minutes. */
  password?: string | null | undefined;
};

export type ResetTwoFactorOfUserReply = {
  id: string;
  deleted: true;
};

export type OfferPasskeyBody = {
  /** His password, if he has one and did not sign in within the last ten minutes. */
  password?: string | null | undefined;
};

export type CreatePasskeyBody = {
  /** What he calls the device. */
  name: string;
  /** What `navigator.credentials.create` gave, as JSON. */
  credential: {
    id: string;
    rawId: string;
    type: 'public-key';
    authenticatorAttachment?: string | null | undefined;
    clientExtensionResults?: Record<string, unknown> | undefined;
    response: {
      clientDataJSON: string;
      attestationObject: string;
      transports?: string[] | undefined;
      [name: string]: unknown;
    };
  };
};

export type ListPasskeysQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type UpdatePasskeyBody = {
  name?: string | undefined;
};

export type DeletePasskeyReply = {
  id: string;
  deleted: true;
};

export type CreateInvitationBody = {
  /** False to hand the link over in another way. */
  send_mail?: boolean | undefined;
};

export type WithdrawInvitationReply = {
  id: string;
  deleted: true;
};

export type GetInvitationQuery = {
  token: string;
};

export type AcceptInvitationBody = {
  token: string;
  /** Left out by who adds a passkey next, or signs in by single sign-on. */
  password?: string | null | undefined;
  first_name?: string | null | undefined;
  last_name?: string | null | undefined;
};

export type GetSignOnOptionsQuery = {
  /** An address; only its domain is looked at. */
  email?: string | undefined;
};

export type BeginSignOnBody = {
  provider: string;
};

export type CreateSignOnProviderBody = {
  name: string;
  /** Its address, below which `/.well-known/openid-configuration` lies. */
  issuer: string;
  client_id: string;
  client_secret?: string | null | undefined;
  /** Domains of e-mail addresses that it speaks for, at least one. */
  domains: string[];
  /** True to make whoever comes from it with an address of one of the domains a member of the account. */
  auto_join?: boolean | undefined;
};

export type ListSignOnProvidersQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type UpdateSignOnProviderBody = {
  name?: string | undefined;
  /** Its address, below which `/.well-known/openid-configuration` lies. */
  issuer?: string | undefined;
  client_id?: string | undefined;
  client_secret?: string | null | undefined;
  /** Domains of e-mail addresses that it speaks for. */
  domains?: string[] | undefined;
  /** True to make whoever comes from it with an address of one of the domains a member of the account. */
  auto_join?: boolean | undefined;
};

export type DeleteSignOnProviderReply = {
  id: string;
  deleted: true;
};

export type ListBookingsQuery = {
  /** One status, or several separated by commas: requested, scheduled, rescheduled, completed, canceled, no_show. */
  status?: string | undefined;
  /** Id of the user who owns the bookings. */
  owner?: string | undefined;
  /** Id of the guest’s contact. */
  contact?: string | undefined;
  /** Id of a booking page. */
  booking_page?: string | undefined;
  /** Id of a master page. */
  master_page?: string | undefined;
  /** Id of an event type. */
  event_type?: string | undefined;
  /** Id of a booking calendar. */
  booking_calendar?: string | undefined;
  /** Id of a user who hosts or co-hosts. */
  host?: string | undefined;
  /** Words to find in id, subject, the guest’s name, e-mail, phone, company and answers, and in the names of what was booked: each begins a word there, and all are found. `OR`, parentheses and "quotation marks" work. An extension. */
  q?: string | undefined;
  /** Only what is in the trash, or only what is not. Without it both. An extension. */
  in_trash?: 'true' | 'false' | undefined;
  /** By which time the list is in order; `-` for the latest first. By `starting_time` requests without a time are left out. An extension. */
  sort?: '-creation_time' | 'starting_time' | '-starting_time' | undefined;
  /** A date or a time in UTC; only what is later. */
  'creation_time.gt'?: string | undefined;
  /** A date or a time in UTC; only what is earlier. */
  'creation_time.lt'?: string | undefined;
  /** A date or a time in UTC; only what is later. */
  'starting_time.gt'?: string | undefined;
  /** A date or a time in UTC; only what is earlier. */
  'starting_time.lt'?: string | undefined;
  /** A date or a time in UTC; only what is later. */
  'last_updated_time.gt'?: string | undefined;
  /** A date or a time in UTC; only what is earlier. */
  'last_updated_time.lt'?: string | undefined;
  /** Properties to expand, separated by commas: owner, contact, conversation, booking_page, master_page, event_type, booking_calendar, conversation.contact, conversation.owner, conversation.bot, conversation.website, conversation.audience. */
  expand?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type GetBookingQuery = {
  /** Properties to expand, separated by commas: owner, contact, conversation, booking_page, master_page, event_type, booking_calendar, conversation.contact, conversation.owner, conversation.bot, conversation.website, conversation.audience. */
  expand?: string | undefined;
};

export type CancelBookingQuery = {
  /** Properties to expand, separated by commas: owner, contact, conversation, booking_page, master_page, event_type, booking_calendar, conversation.contact, conversation.owner, conversation.bot, conversation.website, conversation.audience. */
  expand?: string | undefined;
};

export type CancelBookingBody = {
  cancellation_reason?: string | null | undefined;
  send_cancellation_email?: boolean | null | undefined;
};

export type RequestRescheduleQuery = {
  /** Properties to expand, separated by commas: owner, contact, conversation, booking_page, master_page, event_type, booking_calendar, conversation.contact, conversation.owner, conversation.bot, conversation.website, conversation.audience. */
  expand?: string | undefined;
};

export type RequestRescheduleBody = {
  reschedule_reason?: string | null | undefined;
};

export type MarkBookingNoShowQuery = {
  /** Properties to expand, separated by commas: owner, contact, conversation, booking_page, master_page, event_type, booking_calendar, conversation.contact, conversation.owner, conversation.bot, conversation.website, conversation.audience. */
  expand?: string | undefined;
};

export type ReassignBookingQuery = {
  /** Properties to expand, separated by commas: owner, contact, conversation, booking_page, master_page, event_type, booking_calendar, conversation.contact, conversation.owner, conversation.bot, conversation.website, conversation.audience. */
  expand?: string | undefined;
};

export type ReassignBookingBody = {
  /** Id of an active user with a seat. */
  new_host: string;
  /** A provider of online meetings that the new host offers. Left out: as it was, if he has it. */
  location?:
    | {
        type: 'virtual';
        value: 'google_meet' | 'microsoft_teams' | 'webex' | 'gotomeeting' | 'zoom';
      }
    | null
    | undefined;
};

export type ApproveBookingQuery = {
  /** Properties to expand, separated by commas: owner, contact, conversation, booking_page, master_page, event_type, booking_calendar, conversation.contact, conversation.owner, conversation.bot, conversation.website, conversation.audience. */
  expand?: string | undefined;
};

export type ApproveBookingBody = {
  /** The one of the proposed times that is accepted, for a request with proposals. */
  start_time?: string | null | undefined;
};

export type DeclineBookingQuery = {
  /** Properties to expand, separated by commas: owner, contact, conversation, booking_page, master_page, event_type, booking_calendar, conversation.contact, conversation.owner, conversation.bot, conversation.website, conversation.audience. */
  expand?: string | undefined;
};

export type DeclineBookingBody = {
  reason?: string | null | undefined;
  /** True to ask the guest for other times; he can rebook with `reschedule`. */
  request_new_times?: boolean | undefined;
};

export type RescheduleBookingQuery = {
  /** Properties to expand, separated by commas: owner, contact, conversation, booking_page, master_page, event_type, booking_calendar, conversation.contact, conversation.owner, conversation.bot, conversation.website, conversation.audience. */
  expand?: string | undefined;
};

export type RescheduleBookingBody = {
  start_time: string;
  reason?: string | null | undefined;
  /** Who moves the booking. A guest’s move needs approval where bookings do. */
  on_behalf_of?: 'user' | 'customer' | undefined;
  /** One of the locations that the slot offers. Left out: the host’s own choice. */
  location?:
    | {
        type: 'virtual' | 'virtual_static' | 'physical' | 'guest_phone' | 'in_person_by_guest';
        value?: string | null | undefined;
      }
    | null
    | undefined;
  /** Id of another booking calendar to move to. */
  booking_calendar?: string | null | undefined;
  /** Id of another booking page to move to. */
  booking_page?: string | null | undefined;
  /** Id of the event type on that page. */
  event_type?: string | null | undefined;
};

export type ListTimeSlotsOfBookingQuery = {
  /** Start of the range; now if left out. */
  start_time?: string | undefined;
  /** End of the range; a week after its start if left out. */
  end_time?: string | undefined;
};

export type ListHostsOfBookingQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type TrashBookingQuery = {
  /** Properties to expand, separated by commas: owner, contact, conversation, booking_page, master_page, event_type, booking_calendar, conversation.contact, conversation.owner, conversation.bot, conversation.website, conversation.audience. */
  expand?: string | undefined;
};

export type RestoreBookingQuery = {
  /** Properties to expand, separated by commas: owner, contact, conversation, booking_page, master_page, event_type, booking_calendar, conversation.contact, conversation.owner, conversation.bot, conversation.website, conversation.audience. */
  expand?: string | undefined;
};

export type ScheduleMeetingBody = {
  start_time: string;
  guest_time_zone: string;
  /** Who books, and beside that the answers to the calendar’s own questions by their names. */
  booking_form: {
    name: string;
    email: string;
    /** With its country code, such as +12025550195. */
    phone?: string | null | undefined;
    [name: string]: string | string[] | number | boolean | null | undefined;
  };
  /** One of the locations that the slot offers. Left out: the host’s own choice. */
  location?:
    | {
        type: 'virtual' | 'virtual_static' | 'physical' | 'guest_phone' | 'in_person_by_guest';
        value?: string | null | undefined;
      }
    | null
    | undefined;
  /** One of the durations on offer; the default one if left out. An extension. */
  duration_minutes?: number | null | undefined;
  /** E-mail addresses of others who come along. An extension. */
  guests?: string[] | null | undefined;
  /** Where the guest came from. An extension. */
  utm_params?:
    | {
        source?: string | null | undefined;
        medium?: string | null | undefined;
        campaign?: string | null | undefined;
        term?: string | null | undefined;
        content?: string | null | undefined;
        utm_source?: string | null | undefined;
        utm_medium?: string | null | undefined;
        utm_campaign?: string | null | undefined;
        utm_term?: string | null | undefined;
        utm_content?: string | null | undefined;
      }
    | null
    | undefined;
  /** The language of messages to the guest, and how their times are written. An extension. */
  guest_locale?: string | null | undefined;
  /** True if the guest agreed to get SMS about this meeting at the number given. An extension. */
  sms_consent?: boolean | null | undefined;
  /** E-mail of the one who is to host, on a calendar of a team. An extension. */
  host?: string | null | undefined;
  /** E-mails of users who must take part as well, separated by commas. An extension. */
  co_hosts?: string | null | undefined;
  /** Id of a hold that was taken for this start. An extension. */
  hold?: string | null | undefined;
  /** Id of the one-time link that is used up. An extension. */
  one_time_link?: string | null | undefined;
};

export type ScheduleMeetingReply = {
  id: string;
};

export type ScheduleMeetingOnBookingPageBody = {
  /** One start; as many as sessions for a package, or as proposals for a request. */
  start_times: string[];
  /** Id of the event type; needed if the page has some. */
  event_type?: string | null | undefined;
  guest_time_zone: string;
  /** Who books, and beside that the answers to the calendar’s own questions by their names. */
  booking_form: {
    name: string;
    email: string;
    /** With its country code, such as +12025550195. */
    phone?: string | null | undefined;
    [name: string]: string | string[] | number | boolean | null | undefined;
  };
  /** One of the locations that the slot offers. Left out: the host’s own choice. */
  location?:
    | {
        type: 'virtual' | 'virtual_static' | 'physical' | 'guest_phone' | 'in_person_by_guest';
        value?: string | null | undefined;
      }
    | null
    | undefined;
  /** One of the durations on offer; the default one if left out. An extension. */
  duration_minutes?: number | null | undefined;
  /** E-mail addresses of others who come along. An extension. */
  guests?: string[] | null | undefined;
  /** Where the guest came from. An extension. */
  utm_params?:
    | {
        source?: string | null | undefined;
        medium?: string | null | undefined;
        campaign?: string | null | undefined;
        term?: string | null | undefined;
        content?: string | null | undefined;
        utm_source?: string | null | undefined;
        utm_medium?: string | null | undefined;
        utm_campaign?: string | null | undefined;
        utm_term?: string | null | undefined;
        utm_content?: string | null | undefined;
      }
    | null
    | undefined;
  /** The language of messages to the guest, and how their times are written. An extension. */
  guest_locale?: string | null | undefined;
  /** True if the guest agreed to get SMS about this meeting at the number given. An extension. */
  sms_consent?: boolean | null | undefined;
  /** Id of a hold that was taken for this start. An extension. */
  hold?: string | null | undefined;
};

export type ScheduleMeetingOnMasterPageBody = {
  /** One start; as many as sessions for a package, or as proposals for a request. */
  start_times: string[];
  /** Id of the event type; needed if the page has some. */
  event_type?: string | null | undefined;
  guest_time_zone: string;
  /** Who books, and beside that the answers to the calendar’s own questions by their names. */
  booking_form: {
    name: string;
    email: string;
    /** With its country code, such as +12025550195. */
    phone?: string | null | undefined;
    [name: string]: string | string[] | number | boolean | null | undefined;
  };
  /** One of the locations that the slot offers. Left out: the host’s own choice. */
  location?:
    | {
        type: 'virtual' | 'virtual_static' | 'physical' | 'guest_phone' | 'in_person_by_guest';
        value?: string | null | undefined;
      }
    | null
    | undefined;
  /** One of the durations on offer; the default one if left out. An extension. */
  duration_minutes?: number | null | undefined;
  /** E-mail addresses of others who come along. An extension. */
  guests?: string[] | null | undefined;
  /** Where the guest came from. An extension. */
  utm_params?:
    | {
        source?: string | null | undefined;
        medium?: string | null | undefined;
        campaign?: string | null | undefined;
        term?: string | null | undefined;
        content?: string | null | undefined;
        utm_source?: string | null | undefined;
        utm_medium?: string | null | undefined;
        utm_campaign?: string | null | undefined;
        utm_term?: string | null | undefined;
        utm_content?: string | null | undefined;
      }
    | null
    | undefined;
  /** The language of messages to the guest, and how their times are written. An extension. */
  guest_locale?: string | null | undefined;
  /** True if the guest agreed to get SMS about this meeting at the number given. An extension. */
  sms_consent?: boolean | null | undefined;
  /** Id of a hold that was taken for this start. An extension. */
  hold?: string | null | undefined;
  /** Id of the booking page; needed if guests pick one, first or by time, and left out if rules do. */
  booking_page?: string | null | undefined;
  /** Id of the one-time link that is used up. An extension. */
  one_time_link?: string | null | undefined;
};

export type ListTimeSlotsQuery = {
  /** Start of the range; now if left out. */
  start_time?: string | undefined;
  /** End of the range; a week after its start if left out. */
  end_time?: string | undefined;
  /** One of the durations on offer; the default one if left out. */
  duration_minutes?: number | undefined;
  /** E-mail of the one who is to host, on a calendar of a team. */
  host?: string | undefined;
  /** E-mails of users who must be free as well, separated by commas; unknown ones are ignored. */
  co_hosts?: string | undefined;
  /** Id of a one-time link: the times that it offers. */
  one_time_link?: string | undefined;
};

export type ExplainTimeSlotQuery = {
  /** The start to explain. */
  start_time: string;
  /** One of the durations on offer; the default one if left out. */
  duration_minutes?: number | undefined;
};

export type ExplainDayQuery = {
  /** The date to explain, as each host has it in his own zone. */
  date: string;
  /** One of the durations on offer; the default one if left out. */
  duration_minutes?: number | undefined;
};

export type HoldTimeSlotBody = {
  start_time: string;
  /** One of the durations on offer. */
  duration_minutes?: number | null | undefined;
  /** E-mail of the one who is to host, on a calendar of a team. An extension. */
  host?: string | null | undefined;
  /** E-mails of users who must take part as well, separated by commas. An extension. */
  co_hosts?: string | null | undefined;
  /** Id of the one-time link that is used up. An extension. */
  one_time_link?: string | null | undefined;
};

export type ListTimeSlotsOfBookingPageQuery = {
  /** Start of the range; now if left out. */
  start_time?: string | undefined;
  /** End of the range; a week after its start if left out. */
  end_time?: string | undefined;
  /** One of the durations on offer; the default one if left out. */
  duration_minutes?: number | undefined;
  /** Id of the event type; needed if the page has some. */
  event_type?: string | undefined;
};

export type ExplainTimeSlotOfBookingPageQuery = {
  /** The start to explain. */
  start_time: string;
  /** One of the durations on offer; the default one if left out. */
  duration_minutes?: number | undefined;
  /** Id of the event type; needed if the page has some. */
  event_type?: string | undefined;
};

export type ExplainDayOfBookingPageQuery = {
  /** The date to explain, as each host has it in his own zone. */
  date: string;
  /** One of the durations on offer; the default one if left out. */
  duration_minutes?: number | undefined;
  /** Id of the event type; needed if the page has some. */
  event_type?: string | undefined;
};

export type HoldTimeSlotOnBookingPageBody = {
  start_time: string;
  /** One of the durations on offer. */
  duration_minutes?: number | null | undefined;
  /** Id of the event type; needed if the page has some. */
  event_type?: string | null | undefined;
};

export type ListTimeSlotsOfMasterPageQuery = {
  /** Start of the range; now if left out. */
  start_time?: string | undefined;
  /** End of the range; a week after its start if left out. */
  end_time?: string | undefined;
  /** One of the durations on offer; the default one if left out. */
  duration_minutes?: number | undefined;
  /** Id of the event type; needed if the page has some. */
  event_type?: string | undefined;
  /** Id of the booking page; needed if guests pick one, and left out if rules do. With member_by_time: only its times. */
  booking_page?: string | undefined;
  /** Id of a one-time link: the times that it offers. */
  one_time_link?: string | undefined;
};

export type ExplainTimeSlotOfMasterPageQuery = {
  /** The start to explain. */
  start_time: string;
  /** One of the durations on offer; the default one if left out. */
  duration_minutes?: number | undefined;
  /** Id of the event type; needed if the page has some. */
  event_type?: string | undefined;
  /** Id of the booking page; needed if guests pick one, and left out if rules do. With member_by_time: only its times. */
  booking_page?: string | undefined;
};

export type ExplainDayOfMasterPageQuery = {
  /** The date to explain, as each host has it in his own zone. */
  date: string;
  /** One of the durations on offer; the default one if left out. */
  duration_minutes?: number | undefined;
  /** Id of the event type; needed if the page has some. */
  event_type?: string | undefined;
  /** Id of the booking page; needed if guests pick one, and left out if rules do. With member_by_time: only its times. */
  booking_page?: string | undefined;
};

export type HoldTimeSlotOnMasterPageBody = {
  start_time: string;
  /** One of the durations on offer. */
  duration_minutes?: number | null | undefined;
  /** Id of the event type; needed if the page has some. */
  event_type?: string | null | undefined;
  /** Id of the booking page; needed if guests pick one, first or by time, and left out if rules do. */
  booking_page?: string | null | undefined;
  /** Id of the one-time link that is used up. An extension. */
  one_time_link?: string | null | undefined;
};

export type ReleaseHoldReply = {
  id: string;
  deleted: true;
};

export type ListBookingCalendarsQuery = {
  /** Only calendars of this user or team. */
  host?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type DeleteBookingCalendarReply = {
  id: string;
  deleted: true;
};

export type DuplicateBookingCalendarBody = {
  /** What the account calls the calendar. */
  name?: string | undefined;
  /** What guests see as the name of the meeting. */
  subject?: string | undefined;
};

export type ListBookingPagesQuery = {
  /** Only pages that this master page leads to. */
  master_page?: string | undefined;
  /** Only pages that offer this event type. */
  event_type?: string | undefined;
  /** Only pages of this user. */
  user?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type DeleteBookingPageReply = {
  id: string;
  deleted: true;
};

export type DuplicateBookingPageBody = {
  /** What guests see. */
  name?: string | undefined;
  /** What the account calls it; the name if left out. */
  label?: string | undefined;
};

export type ListEventTypesQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type DeleteEventTypeReply = {
  id: string;
  deleted: true;
};

export type DuplicateEventTypeBody = {
  name?: string | undefined;
  /** What the account calls it; the name if left out. */
  label?: string | undefined;
};

export type ListMasterPagesQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type DeleteMasterPageReply = {
  id: string;
  deleted: true;
};

export type DuplicateMasterPageBody = {
  /** What guests see. */
  name?: string | undefined;
  /** What the account calls it; the name if left out. */
  label?: string | undefined;
};

export type ListResourcePoolsQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type DeleteResourcePoolReply = {
  id: string;
  deleted: true;
};

export type CreateOneTimeLinkBody = {
  /** True, the default, for a short link; false puts the values into its query. */
  hide_url_params?: boolean | null | undefined;
  /** What is filled in already, by the names of the form’s fields. */
  booking_form?: Record<string, string | string[] | number | boolean | null> | null | undefined;
  /** Where the guest comes from. */
  utm_params?:
    | {
        source?: string | null | undefined;
        medium?: string | null | undefined;
        campaign?: string | null | undefined;
        term?: string | null | undefined;
        content?: string | null | undefined;
        utm_source?: string | null | undefined;
        utm_medium?: string | null | undefined;
        utm_campaign?: string | null | undefined;
        utm_term?: string | null | undefined;
        utm_content?: string | null | undefined;
      }
    | null
    | undefined;
  booking_settings?:
    | {
        /** E-mail of the member of the team who is to host. Ignored if he is none of them. */
        host?: string | null | undefined;
        /** E-mails of users who must take part as well, separated by commas. */
        co_hosts?: string | null | undefined;
        /** One of the calendar’s durations, and no other. */
        duration_minutes?: number | null | undefined;
        /** Parts of the form that are not shown. */
        skip?: ('contact_info' | 'questions' | 'co_hosts')[] | null | undefined;
      }
    | null
    | undefined;
};

export type ListUsersQuery = {
  /** Only the user with this e-mail address. */
  email?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type CreateUserBody = {
  email: string;
  first_name: string;
  last_name: string;
  role_name?: 'Administrator' | 'Team Manager' | 'Member' | null | undefined;
  teams?: string[] | null | undefined;
};

export type UpdateUserBody = {
  first_name?: string | undefined;
  last_name?: string | undefined;
  role_name?: 'Administrator' | 'Team Manager' | 'Member' | undefined;
  /** Replaces the teams that the user belongs to. */
  teams?: string[] | undefined;
};

export type DeleteUserReply = {
  id: string;
  deleted: true;
};

export type GetSchedulingAvailabilityQuery = {
  /** Leaves out overrides of earlier dates. */
  overrides_start_time?: string | undefined;
};

export type UpdateSchedulingAvailabilityBody = {
  weekly?:
    | {
        day: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
        /** Empty for a free day. */
        working_hours: {
          start_time: string;
          end_time: string;
          locations?:
            | {
                type:
                  | 'in_person_by_host'
                  | 'in_person_by_guest'
                  | 'online_dynamic_link'
                  | 'online_static_link'
                  | 'phone_by_guest';
                id?: string | null | undefined;
                value?: string | null | undefined;
              }[]
            | undefined;
        }[];
      }[]
    | undefined;
  overrides?:
    | {
        date: string;
        /** Empty for a free date; null takes the override away. */
        working_hours:
          | {
              start_time: string;
              end_time: string;
              locations?:
                | {
                    type:
                      | 'in_person_by_host'
                      | 'in_person_by_guest'
                      | 'online_dynamic_link'
                      | 'online_static_link'
                      | 'phone_by_guest';
                    id?: string | null | undefined;
                    value?: string | null | undefined;
                  }[]
                | undefined;
            }[]
          | null;
      }[]
    | undefined;
};

export type ListTeamsQuery = {
  /** Only teams that this user belongs to. */
  user?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type CreateTeamBody = {
  /** With at least one letter or digit. */
  name: string;
  members?:
    | {
        user: string;
        priority?: number | undefined;
      }[]
    | undefined;
};

export type UpdateTeamBody = {
  /** With at least one letter or digit. */
  name?: string | undefined;
  /** Replaces the members. */
  members?:
    | {
        user: string;
        priority?: number | undefined;
      }[]
    | undefined;
};

export type DeleteTeamReply = {
  id: string;
  deleted: true;
};

export type ListSavedViewsQuery = {
  /** Only the views of the user with this id. */
  user?: string | undefined;
  /** Only views of this screen. */
  screen?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type DeleteSavedViewReply = {
  id: string;
  deleted: true;
};

export type ListContactsQuery = {
  /** Only the contact with this e-mail address. */
  email?: string | undefined;
  /** A date or a time in UTC; only what is later. */
  'creation_time.gt'?: string | undefined;
  /** A date or a time in UTC; only what is earlier. */
  'creation_time.lt'?: string | undefined;
  /** A date or a time in UTC; only what is later. */
  'last_updated_time.gt'?: string | undefined;
  /** A date or a time in UTC; only what is earlier. */
  'last_updated_time.lt'?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type CreateContactBody = {
  email?: string | null | undefined;
  mobile_phone?: string | null | undefined;
  first_name?: string | null | undefined;
  last_name?: string | null | undefined;
  /** Id of the user who owns the contact. */
  owner?: string | null | undefined;
  /** One of Qualified, Sales qualified, Marketing qualified, Disqualified; anything else means none. */
  status?: string | null | undefined;
  city?: string | null | undefined;
  company_size?: string | null | undefined;
  company?: string | null | undefined;
  country?: string | null | undefined;
  employees?: number | null | undefined;
  has_consent?: boolean | null | undefined;
  job_title?: string | null | undefined;
  phone?: string | null | undefined;
  post_code?: string | null | undefined;
  salutation?: string | null | undefined;
  state?: string | null | undefined;
  street_address?: string | null | undefined;
  /** The same as terms_of_service. */
  terms_of_sevice?: boolean | null | undefined;
  terms_of_service?: boolean | null | undefined;
  timezone?: string | null | undefined;
  custom_fields?:
    | {
        name: string;
        value?: unknown | undefined;
      }[]
    | null
    | undefined;
};

export type UpdateContactBody = {
  /** Cannot be changed here. */
  email?: unknown | undefined;
  /** Cannot be changed here. */
  mobile_phone?: unknown | undefined;
  first_name?: string | null | undefined;
  last_name?: string | null | undefined;
  /** Id of the user who owns the contact. */
  owner?: string | null | undefined;
  /** One of Qualified, Sales qualified, Marketing qualified, Disqualified; anything else means none. */
  status?: string | null | undefined;
  city?: string | null | undefined;
  company_size?: string | null | undefined;
  company?: string | null | undefined;
  country?: string | null | undefined;
  employees?: number | null | undefined;
  has_consent?: boolean | null | undefined;
  job_title?: string | null | undefined;
  phone?: string | null | undefined;
  post_code?: string | null | undefined;
  salutation?: string | null | undefined;
  state?: string | null | undefined;
  street_address?: string | null | undefined;
  /** The same as terms_of_service. */
  terms_of_sevice?: boolean | null | undefined;
  terms_of_service?: boolean | null | undefined;
  timezone?: string | null | undefined;
  custom_fields?:
    | {
        name: string;
        value?: unknown | undefined;
      }[]
    | null
    | undefined;
};

export type DeleteContactReply = {
  id: string;
  deleted: true;
};

export type ImportContactsBody = {
  /** The text of the file; its first line names the columns. Commas, semicolons and tabs separate. */
  csv: string;
  /** Which field each column fills, by the column's name; null for none. What is left out goes to the field that is called like it, if there is one. Fields: email, mobile_phone, first_name, last_name, owner, status, salutation, job_title, company, company_size, employees, phone, street_address, post_code, city, state, country, timezone, has_consent, terms_of_service, custom_fields.<name>. */
  columns?: Record<string, string | null> | undefined;
  /** What becomes of contacts whose e-mail address or mobile phone a row has. Blank cells change nothing. */
  existing?: 'update' | 'skip' | undefined;
  /** True to be told what would happen, and nothing does. */
  dry_run?: boolean | undefined;
};

export type MergeContactsBody = {
  /** Id of the contact that is taken over, and deleted. */
  contact: string;
};

export type ListErasuresQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type ListConversationsQuery = {
  status?: 'started' | 'closed' | 'abandoned' | undefined;
  /** Id of the visitor’s contact. */
  contact?: string | undefined;
  /** Id of the user who owns the conversations. */
  owner?: string | undefined;
  /** Id of a bot. */
  bot?: string | undefined;
  /** A date or a time in UTC; only what is later. */
  'creation_time.gt'?: string | undefined;
  /** A date or a time in UTC; only what is earlier. */
  'creation_time.lt'?: string | undefined;
  /** Properties to expand, separated by commas: contact, owner, bot, website, audience. */
  expand?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type GetConversationQuery = {
  /** Properties to expand, separated by commas: contact, owner, bot, website, audience. */
  expand?: string | undefined;
};

export type ListWebhooksQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type UpdateWebhookBody = {
  /** Complete, https, leading to a public host. */
  url?: string | undefined;
  /** Unique, with at least one letter or digit. */
  name?: string | undefined;
  /** `booking` and `conversation` stand for all events of theirs. */
  events?:
    | (
        | 'booking.scheduled'
        | 'booking.rescheduled'
        | 'booking.reassigned'
        | 'booking.canceled_then_rescheduled'
        | 'booking.canceled_reschedule_requested'
        | 'booking.canceled'
        | 'booking.completed'
        | 'booking.no_show'
        | 'conversation.started'
        | 'conversation.closed'
        | 'conversation.abandoned'
        | 'conversation.reached_out'
        | 'booking'
        | 'conversation'
      )[]
    | undefined;
  /** `booking`: deliveries about one booking come in order, others may overtake them. `strict`: all come in order, one by one. An extension. */
  delivery_order?: 'booking' | 'strict' | undefined;
};

export type DeleteWebhookReply = {
  id: string;
  deleted: true;
};

export type RotateWebhookSecretBody = {
  /** How long the old secret is good as well. 0 for a secret that has leaked: it is dead at once. */
  overlap_seconds?: number | undefined;
};

export type ResumeWebhookBody = {
  /** Whether what was kept, and what was given up since it began to fail, is sent. False gives it up. */
  replay?: boolean | undefined;
};

export type ListNoticesQuery = {
  /** Closed: dismissed by somebody, or resolved by what happened since. */
  state?: 'open' | 'closed' | 'all' | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type ListDeliveriesQuery = {
  state?: 'pending' | 'delivered' | 'failed' | 'dropped' | undefined;
  type?:
    | 'booking.scheduled'
    | 'booking.rescheduled'
    | 'booking.reassigned'
    | 'booking.canceled_then_rescheduled'
    | 'booking.canceled_reschedule_requested'
    | 'booking.canceled'
    | 'booking.completed'
    | 'booking.no_show'
    | 'conversation.started'
    | 'conversation.closed'
    | 'conversation.abandoned'
    | 'conversation.reached_out'
    | undefined;
  /** Id of an event. */
  event?: string | undefined;
  /** Id of a booking or conversation. */
  subject?: string | undefined;
  /** A date or a time in UTC; only what is later. */
  'creation_time.gt'?: string | undefined;
  /** A date or a time in UTC; only what is earlier. */
  'creation_time.lt'?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type ListAttemptsQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type ListEventsQuery = {
  type?:
    | 'booking.scheduled'
    | 'booking.rescheduled'
    | 'booking.reassigned'
    | 'booking.canceled_then_rescheduled'
    | 'booking.canceled_reschedule_requested'
    | 'booking.canceled'
    | 'booking.completed'
    | 'booking.no_show'
    | 'conversation.started'
    | 'conversation.closed'
    | 'conversation.abandoned'
    | 'conversation.reached_out'
    | undefined;
  /** Id of a booking or conversation. */
  subject?: string | undefined;
  /** A date or a time in UTC; only what is later. */
  'creation_time.gt'?: string | undefined;
  /** A date or a time in UTC; only what is earlier. */
  'creation_time.lt'?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type TestWebhookBody = {
  /** Of which a sample is sent. */
  type?:
    | 'booking.scheduled'
    | 'booking.rescheduled'
    | 'booking.reassigned'
    | 'booking.canceled_then_rescheduled'
    | 'booking.canceled_reschedule_requested'
    | 'booking.canceled'
    | 'booking.completed'
    | 'booking.no_show'
    | 'conversation.started'
    | 'conversation.closed'
    | 'conversation.abandoned'
    | 'conversation.reached_out'
    | undefined;
};

export type StartReplayBody = {
  /** Of which deliveries: those that failed, unless said otherwise. */
  states?: ('delivered' | 'failed' | 'dropped')[] | undefined;
  type?:
    | 'booking.scheduled'
    | 'booking.rescheduled'
    | 'booking.reassigned'
    | 'booking.canceled_then_rescheduled'
    | 'booking.canceled_reschedule_requested'
    | 'booking.canceled'
    | 'booking.completed'
    | 'booking.no_show'
    | 'conversation.started'
    | 'conversation.closed'
    | 'conversation.abandoned'
    | 'conversation.reached_out'
    | undefined;
  /** Id of a booking or conversation. */
  subject?: string | undefined;
  /** Only deliveries that were written at this time or later. */
  since?: string | undefined;
  /** Only deliveries that were written at this time or earlier. */
  until?: string | undefined;
};

export type ListReplaysQuery = {
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type ListSmsNotificationsQuery = {
  /** A date or a time in UTC; only what is later. */
  'creation_time.gt'?: string | undefined;
  /** A date or a time in UTC; only what is earlier. */
  'creation_time.lt'?: string | undefined;
  /** Id of a contact or a user. */
  recipient?: string | undefined;
  recipient_type?: 'contact' | 'user' | undefined;
  /** Properties to expand, separated by commas: recipient. */
  expand?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type GetNotificationTemplatesQuery = {
  /** The language; English if left out. */
  locale?: string | undefined;
};

export type ListMailsQuery = {
  state?: 'queued' | 'sent' | 'kept' | 'failed' | undefined;
  /** Id of a booking. */
  booking?: string | undefined;
  /** An address. */
  recipient?: string | undefined;
  /** A date or a time in UTC; only what is later. */
  'creation_time.gt'?: string | undefined;
  /** A date or a time in UTC; only what is earlier. */
  'creation_time.lt'?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type GetReportTotalsQuery = {
  /** Which time `from` and `to` speak of. By the time of the meeting, requests are left out: they have none. */
  by?: 'meeting' | 'creation' | undefined;
  /** The first instant. Left out: 30 days before `to`. */
  from?: string | undefined;
  /** The first instant that is too late. Left out: now. */
  to?: string | undefined;
  /** One or several, separated by commas: requested, scheduled, rescheduled, completed, canceled, no_show. */
  status?: string | undefined;
  /** Id of the user who owned the activity when it was made. */
  owner?: string | undefined;
  /** Id of the user who hosts the meeting. */
  host?: string | undefined;
  /** Id of the guest’s contact. */
  contact?: string | undefined;
  /** Id of a booking calendar. */
  booking_calendar?: string | undefined;
  /** Id of a booking page. */
  booking_page?: string | undefined;
  /** Id of an event type. */
  event_type?: string | undefined;
  /** Id of a master page. */
  master_page?: string | undefined;
  /** The `utm_source` of the guest’s link. */
  utm_source?: string | undefined;
  /** The `utm_medium` of the guest’s link. */
  utm_medium?: string | undefined;
  /** The `utm_campaign` of the guest’s link. */
  utm_campaign?: string | undefined;
  /** The `utm_term` of the guest’s link. */
  utm_term?: string | undefined;
  /** The `utm_content` of the guest’s link. */
  utm_content?: string | undefined;
};

export type GetReportSummaryQuery = {
  /** Which time `from` and `to` speak of. By the time of the meeting, requests are left out: they have none. */
  by?: 'meeting' | 'creation' | undefined;
  /** The first instant. Left out: 30 days before `to`. */
  from?: string | undefined;
  /** The first instant that is too late. Left out: now. */
  to?: string | undefined;
  /** One or several, separated by commas: requested, scheduled, rescheduled, completed, canceled, no_show. */
  status?: string | undefined;
  /** Id of the user who owned the activity when it was made. */
  owner?: string | undefined;
  /** Id of the user who hosts the meeting. */
  host?: string | undefined;
  /** Id of the guest’s contact. */
  contact?: string | undefined;
  /** Id of a booking calendar. */
  booking_calendar?: string | undefined;
  /** Id of a booking page. */
  booking_page?: string | undefined;
  /** Id of an event type. */
  event_type?: string | undefined;
  /** Id of a master page. */
  master_page?: string | undefined;
  /** The `utm_source` of the guest’s link. */
  utm_source?: string | undefined;
  /** The `utm_medium` of the guest’s link. */
  utm_medium?: string | undefined;
  /** The `utm_campaign` of the guest’s link. */
  utm_campaign?: string | undefined;
  /** The `utm_term` of the guest’s link. */
  utm_term?: string | undefined;
  /** The `utm_content` of the guest’s link. */
  utm_content?: string | undefined;
  /** What there is a row for. */
  of?:
    | 'owner'
    | 'host'
    | 'booking_calendar'
    | 'booking_page'
    | 'event_type'
    | 'master_page'
    | 'contact'
    | 'utm_source'
    | undefined;
  /** The number that rows are sorted by. */
  sort?: 'all' | 'requested' | 'scheduled' | 'rescheduled' | 'completed' | 'canceled' | 'no_show' | undefined;
  /** Which rows come first. */
  order?: 'most' | 'least' | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** The id of a row: those that follow it. */
  after?: string | undefined;
};

export type GetReportTrendQuery = {
  /** Which time `from` and `to` speak of. By the time of the meeting, requests are left out: they have none. */
  by?: 'meeting' | 'creation' | undefined;
  /** The first instant. Left out: 30 days before `to`. */
  from?: string | undefined;
  /** The first instant that is too late. Left out: now. */
  to?: string | undefined;
  /** One or several, separated by commas: requested, scheduled, rescheduled, completed, canceled, no_show. */
  status?: string | undefined;
  /** Id of the user who owned the activity when it was made. */
  owner?: string | undefined;
  /** Id of the user who hosts the meeting. */
  host?: string | undefined;
  /** Id of the guest’s contact. */
  contact?: string | undefined;
  /** Id of a booking calendar. */
  booking_calendar?: string | undefined;
  /** Id of a booking page. */
  booking_page?: string | undefined;
  /** Id of an event type. */
  event_type?: string | undefined;
  /** Id of a master page. */
  master_page?: string | undefined;
  /** The `utm_source` of the guest’s link. */
  utm_source?: string | undefined;
  /** The `utm_medium` of the guest’s link. */
  utm_medium?: string | undefined;
  /** The `utm_campaign` of the guest’s link. */
  utm_campaign?: string | undefined;
  /** The `utm_term` of the guest’s link. */
  utm_term?: string | undefined;
  /** The `utm_content` of the guest’s link. */
  utm_content?: string | undefined;
  interval?: 'hour' | 'day' | 'week' | 'month' | 'quarter' | undefined;
  /** Whose days and hours are counted. Left out: the account’s. */
  time_zone?: string | undefined;
};

export type GetBusiestHoursQuery = {
  /** Which time `from` and `to` speak of. By the time of the meeting, requests are left out: they have none. */
  by?: 'meeting' | 'creation' | undefined;
  /** The first instant. Left out: 30 days before `to`. */
  from?: string | undefined;
  /** The first instant that is too late. Left out: now. */
  to?: string | undefined;
  /** One or several, separated by commas: requested, scheduled, rescheduled, completed, canceled, no_show. */
  status?: string | undefined;
  /** Id of the user who owned the activity when it was made. */
  owner?: string | undefined;
  /** Id of the user who hosts the meeting. */
  host?: string | undefined;
  /** Id of the guest’s contact. */
  contact?: string | undefined;
  /** Id of a booking calendar. */
  booking_calendar?: string | undefined;
  /** Id of a booking page. */
  booking_page?: string | undefined;
  /** Id of an event type. */
  event_type?: string | undefined;
  /** Id of a master page. */
  master_page?: string | undefined;
  /** The `utm_source` of the guest’s link. */
  utm_source?: string | undefined;
  /** The `utm_medium` of the guest’s link. */
  utm_medium?: string | undefined;
  /** The `utm_campaign` of the guest’s link. */
  utm_campaign?: string | undefined;
  /** The `utm_term` of the guest’s link. */
  utm_term?: string | undefined;
  /** The `utm_content` of the guest’s link. */
  utm_content?: string | undefined;
  /** Whose days and hours are counted. Left out: the account’s. */
  time_zone?: string | undefined;
};

export type GetLeadTimesQuery = {
  /** Which time `from` and `to` speak of. By the time of the meeting, requests are left out: they have none. */
  by?: 'meeting' | 'creation' | undefined;
  /** The first instant. Left out: 30 days before `to`. */
  from?: string | undefined;
  /** The first instant that is too late. Left out: now. */
  to?: string | undefined;
  /** One or several, separated by commas: requested, scheduled, rescheduled, completed, canceled, no_show. */
  status?: string | undefined;
  /** Id of the user who owned the activity when it was made. */
  owner?: string | undefined;
  /** Id of the user who hosts the meeting. */
  host?: string | undefined;
  /** Id of the guest’s contact. */
  contact?: string | undefined;
  /** Id of a booking calendar. */
  booking_calendar?: string | undefined;
  /** Id of a booking page. */
  booking_page?: string | undefined;
  /** Id of an event type. */
  event_type?: string | undefined;
  /** Id of a master page. */
  master_page?: string | undefined;
  /** The `utm_source` of the guest’s link. */
  utm_source?: string | undefined;
  /** The `utm_medium` of the guest’s link. */
  utm_medium?: string | undefined;
  /** The `utm_campaign` of the guest’s link. */
  utm_campaign?: string | undefined;
  /** The `utm_term` of the guest’s link. */
  utm_term?: string | undefined;
  /** The `utm_content` of the guest’s link. */
  utm_content?: string | undefined;
};

export type ListReportActivitiesQuery = {
  /** Which time `from` and `to` speak of. By the time of the meeting, requests are left out: they have none. */
  by?: 'meeting' | 'creation' | undefined;
  /** The first instant. Left out: 30 days before `to`. */
  from?: string | undefined;
  /** The first instant that is too late. Left out: now. */
  to?: string | undefined;
  /** One or several, separated by commas: requested, scheduled, rescheduled, completed, canceled, no_show. */
  status?: string | undefined;
  /** Id of the user who owned the activity when it was made. */
  owner?: string | undefined;
  /** Id of the user who hosts the meeting. */
  host?: string | undefined;
  /** Id of the guest’s contact. */
  contact?: string | undefined;
  /** Id of a booking calendar. */
  booking_calendar?: string | undefined;
  /** Id of a booking page. */
  booking_page?: string | undefined;
  /** Id of an event type. */
  event_type?: string | undefined;
  /** Id of a master page. */
  master_page?: string | undefined;
  /** The `utm_source` of the guest’s link. */
  utm_source?: string | undefined;
  /** The `utm_medium` of the guest’s link. */
  utm_medium?: string | undefined;
  /** The `utm_campaign` of the guest’s link. */
  utm_campaign?: string | undefined;
  /** The `utm_term` of the guest’s link. */
  utm_term?: string | undefined;
  /** The `utm_content` of the guest’s link. */
  utm_content?: string | undefined;
  /** One or several, separated by commas: status, in_trash, subject, starting_time, starting_time_customer, starting_time_owner, duration_minutes, creation_time, last_updated_time, location_type, location, video_link, customer_name, customer_email, customer_company, customer_phone, customer_mobile_phone, customer_note, customer_time_zone, additional_guests, answers, contact, owner, owner_name, owner_email, owner_time_zone, host, host_name, host_email, booking_calendar, booking_calendar_name, booking_calendar_link, booking_page, booking_page_name, booking_page_label, booking_page_link, event_type, event_type_name, master_page, master_page_name, master_page_label, master_page_link, tracking_id, package, sessions, rescheduled_booking_id, canceled_by, canceled_by_user, cancel_reason, utm_source, utm_medium, utm_campaign, utm_term, utm_content, amount_charged, currency, transaction. */
  columns?: string | undefined;
  /** Which comes first, by the time that `by` names. */
  order?: 'earliest' | 'latest' | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an activity: those that follow it. */
  after?: string | undefined;
};

export type ListAuditEntriesQuery = {
  /** Only what happened to the object with this id. */
  object_id?: string | undefined;
  /** Only what the key or user with this id did. */
  actor?: string | undefined;
  action?: 'created' | 'updated' | 'deleted' | 'signed_in' | 'sign_in_failed' | 'signed_out' | undefined;
  /** A date or a time in UTC; only what is later. */
  'creation_time.gt'?: string | undefined;
  /** A date or a time in UTC; only what is earlier. */
  'creation_time.lt'?: string | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of an object: the page of older objects that follows it. */
  after?: string | undefined;
  /** Id of an object: the page of newer objects that precedes it. */
  before?: string | undefined;
};

export type ListDeletedObjectsQuery = {
  /** Only what was deleted at this time or later; without it, everything that ever was. */
  since?: string | undefined;
  /** Only objects of this kind. */
  object?:
    | 'api_key'
    | 'booking'
    | 'booking_calendar'
    | 'booking_page'
    | 'contact'
    | 'event_type'
    | 'master_page'
    | 'resource_pool'
    | 'team'
    | 'user'
    | 'webhook'
    | undefined;
  /** How many objects a page holds. */
  limit?: number | undefined;
  /** Id of a deleted object: the page of what was deleted after it. */
  after?: string | undefined;
};

/** The API of one Daybook, with the rights of one key. A refusal is thrown as a DaybookError. */
export class Daybook {
  readonly #api: Transport;

  constructor(options: DaybookOptions) {
    this.#api = new Transport(options);
  }

  /**
   * Check an API key
   * Says whose account the key opens.
   */
  testKey(options: CallOptions = {}): Promise<TestKeyReply> {
    return this.#api.send('GET', '/v2/test', { options });
  }

  /** Get the account */
  getAccount(options: CallOptions = {}): Promise<Account> {
    return this.#api.send('GET', '/v2/account', { options });
  }

  /**
   * Update the account
   * Users keep the zones that they have.
   */
  updateAccount(body: UpdateAccountBody, options: ChangeOptions = {}): Promise<Account> {
    return this.#api.send('PATCH', '/v2/account', { body, options, keyed: true });
  }

  /**
   * Create an API key
   * The answer is the only one that holds the key. Without `user` the key acts as an administrator of the account; with it, as that user with his role, once he has accepted his invitation. An account has at most 25 keys.
   */
  createApiKey(body: CreateApiKeyBody, options: ChangeOptions = {}): Promise<CreatedApiKey> {
    return this.#api.send('POST', '/v2/api-keys', { body, options, keyed: true });
  }

  /** List API keys */
  listApiKeys(options: ListApiKeysQuery & CallOptions = {}): Promise<List<ApiKey>> {
    return this.#api.send('GET', '/v2/api-keys', { options });
  }

  /** List API keys: every one, over all pages */
  eachApiKey(options: ListApiKeysQuery & CallOptions = {}): AsyncGenerator<ApiKey, void, undefined> {
    return this.#api.each('/v2/api-keys', options);
  }

  /** Get an API key */
  getApiKey(id: string, options: CallOptions = {}): Promise<ApiKey | DeletedApiKey> {
    return this.#api.send('GET', `/v2/api-keys/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Delete an API key
   * Within a second it answers 401. A key may delete itself.
   */
  deleteApiKey(id: string, options: CallOptions = {}): Promise<DeleteApiKeyReply> {
    return this.#api.send('DELETE', `/v2/api-keys/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Sign in with a password
   * The answer sets the cookie `daybook_session`, with which every operation of v2 acts as the user and as his role permits. A change that is sent with the cookie needs the header `Daybook-Console: 1`, which pages of other sites cannot send. After five wrong passwords each further one has to wait twice as long, up to a quarter of an hour; devices on which he has signed in before are counted apart, so that nobody can lock him out.
   */
  signIn(body: SignInBody, options: CallOptions = {}): Promise<PersonalSession> {
    return this.#api.send('POST', '/v2/session', { body, options });
  }

  /** Get who has signed in */
  getSession(options: CallOptions = {}): Promise<PersonalSession> {
    return this.#api.send('GET', '/v2/session', { options });
  }

  /** Sign out */
  signOut(options: CallOptions = {}): Promise<SignOutReply> {
    return this.#api.send('DELETE', '/v2/session', { options });
  }

  /**
   * Get what a browser needs to sign in with a passkey
   * For `navigator.credentials.get`, within five minutes. Its answer goes to `POST /v2/session/passkey`.
   */
  offerPasskeySignIn(options: CallOptions = {}): Promise<PasskeyRequestOptions> {
    return this.#api.send('POST', '/v2/session/passkey-options', { options });
  }

  /** Sign in with a passkey */
  signInWithPasskey(body: SignInWithPasskeyBody, options: CallOptions = {}): Promise<PersonalSession> {
    return this.#api.send('POST', '/v2/session/passkey', { body, options });
  }

  /** Get whether an account can be opened */
  getSignUp(options: GetSignUpQuery & CallOptions = {}): Promise<SignUpState> {
    return this.#api.send('GET', '/v2/signup', { options });
  }

  /**
   * Open an account
   * Makes an account and its owner and signs him in. As long as nobody can sign in to a server this takes the token of the link that it printed when it started, so that no stranger can be first. Later accounts can be opened where the setting `SIGN_UP` is on.
   */
  signUp(body: SignUpBody, options: CallOptions = {}): Promise<PersonalSession> {
    return this.#api.send('POST', '/v2/signup', { body, options });
  }

  /** List where you are signed in */
  listSessions(options: ListSessionsQuery & CallOptions = {}): Promise<List<Session>> {
    return this.#api.send('GET', '/v2/sessions', { options });
  }

  /** List where you are signed in: every one, over all pages */
  eachSession(options: ListSessionsQuery & CallOptions = {}): AsyncGenerator<Session, void, undefined> {
    return this.#api.each('/v2/sessions', options);
  }

  /** Sign out somewhere else */
  endSession(id: string, options: CallOptions = {}): Promise<EndSessionReply> {
    return this.#api.send('DELETE', `/v2/sessions/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Change your password
   * His other sessions end.
   */
  changePassword(body: ChangePasswordBody, options: CallOptions = {}): Promise<ChangePasswordReply> {
    return this.#api.send('PATCH', '/v2/password', { body, options });
  }

  /**
   * Set a new password by a link
   * All his sessions end. He signs in with the new password then, and with his code if he has set one up.
   */
  setPassword(body: SetPasswordBody, options: CallOptions = {}): Promise<SetPasswordReply> {
    return this.#api.send('POST', '/v2/password', { body, options });
  }

  /**
   * Ask for a link to set a new password
   * The link is sent by mail and works once, for two hours. The answer is the same whether or not anybody has the address. Where no mail leaves the server, its operator makes the link: `npm run -s admin -- password-link --email …`.
   */
  requestPasswordReset(body: RequestPasswordResetBody, options: CallOptions = {}): Promise<RequestPasswordResetReply> {
    return this.#api.send('POST', '/v2/password-resets', { body, options });
  }

  /** Get whether you sign in with a code */
  getTwoFactor(options: CallOptions = {}): Promise<TwoFactor> {
    return this.#api.send('GET', '/v2/two-factor', { options });
  }

  /**
   * Get a secret for an authenticator app
   * It does not count before one of its codes was sent to `POST /v2/two-factor/confirm`.
   */
  enrolTwoFactor(body?: EnrolTwoFactorBody, options: CallOptions = {}): Promise<TwoFactorEnrolment> {
    return this.#api.send('POST', '/v2/two-factor', { body, options });
  }

  /**
   * Begin to sign in with codes
   * Takes a code of the app. The answer is the only one that holds the recovery codes.
   */
  confirmTwoFactor(body: ConfirmTwoFactorBody, options: CallOptions = {}): Promise<RecoveryCodes> {
    return this.#api.send('POST', '/v2/two-factor/confirm', { body, options });
  }

  /** Get new recovery codes */
  replaceRecoveryCodes(body?: ReplaceRecoveryCodesBody, options: CallOptions = {}): Promise<RecoveryCodes> {
    return this.#api.send('POST', '/v2/two-factor/recovery-codes', { body, options });
  }

  /** Sign in without codes again */
  disableTwoFactor(body?: DisableTwoFactorBody, options: CallOptions = {}): Promise<TwoFactor> {
    return this.#api.send('POST', '/v2/two-factor/disable', { body, options });
  }

  /**
   * Let a user who lost his device sign in without a code
   * For administrators. His sessions end. Nobody but he himself resets the owner’s.
   */
  resetTwoFactorOfUser(id: string, options: CallOptions = {}): Promise<ResetTwoFactorOfUserReply> {
    return this.#api.send('DELETE', `/v2/users/${encodeURIComponent(id)}/two-factor`, { options });
  }

  /**
   * Get what a browser needs to make a passkey
   * For `navigator.credentials.create`, within five minutes. Its answer goes to `POST /v2/passkeys`.
   */
  offerPasskey(body?: OfferPasskeyBody, options: CallOptions = {}): Promise<PasskeyCreationOptions> {
    return this.#api.send('POST', '/v2/passkeys/options', { body, options });
  }

  /** Add a passkey */
  createPasskey(body: CreatePasskeyBody, options: CallOptions = {}): Promise<Passkey> {
    return this.#api.send('POST', '/v2/passkeys', { body, options });
  }

  /** List your passkeys */
  listPasskeys(options: ListPasskeysQuery & CallOptions = {}): Promise<List<Passkey>> {
    return this.#api.send('GET', '/v2/passkeys', { options });
  }

  /** List your passkeys: every one, over all pages */
  eachPasskey(options: ListPasskeysQuery & CallOptions = {}): AsyncGenerator<Passkey, void, undefined> {
    return this.#api.each('/v2/passkeys', options);
  }

  /** Rename a passkey */
  updatePasskey(id: string, body: UpdatePasskeyBody, options: CallOptions = {}): Promise<Passkey> {
    return this.#api.send('PATCH', `/v2/passkeys/${encodeURIComponent(id)}`, { body, options });
  }

  /**
   * Remove a passkey
   * The device signs in no more. Sessions that it began go on.
   */
  deletePasskey(id: string, options: CallOptions = {}): Promise<DeletePasskeyReply> {
    return this.#api.send('DELETE', `/v2/passkeys/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Make a link for an invited user
   * It replaces an earlier one, works once and for seven days. He chooses a password by it, or adds a passkey.
   */
  createInvitation(id: string, body?: CreateInvitationBody, options: ChangeOptions = {}): Promise<Invitation> {
    return this.#api.send('POST', `/v2/users/${encodeURIComponent(id)}/invitation`, { body, options, keyed: true });
  }

  /** Withdraw a user’s link */
  withdrawInvitation(id: string, options: CallOptions = {}): Promise<WithdrawInvitationReply> {
    return this.#api.send('DELETE', `/v2/users/${encodeURIComponent(id)}/invitation`, { options });
  }

  /** Get what a link invites to */
  getInvitation(options: GetInvitationQuery & CallOptions): Promise<OpenInvitation> {
    return this.#api.send('GET', '/v2/invitation', { options });
  }

  /** Accept an invitation */
  acceptInvitation(body: AcceptInvitationBody, options: CallOptions = {}): Promise<PersonalSession> {
    return this.#api.send('POST', '/v2/invitation/accept', { body, options });
  }

  /**
   * Get the providers to sign in with
   * Those that speak for the address’s domain. Without an address, all of a server that has one account.
   */
  getSignOnOptions(options: GetSignOnOptionsQuery & CallOptions = {}): Promise<SignOnOptions> {
    return this.#api.send('GET', '/v2/session/single-sign-on', { options });
  }

  /**
   * Begin to sign in with a provider
   * The browser goes to the address of the answer, within ten minutes. The provider sends it back to `/sign-on/callback`, which sets the session’s cookie and leads to `/console`, or to `/console/sign-in?problem=…` with what went wrong.
   */
  beginSignOn(body: BeginSignOnBody, options: CallOptions = {}): Promise<SignOn> {
    return this.#api.send('POST', '/v2/session/single-sign-on', { body, options });
  }

  /** Add a provider */
  createSignOnProvider(body: CreateSignOnProviderBody, options: ChangeOptions = {}): Promise<SignOnProvider> {
    return this.#api.send('POST', '/v2/sign-on-providers', { body, options, keyed: true });
  }

  /** List providers */
  listSignOnProviders(options: ListSignOnProvidersQuery & CallOptions = {}): Promise<List<SignOnProvider>> {
    return this.#api.send('GET', '/v2/sign-on-providers', { options });
  }

  /** List providers: every one, over all pages */
  eachSignOnProvider(
    options: ListSignOnProvidersQuery & CallOptions = {},
  ): AsyncGenerator<SignOnProvider, void, undefined> {
    return this.#api.each('/v2/sign-on-providers', options);
  }

  /** Get a provider */
  getSignOnProvider(id: string, options: CallOptions = {}): Promise<SignOnProvider> {
    return this.#api.send('GET', `/v2/sign-on-providers/${encodeURIComponent(id)}`, { options });
  }

  /** Change a provider */
  updateSignOnProvider(
    id: string,
    body: UpdateSignOnProviderBody,
    options: ChangeOptions = {},
  ): Promise<SignOnProvider> {
    return this.#api.send('PATCH', `/v2/sign-on-providers/${encodeURIComponent(id)}`, { body, options, keyed: true });
  }

  /**
   * Remove a provider
   * Nobody signs in by it any more. Sessions that began by it go on.
   */
  deleteSignOnProvider(id: string, options: CallOptions = {}): Promise<DeleteSignOnProviderReply> {
    return this.#api.send('DELETE', `/v2/sign-on-providers/${encodeURIComponent(id)}`, { options });
  }

  /** See whether a provider answers */
  testSignOnProvider(id: string, options: CallOptions = {}): Promise<SignOnProvider> {
    return this.#api.send('POST', `/v2/sign-on-providers/${encodeURIComponent(id)}/test`, { options });
  }

  /**
   * List bookings
   * Newest first by creation time. Filters add up, the search with `q` among them.
   */
  listBookings(options: ListBookingsQuery & CallOptions = {}): Promise<List<Booking>> {
    return this.#api.send('GET', '/v2/bookings', { options });
  }

  /** List bookings: every one, over all pages */
  eachBooking(options: ListBookingsQuery & CallOptions = {}): AsyncGenerator<Booking, void, undefined> {
    return this.#api.each('/v2/bookings', options);
  }

  /** Get a booking */
  getBooking(id: string, options: GetBookingQuery & CallOptions = {}): Promise<Booking | DeletedBooking> {
    return this.#api.send('GET', `/v2/bookings/${encodeURIComponent(id)}`, { options });
  }

  /** Cancel a booking */
  cancelBooking(
    id: string,
    body?: CancelBookingBody,
    options: CancelBookingQuery & ChangeOptions = {},
  ): Promise<Booking> {
    return this.#api.send('POST', `/v2/bookings/${encodeURIComponent(id)}/cancel`, { body, options, keyed: true });
  }

  /**
   * Ask the guest to reschedule
   * Cancels the booking and frees its time; the guest is asked to pick another.
   */
  requestReschedule(
    id: string,
    body?: RequestRescheduleBody,
    options: RequestRescheduleQuery & ChangeOptions = {},
  ): Promise<Booking> {
    return this.#api.send('POST', `/v2/bookings/${encodeURIComponent(id)}/request-reschedule`, {
      body,
      options,
      keyed: true,
    });
  }

  /** Mark a booking as no-show */
  markBookingNoShow(id: string, options: MarkBookingNoShowQuery & ChangeOptions = {}): Promise<Booking> {
    return this.#api.send('POST', `/v2/bookings/${encodeURIComponent(id)}/no-show`, { options, keyed: true });
  }

  /** Give a booking another host */
  reassignBooking(
    id: string,
    body: ReassignBookingBody,
    options: ReassignBookingQuery & ChangeOptions = {},
  ): Promise<Booking> {
    return this.#api.send('POST', `/v2/bookings/${encodeURIComponent(id)}/reassign`, { body, options, keyed: true });
  }

  /** Approve a request */
  approveBooking(
    id: string,
    body?: ApproveBookingBody,
    options: ApproveBookingQuery & ChangeOptions = {},
  ): Promise<Booking> {
    return this.#api.send('POST', `/v2/bookings/${encodeURIComponent(id)}/approve`, { body, options, keyed: true });
  }

  /** Decline a request */
  declineBooking(
    id: string,
    body?: DeclineBookingBody,
    options: DeclineBookingQuery & ChangeOptions = {},
  ): Promise<Booking> {
    return this.#api.send('POST', `/v2/bookings/${encodeURIComponent(id)}/decline`, { body, options, keyed: true });
  }

  /**
   * Move a booking to another time
   * On its own calendar or page the booking stays the same. Elsewhere, or after the host asked for another time, the answer is the booking that stands for it from now on.
   */
  rescheduleBooking(
    id: string,
    body: RescheduleBookingBody,
    options: RescheduleBookingQuery & ChangeOptions = {},
  ): Promise<Booking> {
    return this.#api.send('POST', `/v2/bookings/${encodeURIComponent(id)}/reschedule`, { body, options, keyed: true });
  }

  /**
   * List where a booking can move
   * The starts of its own calendar or page that are free for its host, as a bare array.
   */
  listTimeSlotsOfBooking(id: string, options: ListTimeSlotsOfBookingQuery & CallOptions = {}): Promise<TimeSlot[]> {
    return this.#api.send('GET', `/v2/bookings/${encodeURIComponent(id)}/time-slots`, { options });
  }

  /**
   * List who could take a booking over
   * Users, newest first, each with what stands in the way of giving him the booking, if anything does.
   */
  listHostsOfBooking(id: string, options: ListHostsOfBookingQuery & CallOptions = {}): Promise<List<PossibleHost>> {
    return this.#api.send('GET', `/v2/bookings/${encodeURIComponent(id)}/hosts`, { options });
  }

  /** List who could take a booking over: every one, over all pages */
  eachHostsOfBooking(
    id: string,
    options: ListHostsOfBookingQuery & CallOptions = {},
  ): AsyncGenerator<PossibleHost, void, undefined> {
    return this.#api.each(`/v2/bookings/${encodeURIComponent(id)}/hosts`, options);
  }

  /**
   * Move a booking to the trash
   * The meeting itself stays as it is. After 30 days in the trash a booking is erased.
   */
  trashBooking(id: string, options: TrashBookingQuery & ChangeOptions = {}): Promise<Booking> {
    return this.#api.send('POST', `/v2/bookings/${encodeURIComponent(id)}/trash`, { options, keyed: true });
  }

  /**
   * Take a booking out of the trash
   * The meeting itself stays as it is. After 30 days in the trash a booking is erased.
   */
  restoreBooking(id: string, options: RestoreBookingQuery & ChangeOptions = {}): Promise<Booking> {
    return this.#api.send('POST', `/v2/bookings/${encodeURIComponent(id)}/restore`, { options, keyed: true });
  }

  /** Book a time slot */
  scheduleMeeting(id: string, body: ScheduleMeetingBody, options: ChangeOptions = {}): Promise<ScheduleMeetingReply> {
    return this.#api.send('POST', `/v2/booking-calendars/${encodeURIComponent(id)}/schedule`, {
      body,
      options,
      keyed: true,
    });
  }

  /**
   * Book on a booking page
   * A package takes all its sessions at once, a request as many times as are to be proposed.
   */
  scheduleMeetingOnBookingPage(
    id: string,
    body: ScheduleMeetingOnBookingPageBody,
    options: ChangeOptions = {},
  ): Promise<ScheduledOnPage> {
    return this.#api.send('POST', `/v2/booking-pages/${encodeURIComponent(id)}/schedule`, {
      body,
      options,
      keyed: true,
    });
  }

  /**
   * Book on a master page
   * A package takes all its sessions at once, a request as many times as are to be proposed.
   */
  scheduleMeetingOnMasterPage(
    id: string,
    body: ScheduleMeetingOnMasterPageBody,
    options: ChangeOptions = {},
  ): Promise<ScheduledOnPage> {
    return this.#api.send('POST', `/v2/master-pages/${encodeURIComponent(id)}/schedule`, {
      body,
      options,
      keyed: true,
    });
  }

  /**
   * See what happened to a booking
   * Newest first: every change with who made it, every mail, and every event with its deliveries. What was erased with the booking’s personal data is not in it any more.
   */
  getBookingTimeline(id: string, options: CallOptions = {}): Promise<List<TimelineEntry>> {
    return this.#api.send('GET', `/v2/bookings/${encodeURIComponent(id)}/timeline`, { options });
  }

  /** See what happened to a booking: every one, over all pages */
  eachGetBookingTimeline(id: string, options: CallOptions = {}): AsyncGenerator<TimelineEntry, void, undefined> {
    return this.#api.each(`/v2/bookings/${encodeURIComponent(id)}/timeline`, options);
  }

  /**
   * List free time slots
   * The starts that can be booked, as a bare array. The range is at most 30 days.
   */
  listTimeSlots(id: string, options: ListTimeSlotsQuery & CallOptions = {}): Promise<TimeSlot[]> {
    return this.#api.send('GET', `/v2/booking-calendars/${encodeURIComponent(id)}/time-slots`, { options });
  }

  /**
   * Explain why a time is not offered
   * For each host, every rule that keeps the start from being offered to guests; none if he is free.
   */
  explainTimeSlot(id: string, options: ExplainTimeSlotQuery & CallOptions): Promise<SlotExplanation> {
    return this.#api.send('GET', `/v2/booking-calendars/${encodeURIComponent(id)}/time-slots/why`, { options });
  }

  /**
   * Explain a day
   * For each host his whole day in stretches: where meetings may start, and every rule that closes the rest.
   */
  explainDay(id: string, options: ExplainDayQuery & CallOptions): Promise<DayExplanation> {
    return this.#api.send('GET', `/v2/booking-calendars/${encodeURIComponent(id)}/time-slots/day`, { options });
  }

  /**
   * Hold a time slot
   * Keeps a start for five minutes while a guest fills in the form. Give the id as `hold` when booking.
   */
  holdTimeSlot(id: string, body: HoldTimeSlotBody, options: ChangeOptions = {}): Promise<SlotHold> {
    return this.#api.send('POST', `/v2/booking-calendars/${encodeURIComponent(id)}/holds`, {
      body,
      options,
      keyed: true,
    });
  }

  /**
   * List free time slots of a booking page
   * The starts that can be booked, as a bare array. The range is at most 30 days.
   */
  listTimeSlotsOfBookingPage(
    id: string,
    options: ListTimeSlotsOfBookingPageQuery & CallOptions = {},
  ): Promise<TimeSlot[]> {
    return this.#api.send('GET', `/v2/booking-pages/${encodeURIComponent(id)}/time-slots`, { options });
  }

  /**
   * Explain why a time of a booking page is not offered
   * For each host, every rule that keeps the start from being offered to guests; none if he is free.
   */
  explainTimeSlotOfBookingPage(
    id: string,
    options: ExplainTimeSlotOfBookingPageQuery & CallOptions,
  ): Promise<SlotExplanation> {
    return this.#api.send('GET', `/v2/booking-pages/${encodeURIComponent(id)}/time-slots/why`, { options });
  }

  /**
   * Explain a day of a booking page
   * For each host his whole day in stretches: where meetings may start, and every rule that closes the rest.
   */
  explainDayOfBookingPage(id: string, options: ExplainDayOfBookingPageQuery & CallOptions): Promise<DayExplanation> {
    return this.#api.send('GET', `/v2/booking-pages/${encodeURIComponent(id)}/time-slots/day`, { options });
  }

  /**
   * Hold a time slot of a booking page
   * Keeps a start for five minutes while a guest fills in the form. Give the id as `hold` when booking.
   */
  holdTimeSlotOnBookingPage(
    id: string,
    body: HoldTimeSlotOnBookingPageBody,
    options: ChangeOptions = {},
  ): Promise<SlotHold> {
    return this.#api.send('POST', `/v2/booking-pages/${encodeURIComponent(id)}/holds`, { body, options, keyed: true });
  }

  /**
   * List free time slots of a master page
   * The starts that can be booked, as a bare array. The range is at most 30 days. Where guests pick a member by time, each start says of which pages.
   */
  listTimeSlotsOfMasterPage(
    id: string,
    options: ListTimeSlotsOfMasterPageQuery & CallOptions = {},
  ): Promise<MasterTimeSlot[]> {
    return this.#api.send('GET', `/v2/master-pages/${encodeURIComponent(id)}/time-slots`, { options });
  }

  /**
   * Explain why a time of a master page is not offered
   * For each host, every rule that keeps the start from being offered to guests; none if he is free.
   */
  explainTimeSlotOfMasterPage(
    id: string,
    options: ExplainTimeSlotOfMasterPageQuery & CallOptions,
  ): Promise<SlotExplanation> {
    return this.#api.send('GET', `/v2/master-pages/${encodeURIComponent(id)}/time-slots/why`, { options });
  }

  /**
   * Explain a day of a master page
   * For each host his whole day in stretches: where meetings may start, and every rule that closes the rest.
   */
  explainDayOfMasterPage(id: string, options: ExplainDayOfMasterPageQuery & CallOptions): Promise<DayExplanation> {
    return this.#api.send('GET', `/v2/master-pages/${encodeURIComponent(id)}/time-slots/day`, { options });
  }

  /**
   * Hold a time slot of a master page
   * Keeps a start for five minutes while a guest fills in the form. Give the id as `hold` when booking.
   */
  holdTimeSlotOnMasterPage(
    id: string,
    body: HoldTimeSlotOnMasterPageBody,
    options: ChangeOptions = {},
  ): Promise<SlotHold> {
    return this.#api.send('POST', `/v2/master-pages/${encodeURIComponent(id)}/holds`, { body, options, keyed: true });
  }

  /** Release a held time slot */
  releaseHold(id: string, options: CallOptions = {}): Promise<ReleaseHoldReply> {
    return this.#api.send('DELETE', `/v2/holds/${encodeURIComponent(id)}`, { options });
  }

  /** List booking calendars */
  listBookingCalendars(options: ListBookingCalendarsQuery & CallOptions = {}): Promise<List<BookingCalendar>> {
    return this.#api.send('GET', '/v2/booking-calendars', { options });
  }

  /** List booking calendars: every one, over all pages */
  eachBookingCalendar(
    options: ListBookingCalendarsQuery & CallOptions = {},
  ): AsyncGenerator<BookingCalendar, void, undefined> {
    return this.#api.each('/v2/booking-calendars', options);
  }

  /** Create a booking calendar */
  createBookingCalendar(body: NewBookingCalendar, options: ChangeOptions = {}): Promise<BookingCalendar> {
    return this.#api.send('POST', '/v2/booking-calendars', { body, options, keyed: true });
  }

  /** Get a booking calendar */
  getBookingCalendar(id: string, options: CallOptions = {}): Promise<BookingCalendar | DeletedBookingCalendar> {
    return this.#api.send('GET', `/v2/booking-calendars/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Change or publish a booking calendar
   * What is left out stays. Sessions that are partly booked take no more guests once hosts, durations or seats change.
   */
  updateBookingCalendar(
    id: string,
    body: BookingCalendarChange,
    options: ChangeOptions = {},
  ): Promise<BookingCalendarSettings> {
    return this.#api.send('PATCH', `/v2/booking-calendars/${encodeURIComponent(id)}`, { body, options, keyed: true });
  }

  /**
   * Delete a booking calendar
   * Its bookings stay as they are.
   */
  deleteBookingCalendar(id: string, options: CallOptions = {}): Promise<DeleteBookingCalendarReply> {
    return this.#api.send('DELETE', `/v2/booking-calendars/${encodeURIComponent(id)}`, { options });
  }

  /** Get the settings of a booking calendar */
  getBookingCalendarSettings(id: string, options: CallOptions = {}): Promise<BookingCalendarSettings> {
    return this.#api.send('GET', `/v2/booking-calendars/${encodeURIComponent(id)}/settings`, { options });
  }

  /**
   * Duplicate a booking calendar
   * The copy has an address of its own and is not published.
   */
  duplicateBookingCalendar(
    id: string,
    body?: DuplicateBookingCalendarBody,
    options: ChangeOptions = {},
  ): Promise<BookingCalendar> {
    return this.#api.send('POST', `/v2/booking-calendars/${encodeURIComponent(id)}/duplicate`, {
      body,
      options,
      keyed: true,
    });
  }

  /** List booking pages */
  listBookingPages(options: ListBookingPagesQuery & CallOptions = {}): Promise<List<BookingPage>> {
    return this.#api.send('GET', '/v2/booking-pages', { options });
  }

  /** List booking pages: every one, over all pages */
  eachBookingPage(options: ListBookingPagesQuery & CallOptions = {}): AsyncGenerator<BookingPage, void, undefined> {
    return this.#api.each('/v2/booking-pages', options);
  }

  /** Create a booking page */
  createBookingPage(body: NewBookingPage, options: ChangeOptions = {}): Promise<BookingPage> {
    return this.#api.send('POST', '/v2/booking-pages', { body, options, keyed: true });
  }

  /** Get a booking page */
  getBookingPage(id: string, options: CallOptions = {}): Promise<BookingPage | DeletedBookingPage> {
    return this.#api.send('GET', `/v2/booking-pages/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Change, open or close a booking page
   * What is left out stays. Hours and event types are replaced as a whole.
   */
  updateBookingPage(id: string, body: BookingPageChange, options: ChangeOptions = {}): Promise<BookingPageSettings> {
    return this.#api.send('PATCH', `/v2/booking-pages/${encodeURIComponent(id)}`, { body, options, keyed: true });
  }

  /**
   * Delete a booking page
   * Its bookings stay as they are.
   */
  deleteBookingPage(id: string, options: CallOptions = {}): Promise<DeleteBookingPageReply> {
    return this.#api.send('DELETE', `/v2/booking-pages/${encodeURIComponent(id)}`, { options });
  }

  /** Get the settings of a booking page */
  getBookingPageSettings(id: string, options: CallOptions = {}): Promise<BookingPageSettings> {
    return this.#api.send('GET', `/v2/booking-pages/${encodeURIComponent(id)}/settings`, { options });
  }

  /**
   * Duplicate a booking page
   * The copy has an address of its own, is disabled and stands on no master page.
   */
  duplicateBookingPage(id: string, body?: DuplicateBookingPageBody, options: ChangeOptions = {}): Promise<BookingPage> {
    return this.#api.send('POST', `/v2/booking-pages/${encodeURIComponent(id)}/duplicate`, {
      body,
      options,
      keyed: true,
    });
  }

  /** List event types */
  listEventTypes(options: ListEventTypesQuery & CallOptions = {}): Promise<List<EventType>> {
    return this.#api.send('GET', '/v2/event-types', { options });
  }

  /** List event types: every one, over all pages */
  eachEventType(options: ListEventTypesQuery & CallOptions = {}): AsyncGenerator<EventType, void, undefined> {
    return this.#api.each('/v2/event-types', options);
  }

  /** Create an event type */
  createEventType(body: NewEventType, options: ChangeOptions = {}): Promise<EventType> {
    return this.#api.send('POST', '/v2/event-types', { body, options, keyed: true });
  }

  /** Get an event type */
  getEventType(id: string, options: CallOptions = {}): Promise<EventType | DeletedEventType> {
    return this.#api.send('GET', `/v2/event-types/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Change an event type
   * What is left out stays. The change holds on every page that offers the event type.
   */
  updateEventType(id: string, body: EventTypeChange, options: ChangeOptions = {}): Promise<EventTypeSettings> {
    return this.#api.send('PATCH', `/v2/event-types/${encodeURIComponent(id)}`, { body, options, keyed: true });
  }

  /**
   * Delete an event type
   * It is taken off all pages. Its bookings stay as they are.
   */
  deleteEventType(id: string, options: CallOptions = {}): Promise<DeleteEventTypeReply> {
    return this.#api.send('DELETE', `/v2/event-types/${encodeURIComponent(id)}`, { options });
  }

  /** Get the settings of an event type */
  getEventTypeSettings(id: string, options: CallOptions = {}): Promise<EventTypeSettings> {
    return this.#api.send('GET', `/v2/event-types/${encodeURIComponent(id)}/settings`, { options });
  }

  /**
   * Duplicate an event type
   * The copy stands on no page yet.
   */
  duplicateEventType(id: string, body?: DuplicateEventTypeBody, options: ChangeOptions = {}): Promise<EventType> {
    return this.#api.send('POST', `/v2/event-types/${encodeURIComponent(id)}/duplicate`, {
      body,
      options,
      keyed: true,
    });
  }

  /** List master pages */
  listMasterPages(options: ListMasterPagesQuery & CallOptions = {}): Promise<List<MasterPage>> {
    return this.#api.send('GET', '/v2/master-pages', { options });
  }

  /** List master pages: every one, over all pages */
  eachMasterPage(options: ListMasterPagesQuery & CallOptions = {}): AsyncGenerator<MasterPage, void, undefined> {
    return this.#api.each('/v2/master-pages', options);
  }

  /** Create a master page */
  createMasterPage(body: NewMasterPage, options: ChangeOptions = {}): Promise<MasterPage> {
    return this.#api.send('POST', '/v2/master-pages', { body, options, keyed: true });
  }

  /** Get a master page */
  getMasterPage(id: string, options: CallOptions = {}): Promise<MasterPage | DeletedMasterPage> {
    return this.#api.send('GET', `/v2/master-pages/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Change, open or close a master page
   * What is left out stays, and so does the scenario. Pages and event types are replaced as a whole.
   */
  updateMasterPage(id: string, body: MasterPageChange, options: ChangeOptions = {}): Promise<MasterPageSettings> {
    return this.#api.send('PATCH', `/v2/master-pages/${encodeURIComponent(id)}`, { body, options, keyed: true });
  }

  /**
   * Delete a master page
   * Its booking pages and bookings stay as they are.
   */
  deleteMasterPage(id: string, options: CallOptions = {}): Promise<DeleteMasterPageReply> {
    return this.#api.send('DELETE', `/v2/master-pages/${encodeURIComponent(id)}`, { options });
  }

  /** Get the settings of a master page */
  getMasterPageSettings(id: string, options: CallOptions = {}): Promise<MasterPageSettings> {
    return this.#api.send('GET', `/v2/master-pages/${encodeURIComponent(id)}/settings`, { options });
  }

  /**
   * Duplicate a master page
   * The copy offers the same under an address of its own, and is disabled.
   */
  duplicateMasterPage(id: string, body?: DuplicateMasterPageBody, options: ChangeOptions = {}): Promise<MasterPage> {
    return this.#api.send('POST', `/v2/master-pages/${encodeURIComponent(id)}/duplicate`, {
      body,
      options,
      keyed: true,
    });
  }

  /** List resource pools */
  listResourcePools(options: ListResourcePoolsQuery & CallOptions = {}): Promise<List<ResourcePool>> {
    return this.#api.send('GET', '/v2/resource-pools', { options });
  }

  /** List resource pools: every one, over all pages */
  eachResourcePool(options: ListResourcePoolsQuery & CallOptions = {}): AsyncGenerator<ResourcePool, void, undefined> {
    return this.#api.each('/v2/resource-pools', options);
  }

  /** Create a resource pool */
  createResourcePool(body: NewResourcePool, options: ChangeOptions = {}): Promise<ResourcePool> {
    return this.#api.send('POST', '/v2/resource-pools', { body, options, keyed: true });
  }

  /** Get a resource pool */
  getResourcePool(id: string, options: CallOptions = {}): Promise<ResourcePool | DeletedResourcePool> {
    return this.#api.send('GET', `/v2/resource-pools/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Change a resource pool
   * What is left out stays, and so do method and cycle. Members are replaced as a whole.
   */
  updateResourcePool(id: string, body: ResourcePoolChange, options: ChangeOptions = {}): Promise<ResourcePool> {
    return this.#api.send('PATCH', `/v2/resource-pools/${encodeURIComponent(id)}`, { body, options, keyed: true });
  }

  /**
   * Delete a resource pool
   * Event types whose meetings it took on master pages cannot be booked there until another takes its place.
   */
  deleteResourcePool(id: string, options: CallOptions = {}): Promise<DeleteResourcePoolReply> {
    return this.#api.send('DELETE', `/v2/resource-pools/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Count the bookings of a resource pool
   * Over all master pages, in the current cycle.
   */
  getResourcePoolStatistics(id: string, options: CallOptions = {}): Promise<ResourcePoolStatistics> {
    return this.#api.send('GET', `/v2/resource-pools/${encodeURIComponent(id)}/statistics`, { options });
  }

  /** Get the guest settings of the account */
  getAccountGuestSettings(options: CallOptions = {}): Promise<GuestSettings> {
    return this.#api.send('GET', '/v2/account/guest-settings', { options });
  }

  /**
   * Change the guest settings of the account
   * They hold for every page that says nothing else. Null takes back what the account said.
   */
  updateAccountGuestSettings(body: GuestSettingsChange, options: ChangeOptions = {}): Promise<GuestSettings> {
    return this.#api.send('PATCH', '/v2/account/guest-settings', { body, options, keyed: true });
  }

  /** Get the guest settings of a booking calendar */
  getBookingCalendarGuestSettings(id: string, options: CallOptions = {}): Promise<GuestSettings> {
    return this.#api.send('GET', `/v2/booking-calendars/${encodeURIComponent(id)}/guest-settings`, { options });
  }

  /**
   * Change the guest settings of a booking calendar
   * What is left out stays; null leaves it to the account.
   */
  updateBookingCalendarGuestSettings(
    id: string,
    body: GuestSettingsChange,
    options: ChangeOptions = {},
  ): Promise<GuestSettings> {
    return this.#api.send('PATCH', `/v2/booking-calendars/${encodeURIComponent(id)}/guest-settings`, {
      body,
      options,
      keyed: true,
    });
  }

  /** Get the guest settings of a booking page */
  getBookingPageGuestSettings(id: string, options: CallOptions = {}): Promise<GuestSettings> {
    return this.#api.send('GET', `/v2/booking-pages/${encodeURIComponent(id)}/guest-settings`, { options });
  }

  /**
   * Change the guest settings of a booking page
   * What is left out stays; null leaves it to the account.
   */
  updateBookingPageGuestSettings(
    id: string,
    body: GuestSettingsChange,
    options: ChangeOptions = {},
  ): Promise<GuestSettings> {
    return this.#api.send('PATCH', `/v2/booking-pages/${encodeURIComponent(id)}/guest-settings`, {
      body,
      options,
      keyed: true,
    });
  }

  /** Get the guest settings of an event type */
  getEventTypeGuestSettings(id: string, options: CallOptions = {}): Promise<GuestSettings> {
    return this.#api.send('GET', `/v2/event-types/${encodeURIComponent(id)}/guest-settings`, { options });
  }

  /**
   * Change the guest settings of an event type
   * What is left out stays; null leaves it to the account.
   */
  updateEventTypeGuestSettings(
    id: string,
    body: GuestSettingsChange,
    options: ChangeOptions = {},
  ): Promise<GuestSettings> {
    return this.#api.send('PATCH', `/v2/event-types/${encodeURIComponent(id)}/guest-settings`, {
      body,
      options,
      keyed: true,
    });
  }

  /** Get the guest settings of a master page */
  getMasterPageGuestSettings(id: string, options: CallOptions = {}): Promise<GuestSettings> {
    return this.#api.send('GET', `/v2/master-pages/${encodeURIComponent(id)}/guest-settings`, { options });
  }

  /**
   * Change the guest settings of a master page
   * What is left out stays; null leaves it to the account.
   */
  updateMasterPageGuestSettings(
    id: string,
    body: GuestSettingsChange,
    options: ChangeOptions = {},
  ): Promise<GuestSettings> {
    return this.#api.send('PATCH', `/v2/master-pages/${encodeURIComponent(id)}/guest-settings`, {
      body,
      options,
      keyed: true,
    });
  }

  /**
   * Upload a file for a booking form
   * Book with its id, in an array, as the answer to a question of type `attachment`. After a day without a booking it is deleted.
   */
  createAttachment(body: NewAttachment, options: ChangeOptions = {}): Promise<Attachment> {
    return this.#api.send('POST', '/v2/attachments', { body, options, keyed: true });
  }

  /** Get a file that a guest gave */
  getAttachment(id: string, options: CallOptions = {}): Promise<AttachmentWithContent> {
    return this.#api.send('GET', `/v2/attachments/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Create a one-time link of a booking calendar
   * The link takes one booking and is then used up. Unused it lives for 90 days.
   */
  createOneTimeLink(id: string, body?: CreateOneTimeLinkBody, options: ChangeOptions = {}): Promise<OneTimeLink> {
    return this.#api.send('POST', `/v2/booking-calendars/${encodeURIComponent(id)}/one-time-links`, {
      body,
      options,
      keyed: true,
    });
  }

  /**
   * Create a one-time link of a master page
   * For master pages whose rules find the hosts. The link takes one booking; unused it lives for 90 days.
   */
  createOneTimeLinkOfMasterPage(id: string, options: ChangeOptions = {}): Promise<OneTimeLink> {
    return this.#api.send('POST', `/v2/master-pages/${encodeURIComponent(id)}/one-time-links`, {
      options,
      keyed: true,
    });
  }

  /**
   * Get a one-time link
   * What it holds, and whether it is still good.
   */
  getOneTimeLink(id: string, options: CallOptions = {}): Promise<OneTimeLinkDetails> {
    return this.#api.send('GET', `/v2/one-time-links/${encodeURIComponent(id)}`, { options });
  }

  /** List users */
  listUsers(options: ListUsersQuery & CallOptions = {}): Promise<List<User>> {
    return this.#api.send('GET', '/v2/users', { options });
  }

  /** List users: every one, over all pages */
  eachUser(options: ListUsersQuery & CallOptions = {}): AsyncGenerator<User, void, undefined> {
    return this.#api.each('/v2/users', options);
  }

  /** Invite a user */
  createUser(body: CreateUserBody, options: ChangeOptions = {}): Promise<User> {
    return this.#api.send('POST', '/v2/users', { body, options, keyed: true });
  }

  /** Get a user */
  getUser(id: string, options: CallOptions = {}): Promise<User | DeletedUser> {
    return this.#api.send('GET', `/v2/users/${encodeURIComponent(id)}`, { options });
  }

  /** Update a user */
  updateUser(id: string, body: UpdateUserBody, options: ChangeOptions = {}): Promise<User> {
    return this.#api.send('PATCH', `/v2/users/${encodeURIComponent(id)}`, { body, options, keyed: true });
  }

  /**
   * Delete a user
   * His calendars close; his bookings stay.
   */
  deleteUser(id: string, options: CallOptions = {}): Promise<DeleteUserReply> {
    return this.#api.send('DELETE', `/v2/users/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Shut a user out
   * He is as he was before he accepted: his sessions end at once, his keys open nothing, his calendars close, and no booking comes to him. Those that he has stay. Another invitation lets him in again.
   */
  deactivateUser(id: string, options: ChangeOptions = {}): Promise<User> {
    return this.#api.send('POST', `/v2/users/${encodeURIComponent(id)}/deactivate`, { options, keyed: true });
  }

  /**
   * Get a user’s availability
   * Days without hours may be left out.
   */
  getSchedulingAvailability(id: string, options: GetSchedulingAvailabilityQuery & CallOptions = {}): Promise<Schedule> {
    return this.#api.send('GET', `/v2/users/${encodeURIComponent(id)}/scheduling-availability`, { options });
  }

  /**
   * Update a user’s availability
   * Each day or date that is sent is replaced as a whole; the others stay.
   */
  updateSchedulingAvailability(
    id: string,
    body: UpdateSchedulingAvailabilityBody,
    options: ChangeOptions = {},
  ): Promise<Schedule> {
    return this.#api.send('PATCH', `/v2/users/${encodeURIComponent(id)}/scheduling-availability`, {
      body,
      options,
      keyed: true,
    });
  }

  /** List teams */
  listTeams(options: ListTeamsQuery & CallOptions = {}): Promise<List<Team>> {
    return this.#api.send('GET', '/v2/teams', { options });
  }

  /** List teams: every one, over all pages */
  eachTeam(options: ListTeamsQuery & CallOptions = {}): AsyncGenerator<Team, void, undefined> {
    return this.#api.each('/v2/teams', options);
  }

  /**
   * Create a team
   * A member’s priority counts where meetings are given by priority; it is 5 unless said otherwise.
   */
  createTeam(body: CreateTeamBody, options: ChangeOptions = {}): Promise<Team> {
    return this.#api.send('POST', '/v2/teams', { body, options, keyed: true });
  }

  /** Get a team */
  getTeam(id: string, options: CallOptions = {}): Promise<Team | DeletedTeam> {
    return this.#api.send('GET', `/v2/teams/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Update a team
   * Members that are sent replace those it has; who stays keeps the time he joined.
   */
  updateTeam(id: string, body: UpdateTeamBody, options: ChangeOptions = {}): Promise<Team> {
    return this.#api.send('PATCH', `/v2/teams/${encodeURIComponent(id)}`, { body, options, keyed: true });
  }

  /**
   * Delete a team
   * Its calendars close; bookings stay.
   */
  deleteTeam(id: string, options: CallOptions = {}): Promise<DeleteTeamReply> {
    return this.#api.send('DELETE', `/v2/teams/${encodeURIComponent(id)}`, { options });
  }

  /**
   * List a team’s members
   * All of them at once, those who joined first in front.
   */
  listTeamMembers(id: string, options: CallOptions = {}): Promise<List<TeamMember>> {
    return this.#api.send('GET', `/v2/teams/${encodeURIComponent(id)}/members`, { options });
  }

  /** List a team’s members: every one, over all pages */
  eachTeamMember(id: string, options: CallOptions = {}): AsyncGenerator<TeamMember, void, undefined> {
    return this.#api.each(`/v2/teams/${encodeURIComponent(id)}/members`, options);
  }

  /** List saved views */
  listSavedViews(options: ListSavedViewsQuery & CallOptions = {}): Promise<List<SavedView>> {
    return this.#api.send('GET', '/v2/saved-views', { options });
  }

  /** List saved views: every one, over all pages */
  eachSavedView(options: ListSavedViewsQuery & CallOptions = {}): AsyncGenerator<SavedView, void, undefined> {
    return this.#api.each('/v2/saved-views', options);
  }

  /**
   * Save a view
   * A key that acts as nobody names the user whose view it is.
   */
  createSavedView(body: NewSavedView, options: ChangeOptions = {}): Promise<SavedView> {
    return this.#api.send('POST', '/v2/saved-views', { body, options, keyed: true });
  }

  /** Change a saved view */
  updateSavedView(id: string, body: SavedViewChange, options: ChangeOptions = {}): Promise<SavedView> {
    return this.#api.send('PATCH', `/v2/saved-views/${encodeURIComponent(id)}`, { body, options, keyed: true });
  }

  /** Delete a saved view */
  deleteSavedView(id: string, options: CallOptions = {}): Promise<DeleteSavedViewReply> {
    return this.#api.send('DELETE', `/v2/saved-views/${encodeURIComponent(id)}`, { options });
  }

  /** List contacts */
  listContacts(options: ListContactsQuery & CallOptions = {}): Promise<List<Contact>> {
    return this.#api.send('GET', '/v2/contacts', { options });
  }

  /** List contacts: every one, over all pages */
  eachContact(options: ListContactsQuery & CallOptions = {}): AsyncGenerator<Contact, void, undefined> {
    return this.#api.each('/v2/contacts', options);
  }

  /** Create a contact */
  createContact(body: CreateContactBody, options: ChangeOptions = {}): Promise<Contact> {
    return this.#api.send('POST', '/v2/contacts', { body, options, keyed: true });
  }

  /** Get a contact */
  getContact(id: string, options: CallOptions = {}): Promise<Contact | DeletedContact> {
    return this.#api.send('GET', `/v2/contacts/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Update a contact
   * What is left out stays, also within custom_fields.
   */
  updateContact(id: string, body: UpdateContactBody, options: ChangeOptions = {}): Promise<Contact> {
    return this.#api.send('PATCH', `/v2/contacts/${encodeURIComponent(id)}`, { body, options, keyed: true });
  }

  /** Delete a contact */
  deleteContact(id: string, options: CallOptions = {}): Promise<DeleteContactReply> {
    return this.#api.send('DELETE', `/v2/contacts/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Import contacts from a CSV file
   * Row by row: what is wrong with one keeps no other out, and is said. Try it first with `dry_run`.
   */
  importContacts(body: ImportContactsBody, options: ChangeOptions = {}): Promise<ContactImport> {
    return this.#api.send('POST', '/v2/contacts/import', { body, options, keyed: true });
  }

  /**
   * Merge two contacts
   * For one person who is known twice. The other’s bookings, conversations and SMS come to this contact, which takes over what it lacks, e-mail address and phone among it; the other is deleted.
   */
  mergeContacts(id: string, body: MergeContactsBody, options: ChangeOptions = {}): Promise<Contact> {
    return this.#api.send('POST', `/v2/contacts/${encodeURIComponent(id)}/merge`, { body, options, keyed: true });
  }

  /**
   * Collect what is kept of a person
   * The contact with all bookings, conversations, SMS and mails, to be handed over to the person.
   */
  getPersonalData(id: string, options: CallOptions = {}): Promise<PersonalData> {
    return this.#api.send('GET', `/v2/contacts/${encodeURIComponent(id)}/personal-data`, { options });
  }

  /**
   * Erase a person
   * The contact, the bookings with their files, the conversations, SMS and mails, what webhooks were told of them, and what the audit log held. It cannot be taken back. Receivers of webhooks have their own copies, and read of deletions in the list of deleted objects.
   */
  erasePerson(id: string, options: ChangeOptions = {}): Promise<Erasure> {
    return this.#api.send('POST', `/v2/contacts/${encodeURIComponent(id)}/erase`, { options, keyed: true });
  }

  /**
   * List who was erased when
   * The proof that it was done, without a word about whom. Newest first.
   */
  listErasures(options: ListErasuresQuery & CallOptions = {}): Promise<List<Erasure>> {
    return this.#api.send('GET', '/v2/erasures', { options });
  }

  /** List who was erased when: every one, over all pages */
  eachErasure(options: ListErasuresQuery & CallOptions = {}): AsyncGenerator<Erasure, void, undefined> {
    return this.#api.each('/v2/erasures', options);
  }

  /** Get an erasure */
  getErasure(id: string, options: CallOptions = {}): Promise<Erasure> {
    return this.#api.send('GET', `/v2/erasures/${encodeURIComponent(id)}`, { options });
  }

  /**
   * List conversations
   * Newest first by creation time.
   */
  listConversations(options: ListConversationsQuery & CallOptions = {}): Promise<List<Conversation>> {
    return this.#api.send('GET', '/v2/conversations', { options });
  }

  /** List conversations: every one, over all pages */
  eachConversation(options: ListConversationsQuery & CallOptions = {}): AsyncGenerator<Conversation, void, undefined> {
    return this.#api.each('/v2/conversations', options);
  }

  /**
   * Start a conversation
   * A visitor begins to chat, or a bot reaches out to him. What the visitor was in with another bot is closed. After ten minutes of his silence a conversation is abandoned.
   */
  startConversation(body: NewConversation, options: ChangeOptions = {}): Promise<Conversation> {
    return this.#api.send('POST', '/v2/conversations', { body, options, keyed: true });
  }

  /** Get a conversation */
  getConversation(id: string, options: GetConversationQuery & CallOptions = {}): Promise<Conversation> {
    return this.#api.send('GET', `/v2/conversations/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Add answers to a conversation
   * What the visitor said, or the booking that came of it; a booking can be named after the end as well.
   */
  answerInConversation(id: string, body: MoreAnswers, options: ChangeOptions = {}): Promise<Conversation> {
    return this.#api.send('POST', `/v2/conversations/${encodeURIComponent(id)}/answers`, {
      body,
      options,
      keyed: true,
    });
  }

  /** Close a conversation */
  closeConversation(id: string, options: ChangeOptions = {}): Promise<Conversation> {
    return this.#api.send('POST', `/v2/conversations/${encodeURIComponent(id)}/close`, { options, keyed: true });
  }

  /**
   * Create a webhook
   * The answer is the only one that holds the secret.
   */
  createWebhook(body: NewWebhook, options: ChangeOptions = {}): Promise<CreatedWebhook> {
    return this.#api.send('POST', '/v2/webhooks', { body, options, keyed: true });
  }

  /** List webhooks */
  listWebhooks(options: ListWebhooksQuery & CallOptions = {}): Promise<List<ListedWebhook>> {
    return this.#api.send('GET', '/v2/webhooks', { options });
  }

  /** List webhooks: every one, over all pages */
  eachWebhook(options: ListWebhooksQuery & CallOptions = {}): AsyncGenerator<ListedWebhook, void, undefined> {
    return this.#api.each('/v2/webhooks', options);
  }

  /** Get a webhook */
  getWebhook(id: string, options: CallOptions = {}): Promise<Webhook | DeletedWebhook> {
    return this.#api.send('GET', `/v2/webhooks/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Update a webhook
   * What it is owed already goes to the new URL. Its secret stays: see the rotation.
   */
  updateWebhook(id: string, body: UpdateWebhookBody, options: ChangeOptions = {}): Promise<WebhookSettings> {
    return this.#api.send('PATCH', `/v2/webhooks/${encodeURIComponent(id)}`, { body, options, keyed: true });
  }

  /**
   * Delete a webhook
   * What it was still owed is dropped.
   */
  deleteWebhook(id: string, options: CallOptions = {}): Promise<DeleteWebhookReply> {
    return this.#api.send('DELETE', `/v2/webhooks/${encodeURIComponent(id)}`, { options });
  }

  /** Get the settings of a webhook */
  getWebhookSettings(id: string, options: CallOptions = {}): Promise<WebhookSettings> {
    return this.#api.send('GET', `/v2/webhooks/${encodeURIComponent(id)}/settings`, { options });
  }

  /**
   * Rotate the secret of a webhook
   * The answer is the only one that holds the new secret. While both are good, `Oncehub-Signature` stays with the old one, and `webhook-signature` holds a signature of each.
   */
  rotateWebhookSecret(
    id: string,
    body?: RotateWebhookSecretBody,
    options: ChangeOptions = {},
  ): Promise<RotatedWebhook> {
    return this.#api.send('POST', `/v2/webhooks/${encodeURIComponent(id)}/rotate-secret`, {
      body,
      options,
      keyed: true,
    });
  }

  /**
   * End the rotation of a secret early
   * The old secret is dead from now on. Does nothing if it was already.
   */
  endWebhookRotation(id: string, options: ChangeOptions = {}): Promise<WebhookSettings> {
    return this.#api.send('POST', `/v2/webhooks/${encodeURIComponent(id)}/end-rotation`, { options, keyed: true });
  }

  /**
   * Get the status of a webhook
   * Whether it accepts what it is sent, since when it does not, and what it is owed.
   */
  getWebhookStatus(id: string, options: CallOptions = {}): Promise<WebhookStatus> {
    return this.#api.send('GET', `/v2/webhooks/${encodeURIComponent(id)}/status`, { options });
  }

  /**
   * Pause a webhook
   * It gets nothing until it is resumed. Its events are kept for 30 days. Twice is the same as once.
   */
  pauseWebhook(id: string, options: ChangeOptions = {}): Promise<WebhookStatus> {
    return this.#api.send('POST', `/v2/webhooks/${encodeURIComponent(id)}/pause`, { options, keyed: true });
  }

  /**
   * Resume a paused webhook
   * It gets what it missed, oldest first and slowly at the beginning, for 72 hours from now; with `replay: false` that is given up. Nothing happens to a webhook that is not paused.
   */
  resumeWebhook(id: string, body?: ResumeWebhookBody, options: ChangeOptions = {}): Promise<ResumedWebhook> {
    return this.#api.send('POST', `/v2/webhooks/${encodeURIComponent(id)}/resume`, { body, options, keyed: true });
  }

  /**
   * List notices
   * What the administrators have to be told, newest first: webhooks that fail, and webhooks that were paused.
   */
  listNotices(options: ListNoticesQuery & CallOptions = {}): Promise<List<Notice>> {
    return this.#api.send('GET', '/v2/notices', { options });
  }

  /** List notices: every one, over all pages */
  eachNotice(options: ListNoticesQuery & CallOptions = {}): AsyncGenerator<Notice, void, undefined> {
    return this.#api.each('/v2/notices', options);
  }

  /**
   * Dismiss a notice
   * It stays in the list, and is not shown as open any more. Twice is the same as once.
   */
  dismissNotice(id: string, options: ChangeOptions = {}): Promise<Notice> {
    return this.#api.send('POST', `/v2/notices/${encodeURIComponent(id)}/dismiss`, { options, keyed: true });
  }

  /**
   * List the deliveries of a webhook
   * Newest first; of deleted webhooks as well.
   */
  listDeliveries(id: string, options: ListDeliveriesQuery & CallOptions = {}): Promise<List<ListedDelivery>> {
    return this.#api.send('GET', `/v2/webhooks/${encodeURIComponent(id)}/deliveries`, { options });
  }

  /** List the deliveries of a webhook: every one, over all pages */
  eachDelivery(
    id: string,
    options: ListDeliveriesQuery & CallOptions = {},
  ): AsyncGenerator<ListedDelivery, void, undefined> {
    return this.#api.each(`/v2/webhooks/${encodeURIComponent(id)}/deliveries`, options);
  }

  /**
   * Get a delivery
   * With the bytes that it sends.
   */
  getDelivery(id: string, options: CallOptions = {}): Promise<Delivery> {
    return this.#api.send('GET', `/v2/deliveries/${encodeURIComponent(id)}`, { options });
  }

  /**
   * List the attempts of a delivery
   * Newest first: what was sent, what came back, how long each step took. Signatures and secrets are masked.
   */
  listAttempts(id: string, options: ListAttemptsQuery & CallOptions = {}): Promise<List<Attempt>> {
    return this.#api.send('GET', `/v2/deliveries/${encodeURIComponent(id)}/attempts`, { options });
  }

  /** List the attempts of a delivery: every one, over all pages */
  eachAttempt(id: string, options: ListAttemptsQuery & CallOptions = {}): AsyncGenerator<Attempt, void, undefined> {
    return this.#api.each(`/v2/deliveries/${encodeURIComponent(id)}/attempts`, options);
  }

  /**
   * Replay a delivery
   * Sends it again, with the same bytes and the same event id, for up to 72 hours. The header `webhook-replay: true` says so.
   */
  replayDelivery(id: string, options: ChangeOptions = {}): Promise<Delivery> {
    return this.#api.send('POST', `/v2/deliveries/${encodeURIComponent(id)}/replay`, { options, keyed: true });
  }

  /**
   * List events
   * What happened, newest first, as webhooks of v2 were sent it, whether or not one subscribed to it.
   */
  listEvents(options: ListEventsQuery & CallOptions = {}): Promise<List<Event>> {
    return this.#api.send('GET', '/v2/events', { options });
  }

  /** List events: every one, over all pages */
  eachEvent(options: ListEventsQuery & CallOptions = {}): AsyncGenerator<Event, void, undefined> {
    return this.#api.each('/v2/events', options);
  }

  /** Get an event */
  getEvent(id: string, options: CallOptions = {}): Promise<Event> {
    return this.#api.send('GET', `/v2/events/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Test a webhook
   * Sends a sample of an event now, signed, and answers with what was sent and what came back. The header `webhook-test: true` says that it is one. Nothing of it is kept, and nothing is tried again.
   */
  testWebhook(id: string, body?: TestWebhookBody, options: CallOptions = {}): Promise<WebhookTest> {
    return this.#api.send('POST', `/v2/webhooks/${encodeURIComponent(id)}/test`, { body, options });
  }

  /**
   * Replay deliveries of a webhook
   * Sends again what failed, or what else the body picks out, oldest first and a few at a time, so that new events do not wait for old ones. Each delivery is sent once, with the same bytes and the same event id, for up to 72 hours.
   */
  startReplay(id: string, body?: StartReplayBody, options: ChangeOptions = {}): Promise<Replay> {
    return this.#api.send('POST', `/v2/webhooks/${encodeURIComponent(id)}/replays`, { body, options, keyed: true });
  }

  /** List the replays of a webhook */
  listReplays(id: string, options: ListReplaysQuery & CallOptions = {}): Promise<List<Replay>> {
    return this.#api.send('GET', `/v2/webhooks/${encodeURIComponent(id)}/replays`, { options });
  }

  /** List the replays of a webhook: every one, over all pages */
  eachReplay(id: string, options: ListReplaysQuery & CallOptions = {}): AsyncGenerator<Replay, void, undefined> {
    return this.#api.each(`/v2/webhooks/${encodeURIComponent(id)}/replays`, options);
  }

  /** Get a replay */
  getReplay(id: string, options: CallOptions = {}): Promise<Replay> {
    return this.#api.send('GET', `/v2/replays/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Cancel a replay
   * What is on its way already goes on.
   */
  cancelReplay(id: string, options: ChangeOptions = {}): Promise<Replay> {
    return this.#api.send('POST', `/v2/replays/${encodeURIComponent(id)}/cancel`, { options, keyed: true });
  }

  /**
   * List SMS
   * Newest first by creation time.
   */
  listSmsNotifications(options: ListSmsNotificationsQuery & CallOptions = {}): Promise<List<Notification>> {
    return this.#api.send('GET', '/v2/notifications/sms', { options });
  }

  /** List SMS: every one, over all pages */
  eachSmsNotification(
    options: ListSmsNotificationsQuery & CallOptions = {},
  ): AsyncGenerator<Notification, void, undefined> {
    return this.#api.each('/v2/notifications/sms', options);
  }

  /**
   * Get the words of notifications
   * What mails and SMS say in a language where nobody has set other words, and the placeholders that other words may have.
   */
  getNotificationTemplates(options: GetNotificationTemplatesQuery & CallOptions = {}): Promise<NotificationTemplates> {
    return this.#api.send('GET', '/v2/notification-templates', { options });
  }

  /**
   * Get the notification settings of the account
   * They hold for all calendars and pages that have none of their own.
   */
  getNotificationSettings(options: CallOptions = {}): Promise<NotificationSettings> {
    return this.#api.send('GET', '/v2/notification-settings', { options });
  }

  /**
   * Change the notification settings of the account
   * What is left out stays, null takes a setting back to its default.
   */
  updateNotificationSettings(
    body: NotificationSettingsChange,
    options: ChangeOptions = {},
  ): Promise<NotificationSettings> {
    return this.#api.send('PATCH', '/v2/notification-settings', { body, options, keyed: true });
  }

  /**
   * Get the notification settings of a booking calendar
   * Those of the account hold where there are none of its own.
   */
  getNotificationSettingsOfBookingCalendar(id: string, options: CallOptions = {}): Promise<NotificationSettings> {
    return this.#api.send('GET', `/v2/booking-calendars/${encodeURIComponent(id)}/notification-settings`, { options });
  }

  /**
   * Change the notification settings of a booking calendar
   * What is left out stays, null takes a setting back to what is inherited.
   */
  updateNotificationSettingsOfBookingCalendar(
    id: string,
    body: NotificationSettingsChange,
    options: ChangeOptions = {},
  ): Promise<NotificationSettings> {
    return this.#api.send('PATCH', `/v2/booking-calendars/${encodeURIComponent(id)}/notification-settings`, {
      body,
      options,
      keyed: true,
    });
  }

  /**
   * Get the notification settings of a booking page
   * Those of the account hold where there are none of its own.
   */
  getNotificationSettingsOfBookingPage(id: string, options: CallOptions = {}): Promise<NotificationSettings> {
    return this.#api.send('GET', `/v2/booking-pages/${encodeURIComponent(id)}/notification-settings`, { options });
  }

  /**
   * Change the notification settings of a booking page
   * What is left out stays, null takes a setting back to what is inherited.
   */
  updateNotificationSettingsOfBookingPage(
    id: string,
    body: NotificationSettingsChange,
    options: ChangeOptions = {},
  ): Promise<NotificationSettings> {
    return this.#api.send('PATCH', `/v2/booking-pages/${encodeURIComponent(id)}/notification-settings`, {
      body,
      options,
      keyed: true,
    });
  }

  /**
   * Get the notification settings of an event type
   * Those of the account hold where there are none of its own.
   */
  getNotificationSettingsOfEventType(id: string, options: CallOptions = {}): Promise<NotificationSettings> {
    return this.#api.send('GET', `/v2/event-types/${encodeURIComponent(id)}/notification-settings`, { options });
  }

  /**
   * Change the notification settings of an event type
   * What is left out stays, null takes a setting back to what is inherited.
   */
  updateNotificationSettingsOfEventType(
    id: string,
    body: NotificationSettingsChange,
    options: ChangeOptions = {},
  ): Promise<NotificationSettings> {
    return this.#api.send('PATCH', `/v2/event-types/${encodeURIComponent(id)}/notification-settings`, {
      body,
      options,
      keyed: true,
    });
  }

  /** Get what a user wants to be told */
  getNotificationSettingsOfUser(id: string, options: CallOptions = {}): Promise<UserNotificationSettings> {
    return this.#api.send('GET', `/v2/users/${encodeURIComponent(id)}/notification-settings`, { options });
  }

  /**
   * Change what a user wants to be told
   * What is left out stays, null takes it back to what the calendar or page says.
   */
  updateNotificationSettingsOfUser(
    id: string,
    body: UserNotificationSettingsChange,
    options: ChangeOptions = {},
  ): Promise<UserNotificationSettings> {
    return this.#api.send('PATCH', `/v2/users/${encodeURIComponent(id)}/notification-settings`, {
      body,
      options,
      keyed: true,
    });
  }

  /**
   * List mails
   * What was written to guests, hosts and others, newest first.
   */
  listMails(options: ListMailsQuery & CallOptions = {}): Promise<List<Mail>> {
    return this.#api.send('GET', '/v2/mails', { options });
  }

  /** List mails: every one, over all pages */
  eachMail(options: ListMailsQuery & CallOptions = {}): AsyncGenerator<Mail, void, undefined> {
    return this.#api.each('/v2/mails', options);
  }

  /** Get a mail */
  getMail(id: string, options: CallOptions = {}): Promise<Mail> {
    return this.#api.send('GET', `/v2/mails/${encodeURIComponent(id)}`, { options });
  }

  /**
   * Send a test mail
   * Waits for the mail server and answers with what it said, word for word. The answer is 200 also if the mail could not be sent.
   */
  sendTestMail(body: NewTestMail, options: CallOptions = {}): Promise<TestMail> {
    return this.#api.send('POST', '/v2/mails/test', { body, options });
  }

  /**
   * Count activities
   * How many activities there are of each state, as their states are now.
   */
  getReportTotals(options: GetReportTotalsQuery & CallOptions = {}): Promise<ReportTotals> {
    return this.#api.send('GET', '/v2/reports/totals', { options });
  }

  /**
   * Count activities by user, page, contact or source
   * A row for each that has activities, deleted ones too; those with the most come first, unless asked otherwise.
   */
  getReportSummary(options: GetReportSummaryQuery & CallOptions = {}): Promise<List<ReportRow>> {
    return this.#api.send('GET', '/v2/reports/summary', { options });
  }

  /** Count activities by user, page, contact or source: every one, over all pages */
  eachGetReportSummary(options: GetReportSummaryQuery & CallOptions = {}): AsyncGenerator<ReportRow, void, undefined> {
    return this.#api.each('/v2/reports/summary', options);
  }

  /**
   * Count activities over time
   * For charts. Intervals are whole hours, days, weeks from Monday on, months or quarters of the zone.
   */
  getReportTrend(options: GetReportTrendQuery & CallOptions = {}): Promise<ReportTrend> {
    return this.#api.send('GET', '/v2/reports/trend', { options });
  }

  /** Count activities by day of the week and hour */
  getBusiestHours(options: GetBusiestHoursQuery & CallOptions = {}): Promise<ReportBusiestHours> {
    return this.#api.send('GET', '/v2/reports/busiest-hours', { options });
  }

  /** Count activities by how long before they were booked */
  getLeadTimes(options: GetLeadTimesQuery & CallOptions = {}): Promise<ReportLeadTimes> {
    return this.#api.send('GET', '/v2/reports/lead-times', { options });
  }

  /**
   * List activities with chosen columns
   * The log behind the counts, in the order of the time that `by` names. Those in the trash are marked.
   */
  listReportActivities(options: ListReportActivitiesQuery & CallOptions = {}): Promise<List<Activity>> {
    return this.#api.send('GET', '/v2/reports/activities', { options });
  }

  /** List activities with chosen columns: every one, over all pages */
  eachReportActivity(options: ListReportActivitiesQuery & CallOptions = {}): AsyncGenerator<Activity, void, undefined> {
    return this.#api.each('/v2/reports/activities', options);
  }

  /**
   * List who changed what
   * Every change of accounts, keys, users, schedules, teams, calendars, contacts, bookings and webhooks, newest first.
   */
  listAuditEntries(options: ListAuditEntriesQuery & CallOptions = {}): Promise<List<AuditEntry>> {
    return this.#api.send('GET', '/v2/audit-log', { options });
  }

  /** List who changed what: every one, over all pages */
  eachAuditEntry(options: ListAuditEntriesQuery & CallOptions = {}): AsyncGenerator<AuditEntry, void, undefined> {
    return this.#api.each('/v2/audit-log', options);
  }

  /**
   * List what was deleted
   * For those who keep a copy of the data: ids in the order of their deletion, the oldest first. Ask each time since one minute before the last deletion that you know of, since one that is under way appears when it is done.
   */
  listDeletedObjects(options: ListDeletedObjectsQuery & CallOptions = {}): Promise<List<Deletion>> {
    return this.#api.send('GET', '/v2/deleted-objects', { options });
  }

  /** List what was deleted: every one, over all pages */
  eachDeletedObject(options: ListDeletedObjectsQuery & CallOptions = {}): AsyncGenerator<Deletion, void, undefined> {
    return this.#api.each('/v2/deleted-objects', options);
  }
}
