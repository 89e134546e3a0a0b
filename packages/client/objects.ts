// Made by scripts/client.ts of the OpenAPI document; changes belong there.

export type Account = {
  object: 'account';
  id: string;
  name: string;
  email: string;
  timezone: string;
  /** The day that weekly caps count from. */
  week_start: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
  creation_time: string;
};

export type CreatedApiKey = {
  object: 'api_key';
  id: string;
  name: string;
  /** How the key begins, to know it again. */
  prefix: string;
  /** The user it acts as; null if it acts as an administrator. */
  user: string | null;
  creation_time: string;
  /** To the minute; null if it was never used. */
  last_used_time: string | null;
  /** The key itself. Shown in this answer only. */
  key: string;
};

export type ApiKey = {
  object: 'api_key';
  id: string;
  name: string;
  /** How the key begins, to know it again. */
  prefix: string;
  /** The user it acts as; null if it acts as an administrator. */
  user: string | null;
  creation_time: string;
  /** To the minute; null if it was never used. */
  last_used_time: string | null;
};

export type DeletedApiKey = {
  id: string;
  object: 'api_key';
  deleted: true;
};

export type PersonalSession = {
  object: 'session';
  id: string;
  /** How he signed in. */
  way: 'password' | 'passkey' | 'single_sign_on' | 'invitation' | 'sign_up';
  /** True if he showed more than one thing that only he has or knows. */
  second_factor: boolean;
  /** The network address that he signed in from. */
  address: string;
  /** What his browser called itself. */
  user_agent: string;
  creation_time: string;
  /** To the minute. */
  last_used_time: string;
  /** When it ends if it is not used before. */
  ending_time: string;
  user: User;
  account: Account;
  role: 'Account Owner' | 'Administrator' | 'Team Manager' | 'Member';
  /** What he may do: the ids of operations of this API, each with whose objects it reaches. What is not in it answers 403. */
  permissions: Record<string, 'all' | 'team' | 'own'>;
  setup: {
    /** True if he has a password. */
    password: boolean;
    /** True if he signs in with a code as well. */
    two_factor: boolean;
    /** How many passkeys he has. */
    passkeys: number;
  };
};

export type User = {
  id: string;
  object: 'user';
  first_name: string;
  last_name: string;
  email: string;
  status: 'active' | 'invited';
  role_name: 'Account Owner' | 'Administrator' | 'Team Manager' | 'Member';
  timezone: string;
  teams: string[];
};

export type PasskeyRequestOptions = {
  challenge: string;
  rpId?: string | undefined;
  [name: string]: unknown;
};

export type SignUpState = {
  object: 'sign_up';
  /** True if an account can be opened now, with this token or without one. */
  open: boolean;
  /** True as long as nobody can sign in to this server at all. */
  first: boolean;
  /** The demo account that can be taken over. */
  demo: {
    account: string;
    name: string;
  } | null;
};

export type Session = {
  object: 'session';
  id: string;
  user: string;
  /** How he signed in. */
  way: 'password' | 'passkey' | 'single_sign_on' | 'invitation' | 'sign_up';
  /** True if he showed more than one thing that only he has or knows. */
  second_factor: boolean;
  /** The network address that he signed in from. */
  address: string;
  /** What his browser called itself. */
  user_agent: string;
  creation_time: string;
  /** To the minute. */
  last_used_time: string;
  /** When it ends if it is not used before. */
  ending_time: string;
};

export type TwoFactor = {
  object: 'two_factor';
  enabled: boolean;
  confirmed_time: string | null;
  /** How many recovery codes are left. */
  recovery_codes: number;
};

export type TwoFactorEnrolment = {
  object: 'two_factor_enrolment';
  /** In base32, to be typed into an authenticator app. */
  secret: string;
  /** The same as what a QR code for such apps holds. */
  uri: string;
};

export type RecoveryCodes = {
  object: 'recovery_codes';
  /** Each signs in once in place of the app’s code. Shown in this answer only; they replace earlier ones. */
  codes: string[];
};

export type PasskeyCreationOptions = {
  challenge: string;
  rp: {
    id?: string | undefined;
    name: string;
  };
  [name: string]: unknown;
};

export type Passkey = {
  object: 'passkey';
  id: string;
  name: string;
  /** True if the device keeps a copy elsewhere, such as in a cloud. */
  backed_up: boolean;
  creation_time: string;
  last_used_time: string | null;
};

export type Invitation = {
  object: 'invitation';
  user: string;
  /** The link. Shown in this answer only; works once and for seven days. */
  url: string;
  expiry_time: string;
  /** True if it was sent to the user as well. */
  mailed: boolean;
};

export type OpenInvitation = {
  object: 'open_invitation';
  account: {
    id: string;
    name: string;
  };
  email: string;
  first_name: string;
  last_name: string;
  role: 'Account Owner' | 'Administrator' | 'Team Manager' | 'Member';
  expiry_time: string;
};

export type SignOnOptions = {
  object: 'sign_on_options';
  providers: {
    id: string;
    name: string;
  }[];
};

export type SignOn = {
  object: 'sign_on';
  /** Where to send the browser. */
  url: string;
};

export type SignOnProvider = {
  object: 'sign_on_provider';
  id: string;
  name: string;
  issuer: string;
  client_id: string;
  has_client_secret: boolean;
  domains: string[];
  auto_join: boolean;
  /** What to register with the provider. */
  redirect_uri: string;
  creation_time: string;
};

export type Booking = {
  object: 'booking';
  id: string;
  tracking_id: string;
  subject: string;
  status: 'requested' | 'scheduled' | 'rescheduled' | 'completed' | 'canceled' | 'no_show';
  in_trash: boolean;
  creation_time: string;
  starting_time: string | null;
  last_updated_time: string;
  attendees: string[];
  /** Id of the host, or the user if expanded. */
  owner: string | User | DeletedUser;
  duration_minutes: number;
  virtual_conferencing: {
    join_url: string;
  } | null;
  location_description: string | null;
  rescheduled_booking_id: string | null;
  cancel_reschedule_information: {
    reason: string | null;
    actioned_by: 'user' | 'customer';
    user_id: string | null;
  } | null;
  customer_timezone: string;
  form_submission: {
    name: string;
    email: string;
    phone: string | null;
    mobile_phone: string | null;
    note: string | null;
    company: string | null;
    guests: string[];
    custom_fields: {
      name: string;
      value: unknown;
    }[];
  } | null;
  booking_page: string | BookingPage | DeletedBookingPage | null;
  master_page: string | MasterPage | DeletedMasterPage | null;
  event_type: string | EventType | DeletedEventType | null;
  external_calendar: {
    type: string | null;
    name: string | null;
    id: string | null;
    event_id: string | null;
  };
  conversation: string | Conversation | null;
  utm_params: {
    source: string | null;
    medium: string | null;
    campaign: string | null;
    term: string | null;
    content: string | null;
  } | null;
  contact: string | Contact | DeletedContact | null;
  booking_calendar: string | BookingCalendar | DeletedBookingCalendar | null;
  cancel_url: string | null;
  reschedule_url: string | null;
  ics_url: string | null;
  payment_information: {
    amount_charged: number;
    currency: string;
    transaction_id: string;
  } | null;
  custom_fields: {
    name: string;
    value: unknown;
  }[];
};

export type DeletedUser = {
  id: string;
  object: 'user';
  deleted: true;
};

export type BookingPage = {
  id: string;
  object: 'booking_page';
  /** What guests see. */
  name: string;
  /** What the account calls the page. */
  label: string;
  url: string;
  active: boolean;
  timezone: string;
};

export type DeletedBookingPage = {
  id: string;
  object: 'booking_page';
  deleted: true;
};

export type MasterPage = {
  id: string;
  object: 'master_page';
  /** What guests see. */
  name: string;
  /** What the account calls the master page. */
  label: string;
  url: string;
  active: boolean;
};

export type DeletedMasterPage = {
  id: string;
  object: 'master_page';
  deleted: true;
};

export type EventType = {
  id: string;
  object: 'event_type';
  /** What guests see, and the subject of the meetings. */
  name: string;
  /** What the account calls the event type. */
  label: string;
  description: string;
};

export type DeletedEventType = {
  id: string;
  object: 'event_type';
  deleted: true;
};

export type Conversation = {
  object: 'conversation';
  id: string;
  creation_time: string;
  /** A bot that reached out, or the visitor. */
  initiated_by: 'bot' | 'contact';
  last_updated_time: string;
  last_interacted_time: string;
  contact: string | Contact | DeletedContact;
  owner: string | User | DeletedUser | null;
  status: 'started' | 'closed' | 'abandoned';
  bot: string | Bot;
  website: string | Website | null;
  audience: string | Audience | null;
  answers: {
    id: string;
    internal_label: string | null;
    question: string;
    value: string | number | boolean | string[];
  }[];
  /** Ids of the bookings that came of it. */
  bookings: string[];
};

export type Contact = {
  object: 'contact';
  id: string;
  creation_time: string;
  last_updated_time: string;
  last_interacted_time: string | null;
  owner: string | null;
  status: 'Qualified' | 'Sales qualified' | 'Marketing qualified' | 'Disqualified' | null;
  city: string | null;
  company_size: string | null;
  company: string | null;
  country: string | null;
  email: string | null;
  employees: number | null;
  first_name: string | null;
  has_consent: boolean;
  job_title: string | null;
  last_name: string | null;
  mobile_phone: string | null;
  phone: string | null;
  post_code: string | null;
  salutation: string | null;
  state: string | null;
  street_address: string | null;
  /** The spelling of the published document; the same as terms_of_service. */
  terms_of_sevice: boolean;
  terms_of_service: boolean;
  timezone: string | null;
  bot: string | null;
  form: string | null;
  custom_fields: {
    name: string;
    value: unknown;
  }[];
};

export type DeletedContact = {
  id: string;
  object: 'contact';
  deleted: true;
};

export type Bot = {
  id: string;
  object: 'bot';
  name: string;
};

export type Website = {
  id: string;
  object: 'website';
  name: string;
  url: string;
};

export type Audience = {
  id: string;
  object: 'audience';
  name: string;
};

export type BookingCalendar = {
  object: 'booking_calendar';
  id: string;
  /** What guests see as the name of the meeting. */
  subject: string;
  /** Id of a user or a team. */
  host: string;
  url: string;
  /** What the account calls the calendar. */
  name: string;
  published: boolean;
  duration_minutes: number;
};

export type DeletedBookingCalendar = {
  id: string;
  object: 'booking_calendar';
  deleted: true;
};

export type DeletedBooking = {
  id: string;
  object: 'booking';
  deleted: true;
};

export type TimeSlot = {
  start_time: string;
  locations: {
    type: 'virtual' | 'virtual_static' | 'physical' | 'guest_phone' | 'in_person_by_guest';
    value: string | null;
    id: string | null;
  }[];
};

export type PossibleHost = {
  object: 'possible_host';
  /** Id of the user. */
  id: string;
  name: string;
  email: string;
  /** True for who hosts it now. */
  hosts: boolean;
  /** Why he cannot take it over; null if he can. */
  reason: 'busy' | 'inactive' | 'without_seat' | null;
};

export type ScheduledOnPage = {
  /** The booking, or the first of a package. */
  id: string;
  /** All bookings that were made, in the order of their times. */
  bookings: string[];
};

export type TimelineEntry = {
  object: 'timeline_entry';
  /** Id of the audit entry, the mail or the event that it is about. */
  id: string;
  time: string;
  /** Who did it; null for mails and events, which follow from something. */
  actor: {
    type: 'key' | 'user' | 'guest' | 'system';
    id: string | null;
    /** What the key or the user is called. */
    name: string | null;
  } | null;
  /** What became different; set for changes. */
  change: {
    action: 'created' | 'updated' | 'deleted';
    fields: {
      name: string;
      before: unknown;
      after: unknown;
    }[];
  } | null;
  /** Set for mails. */
  mail: {
    scenario: string;
    recipient: string;
    recipient_type: string;
    state: string;
    error: string | null;
  } | null;
  /** Set for events. Their deliveries are shown to administrators. */
  event: {
    type: string;
    deliveries: {
      id: string;
      webhook: string;
      webhook_name: string;
      state: string;
      attempts: number;
    }[];
  } | null;
};

export type SlotExplanation = {
  object: 'slot_explanation';
  start_time: string;
  /** True if a host is free at this start and every rule allows it. */
  offered: boolean;
  hosts: {
    /** Id of the user. */
    host: string;
    /** Id of the booking page by which he is offered; null on a calendar. */
    booking_page: string | null;
    reasons: {
      rule:
        | 'not_published'
        | 'past'
        | 'lead_time'
        | 'horizon'
        | 'cap'
        | 'outside_hours'
        | 'does_not_fit'
        | 'off_grid'
        | 'busy'
        | 'buffer'
        | 'panel';
      /** Where what is in the way begins, or what is allowed. */
      start_time: string | null;
      end_time: string | null;
      /** The booking that takes the time, if one does. */
      booking: string | null;
      /** The hours, the dates or the count that the rule is about. */
      detail: string | null;
    }[];
  }[];
};

export type DayExplanation = {
  object: 'day_explanation';
  date: string;
  /** How long the meetings are whose starts are explained. */
  duration_minutes: number;
  hosts: {
    /** Id of the user. */
    host: string;
    /** Id of the booking page by which he is offered; null on a calendar. */
    booking_page: string | null;
    time_zone: string;
    /** When the date begins in the host’s zone. */
    start_time: string;
    end_time: string;
    /** The whole day, in order. Each minute belongs to one stretch, and stands for the meeting that would start in it. */
    stretches: {
      start_time: string;
      end_time: string;
      /** True if meetings may start in it: at its `starts`. */
      offered: boolean;
      starts: string[];
      /** Every rule that closes the stretch; none if it is offered. */
      reasons: {
        rule:
          | 'not_published'
          | 'past'
          | 'lead_time'
          | 'horizon'
          | 'cap'
          | 'outside_hours'
          | 'does_not_fit'
          | 'off_grid'
          | 'busy'
          | 'buffer'
          | 'panel';
        /** Where what is in the way begins, or what is allowed. */
        start_time: string | null;
        end_time: string | null;
        /** The booking that takes the time, if one does. */
        booking: string | null;
        /** The hours, the dates or the count that the rule is about. */
        detail: string | null;
      }[];
    }[];
  }[];
};

export type SlotHold = {
  object: 'slot_hold';
  id: string;
  start_time: string;
  duration_minutes: number;
  /** Id of the user whose time is held. */
  host: string;
  expires_time: string;
};

export type MasterTimeSlot = {
  start_time: string;
  locations: {
    type: 'virtual' | 'virtual_static' | 'physical' | 'guest_phone' | 'in_person_by_guest';
    value: string | null;
    id: string | null;
  }[];
  /** Ids of the pages of which a guest picks one at this start, with member_by_time; else null. */
  booking_pages: string[] | null;
};

export type NewBookingCalendar = {
  /** What the account calls the calendar. */
  name: string;
  /** What guests see as the name of the meeting. */
  subject: string;
  /** Id of a user or a team. */
  host: string;
  /** The path of the public page: 4 to 100 letters, digits, hyphens and underscores. Made up if left out. */
  slug?: string | undefined;
  published?: boolean | undefined;
  /** The default one of the durations. */
  duration_minutes?: number | undefined;
  durations: number[];
  buffer_before_minutes?: number | undefined;
  buffer_after_minutes?: number | undefined;
  lead_time?:
    | {
        unit: 'minutes' | 'hours' | 'days';
        amount: number;
      }
    | undefined;
  horizon?:
    | {
        kind: 'none';
      }
    | {
        kind: 'days';
        days: number;
      }
    | {
        kind: 'bookable_days';
        days: number;
      }
    | {
        kind: 'range';
        from: string;
        to: string;
      }
    | undefined;
  caps?:
    | {
        day?: number | undefined;
        week?: number | undefined;
        month?: number | undefined;
      }
    | undefined;
  start_minutes?: number[] | undefined;
  spacing_minutes?: number | undefined;
  capacity?: number | undefined;
  concurrent?: boolean | undefined;
  approval?: boolean | undefined;
  distribution?: 'any' | 'round_robin' | undefined;
  correction?: boolean | undefined;
  co_hosts?:
    | {
        user: string;
        required?: boolean | undefined;
      }[]
    | undefined;
  questions?:
    | {
        name: string;
        type: 'text' | 'long_text' | 'single_select' | 'multi_select' | 'phone' | 'checkbox' | 'attachment' | 'hidden';
        required?: boolean | undefined;
        options?: string[] | undefined;
        title?: string | null | undefined;
        hint?: string | null | undefined;
        max_length?: number | null | undefined;
        display?: 'dropdown' | 'buttons' | undefined;
        preset?: string | null | undefined;
      }[]
    | undefined;
};

export type BookingCalendarSettings = {
  object: 'booking_calendar_settings';
  id: string;
  name: string;
  subject: string;
  host: string;
  slug: string;
  published: boolean;
  duration_minutes: number;
  durations: number[];
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  lead_time: {
    unit: 'minutes' | 'hours' | 'days';
    amount: number;
  };
  horizon:
    | {
        kind: 'none';
      }
    | {
        kind: 'days';
        days: number;
      }
    | {
        kind: 'bookable_days';
        days: number;
      }
    | {
        kind: 'range';
        from: string;
        to: string;
      };
  caps: {
    day?: number | undefined;
    week?: number | undefined;
    month?: number | undefined;
  };
  start_minutes: number[];
  spacing_minutes: number;
  capacity: number;
  concurrent: boolean;
  approval: boolean;
  distribution: 'any' | 'round_robin';
  correction: boolean;
  co_hosts: {
    user: string;
    required: boolean;
  }[];
  questions: {
    name: string;
    type: 'text' | 'long_text' | 'single_select' | 'multi_select' | 'phone' | 'checkbox' | 'attachment' | 'hidden';
    required: boolean;
    options: string[];
    title: string | null;
    hint: string | null;
    max_length: number | null;
    display: 'dropdown' | 'buttons';
    preset: string | null;
  }[];
};

export type BookingCalendarChange = {
  /** What the account calls the calendar. */
  name?: string | undefined;
  /** What guests see as the name of the meeting. */
  subject?: string | undefined;
  /** Id of a user or a team. */
  host?: string | undefined;
  /** The path of the public page: 4 to 100 letters, digits, hyphens and underscores. Made up if left out. */
  slug?: string | undefined;
  published?: boolean | undefined;
  /** The default one of the durations. */
  duration_minutes?: number | undefined;
  durations?: number[] | undefined;
  buffer_before_minutes?: number | undefined;
  buffer_after_minutes?: number | undefined;
  lead_time?:
    | {
        unit: 'minutes' | 'hours' | 'days';
        amount: number;
      }
    | undefined;
  horizon?:
    | {
        kind: 'none';
      }
    | {
        kind: 'days';
        days: number;
      }
    | {
        kind: 'bookable_days';
        days: number;
      }
    | {
        kind: 'range';
        from: string;
        to: string;
      }
    | undefined;
  caps?:
    | {
        day?: number | undefined;
        week?: number | undefined;
        month?: number | undefined;
      }
    | undefined;
  start_minutes?: number[] | undefined;
  spacing_minutes?: number | undefined;
  capacity?: number | undefined;
  concurrent?: boolean | undefined;
  approval?: boolean | undefined;
  distribution?: 'any' | 'round_robin' | undefined;
  correction?: boolean | undefined;
  co_hosts?:
    | {
        user: string;
        required?: boolean | undefined;
      }[]
    | undefined;
  questions?:
    | {
        name: string;
        type: 'text' | 'long_text' | 'single_select' | 'multi_select' | 'phone' | 'checkbox' | 'attachment' | 'hidden';
        required?: boolean | undefined;
        options?: string[] | undefined;
        title?: string | null | undefined;
        hint?: string | null | undefined;
        max_length?: number | null | undefined;
        display?: 'dropdown' | 'buttons' | undefined;
        preset?: string | null | undefined;
      }[]
    | undefined;
};

export type NewBookingPage = {
  /** What guests see. */
  name: string;
  /** Id of the user who is booked. */
  owner: string;
  /** What the account calls it; the name if left out. */
  label?: string | undefined;
  /** Subject of meetings without an event type; null for the name of the page. */
  subject?: string | null | undefined;
  /** The path of the public page: 4 to 100 letters, digits, hyphens and underscores. Made up if left out. */
  slug?: string | undefined;
  /** Guests can book only an active page. */
  active?: boolean | undefined;
  /** The owner’s zone if left out. */
  timezone?: string | undefined;
  /** The page’s own week as a whole, in its own zone; null for that of the owner’s profile. */
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
    | null
    | undefined;
  /** The page’s own single dates as a whole; null for those of the owner’s profile. */
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
    | null
    | undefined;
  /** Ids of the event types to choose from. Their rules hold instead of the page’s own. */
  event_types?: string[] | undefined;
  durations?: number[] | undefined;
  buffer_before_minutes?: number | undefined;
  buffer_after_minutes?: number | undefined;
  lead_time?:
    | {
        unit: 'minutes' | 'hours' | 'days';
        amount: number;
      }
    | undefined;
  horizon?:
    | {
        kind: 'none';
      }
    | {
        kind: 'days';
        days: number;
      }
    | {
        kind: 'bookable_days';
        days: number;
      }
    | {
        kind: 'range';
        from: string;
        to: string;
      }
    | undefined;
  caps?:
    | {
        day?: number | undefined;
        week?: number | undefined;
        month?: number | undefined;
      }
    | undefined;
  start_minutes?: number[] | undefined;
  spacing_minutes?: number | undefined;
  /** How many free starts of a day are shown, spread over it; null for all. */
  slots_per_day?: number | null | undefined;
  /** How many guests share one start. With more than one there are no caps. */
  capacity?: number | undefined;
  /** How many times a guest proposes with a request that somebody approves; 0 to book at once. */
  proposals?: number | undefined;
  /** How many sessions are booked in one go, as a package. A package has no caps and needs no approval. */
  sessions?: number | undefined;
  questions?:
    | {
        name: string;
        type: 'text' | 'long_text' | 'single_select' | 'multi_select' | 'phone' | 'checkbox' | 'attachment' | 'hidden';
        required?: boolean | undefined;
        options?: string[] | undefined;
        title?: string | null | undefined;
        hint?: string | null | undefined;
        max_length?: number | null | undefined;
        display?: 'dropdown' | 'buttons' | undefined;
        preset?: string | null | undefined;
      }[]
    | undefined;
};

export type BookingPageSettings = {
  object: 'booking_page_settings';
  id: string;
  name: string;
  label: string;
  subject: string | null;
  owner: string;
  slug: string;
  active: boolean;
  timezone: string;
  weekly:
    | {
        day: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
        working_hours: {
          start_time: string;
          end_time: string;
          locations: {
            type:
              | 'in_person_by_host'
              | 'in_person_by_guest'
              | 'online_dynamic_link'
              | 'online_static_link'
              | 'phone_by_guest';
            value: string | null;
            id: string | null;
          }[];
        }[];
      }[]
    | null;
  overrides:
    | {
        date: string;
        day: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
        working_hours: {
          start_time: string;
          end_time: string;
          locations: {
            type:
              | 'in_person_by_host'
              | 'in_person_by_guest'
              | 'online_dynamic_link'
              | 'online_static_link'
              | 'phone_by_guest';
            value: string | null;
            id: string | null;
          }[];
        }[];
      }[]
    | null;
  event_types: string[];
  durations: number[];
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  lead_time: {
    unit: 'minutes' | 'hours' | 'days';
    amount: number;
  };
  horizon:
    | {
        kind: 'none';
      }
    | {
        kind: 'days';
        days: number;
      }
    | {
        kind: 'bookable_days';
        days: number;
      }
    | {
        kind: 'range';
        from: string;
        to: string;
      };
  caps: {
    day?: number | undefined;
    week?: number | undefined;
    month?: number | undefined;
  };
  start_minutes: number[];
  spacing_minutes: number;
  slots_per_day: number | null;
  capacity: number;
  proposals: number;
  sessions: number;
  questions: {
    name: string;
    type: 'text' | 'long_text' | 'single_select' | 'multi_select' | 'phone' | 'checkbox' | 'attachment' | 'hidden';
    required: boolean;
    options: string[];
    title: string | null;
    hint: string | null;
    max_length: number | null;
    display: 'dropdown' | 'buttons';
    preset: string | null;
  }[];
};

export type BookingPageChange = {
  /** What guests see. */
  name?: string | undefined;
  /** Id of the user who is booked. */
  owner?: string | undefined;
  /** What the account calls it; the name if left out. */
  label?: string | undefined;
  /** Subject of meetings without an event type; null for the name of the page. */
  subject?: string | null | undefined;
  /** The path of the public page: 4 to 100 letters, digits, hyphens and underscores. Made up if left out. */
  slug?: string | undefined;
  /** Guests can book only an active page. */
  active?: boolean | undefined;
  /** The owner’s zone if left out. */
  timezone?: string | undefined;
  /** The page’s own week as a whole, in its own zone; null for that of the owner’s profile. */
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
    | null
    | undefined;
  /** The page’s own single dates as a whole; null for those of the owner’s profile. */
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
    | null
    | undefined;
  /** Ids of the event types to choose from. Their rules hold instead of the page’s own. */
  event_types?: string[] | undefined;
  durations?: number[] | undefined;
  buffer_before_minutes?: number | undefined;
  buffer_after_minutes?: number | undefined;
  lead_time?:
    | {
        unit: 'minutes' | 'hours' | 'days';
        amount: number;
      }
    | undefined;
  horizon?:
    | {
        kind: 'none';
      }
    | {
        kind: 'days';
        days: number;
      }
    | {
        kind: 'bookable_days';
        days: number;
      }
    | {
        kind: 'range';
        from: string;
        to: string;
      }
    | undefined;
  caps?:
    | {
        day?: number | undefined;
        week?: number | undefined;
        month?: number | undefined;
      }
    | undefined;
  start_minutes?: number[] | undefined;
  spacing_minutes?: number | undefined;
  /** How many free starts of a day are shown, spread over it; null for all. */
  slots_per_day?: number | null | undefined;
  /** How many guests share one start. With more than one there are no caps. */
  capacity?: number | undefined;
  /** How many times a guest proposes with a request that somebody approves; 0 to book at once. */
  proposals?: number | undefined;
  /** How many sessions are booked in one go, as a package. A package has no caps and needs no approval. */
  sessions?: number | undefined;
  questions?:
    | {
        name: string;
        type: 'text' | 'long_text' | 'single_select' | 'multi_select' | 'phone' | 'checkbox' | 'attachment' | 'hidden';
        required?: boolean | undefined;
        options?: string[] | undefined;
        title?: string | null | undefined;
        hint?: string | null | undefined;
        max_length?: number | null | undefined;
        display?: 'dropdown' | 'buttons' | undefined;
        preset?: string | null | undefined;
      }[]
    | undefined;
};

export type NewEventType = {
  name: string;
  /** What the account calls it; the name if left out. */
  label?: string | undefined;
  description?: string | undefined;
  durations: number[];
  buffer_before_minutes?: number | undefined;
  buffer_after_minutes?: number | undefined;
  lead_time?:
    | {
        unit: 'minutes' | 'hours' | 'days';
        amount: number;
      }
    | undefined;
  horizon?:
    | {
        kind: 'none';
      }
    | {
        kind: 'days';
        days: number;
      }
    | {
        kind: 'bookable_days';
        days: number;
      }
    | {
        kind: 'range';
        from: string;
        to: string;
      }
    | undefined;
  caps?:
    | {
        day?: number | undefined;
        week?: number | undefined;
        month?: number | undefined;
      }
    | undefined;
  start_minutes?: number[] | undefined;
  spacing_minutes?: number | undefined;
  /** How many free starts of a day are shown, spread over it; null for all. */
  slots_per_day?: number | null | undefined;
  /** How many guests share one start. With more than one there are no caps. */
  capacity?: number | undefined;
  /** How many times a guest proposes with a request that somebody approves; 0 to book at once. */
  proposals?: number | undefined;
  /** How many sessions are booked in one go, as a package. A package has no caps and needs no approval. */
  sessions?: number | undefined;
  questions?:
    | {
        name: string;
        type: 'text' | 'long_text' | 'single_select' | 'multi_select' | 'phone' | 'checkbox' | 'attachment' | 'hidden';
        required?: boolean | undefined;
        options?: string[] | undefined;
        title?: string | null | undefined;
        hint?: string | null | undefined;
        max_length?: number | null | undefined;
        display?: 'dropdown' | 'buttons' | undefined;
        preset?: string | null | undefined;
      }[]
    | undefined;
};

export type EventTypeSettings = {
  object: 'event_type_settings';
  id: string;
  name: string;
  label: string;
  description: string;
  durations: number[];
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  lead_time: {
    unit: 'minutes' | 'hours' | 'days';
    amount: number;
  };
  horizon:
    | {
        kind: 'none';
      }
    | {
        kind: 'days';
        days: number;
      }
    | {
        kind: 'bookable_days';
        days: number;
      }
    | {
        kind: 'range';
        from: string;
        to: string;
      };
  caps: {
    day?: number | undefined;
    week?: number | undefined;
    month?: number | undefined;
  };
  start_minutes: number[];
  spacing_minutes: number;
  slots_per_day: number | null;
  capacity: number;
  proposals: number;
  sessions: number;
  questions: {
    name: string;
    type: 'text' | 'long_text' | 'single_select' | 'multi_select' | 'phone' | 'checkbox' | 'attachment' | 'hidden';
    required: boolean;
    options: string[];
    title: string | null;
    hint: string | null;
    max_length: number | null;
    display: 'dropdown' | 'buttons';
    preset: string | null;
  }[];
};

export type EventTypeChange = {
  name?: string | undefined;
  /** What the account calls it; the name if left out. */
  label?: string | undefined;
  description?: string | undefined;
  durations?: number[] | undefined;
  buffer_before_minutes?: number | undefined;
  buffer_after_minutes?: number | undefined;
  lead_time?:
    | {
        unit: 'minutes' | 'hours' | 'days';
        amount: number;
      }
    | undefined;
  horizon?:
    | {
        kind: 'none';
      }
    | {
        kind: 'days';
        days: number;
      }
    | {
        kind: 'bookable_days';
        days: number;
      }
    | {
        kind: 'range';
        from: string;
        to: string;
      }
    | undefined;
  caps?:
    | {
        day?: number | undefined;
        week?: number | undefined;
        month?: number | undefined;
      }
    | undefined;
  start_minutes?: number[] | undefined;
  spacing_minutes?: number | undefined;
  /** How many free starts of a day are shown, spread over it; null for all. */
  slots_per_day?: number | null | undefined;
  /** How many guests share one start. With more than one there are no caps. */
  capacity?: number | undefined;
  /** How many times a guest proposes with a request that somebody approves; 0 to book at once. */
  proposals?: number | undefined;
  /** How many sessions are booked in one go, as a package. A package has no caps and needs no approval. */
  sessions?: number | undefined;
  questions?:
    | {
        name: string;
        type: 'text' | 'long_text' | 'single_select' | 'multi_select' | 'phone' | 'checkbox' | 'attachment' | 'hidden';
        required?: boolean | undefined;
        options?: string[] | undefined;
        title?: string | null | undefined;
        hint?: string | null | undefined;
        max_length?: number | null | undefined;
        display?: 'dropdown' | 'buttons' | undefined;
        preset?: string | null | undefined;
      }[]
    | undefined;
};

export type NewMasterPage = {
  /** What guests see. */
  name: string;
  /** Stays as it is for as long as the master page lives. */
  scenario: 'rule_based' | 'rule_based_static' | 'event_types_first' | 'pages_first' | 'pages_only';
  /** What the account calls it; the name if left out. */
  label?: string | undefined;
  /** The path of the public page: 4 to 100 letters, digits, hyphens and underscores. Made up if left out. */
  slug?: string | undefined;
  active?: boolean | undefined;
  /** With static rules: who of the pages that are free takes a meeting; with member_by_time the guest picks one. Longest idle if left out. */
  distribution?: 'longest_idle' | 'priority' | 'member_by_time' | undefined;
  /** The pages that guests choose from, or that static rules are about. Not for rule_based. */
  booking_pages?:
    | {
        booking_page: string;
        /** 1 (low) to 10 (high). */
        priority?: number | undefined;
      }[]
    | undefined;
  /** For rule_based: the event types to choose from, and who takes their meetings. */
  event_types?:
    | {
        event_type: string;
        /** Id of the booking page or resource pool whose meeting it is. */
        owner: string;
        /** Ids of booking pages and resource pools that take part as well. */
        additional_members?: string[] | undefined;
      }[]
    | undefined;
};

export type MasterPageSettings = {
  object: 'master_page_settings';
  id: string;
  name: string;
  label: string;
  slug: string;
  active: boolean;
  scenario: 'rule_based' | 'rule_based_static' | 'event_types_first' | 'pages_first' | 'pages_only';
  distribution: 'longest_idle' | 'priority' | 'member_by_time';
  booking_pages: {
    booking_page: string;
    priority: number;
  }[];
  event_types: {
    event_type: string;
    owner: string;
    additional_members: string[];
  }[];
};

export type MasterPageChange = {
  /** What guests see. */
  name?: string | undefined;
  /** What the account calls it; the name if left out. */
  label?: string | undefined;
  /** The path of the public page: 4 to 100 letters, digits, hyphens and underscores. Made up if left out. */
  slug?: string | undefined;
  active?: boolean | undefined;
  /** With static rules: who of the pages that are free takes a meeting; with member_by_time the guest picks one. Longest idle if left out. */
  distribution?: 'longest_idle' | 'priority' | 'member_by_time' | undefined;
  /** The pages that guests choose from, or that static rules are about. Not for rule_based. */
  booking_pages?:
    | {
        booking_page: string;
        /** 1 (low) to 10 (high). */
        priority?: number | undefined;
      }[]
    | undefined;
  /** For rule_based: the event types to choose from, and who takes their meetings. */
  event_types?:
    | {
        event_type: string;
        /** Id of the booking page or resource pool whose meeting it is. */
        owner: string;
        /** Ids of booking pages and resource pools that take part as well. */
        additional_members?: string[] | undefined;
      }[]
    | undefined;
};

export type ResourcePool = {
  object: 'resource_pool';
  id: string;
  name: string;
  method: 'longest_idle' | 'priority' | 'round_robin';
  correction: boolean;
  cycle: 'continuous' | 'monthly' | 'quarterly';
  timezone: string;
  members: {
    booking_page: string;
    priority: number;
    joined_time: string;
    /** False while the page is disabled or its owner has no seat. */
    participating: boolean;
  }[];
};

export type DeletedResourcePool = {
  id: string;
  object: 'resource_pool';
  deleted: true;
};

export type NewResourcePool = {
  /** What guests see. */
  name: string;
  /** Who of the members that are free takes a meeting. Stays as it is. */
  method: 'longest_idle' | 'priority' | 'round_robin';
  /** In turn, whoever lost a booking is next until he has caught up. */
  correction?: boolean | undefined;
  /** After how long received and removed bookings are counted anew. Stays as it is. */
  cycle?: 'continuous' | 'monthly' | 'quarterly' | undefined;
  /** In which cycles begin; the account’s if left out. */
  timezone?: string | undefined;
  /** The pool as a whole. Who was in it before keeps the time at which he joined. */
  members?:
    | {
        booking_page: string;
        /** 1 (low) to 10 (high). */
        priority?: number | undefined;
      }[]
    | undefined;
};

export type ResourcePoolChange = {
  /** What guests see. */
  name?: string | undefined;
  /** In turn, whoever lost a booking is next until he has caught up. */
  correction?: boolean | undefined;
  /** The pool as a whole. Who was in it before keeps the time at which he joined. */
  members?:
    | {
        booking_page: string;
        /** 1 (low) to 10 (high). */
        priority?: number | undefined;
      }[]
    | undefined;
};

export type ResourcePoolStatistics = {
  object: 'resource_pool_statistics';
  resource_pool: string;
  cycle: 'continuous' | 'monthly' | 'quarterly';
  /** The current month or quarter, such as 2026-11 or 2026-Q4; null if bookings are never counted anew. */
  period: string | null;
  /** Bookings that the members received in this period. */
  total: number;
  /** The same for each member. */
  average: number;
  members: {
    booking_page: string;
    joined_time: string;
    participating: boolean;
    received: number;
    /** Canceled, moved away, or the guest did not come. */
    removed: number;
  }[];
};

export type GuestSettings = {
  object: 'guest_settings';
  /** Of the calendar, page, event type, master page or account. */
  id: string;
  /** What is said here; null is left to the account. */
  own: {
    heading: string | null;
    welcome: string | null;
    contact_phone: string | null;
    contact_email: string | null;
    website: string | null;
    links:
      | {
          label: string;
          url: string;
        }[]
      | null;
    theme: 'auto' | 'light' | 'dark' | null;
    accent_color: string | null;
    background_color: string | null;
    font: 'sans' | 'serif' | 'rounded' | 'mono' | null;
    font_scale: number | null;
    image_shape: 'circle' | 'rounded' | 'square' | null;
    language: 'en' | 'de' | 'fr' | 'es' | 'pt' | 'nl' | 'ja' | 'ar' | null;
    hour_cycle: 'h12' | 'h23' | null;
    convert_time_zone: boolean | null;
    phone_field: 'required' | 'optional' | 'off' | null;
    company_field: 'required' | 'optional' | 'off' | null;
    note_field: 'required' | 'optional' | 'off' | null;
    most_guests: number | null;
    confirm_email: boolean | null;
    cancel: {
      allowed: 'any_time' | 'until' | 'never';
      /** With `until`: 15 minutes to 14 days. */
      minutes_before: number | null;
    } | null;
    reschedule: {
      allowed: 'any_time' | 'until' | 'never';
      /** With `until`: 15 minutes to 14 days. */
      minutes_before: number | null;
    } | null;
    reason: 'required' | 'optional' | 'off' | null;
    policy_text: string | null;
    redirect_scheduled: string | null;
    redirect_rescheduled: string | null;
    redirect_canceled: string | null;
    redirect_after_seconds: number | null;
    redirect_with_answers: boolean | null;
    redirect_with_utm: boolean | null;
    one_booking_per_guest: boolean | null;
    embed_origins: string[] | null;
    /** Where the picture is. */
    image: string | null;
    logo: string | null;
    has_password: boolean;
  };
  /** What holds: said here, by the account, or by nobody. */
  effective: {
    heading: string | null;
    welcome: string | null;
    contact_phone: string | null;
    contact_email: string | null;
    website: string | null;
    links:
      | {
          label: string;
          url: string;
        }[]
      | null;
    theme: 'auto' | 'light' | 'dark' | null;
    accent_color: string | null;
    background_color: string | null;
    font: 'sans' | 'serif' | 'rounded' | 'mono' | null;
    font_scale: number | null;
    image_shape: 'circle' | 'rounded' | 'square' | null;
    language: 'en' | 'de' | 'fr' | 'es' | 'pt' | 'nl' | 'ja' | 'ar' | null;
    hour_cycle: 'h12' | 'h23' | null;
    convert_time_zone: boolean | null;
    phone_field: 'required' | 'optional' | 'off' | null;
    company_field: 'required' | 'optional' | 'off' | null;
    note_field: 'required' | 'optional' | 'off' | null;
    most_guests: number | null;
    confirm_email: boolean | null;
    cancel: {
      allowed: 'any_time' | 'until' | 'never';
      /** With `until`: 15 minutes to 14 days. */
      minutes_before: number | null;
    } | null;
    reschedule: {
      allowed: 'any_time' | 'until' | 'never';
      /** With `until`: 15 minutes to 14 days. */
      minutes_before: number | null;
    } | null;
    reason: 'required' | 'optional' | 'off' | null;
    policy_text: string | null;
    redirect_scheduled: string | null;
    redirect_rescheduled: string | null;
    redirect_canceled: string | null;
    redirect_after_seconds: number | null;
    redirect_with_answers: boolean | null;
    redirect_with_utm: boolean | null;
    one_booking_per_guest: boolean | null;
    embed_origins: string[] | null;
    /** Where the picture is. */
    image: string | null;
    logo: string | null;
    has_password: boolean;
  };
};

export type GuestSettingsChange = {
  heading?: string | null | undefined;
  welcome?: string | null | undefined;
  contact_phone?: string | null | undefined;
  contact_email?: string | null | undefined;
  website?: string | null | undefined;
  links?:
    | {
        label: string;
        url: string;
      }[]
    | null
    | undefined;
  theme?: 'auto' | 'light' | 'dark' | null | undefined;
  accent_color?: string | null | undefined;
  background_color?: string | null | undefined;
  font?: 'sans' | 'serif' | 'rounded' | 'mono' | null | undefined;
  font_scale?: number | null | undefined;
  image_shape?: 'circle' | 'rounded' | 'square' | null | undefined;
  language?: 'en' | 'de' | 'fr' | 'es' | 'pt' | 'nl' | 'ja' | 'ar' | null | undefined;
  hour_cycle?: 'h12' | 'h23' | null | undefined;
  convert_time_zone?: boolean | null | undefined;
  phone_field?: 'required' | 'optional' | 'off' | null | undefined;
  company_field?: 'required' | 'optional' | 'off' | null | undefined;
  note_field?: 'required' | 'optional' | 'off' | null | undefined;
  most_guests?: number | null | undefined;
  confirm_email?: boolean | null | undefined;
  cancel?:
    | {
        allowed: 'any_time' | 'until' | 'never';
        /** With `until`: 15 minutes to 14 days. */
        minutes_before?: number | null | undefined;
      }
    | null
    | undefined;
  reschedule?:
    | {
        allowed: 'any_time' | 'until' | 'never';
        /** With `until`: 15 minutes to 14 days. */
        minutes_before?: number | null | undefined;
      }
    | null
    | undefined;
  reason?: 'required' | 'optional' | 'off' | null | undefined;
  policy_text?: string | null | undefined;
  redirect_scheduled?: string | null | undefined;
  redirect_rescheduled?: string | null | undefined;
  redirect_canceled?: string | null | undefined;
  redirect_after_seconds?: number | null | undefined;
  redirect_with_answers?: boolean | null | undefined;
  redirect_with_utm?: boolean | null | undefined;
  one_booking_per_guest?: boolean | null | undefined;
  embed_origins?: string[] | null | undefined;
  image?: string | null | undefined;
  logo?: string | null | undefined;
  /** What guests must know to book; null for nothing. */
  password?: string | null | undefined;
};

export type Attachment = {
  object: 'attachment';
  id: string;
  /** Id of the booking; null until it is made. */
  booking: string | null;
  file_name: string;
  /** By the ending of the name. */
  media_type: string;
  size_bytes: number;
  creation_time: string;
};

export type NewAttachment = {
  /** Programs are refused. */
  file_name: string;
  /** The file in base64. */
  content: string;
};

export type AttachmentWithContent = {
  object: 'attachment';
  id: string;
  /** Id of the booking; null until it is made. */
  booking: string | null;
  file_name: string;
  /** By the ending of the name. */
  media_type: string;
  size_bytes: number;
  creation_time: string;
  /** The file in base64. */
  content: string;
};

export type OneTimeLink = {
  id: string;
  url: string;
  creation_time: string;
};

export type OneTimeLinkDetails = {
  object: 'one_time_link';
  id: string;
  url: string;
  status: 'active' | 'used' | 'expired';
  booking_calendar: string | null;
  master_page: string | null;
  /** What is filled in for the guest. Empty once the link was used. */
  booking_form: Record<string, unknown>;
  utm_params: {
    source: string | null;
    medium: string | null;
    campaign: string | null;
    term: string | null;
    content: string | null;
  } | null;
  booking_settings: {
    host: string | null;
    co_hosts: string[];
    duration_minutes: number | null;
    skip: ('contact_info' | 'questions' | 'co_hosts')[];
  };
  creation_time: string;
  expires_time: string;
  /** The booking that used the link up. */
  booking: string | null;
};

export type Schedule = {
  object: 'schedule';
  timezone: string;
  weekly: {
    day: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
    working_hours: {
      start_time: string;
      end_time: string;
      locations: {
        type:
          | 'in_person_by_host'
          | 'in_person_by_guest'
          | 'online_dynamic_link'
          | 'online_static_link'
          | 'phone_by_guest';
        value: string | null;
        id: string | null;
      }[];
    }[];
  }[];
  overrides: {
    date: string;
    day: 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday';
    working_hours: {
      start_time: string;
      end_time: string;
      locations: {
        type:
          | 'in_person_by_host'
          | 'in_person_by_guest'
          | 'online_dynamic_link'
          | 'online_static_link'
          | 'phone_by_guest';
        value: string | null;
        id: string | null;
      }[];
    }[];
  }[];
};

export type Team = {
  object: 'team';
  id: string;
  name: string;
};

export type DeletedTeam = {
  id: string;
  object: 'team';
  deleted: true;
};

export type TeamMember = {
  object: 'team_member';
  user: string;
  /** From 1 to 10, the highest. */
  priority: number;
  joined_time: string;
};

export type SavedView = {
  object: 'saved_view';
  id: string;
  /** Id of the user whose view it is. */
  user: string;
  /** What it is a view of, such as `bookings`. */
  screen: string;
  name: string;
  /** The query of the screen’s address, without the question mark. */
  query: string;
  creation_time: string;
};

export type NewSavedView = {
  /** Id of the user whose view it is; left out, the caller’s own. */
  user?: string | null | undefined;
  screen: string;
  name: string;
  query: string;
};

export type SavedViewChange = {
  name?: string | undefined;
  query?: string | undefined;
};

export type ContactImport = {
  object: 'contact_import';
  dry_run: boolean;
  /** Which field each column filled; null for none. */
  columns: Record<string, string | null>;
  created: number;
  updated: number;
  skipped: number;
  refused: number;
  rows: {
    /** The number of the line in the file where the row begins, if no cell has lines; the first row is 2. */
    row: number;
    action: 'created' | 'updated' | 'skipped' | 'refused';
    /** Id of the contact; null if there is none, or not yet. */
    contact: string | null;
    error: {
      message: string;
      param: string | null;
    } | null;
  }[];
};

export type PersonalData = {
  object: 'personal_data';
  contact: Contact;
  /** All of them, oldest first, those in the trash too. */
  bookings: Booking[];
  conversations: Conversation[];
  sms_notifications: Notification[];
  /** What was written to the contact’s address and is still kept. */
  mails: Mail[];
};

export type Notification = {
  object: 'notification';
  id: string;
  type: 'sms';
  status: 'sent' | 'failed' | 'delivered' | 'rejected';
  creation_time: string;
  /** Id of a contact or a user, or that object if expanded. */
  recipient: string | Contact | DeletedContact | User | DeletedUser;
  recipient_type: 'contact' | 'user';
  details: {
    /** The phone number. */
    delivered_to: string;
    message_body: string;
    /** In how many SMS the message was sent. */
    segment_count: number;
  };
};

export type Mail = {
  object: 'mail';
  id: string;
  /** `queued` until the mail server has taken it, `kept` in the data folder where there is no mail server, `failed` if it was given up. */
  state: 'queued' | 'sent' | 'kept' | 'failed';
  creation_time: string;
  /** When it was sent, kept or given up. */
  settled_time: string | null;
  /** What it tells of, such as `booked` or `reminder`. */
  scenario: string;
  booking: string | null;
  /** The address, in lower case. */
  recipient: string;
  recipient_type: 'guest' | 'additional_guest' | 'host' | 'co_host' | 'alert' | 'administrator' | 'user';
  bcc: string[];
  reply_to: string | null;
  locale: string;
  subject: string;
  /** What it says, as its plain-text part has it. */
  text: string;
  /** What its calendar file is; null if it has none. */
  invite: 'REQUEST' | 'CANCEL' | 'PUBLISH' | null;
  /** How often it was given to the mail server. */
  attempts: number;
  /** What the mail server, or the way to it, said when it was last tried. */
  error: string | null;
};

export type Erasure = {
  object: 'erasure';
  id: string;
  creation_time: string;
  /** Id of the contact, of whom nothing else is left. */
  contact: string;
  /** Who asked for it. */
  actor: {
    type: 'key' | 'user';
    id: string;
  };
  removed: {
    contacts: number;
    /** Erased, with their files: what is left is the id, the time and the host. */
    bookings: number;
    /** Meetings of others from which the person’s address was taken out. */
    guests: number;
    conversations: number;
    sms_notifications: number;
    /** To the person, about those bookings to whomever they went, and those of others that name the person. */
    mails: number;
    /** What webhooks were told, with the bodies and the answers. */
    events: number;
  };
};

export type NewConversation = {
  /** `bot` if it reached out; the conversation then starts with the first answer. */
  initiated_by?: 'bot' | 'contact' | undefined;
  /** Id of the visitor’s contact. Left out: a new one is made. */
  contact?: string | null | undefined;
  /** Id of a user. Left out: whoever owns the contact, else the account’s owner. */
  owner?: string | null | undefined;
  /** The chatbot or routing form, known by its name and made when it is first named. */
  bot: {
    name: string;
  };
  /** Where it takes place, known by its name. */
  website?:
    | {
        name: string;
        url: string;
      }
    | null
    | undefined;
  /** The group of visitors that the bot spoke to, known by its name. */
  audience?:
    | {
        name: string;
      }
    | null
    | undefined;
  /** What the visitor has said already. */
  answers?:
    | {
        question: string;
        value: string | number | boolean | string[];
        internal_label?: string | null | undefined;
      }[]
    | undefined;
};

export type MoreAnswers = {
  answers?:
    | {
        question: string;
        value: string | number | boolean | string[];
        internal_label?: string | null | undefined;
      }[]
    | undefined;
  /** Id of a booking that came of the conversation. */
  booking?: string | null | undefined;
};

export type CreatedWebhook = {
  object: 'webhook';
  id: string;
  /** The version that events are rendered for. */
  api_version: 'v1' | 'v2';
  name: string;
  url: string;
  /** As they were subscribed. */
  events: (
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
  )[];
  creation_time: string;
  /** Signs every delivery. Shown in this answer only. */
  secret: string;
};

export type NewWebhook = {
  /** Complete, https, leading to a public host. */
  url: string;
  /** Unique, with at least one letter or digit. */
  name: string;
  /** `booking` and `conversation` stand for all events of theirs. */
  events: (
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
  )[];
  /** `booking`: deliveries about one booking come in order, others may overtake them. `strict`: all come in order, one by one. An extension. */
  delivery_order?: 'booking' | 'strict' | undefined;
};

export type ListedWebhook = {
  object: 'webhook';
  id: string;
  /** The version that events are rendered for. */
  api_version: 'v1' | 'v2';
  name: string;
  url: string;
  /** As they were subscribed. */
  events: (
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
  )[];
  creation_time: string;
};

export type Webhook = {
  object: 'webhook';
  id: string;
  /** The version that events are rendered for. */
  api_version: 'v1' | 'v2';
  name: string;
  url: string;
  /** As they were subscribed. */
  events: (
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
  )[];
  creation_time: string;
  /** Null: the secret is shown at creation only. */
  secret: null;
};

export type DeletedWebhook = {
  id: string;
  object: 'webhook';
  deleted: true;
};

export type WebhookSettings = {
  object: 'webhook_settings';
  id: string;
  /** The version that events are rendered for. */
  api_version: 'v1' | 'v2';
  name: string;
  url: string;
  /** As they were subscribed. */
  events: (
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
  )[];
  creation_time: string;
  /** `booking`: deliveries about one booking come in order, others may overtake them. `strict`: all come in order, one by one. An extension. */
  delivery_order: 'booking' | 'strict';
  /** Until when the secret before the last rotation is good as well. */
  previous_secret_until: string | null;
};

export type RotatedWebhook = {
  object: 'webhook_settings';
  id: string;
  /** The version that events are rendered for. */
  api_version: 'v1' | 'v2';
  name: string;
  url: string;
  /** As they were subscribed. */
  events: (
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
  )[];
  creation_time: string;
  /** `booking`: deliveries about one booking come in order, others may overtake them. `strict`: all come in order, one by one. An extension. */
  delivery_order: 'booking' | 'strict';
  /** Until when the secret before the last rotation is good as well. */
  previous_secret_until: string | null;
  /** Signs every delivery. Shown in this answer only. */
  secret: string;
  /** The same secret as libraries of Standard Webhooks take it. */
  standard_secret: string;
};

export type WebhookStatus = {
  object: 'webhook_status';
  /** Id of the webhook. */
  webhook: string;
  /** Failing: nothing was accepted since `failing_since`, and one delivery at a time is tried. Recovering: it accepts again and gets its backlog at a growing pace. Paused: it gets nothing, and its events are kept for 30 days. */
  state: 'active' | 'failing' | 'recovering' | 'paused';
  /** When the first attempt failed after the last success. */
  failing_since: string | null;
  /** Failed attempts since the last success. */
  failures: number;
  last_success_time: string | null;
  /** While it fails: when the next delivery is tried at the latest. */
  next_attempt_time: string | null;
  paused_time: string | null;
  /** Requested by somebody, answered 410, or failed for 72 hours. */
  paused_reason: 'requested' | 'gone' | 'failing' | null;
  /** How many deliveries a second it gets at most while it recovers; null for as many as it takes. */
  pace_per_second: number | null;
  /** Deliveries that it is owed. */
  waiting: number;
  /** When the oldest of them was written. */
  oldest_waiting_time: string | null;
};

export type ResumedWebhook = {
  object: 'webhook_status';
  /** Id of the webhook. */
  webhook: string;
  /** Failing: nothing was accepted since `failing_since`, and one delivery at a time is tried. Recovering: it accepts again and gets its backlog at a growing pace. Paused: it gets nothing, and its events are kept for 30 days. */
  state: 'active' | 'failing' | 'recovering' | 'paused';
  /** When the first attempt failed after the last success. */
  failing_since: string | null;
  /** Failed attempts since the last success. */
  failures: number;
  last_success_time: string | null;
  /** While it fails: when the next delivery is tried at the latest. */
  next_attempt_time: string | null;
  paused_time: string | null;
  /** Requested by somebody, answered 410, or failed for 72 hours. */
  paused_reason: 'requested' | 'gone' | 'failing' | null;
  /** How many deliveries a second it gets at most while it recovers; null for as many as it takes. */
  pace_per_second: number | null;
  /** Deliveries that it is owed. */
  waiting: number;
  /** When the oldest of them was written. */
  oldest_waiting_time: string | null;
  /** Deliveries that were kept and are now sent. */
  replayed: number;
  /** Deliveries that were kept and are given up. */
  dropped: number;
};

export type Notice = {
  object: 'notice';
  id: string;
  kind: 'webhook_failing' | 'webhook_paused';
  /** All of it, for people to read. */
  message: string;
  /** Id of the webhook. */
  webhook: string;
  webhook_name: string;
  url: string;
  /** How long it had failed: 1, 24 or 72. Null for a pause. */
  hours: number | null;
  /** Why it was paused: it answered 410, or failed for 72 hours. */
  reason: 'requested' | 'gone' | 'failing' | null;
  failing_since: string | null;
  /** Attempts without a success between them. */
  failures: number;
  /** What went wrong with the last attempt. */
  error: string | null;
  creation_time: string;
  /** When a mail to the administrators was made of it. */
  mailed_time: string | null;
  /** When the webhook worked again, was resumed, or was deleted. */
  resolved_time: string | null;
  dismissed_time: string | null;
};

export type ListedDelivery = {
  object: 'delivery';
  id: string;
  webhook: string;
  event: string;
  type:
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
    | 'conversation.reached_out';
  /** Id of the booking or conversation that the event is about. */
  subject: string;
  /** Rises with each change of the subject. */
  version: number;
  state: 'pending' | 'delivered' | 'failed' | 'dropped';
  /** How often it was tried since it was written, or since it was last replayed. */
  attempts: number;
  creation_time: string;
  /** Null once it is settled. */
  next_attempt_time: string | null;
  settled_time: string | null;
  /** When it was last replayed. */
  replay_time: string | null;
};

export type Delivery = {
  object: 'delivery';
  id: string;
  webhook: string;
  event: string;
  type:
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
    | 'conversation.reached_out';
  /** Id of the booking or conversation that the event is about. */
  subject: string;
  /** Rises with each change of the subject. */
  version: number;
  state: 'pending' | 'delivered' | 'failed' | 'dropped';
  /** How often it was tried since it was written, or since it was last replayed. */
  attempts: number;
  creation_time: string;
  /** Null once it is settled. */
  next_attempt_time: string | null;
  settled_time: string | null;
  /** When it was last replayed. */
  replay_time: string | null;
  /** The bytes that are sent, the same each time. */
  body: string;
};

export type Attempt = {
  object: 'attempt';
  id: string;
  delivery: string;
  /** Counts from 1, anew after each replay. */
  number: number;
  started_time: string;
  /** `ok` is any 2xx, `status` any other answer; else why none came. */
  outcome:
    | 'ok'
    | 'status'
    | 'timeout'
    | 'dns'
    | 'connection'
    | 'tls'
    | 'protocol'
    | 'blocked'
    | 'interrupted'
    | 'secret_unreadable';
  /** The outcome in words. */
  summary: string;
  /** What the system said of it. */
  error: string | null;
  timings: ExchangeTimings;
  /** Null if no answer came. */
  response: {
    status: number;
    /** What could let others in is masked. */
    headers: Record<string, string | string[]>;
    /** The first 16 kB. */
    body: string;
  } | null;
  /** Its body is that of the delivery. */
  request: {
    method: 'POST';
    /** Null for attempts older than this log. */
    url: string | null;
    /** Signatures are masked. */
    headers: Record<string, string | string[]>;
  };
};

export type ExchangeTimings = {
  /** Looking up the name. */
  dns_ms: number | null;
  /** Opening the connection. */
  connect_ms: number | null;
  /** Agreeing on TLS. */
  tls_ms: number | null;
  /** From the open connection to the first byte of the answer. */
  first_byte_ms: number | null;
  total_ms: number;
};

export type Event = {
  id: string;
  object: 'event';
  creation_time: string;
  type:
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
    | 'conversation.reached_out';
  api_version: 'v2';
  /** The booking or conversation, as it was then. */
  data: Record<string, unknown>;
};

export type WebhookTest = {
  object: 'webhook_test';
  webhook: string;
  type:
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
    | 'conversation.reached_out';
  /** `ok` is any 2xx, `status` any other answer; else why none came. */
  outcome:
    | 'ok'
    | 'status'
    | 'timeout'
    | 'dns'
    | 'connection'
    | 'tls'
    | 'protocol'
    | 'blocked'
    | 'interrupted'
    | 'secret_unreadable';
  /** The outcome in words. */
  summary: string;
  /** What the system said of it. */
  error: string | null;
  timings: ExchangeTimings;
  /** Null if no answer came. */
  response: {
    status: number;
    /** What could let others in is masked. */
    headers: Record<string, string | string[]>;
    /** The first 16 kB. */
    body: string;
  } | null;
  request: {
    method: 'POST';
    url: string;
    headers: Record<string, string | string[]>;
    body: string;
  };
};

export type Replay = {
  object: 'replay';
  id: string;
  webhook: string;
  states: ('delivered' | 'failed' | 'dropped')[];
  type:
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
    | null;
  subject: string | null;
  since: string | null;
  /** Only what is older is sent again; never later than the replay itself. */
  until: string;
  state: 'running' | 'finished' | 'canceled';
  /** How many deliveries there were to send again; counted up to a million. */
  matched: number;
  /** How many of them are on their way, or were. */
  replayed: number;
  creation_time: string;
  finished_time: string | null;
};

export type NotificationTemplates = {
  object: 'notification_templates';
  /** The language that the words are in. */
  locale: string;
  /** The languages that there are. */
  languages: string[];
  placeholders: {
    name: string;
    description: string;
  }[];
  guest: Record<
    string,
    {
      subject: string;
      title: string;
      text: string;
      sms_text: string;
    }
  >;
  host: Record<
    string,
    {
      subject: string;
      title: string;
      text: string;
      sms_text: string;
    }
  >;
};

export type NotificationSettings = {
  object: 'notification_settings';
  /** Id of the account, calendar, page or event type. */
  subject: string;
  /** What is set here. */
  own: {
    /** Language and dates of messages to those whose own is not known. */
    locale?: unknown | undefined;
    /** The name that mail comes from. Null: the host’s in mails to guests, the account’s in mails to hosts. */
    sender_name?: string | null | undefined;
    /** Where guests’ answers go. Null: to the host. */
    reply_to?: unknown | undefined;
    /** Who gets a hidden copy of every mail to guests. */
    bcc?: unknown[] | null | undefined;
    /** Who finds an invite in the mail; `hosts`: guests have the calendar file only. */
    invite?: 'everybody' | 'hosts' | null | undefined;
    /** When to remind of a meeting, 5 minutes to 30 days before. A meeting has those of its last booking or move. */
    reminders?:
      | {
          minutes_before: number;
          email: boolean;
          sms: boolean;
        }[]
      | null
      | undefined;
    /** When to write after a meeting, if there is a text for it; not after a no-show. */
    follow_up?:
      | {
          minutes_after: number;
        }
      | null
      | undefined;
    /** What is added to confirmations and invites, to reminders, and to the follow-up. */
    notes?:
      | {
          confirmation?: string | null | undefined;
          reminder?: string | null | undefined;
          follow_up?: string | null | undefined;
        }
      | null
      | undefined;
    /** What guests are told. */
    guest?:
      | {
          booked?: ScenarioSettings | null | undefined;
          requested?: ScenarioSettings | null | undefined;
          approved?: ScenarioSettings | null | undefined;
          declined?: ScenarioSettings | null | undefined;
          request_withdrawn?: ScenarioSettings | null | undefined;
          new_times_requested?: ScenarioSettings | null | undefined;
          rescheduled?: ScenarioSettings | null | undefined;
          reassigned?: ScenarioSettings | null | undefined;
          canceled_by_guest?: ScenarioSettings | null | undefined;
          canceled_by_host?: ScenarioSettings | null | undefined;
          reschedule_requested?: ScenarioSettings | null | undefined;
          reminder?: ScenarioSettings | null | undefined;
          follow_up?: ScenarioSettings | null | undefined;
        }
      | null
      | undefined;
    /** What hosts and co-hosts are told. */
    host?:
      | {
          booked?: ScenarioSettings | null | undefined;
          requested?: ScenarioSettings | null | undefined;
          approved?: ScenarioSettings | null | undefined;
          declined?: ScenarioSettings | null | undefined;
          request_withdrawn?: ScenarioSettings | null | undefined;
          new_times_requested?: ScenarioSettings | null | undefined;
          rescheduled?: ScenarioSettings | null | undefined;
          reassigned?: ScenarioSettings | null | undefined;
          reassigned_away?: ScenarioSettings | null | undefined;
          canceled_by_guest?: ScenarioSettings | null | undefined;
          canceled_by_host?: ScenarioSettings | null | undefined;
          reschedule_requested?: ScenarioSettings | null | undefined;
          reminder?: ScenarioSettings | null | undefined;
        }
      | null
      | undefined;
    /** Others who are told of meetings. Those of all levels count. */
    alerts?:
      | {
          events: ('booked' | 'rescheduled' | 'canceled')[];
          recipients: unknown[];
          /** Ids of users whose meetings it is about; all if empty. */
          hosts: string[];
        }[]
      | null
      | undefined;
  };
  /** What holds, with what is inherited and the defaults. */
  effective: {
    locale: string | null;
    sender_name: string | null;
    reply_to: string | null;
    bcc: string[];
    invite: 'everybody' | 'hosts';
    reminders: {
      minutes_before: number;
      email: boolean;
      sms: boolean;
    }[];
    follow_up: {
      minutes_after: number;
    } | null;
    notes: {
      confirmation: string | null;
      reminder: string | null;
      follow_up: string | null;
    };
    guest: Record<
      string,
      {
        email: boolean;
        sms: boolean;
        /** Null: the words that come with the language. */
        subject: string | null;
        text: string | null;
        sms_text: string | null;
      }
    >;
    host: Record<
      string,
      {
        email: boolean;
        sms: boolean;
        /** Null: the words that come with the language. */
        subject: string | null;
        text: string | null;
        sms_text: string | null;
      }
    >;
    alerts: {
      events: ('booked' | 'rescheduled' | 'canceled')[];
      recipients: unknown[];
      /** Ids of users whose meetings it is about; all if empty. */
      hosts: string[];
    }[];
  };
};

export type ScenarioSettings = {
  email?: boolean | null | undefined;
  sms?: boolean | null | undefined;
  subject?: string | null | undefined;
  text?: string | null | undefined;
  sms_text?: string | null | undefined;
};

export type NotificationSettingsChange = {
  /** Language and dates of messages to those whose own is not known. */
  locale?: string | null | undefined;
  /** The name that mail comes from. Null: the host’s in mails to guests, the account’s in mails to hosts. */
  sender_name?: string | null | undefined;
  /** Where guests’ answers go. Null: to the host. */
  reply_to?: string | null | undefined;
  /** Who gets a hidden copy of every mail to guests. */
  bcc?: string[] | null | undefined;
  /** Who finds an invite in the mail; `hosts`: guests have the calendar file only. */
  invite?: 'everybody' | 'hosts' | null | undefined;
  /** When to remind of a meeting, 5 minutes to 30 days before. A meeting has those of its last booking or move. */
  reminders?:
    | {
        minutes_before: number;
        email?: boolean | undefined;
        sms?: boolean | undefined;
      }[]
    | null
    | undefined;
  /** When to write after a meeting, if there is a text for it; not after a no-show. */
  follow_up?:
    | {
        minutes_after: number;
      }
    | null
    | undefined;
  /** What is added to confirmations and invites, to reminders, and to the follow-up. */
  notes?:
    | {
        confirmation?: string | null | undefined;
        reminder?: string | null | undefined;
        follow_up?: string | null | undefined;
      }
    | null
    | undefined;
  /** What guests are told. */
  guest?:
    | {
        booked?: ScenarioSettings | null | undefined;
        requested?: ScenarioSettings | null | undefined;
        approved?: ScenarioSettings | null | undefined;
        declined?: ScenarioSettings | null | undefined;
        request_withdrawn?: ScenarioSettings | null | undefined;
        new_times_requested?: ScenarioSettings | null | undefined;
        rescheduled?: ScenarioSettings | null | undefined;
        reassigned?: ScenarioSettings | null | undefined;
        canceled_by_guest?: ScenarioSettings | null | undefined;
        canceled_by_host?: ScenarioSettings | null | undefined;
        reschedule_requested?: ScenarioSettings | null | undefined;
        reminder?: ScenarioSettings | null | undefined;
        follow_up?: ScenarioSettings | null | undefined;
      }
    | null
    | undefined;
  /** What hosts and co-hosts are told. */
  host?:
    | {
        booked?: ScenarioSettings | null | undefined;
        requested?: ScenarioSettings | null | undefined;
        approved?: ScenarioSettings | null | undefined;
        declined?: ScenarioSettings | null | undefined;
        request_withdrawn?: ScenarioSettings | null | undefined;
        new_times_requested?: ScenarioSettings | null | undefined;
        rescheduled?: ScenarioSettings | null | undefined;
        reassigned?: ScenarioSettings | null | undefined;
        reassigned_away?: ScenarioSettings | null | undefined;
        canceled_by_guest?: ScenarioSettings | null | undefined;
        canceled_by_host?: ScenarioSettings | null | undefined;
        reschedule_requested?: ScenarioSettings | null | undefined;
        reminder?: ScenarioSettings | null | undefined;
      }
    | null
    | undefined;
  /** Others who are told of meetings. Those of all levels count. */
  alerts?:
    | {
        events: ('booked' | 'rescheduled' | 'canceled')[];
        recipients: string[];
        /** Ids of users whose meetings it is about; all if empty. */
        hosts?: string[] | undefined;
      }[]
    | null
    | undefined;
};

export type UserNotificationSettings = {
  object: 'user_notification_settings';
  /** Id of the user. */
  subject: string;
  /** Language and dates of his messages. */
  locale?: unknown | undefined;
  /** Where his SMS go. */
  mobile_phone?: unknown | undefined;
  /** Which of his meetings’ messages he gets. */
  host?:
    | {
        booked?: Channels | null | undefined;
        requested?: Channels | null | undefined;
        approved?: Channels | null | undefined;
        declined?: Channels | null | undefined;
        request_withdrawn?: Channels | null | undefined;
        new_times_requested?: Channels | null | undefined;
        rescheduled?: Channels | null | undefined;
        reassigned?: Channels | null | undefined;
        reassigned_away?: Channels | null | undefined;
        canceled_by_guest?: Channels | null | undefined;
        canceled_by_host?: Channels | null | undefined;
        reschedule_requested?: Channels | null | undefined;
        reminder?: Channels | null | undefined;
      }
    | null
    | undefined;
};

export type Channels = {
  email?: boolean | null | undefined;
  sms?: boolean | null | undefined;
};

export type UserNotificationSettingsChange = {
  /** Language and dates of his messages. */
  locale?: string | null | undefined;
  /** Where his SMS go. */
  mobile_phone?: string | null | undefined;
  /** Which of his meetings’ messages he gets. */
  host?:
    | {
        booked?: Channels | null | undefined;
        requested?: Channels | null | undefined;
        approved?: Channels | null | undefined;
        declined?: Channels | null | undefined;
        request_withdrawn?: Channels | null | undefined;
        new_times_requested?: Channels | null | undefined;
        rescheduled?: Channels | null | undefined;
        reassigned?: Channels | null | undefined;
        reassigned_away?: Channels | null | undefined;
        canceled_by_guest?: Channels | null | undefined;
        canceled_by_host?: Channels | null | undefined;
        reschedule_requested?: Channels | null | undefined;
        reminder?: Channels | null | undefined;
      }
    | null
    | undefined;
};

export type TestMail = {
  object: 'test_mail';
  to: string;
  /** The address that mail comes from here. */
  from: string;
  state: 'sent' | 'kept' | 'failed';
  /** The mail server; null if none is configured. */
  server: string | null;
  /** What the mail server, or the way to it, said. */
  error: string | null;
  /** Where the mail was kept in the data folder, if it was. */
  file: string | null;
};

export type NewTestMail = {
  /** Where the test mail goes. */
  to: string;
  /** Its language; the account’s if left out. */
  locale?: string | null | undefined;
};

export type ReportTotals = {
  object: 'report_totals';
  from: string;
  to: string;
  /** Activities of every state. One that was moved elsewhere counts once, where it is now. */
  all: number;
  requested: number;
  scheduled: number;
  rescheduled: number;
  completed: number;
  canceled: number;
  no_show: number;
  /** Of the meetings that were to take place: no_show / (completed + no_show). */
  no_show_rate: number | null;
  /** canceled / all. */
  cancellation_rate: number | null;
};

export type ReportRow = {
  object: 'report_row';
  /** Id of the user, page, …; the source itself, if that is what is counted by. */
  id: string;
  /** Null if it was deleted and its name erased. */
  name: string | null;
  /** Of users and contacts. */
  email: string | null;
  deleted: boolean;
  /** Activities of every state. One that was moved elsewhere counts once, where it is now. */
  all: number;
  requested: number;
  scheduled: number;
  rescheduled: number;
  completed: number;
  canceled: number;
  no_show: number;
};

export type ReportTrend = {
  object: 'report_trend';
  interval: 'hour' | 'day' | 'week' | 'month' | 'quarter';
  time_zone: string;
  /** One for each interval, also for those in which nothing was; the first may begin before `from`. */
  points: {
    start: string;
    /** Activities of every state. One that was moved elsewhere counts once, where it is now. */
    all: number;
    requested: number;
    scheduled: number;
    rescheduled: number;
    completed: number;
    canceled: number;
    no_show: number;
  }[];
};

export type ReportBusiestHours = {
  object: 'report_busiest_hours';
  time_zone: string;
  /** Monday first; how many activities began in each hour of that day of the week. */
  days: {
    day: string;
    hours: number[];
  }[];
};

export type ReportLeadTimes = {
  object: 'report_lead_times';
  /** Activities with a time. */
  counted: number;
  average_hours: number | null;
  median_hours: number | null;
  /** How many were booked less than so many hours before, and not less than the span before; null is the rest. */
  spans: {
    up_to_hours: number | null;
    count: number;
  }[];
};

export type Activity = {
  object: 'activity';
  id: string;
  /** Status */
  status?: 'requested' | 'scheduled' | 'rescheduled' | 'completed' | 'canceled' | 'no_show' | undefined;
  /** In the trash */
  in_trash?: boolean | undefined;
  /** Subject */
  subject?: string | undefined;
  /** Meeting time, UTC */
  starting_time?: string | null | undefined;
  /** Meeting time, customer’s zone */
  starting_time_customer?: string | null | undefined;
  /** Meeting time, owner’s zone */
  starting_time_owner?: string | null | undefined;
  /** Duration, minutes */
  duration_minutes?: number | undefined;
  /** Created, UTC */
  creation_time?: string | undefined;
  /** Last updated, UTC */
  last_updated_time?: string | undefined;
  /** Kind of location */
  location_type?: string | null | undefined;
  /** Location */
  location?: string | null | undefined;
  /** Video link */
  video_link?: string | null | undefined;
  /** Customer’s name */
  customer_name?: string | null | undefined;
  /** Customer’s e-mail */
  customer_email?: string | null | undefined;
  /** Customer’s company */
  customer_company?: string | null | undefined;
  /** Customer’s phone */
  customer_phone?: string | null | undefined;
  /** Customer’s mobile phone */
  customer_mobile_phone?: string | null | undefined;
  /** Customer’s note */
  customer_note?: string | null | undefined;
  /** Customer’s time zone */
  customer_time_zone?: string | undefined;
  /** Additional guests */
  additional_guests?: string[] | undefined;
  /** Custom fields */
  answers?:
    | {
        name: string;
        value: unknown;
      }[]
    | undefined;
  /** Contact */
  contact?: string | null | undefined;
  /** Owner’s id */
  owner?: string | undefined;
  /** Owner */
  owner_name?: string | null | undefined;
  /** Owner’s e-mail */
  owner_email?: string | null | undefined;
  /** Owner’s time zone */
  owner_time_zone?: string | null | undefined;
  /** Host’s id */
  host?: string | undefined;
  /** Host */
  host_name?: string | null | undefined;
  /** Host’s e-mail */
  host_email?: string | null | undefined;
  /** Booking calendar’s id */
  booking_calendar?: string | null | undefined;
  /** Booking calendar */
  booking_calendar_name?: string | null | undefined;
  /** Booking calendar’s link */
  booking_calendar_link?: string | null | undefined;
  /** Booking page’s id */
  booking_page?: string | null | undefined;
  /** Booking page */
  booking_page_name?: string | null | undefined;
  /** Booking page’s label */
  booking_page_label?: string | null | undefined;
  /** Booking page’s link */
  booking_page_link?: string | null | undefined;
  /** Event type’s id */
  event_type?: string | null | undefined;
  /** Event type */
  event_type_name?: string | null | undefined;
  /** Master page’s id */
  master_page?: string | null | undefined;
  /** Master page */
  master_page_name?: string | null | undefined;
  /** Master page’s label */
  master_page_label?: string | null | undefined;
  /** Master page’s link */
  master_page_link?: string | null | undefined;
  /** Tracking id */
  tracking_id?: string | undefined;
  /** Package’s id */
  package?: string | null | undefined;
  /** Sessions of the package */
  sessions?: number | undefined;
  /** Moved from */
  rescheduled_booking_id?: string | null | undefined;
  /** Canceled by */
  canceled_by?: 'user' | 'customer' | null | undefined;
  /** User who canceled or moved it */
  canceled_by_user?: string | null | undefined;
  /** Reason */
  cancel_reason?: string | null | undefined;
  /** UTM source */
  utm_source?: string | null | undefined;
  /** UTM medium */
  utm_medium?: string | null | undefined;
  /** UTM campaign */
  utm_campaign?: string | null | undefined;
  /** UTM term */
  utm_term?: string | null | undefined;
  /** UTM content */
  utm_content?: string | null | undefined;
  /** Amount charged */
  amount_charged?: number | null | undefined;
  /** Currency */
  currency?: string | null | undefined;
  /** Transaction */
  transaction?: string | null | undefined;
};

export type AuditEntry = {
  object: 'audit_entry';
  id: string;
  creation_time: string;
  actor: {
    /** `system` for the server’s own work. */
    type: 'key' | 'user' | 'system';
    /** Id of the API key or the user; null for the system. */
    id: string | null;
  };
  /** What the request’s `Request-Id` header said. */
  request_id: string | null;
  /** What was done with the subject. Who signs in is actor and subject; `after` says how and from where. */
  action: 'created' | 'updated' | 'deleted' | 'signed_in' | 'sign_in_failed' | 'signed_out';
  subject: {
    object: string;
    /** Of a schedule the user’s, of a team member the team’s. */
    id: string;
  };
  /** What the changed fields were; null for what is new, and once personal data was erased. */
  before: Record<string, unknown> | null;
  /** What they became; of a new object all that are set. Secrets are left out. */
  after: Record<string, unknown> | null;
};

export type Deletion = {
  object:
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
    | 'webhook';
  id: string;
  deleted: true;
  deletion_time: string;
};

export type BookingEventData = {
  object: 'booking';
  id: string;
  tracking_id: string;
  subject: string;
  status: 'requested' | 'scheduled' | 'rescheduled' | 'completed' | 'canceled' | 'no_show';
  in_trash: boolean;
  creation_time: string;
  starting_time: string | null;
  last_updated_time: string;
  attendees: string[];
  /** Id of the host. */
  owner: string;
  duration_minutes: number;
  virtual_conferencing: {
    join_url: string;
  } | null;
  location_description: string | null;
  rescheduled_booking_id: string | null;
  cancel_reschedule_information: {
    reason: string | null;
    actioned_by: 'user' | 'customer';
    user_id: string | null;
  } | null;
  customer_timezone: string;
  form_submission: {
    name: string;
    email: string;
    phone: string | null;
    mobile_phone: string | null;
    note: string | null;
    company: string | null;
    guests: string[];
    custom_fields: {
      name: string;
      value: unknown;
    }[];
  } | null;
  booking_page: string | BookingPage | DeletedBookingPage | null;
  master_page: string | MasterPage | DeletedMasterPage | null;
  event_type: string | EventType | DeletedEventType | null;
  external_calendar: {
    type: string | null;
    name: string | null;
    id: string | null;
    event_id: string | null;
  };
  conversation: ConversationOfBooking | null;
  booking_calendar: string | null;
  cancel_url: string | null;
  reschedule_url: string | null;
  ics_url: string | null;
  payment_information: {
    amount_charged: number;
    currency: string;
    transaction_id: string;
  } | null;
  custom_fields: {
    name: string;
    value: unknown;
  }[];
  /** Where the guest cancels or reschedules. */
  cancel_reschedule_url: string;
};

export type ConversationOfBooking = {
  object: 'conversation';
  id: string;
  creation_time: string;
  /** A bot that reached out, or the visitor. */
  initiated_by: 'bot' | 'contact';
  last_updated_time: string;
  last_interacted_time: string;
  contact: string;
  owner: string | null;
  status: 'started' | 'closed' | 'abandoned';
  bot: string;
  website: string | null;
  audience: string | null;
  answers: {
    id: string;
    internal_label: string | null;
    question: string;
    value: string | number | boolean | string[];
  }[];
  /** Ids of the bookings that came of it. */
  bookings: string[];
};

export type ConversationEventData = {
  object: 'conversation';
  id: string;
  creation_time: string;
  /** A bot that reached out, or the visitor. */
  initiated_by: 'bot' | 'contact';
  last_updated_time: string;
  last_interacted_time: string;
  contact: Contact | DeletedContact;
  owner: User | DeletedUser | null;
  status: 'started' | 'closed' | 'abandoned';
  bot: Bot;
  website: Website | null;
  audience: string | null;
  answers: {
    id: string;
    internal_label: string | null;
    question: string;
    value: string | number | boolean | string[];
  }[];
  /** Ids of the bookings that came of it. */
  bookings: string[];
};

/** What a webhook's URL receives. The same `id` is the same event, told again. */
export interface EventOf<Type extends string, Data> {
  id: string;
  object: 'event';
  creation_time: string;
  type: Type;
  api_version: 'v2';
  data: Data;
}

/** Any event; its `type` tells what its `data` is. */
export type DaybookEvent =
  | EventOf<'booking.scheduled', BookingEventData>
  | EventOf<'booking.rescheduled', BookingEventData>
  | EventOf<'booking.reassigned', BookingEventData>
  | EventOf<'booking.canceled_then_rescheduled', BookingEventData>
  | EventOf<'booking.canceled_reschedule_requested', BookingEventData>
  | EventOf<'booking.canceled', BookingEventData>
  | EventOf<'booking.completed', BookingEventData>
  | EventOf<'booking.no_show', BookingEventData>
  | EventOf<'conversation.started', ConversationEventData>
  | EventOf<'conversation.closed', ConversationEventData>
  | EventOf<'conversation.abandoned', ConversationEventData>
  | EventOf<'conversation.reached_out', ConversationEventData>;
