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
  booking_page: string | null;
  master_page: string | null;
  event_type: string | null;
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

export type DeletedUser = {
  id: string;
  object: 'user';
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

export type SlotExplanation = {
  object: 'slot_explanation';
  start_time: string;
  /** True if a host is free at this start and every rule allows it. */
  offered: boolean;
  hosts: {
    host: string;
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
        | 'buffer';
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

export type SlotHold = {
  object: 'slot_hold';
  id: string;
  start_time: string;
  duration_minutes: number;
  /** Id of the user whose time is held. */
  host: string;
  expires_time: string;
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
        type: 'text' | 'single_select' | 'multi_select';
        required?: boolean | undefined;
        options?: string[] | undefined;
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
    type: 'text' | 'single_select' | 'multi_select';
    required: boolean;
    options: string[];
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
        type: 'text' | 'single_select' | 'multi_select';
        required?: boolean | undefined;
        options?: string[] | undefined;
      }[]
    | undefined;
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
  action: 'created' | 'updated' | 'deleted';
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
  object: 'api_key' | 'booking' | 'booking_calendar' | 'contact' | 'team' | 'user' | 'webhook';
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
  booking_page: string | null;
  master_page: string | null;
  event_type: string | null;
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
