/**
 * Everything a caller can be told to act on, in the contract's words (section 3.1 of the wire contract and the
 * endpoints' own lists). `{name}` in a message or param is filled from the values given to `problem`.
 */
const table = {
  invalid_api_key: { status: 401, type: 'authentication_error', message: 'Invalid API key.' },
  expired_api_key: {
    status: 401,
    type: 'authentication_error',
    message: 'Expired API key. The key has been revoked by the account owner.',
  },
  not_signed_in: {
    status: 401,
    type: 'authentication_error',
    message: 'You are not signed in. The session is unknown or over.',
  },
  session_required: {
    status: 403,
    type: 'authentication_error',
    message: 'This is for people who are signed in. An API key does not do.',
  },
  no_such_session: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such session: '{value}'",
    param: '{param}',
  },
  foreign_request: {
    status: 403,
    type: 'authentication_error',
    message: 'The request does not come from a page of this server.',
  },
  wrong_credentials: {
    status: 401,
    type: 'authentication_error',
    message: 'The e-mail address or the password is wrong.',
  },
  code_required: {
    status: 401,
    type: 'authentication_error',
    message: 'Send the code of your authenticator app, or a recovery code, as well.',
    param: 'code',
  },
  wrong_code: {
    status: 401,
    type: 'authentication_error',
    message: 'The code is wrong, or was used already.',
    param: 'code',
  },
  wrong_password: { status: 403, type: 'authentication_error', message: 'The password is wrong.', param: '{param}' },
  sign_in_again: {
    status: 403,
    type: 'authentication_error',
    message: 'Sign in again to do this. Your sign-in was more than ten minutes ago.',
  },
  link_over: {
    status: 403,
    type: 'authentication_error',
    message: 'The link is not complete, too old, or was used already.',
    param: 'token',
  },
  already_accepted: {
    status: 409,
    type: 'invalid_request_error',
    message: 'The user has accepted his invitation already.',
  },
  no_invitation: { status: 409, type: 'invalid_request_error', message: 'The user has no link to withdraw.' },
  no_such_sign_on_provider: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such sign-on provider: '{value}'",
    param: '{param}',
  },
  invalid_issuer: {
    status: 400,
    type: 'invalid_request_error',
    message: "Invalid issuer: '{value}'. It has to be an https address that the public can reach.",
    param: 'issuer',
  },
  sign_on_unreachable: {
    status: 422,
    type: 'invalid_request_error',
    message: 'The provider does not answer as one: {value}',
  },
  two_factor_on: {
    status: 409,
    type: 'invalid_request_error',
    message: 'Codes are asked for already. Disable that first.',
  },
  two_factor_off: { status: 409, type: 'invalid_request_error', message: 'No codes are asked for at the sign-in.' },
  passkey_unknown: {
    status: 401,
    type: 'authentication_error',
    message: 'This passkey does not sign in here.',
    param: '{param}',
  },
  passkey_refused: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The browser’s answer does not prove a new passkey of yours.',
    param: '{param}',
  },
  passkey_limit: { status: 409, type: 'invalid_request_error', message: 'A user has at most {value} passkeys.' },
  no_such_passkey: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such passkey: '{value}'",
    param: '{param}',
  },
  too_many_guesses: {
    status: 429,
    type: 'rate_limit_error',
    message: 'Too many wrong attempts. Try again in {value} seconds.',
  },
  sign_up_closed: {
    status: 403,
    type: 'invalid_request_error',
    message: 'No account can be opened here: the link was used, or is wrong, or anybody may not.',
    param: 'token',
  },
  password_too_short: {
    status: 400,
    type: 'invalid_request_error',
    message: 'A password has at least {value} characters.',
    param: '{param}',
  },
  password_guessable: {
    status: 400,
    type: 'invalid_request_error',
    message: 'This password is easy to guess. Take one with fewer common words, names, years and rows of keys.',
    param: '{param}',
  },
  rate_limit: { status: 429, type: 'rate_limit_error', message: 'Request rate limit exceeded' },
  internal: { status: 500, type: 'api_error', message: 'An internal error occurred while processing your request' },
  unavailable: { status: 503, type: 'api_error', message: 'An unexpected error occurred. Please try again later.' },

  no_such_endpoint: { status: 404, type: 'invalid_request_error', message: "No such endpoint: '{value}'" },
  malformed_json: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The request body is not valid JSON.',
    param: 'body',
  },
  body_not_object: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The request body must be a JSON object.',
    param: 'body',
  },
  wrong_content_type: {
    status: 400,
    type: 'invalid_request_error',
    message: "Unsupported content type: '{value}'. Send application/json.",
    param: 'body',
  },
  body_too_large: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The request body is larger than {value} bytes.',
    param: 'body',
  },

  invalid_idempotency_key: {
    status: 400,
    type: 'invalid_request_error',
    message: 'An Idempotency-Key has 1 to 255 printable characters without blanks.',
    param: 'Idempotency-Key',
  },
  idempotency_key_reused: {
    status: 422,
    type: 'invalid_request_error',
    message: 'This Idempotency-Key was used for another request.',
    param: 'Idempotency-Key',
  },

  date_range: {
    status: 400,
    type: 'invalid_request_error',
    message: '{param} cannot be later than {other}',
    param: '{param}',
  },
  invalid_date: { status: 400, type: 'invalid_request_error', message: 'Invalid date: {value}', param: '{param}' },
  limit_out_of_range: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Out of range value: {value}. Please provide a number between 1 and 100.',
    param: 'limit',
  },
  both_cursors: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Received both before and after parameters. Please provide only one.',
  },
  search_without_words: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Search for at least one letter or digit.',
    param: 'q',
  },
  search_too_many_words: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Search for at most {value} words.',
    param: 'q',
  },
  cannot_expand: {
    status: 400,
    type: 'invalid_request_error',
    message: 'This property cannot be expanded: {value}',
    param: 'expand',
  },
  has_meetings_to_come: {
    status: 409,
    type: 'invalid_request_error',
    message: "The contact has meetings to come, '{value}' among them. Cancel them first.",
    param: 'id',
  },
  no_such_erasure: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such erasure: '{value}'",
    param: 'id',
  },
  same_contact: {
    status: 400,
    type: 'invalid_request_error',
    message: 'A contact cannot be merged with itself.',
    param: 'contact',
  },
  csv_unreadable: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The CSV cannot be read: {value}',
    param: 'csv',
  },
  no_such_report_row: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such row: '{value}'",
    param: 'after',
  },
  too_many_intervals: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The report would have more than {value} intervals. Choose longer ones, or a shorter time.',
    param: 'interval',
  },
  invalid_value: { status: 400, type: 'invalid_request_error', message: 'Invalid {kind}: {value}', param: '{param}' },
  missing_fields: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Required fields are missing.',
    param: '{param}',
  },
  too_long: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Value too long: {param} takes at most {value} characters.',
    param: '{param}',
  },

  invalid_text: {
    status: 400,
    type: 'invalid_request_error',
    message: "Invalid {kind}: '{value}'",
    param: '{param}',
  },
  unsupported_field: { status: 400, type: 'invalid_request_error', message: 'Unsupported field', param: '{param}' },
  unsupported_fields: { status: 400, type: 'invalid_request_error', message: 'Unsupported fields', param: '{param}' },
  nothing_to_update: {
    status: 400,
    type: 'invalid_request_error',
    message: 'At least one field must be provided to update.',
    param: 'body',
  },
  unknown_parameter: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Received unknown parameter: {param}',
    param: '{param}',
  },

  email_taken: {
    status: 400,
    type: 'invalid_request_error',
    message: "Email already exists: '{value}'",
    param: 'email',
  },
  owner_role_not_assignable: {
    status: 400,
    type: 'invalid_request_error',
    message: "The 'Account Owner' role cannot be assigned directly via the API.",
    param: 'role_name',
  },
  not_an_array_of_strings: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Must be an array of strings.',
    param: '{param}',
  },
  invalid_teams: { status: 400, type: 'invalid_request_error', message: 'Invalid team(s): {value}', param: 'teams' },
  cannot_update_owner: { status: 403, type: 'invalid_request_error', message: "Cannot update 'Account Owner' user." },
  cannot_delete_owner: { status: 403, type: 'invalid_request_error', message: "Cannot delete 'Account Owner' user." },
  user_deleted: {
    status: 410,
    type: 'invalid_request_error',
    message: "User cannot be modified as they have been deleted: '{value}'",
    param: 'id',
  },
  user_limit: {
    status: 422,
    type: 'invalid_request_error',
    message: 'You have reached the user limit for your current plan. To add more users, please upgrade your account.',
  },

  contact_needs_identity: {
    status: 400,
    type: 'invalid_request_error',
    message: "At least one of 'email' or 'mobile_phone' is required.",
    param: 'email',
  },
  field_required: { status: 400, type: 'invalid_request_error', message: '{param} is required', param: '{param}' },
  contact_exists: {
    status: 409,
    type: 'invalid_request_error',
    message: "Contact already exists: '{value}'",
    param: '{param}',
  },
  identifiers_fixed: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Identifier fields (email, mobile_phone) cannot be updated via this endpoint',
    param: '{param}',
  },
  no_such_custom_field: {
    status: 400,
    type: 'invalid_request_error',
    message: "Custom field '{value}' does not exist in field library",
    param: 'custom_fields',
  },

  hours_overlap: {
    status: 400,
    type: 'invalid_request_error',
    message: "availability range is overlapping: '{value}'",
    param: '{param}',
  },
  not_a_quarter: {
    status: 400,
    type: 'invalid_request_error',
    message: "{kind} should be multiple of 15: '{value}'",
    param: '{param}',
  },
  override_in_past: {
    status: 400,
    type: 'invalid_request_error',
    message: "Date cannot be in the past: '{value}'",
    param: 'overrides.date',
  },
  duplicate_day: {
    status: 400,
    type: 'invalid_request_error',
    message: "Duplicate entry for day or date: '{value}'",
    param: '{param}',
  },
  end_not_after_start: {
    status: 400,
    type: 'invalid_request_error',
    message: "end time should be after start time: '{value}'",
    param: '{param}',
  },
  duplicate_location: {
    status: 400,
    type: 'invalid_request_error',
    message: "Duplicate location type: '{value}'",
    param: '{param}',
  },
  both_online_types: {
    status: 422,
    type: 'invalid_request_error',
    message: 'You can set either online_dynamic_link or online_static_link',
    param: '{param}',
  },
  invalid_overrides_start: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Invalid date format for overrides_start_time. Expected format: YYYY-MM-DD',
    param: 'overrides_start_time',
  },

  no_such_booking: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such booking: '{value}'",
    param: '{param}',
  },
  no_such_booking_calendar: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such booking calendar: '{value}'",
    param: '{param}',
  },
  no_such_user: { status: 404, type: 'invalid_request_error', message: "No such user: '{value}'", param: '{param}' },
  no_such_team: { status: 404, type: 'invalid_request_error', message: "No such team: '{value}'", param: '{param}' },
  no_such_booking_page: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such booking page: '{value}'",
    param: '{param}',
  },
  no_such_event_type: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such event type: '{value}'",
    param: '{param}',
  },
  no_such_master_page: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such master page: '{value}'",
    param: '{param}',
  },
  no_such_pool: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such resource pool: '{value}'",
    param: '{param}',
  },
  page_by_rules: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The rules of this master page choose the booking page.',
    param: 'booking_page',
  },
  no_such_contact: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such contact: '{value}'",
    param: '{param}',
  },
  no_such_conversation: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such conversation: '{value}'",
    param: '{param}',
  },
  no_such_notification: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such notification: '{value}'",
    param: '{param}',
  },
  no_such_notice: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such notice: '{value}'",
    param: '{param}',
  },
  no_such_saved_view: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such saved view: '{value}'",
    param: '{param}',
  },
  no_such_webhook: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such webhook: '{value}'",
    param: '{param}',
  },

  cannot_cancel: {
    status: 409,
    type: 'invalid_request_error',
    message: "Booking cannot be cancelled: '{value}'",
    param: 'id',
  },
  cannot_cancel_paid: {
    status: 422,
    type: 'invalid_request_error',
    message:
      'Paid bookings cannot be canceled through this endpoint. Please login to OnceHub and use the Activity Stream to cancel paid bookings.',
  },

  cannot_request_reschedule_paid: {
    status: 422,
    type: 'invalid_request_error',
    message:
      'Paid bookings can only be requested for reschedule in your OnceHub account. Log in and use the activity stream to submit a reschedule request for this booking.',
  },
  cannot_mark_no_show: {
    status: 409,
    type: 'invalid_request_error',
    message: "Cannot update booking status to no_show: '{value}'",
    param: 'id',
  },
  cannot_reschedule: {
    status: 409,
    type: 'invalid_request_error',
    message: "Booking cannot be rescheduled: '{value}'",
    param: 'id',
  },
  people_gone: {
    status: 409,
    type: 'invalid_request_error',
    message: 'Booking cannot take this time: Its host, or somebody else who takes part, takes no meetings any more.',
    param: 'id',
  },

  cannot_approve: {
    status: 409,
    type: 'invalid_request_error',
    message: "Booking cannot be approved: '{value}'",
    param: 'id',
  },
  cannot_decline: {
    status: 409,
    type: 'invalid_request_error',
    message: "Booking cannot be declined: '{value}'",
    param: 'id',
  },
  start_not_proposed: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The start time is not one of those that the guest proposed.',
    param: 'start_time',
  },
  user_inactive: {
    status: 409,
    type: 'invalid_request_error',
    message: 'User is inactive.',
    param: 'new_host',
  },
  reassign_to_same_host: {
    status: 409,
    type: 'invalid_request_error',
    message: 'Booking cannot be reassigned to the same host.',
    param: 'new_host',
  },
  cannot_reassign: {
    status: 409,
    type: 'invalid_request_error',
    message: 'Booking cannot be reassigned in its current status.',
    param: 'id',
  },
  provider_not_connected: {
    status: 409,
    type: 'invalid_request_error',
    message:
      "Invalid location: '{value}' is not connected for this user. Connected Video Conference Service options: {other}.",
    param: 'location.value',
  },
  reassign_without_seat: {
    status: 409,
    type: 'invalid_request_error',
    message: 'Cannot reassign booking: The new host requires an assigned seat.',
  },
  cannot_reassign_session: {
    status: 409,
    type: 'invalid_request_error',
    message: 'Booking cannot be reassigned: Other guests share its session.',
    param: 'id',
  },
  cannot_reassign_package: {
    status: 409,
    type: 'invalid_request_error',
    message: 'Booking cannot be reassigned: It is a session of a package.',
    param: 'id',
  },
  new_host_busy: {
    status: 409,
    type: 'invalid_request_error',
    message: 'Booking cannot be reassigned: The new host has another meeting at this time.',
    param: 'new_host',
  },
  location_not_virtual: {
    status: 400,
    type: 'invalid_request_error',
    message: "location.type must be 'virtual'",
    param: 'location.type',
  },

  no_such_host: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such user or team: '{value}'",
    param: 'host',
  },
  slug_taken: {
    status: 409,
    type: 'invalid_request_error',
    message: "A public page with this address already exists: '{value}'",
    param: 'slug',
  },
  invalid_slug: {
    status: 400,
    type: 'invalid_request_error',
    message: "Invalid slug: '{value}'. Use 4 to 100 letters, digits, hyphens and underscores.",
    param: 'slug',
  },
  settings_conflict: {
    status: 400,
    type: 'invalid_request_error',
    message: 'These settings exclude each other: {value}.',
    param: '{param}',
  },

  no_links_here: {
    status: 400,
    type: 'invalid_request_error',
    message: "This booking calendar does not allow creation of one time links: '{value}'",
    param: 'id',
  },
  master_page_deleted: {
    status: 400,
    type: 'invalid_request_error',
    message: "This master page is deleted: '{value}'",
    param: 'id',
  },
  no_links_on_master_page: {
    status: 400,
    type: 'invalid_request_error',
    message: "This master page does not allow creation of one time links: '{value}'",
    param: 'id',
  },
  invalid_link_duration: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Invalid duration_minutes: {value}. Offered are {other}.',
    param: 'booking_settings.duration_minutes',
  },
  no_such_link: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such one-time link: '{value}'",
    param: '{param}',
  },
  link_used: {
    status: 409,
    type: 'invalid_request_error',
    message: "This one-time link was used for a booking already: '{value}'",
    param: 'one_time_link',
  },
  link_expired: {
    status: 409,
    type: 'invalid_request_error',
    message: "This one-time link has expired: '{value}'",
    param: 'one_time_link',
  },

  v1_no_such_webhook: {
    status: 404,
    type: 'invalid_request_error',
    message: 'No existing Webhook subscription with this ID can be found.',
  },
  v1_webhook_name_taken: {
    status: 409,
    type: 'invalid_request_error',
    message: 'A Webhook subscription with this name already exists.',
  },
  v1_no_such_booking: {
    status: 404,
    type: 'invalid_request_error',
    message: 'No existing booking with this ID can be found.',
  },
  v1_no_such_booking_page: {
    status: 404,
    type: 'invalid_request_error',
    message: 'No existing booking page with this ID can be found.',
  },
  conversation_over: {
    status: 409,
    type: 'invalid_request_error',
    message: "Conversation is over: '{value}'",
    param: 'id',
  },
  conversation_full: {
    status: 409,
    type: 'invalid_request_error',
    message: 'Conversation is full: It holds at most 500 answers, and 256 kB of them.',
    param: 'answers',
  },
  booking_in_other_conversation: {
    status: 409,
    type: 'invalid_request_error',
    message: "Booking belongs to another conversation: '{value}'",
    param: 'booking',
  },

  end_before_start: {
    status: 400,
    type: 'invalid_request_error',
    message: 'End time must be after the start time.',
    param: 'end_time',
  },
  range_too_long: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The time range cannot be longer than 30 days.',
    param: 'end_time',
  },
  slots_without_seat: {
    status: 402,
    type: 'invalid_request_error',
    message: "Time slots cannot be retrieved when the host doesn't have a seat assigned.",
  },
  slots_unpublished: {
    status: 422,
    type: 'invalid_request_error',
    message: 'Time slots cannot be retrieved from an unpublished booking calendar.',
    param: 'id',
  },
  slots_disabled: {
    status: 422,
    type: 'invalid_request_error',
    message: 'Time slots cannot be retrieved from a disabled page.',
    param: 'id',
  },
  schedule_disabled: {
    status: 422,
    type: 'invalid_request_error',
    message: 'Meeting cannot be scheduled on a disabled page.',
    param: '{param}',
  },
  invalid_duration: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Invalid duration_minutes: {value}. Offered are {other}.',
    param: 'duration_minutes',
  },
  wrong_number_of_starts: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Exactly {value} different start times are needed here.',
    param: 'start_times',
  },
  no_such_hold: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such hold: '{value}'",
    param: '{param}',
  },
  no_such_attachment: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such attachment: '{value}'",
    param: '{param}',
  },
  has_booking_already: {
    status: 409,
    type: 'invalid_request_error',
    message: 'This guest has a booking here already, and one is all that is allowed.',
    param: 'booking_form.email',
  },
  booking_form_missing: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Required fields are missing.',
    param: 'booking_form',
  },
  start_not_available: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The selected start time is not available.',
    param: 'start_time',
  },
  start_in_past: {
    status: 400,
    type: 'invalid_request_error',
    message: 'Start time cannot be in the past.',
    param: 'start_time',
  },
  invalid_location: {
    status: 400,
    type: 'invalid_request_error',
    message: 'The selected location is not available.',
    param: 'location',
  },
  invalid_time_zone: {
    status: 400,
    type: 'invalid_request_error',
    message: "Invalid timezone: '{value}'",
    param: '{param}',
  },
  invalid_email: {
    status: 400,
    type: 'invalid_request_error',
    message: "Invalid email format: '{value}'",
    param: '{param}',
  },
  invalid_phone: {
    status: 400,
    type: 'invalid_request_error',
    message: "Invalid phone format: '{value}'",
    param: '{param}',
  },
  schedule_without_seat: {
    status: 402,
    type: 'invalid_request_error',
    message: "Meeting cannot be scheduled when the host doesn't have a seat assigned.",
  },
  schedule_unpublished: {
    status: 422,
    type: 'invalid_request_error',
    message: 'Meeting cannot be scheduled on an unpublished booking calendar.',
    param: '{param}',
  },

  webhook_name_taken: {
    status: 409,
    type: 'invalid_request_error',
    message: "A webhook subscription with this name already exists: '{value}'",
    param: 'name',
  },
  invalid_webhook_name: {
    status: 400,
    type: 'invalid_request_error',
    message: "Invalid name: '{value}'. A name needs at least one letter or digit.",
    param: 'name',
  },
  invalid_webhook_url: {
    status: 400,
    type: 'invalid_request_error',
    message: "Invalid URL: '{value}'. Provide a complete URL that starts with https:// and leads to a public host.",
    param: 'url',
  },
  invalid_webhook_events: {
    status: 400,
    type: 'invalid_request_error',
    message: "Invalid event: '{value}'",
    param: 'events',
  },

  no_such_delivery: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such delivery: '{value}'",
    param: '{param}',
  },
  no_such_attempt: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such attempt: '{value}'",
    param: '{param}',
  },
  no_such_event: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such event: '{value}'",
    param: '{param}',
  },
  no_such_replay: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such replay: '{value}'",
    param: '{param}',
  },
  delivery_pending: {
    status: 409,
    type: 'invalid_request_error',
    message: "Delivery is still pending: '{value}'",
    param: 'id',
  },
  replay_running: {
    status: 409,
    type: 'invalid_request_error',
    message: "A replay for this webhook is running: '{value}'",
    param: 'id',
  },
  replay_over: {
    status: 409,
    type: 'invalid_request_error',
    message: "Replay is over: '{value}'",
    param: 'id',
  },
  event_unknown_in_v1: {
    status: 400,
    type: 'invalid_request_error',
    message: "API v1 does not know this event: '{value}'",
    param: 'type',
  },
  webhook_not_signed: {
    status: 409,
    type: 'invalid_request_error',
    message: "Webhooks of API v1 are not signed: '{value}'",
    param: 'id',
  },
  rotation_under_way: {
    status: 409,
    type: 'invalid_request_error',
    message: "A rotation of this webhook's secret is under way: '{value}'",
    param: 'id',
  },
  unknown_placeholder: {
    status: 400,
    type: 'invalid_request_error',
    message: "Unknown placeholder: '{value}'. Did you mean '{other}'?",
    param: '{param}',
  },
  no_such_mail: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such mail: '{value}'",
    param: '{param}',
  },

  role_forbidden: { status: 403, type: 'invalid_request_error', message: 'Your role does not permit this: {value}' },
  saved_view_limit: {
    status: 422,
    type: 'invalid_request_error',
    message: 'A user can keep up to 100 saved views.',
  },
  saved_view_name_taken: {
    status: 409,
    type: 'invalid_request_error',
    message: "A saved view with this name already exists: '{value}'",
    param: 'name',
  },
  api_key_limit: {
    status: 409,
    type: 'invalid_request_error',
    message: 'An account has at most 25 API keys. Delete one that is no longer used.',
  },
  api_key_name_taken: {
    status: 409,
    type: 'invalid_request_error',
    message: "An API key with this name already exists: '{value}'",
    param: 'name',
  },
  invalid_api_key_name: {
    status: 400,
    type: 'invalid_request_error',
    message: "Invalid API key name: '{value}'. A name needs at least one letter or digit.",
    param: 'name',
  },
  no_such_api_key: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such API key: '{value}'",
    param: '{param}',
  },
  no_such_audit_entry: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such audit entry: '{value}'",
    param: '{param}',
  },
  no_such_deleted_object: {
    status: 404,
    type: 'invalid_request_error',
    message: "No such deleted object: '{value}'",
    param: '{param}',
  },
  invalid_team_name: {
    status: 400,
    type: 'invalid_request_error',
    message: "Invalid team name: '{value}'. A name needs at least one letter or digit.",
    param: 'name',
  },
  duplicate_member: {
    status: 400,
    type: 'invalid_request_error',
    message: "Duplicate member: '{value}'",
    param: 'members.user',
  },
} as const satisfies Record<string, Entry>;

interface Entry {
  status: 400 | 401 | 402 | 403 | 404 | 409 | 410 | 422 | 429 | 500 | 503;
  type: 'authentication_error' | 'invalid_request_error' | 'rate_limit_error' | 'api_error';
  message: string;
  param?: string;
}

export type ProblemName = keyof typeof table;

/** The table's entries by name, for the OpenAPI document and the docs. */
export const problems: Readonly<Record<ProblemName, Entry>> = table;

/** An answer that tells the caller what to change. Thrown by routes and verbs, rendered by the app. */
export class Problem extends Error {
  override readonly name: ProblemName;
  readonly status: Entry['status'];
  readonly type: Entry['type'];
  readonly param: string | undefined;
  /** After how many seconds the same request may pass; sent as `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;
  constructor(name: ProblemName, message: string, param: string | undefined, retryAfterSeconds?: number) {
    super(message);
    this.name = name;
    this.status = table[name].status;
    this.type = table[name].type;
    this.param = param;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The error envelope of the contract's section 3. */
  body(): { type: string; message: string; param?: string } {
    const { type, message, param } = this;
    return param === undefined ? { type, message } : { type, message, param };
  }

  /** The same as API v1 has it, which names no parameter and has words of its own for some (contract 10.1). */
  bodyV1(): { type: string; message: string } {
    const { type, message } = (table as Record<string, Entry>)[`v1_${this.name}`] ?? this;
    return { type, message };
  }
}

/** True for a path of API v1. */
export function isV1(path: string): boolean {
  return path.startsWith('/v1/');
}

/** A problem of the table with its blanks filled. `param` defaults to `id`, the path's own parameter. */
export function problem(
  name: ProblemName,
  values: { value?: string; param?: string; other?: string; kind?: string; retryAfterSeconds?: number } = {},
): Problem {
  const entry: Entry = table[name];
  const fill = (pattern: string) =>
    pattern.replace(/\{(\w+)\}/g, (_, key: 'value' | 'param' | 'other' | 'kind') =>
      shorten(values[key] ?? (key === 'param' ? 'id' : '')),
    );
  const param = entry.param === undefined ? undefined : fill(entry.param);
  return new Problem(name, fill(entry.message), param, values.retryAfterSeconds);
}

/** Callers may send anything; an answer repeats no more of it than helps. */
function shorten(value: string): string {
  return value.length > 200 ? `${value.slice(0, 200)}…` : value;
}
