import type { ProblemName } from './problem.ts';

/** What a person who got the problem can do about it, for its page under `/docs/errors`. Backticks mark code. */
export const advice: Readonly<Partial<Record<ProblemName, string>>> = {
  invalid_api_key:
    'Send a key of this server in the header `API-Key`, whole and without blanks around it. A key of OnceHub, or of another Daybook, opens nothing here; nor does `Authorization: Bearer`.',
  expired_api_key:
    'The key was good until somebody deleted it. Ask an administrator of the account for a new one and put it in the place of the old.',
  not_signed_in:
    'Sign in again with `POST /v2/session`, or in the console. Sessions end when they are not used for a while, when they get old, when the password changes, and when somebody ends them.',
  session_required:
    'Passwords, sessions and the like belong to a person. Sign in with `POST /v2/session` and send the cookie instead of the key.',
  no_such_session: 'The session is over, or somebody else’s. `GET /v2/sessions` lists those that there are.',
  foreign_request:
    'Changes that are sent with the session’s cookie need the header `Daybook-Console: 1`, and no `Origin` but the server’s own. Programs send an API key instead of the cookie.',
  wrong_credentials:
    'Check the address and the password, or have a link sent to set a new one. The answer is the same whether or not anybody has the address.',
  too_many_guesses:
    'Wait as long as `Retry-After` says; each further wrong attempt doubles it, up to a quarter of an hour. A link to set a new password, passkeys and single sign-on go on working.',
  code_required: 'Ask for the code and send the same request again with it in `code`.',
  wrong_code:
    'Each code works once, for half a minute before and after its time; check the clock of the device. A recovery code works in its place, once. An administrator can let a user sign in without one.',
  wrong_password: 'Check the password. Wrong ones count as they do at the sign-in.',
  sign_in_again:
    'Who has no password confirms with a new sign-in that it is him. Sign in, and do it within ten minutes.',
  link_over:
    'Ask for a new one. A link works once, those to set a password for two hours, invitations for seven days, and a new one replaces the one before.',
  already_accepted: 'He signs in as he chose to. If he cannot any more, let him ask for a link to set a password.',
  no_invitation: 'There is none, or it was used. Until he has accepted, `POST /v2/users/{id}/invitation` makes one.',
  no_such_sign_on_provider: 'It was removed. `GET /v2/sign-on-providers` lists those of the account.',
  invalid_issuer:
    'Take the issuer’s address as the provider names it. The operator allows private hosts and http with `SIGN_ON_ALLOW_HOSTS`.',
  sign_on_unreachable:
    'Open `/.well-known/openid-configuration` below the issuer’s address in a browser: it has to be there, and to name the same issuer.',
  two_factor_on: 'Disable it with `POST /v2/two-factor/disable` to set up another device.',
  two_factor_off: 'There is nothing to disable or to recover. `POST /v2/two-factor` sets it up.',
  passkey_unknown:
    'It was removed, belongs to another server, or took too long to answer. Ask for new options, or sign in another way.',
  passkey_refused:
    'Ask for new options and let the browser answer within five minutes, on a page of this server, with a finger, a face or a PIN. A passkey can be added once.',
  passkey_limit: 'Remove one that you do not use.',
  no_such_passkey: 'It was removed, or is somebody else’s. `GET /v2/passkeys` lists yours.',
  sign_up_closed:
    'To be the first, open the link that the server printed when it started; after that, ask an administrator for an invitation. With `SIGN_UP=on` anybody can open an account.',
  password_too_short:
    'Take a longer password. A few words that do not belong together are easy to remember and hard to guess.',
  password_guessable:
    'Passwords made of common words, your own name or address, years, and rows of keys are what guessers try first. A few words that do not belong together are better.',
  rate_limit:
    'The request did nothing. Wait as many seconds as the header `Retry-After` says, then send it again. If it happens often, ask for larger pages, let webhooks tell you what happens, or ask whoever runs the server for other limits.',
  internal:
    'A fault of the server, of which nothing is left. Try again, for changes with an `Idempotency-Key`; if it stays, tell whoever runs the server the `Request-Id` of the answer, which leads to the cause in its log.',
  unavailable:
    'The server cannot reach its database now. Try again in some seconds. What the request did is not known, so send changes with an `Idempotency-Key` that makes it safe to repeat them.',

  no_such_endpoint:
    'Compare method and path with the reference. The path begins with the version, such as `/v2`; names are written in lower case with hyphens.',
  malformed_json:
    'The body breaks off or is not JSON: look for single quotes, a comma after the last entry, or a text that your shell has changed. Let a JSON library write it.',
  body_not_object: 'Put the fields into one object, `{…}`. A list, a text or a number alone is no body.',
  wrong_content_type: 'Send the header `Content-Type: application/json`. Forms and XML are not read.',
  body_too_large: 'No field of the API needs that much. Send less, or several requests.',
  invalid_idempotency_key:
    'Take a UUID, or any text of 1 to 255 printable characters without blanks, as the `Idempotency-Key`.',
  idempotency_key_reused:
    'Within 72 hours a key belongs to one request: same method, same address, same body to the byte. For another request make up another key. If it should have been the same one, check that your program writes its JSON the same way each time.',

  date_range: 'Swap the two filters: `.gt` is the earlier end of the range, `.lt` the later one.',
  has_meetings_to_come:
    'Whoever is erased cannot be met. Cancel the meetings that are not over yet, so that the hosts hear of it, and erase the contact then.',
  no_such_erasure: 'List the erasures: each is named by the answer that it gave.',
  same_contact: 'Name the other contact, whose bookings are to come to this one.',
  csv_unreadable:
    'Send the text of the file, with the names of its columns in the first line, separated by commas, semicolons or tabs, and quotes that are closed.',
  no_such_report_row:
    'Go on from the id of a row of this very report: same times, same filters. Or begin with its first page again.',
  too_many_intervals:
    'A chart of more points than pixels says nothing. Ask for days in place of hours, or for fewer of them.',
  invalid_date:
    'Send a date that the calendar has, as `2026-12-02`, or a time as `2026-12-02T06:30:00.000Z`. A `+` before an offset has to be written as `%2B` in an address.',
  limit_out_of_range: 'Ask for 1 to 100 objects. For more, go on to the next page.',
  both_cursors: 'Send `after` to go towards the older objects, or `before` to go towards the newer ones, but not both.',
  search_without_words: 'Punctuation alone finds nothing. Send a word, or leave `q` out to list everything.',
  search_too_many_words:
    'Search for fewer words. The beginning of a rare one, such as of an address or an id, finds as much as many.',
  cannot_expand:
    'Name only fields that the reference lists for this operation, separated by commas. The message says which name is not one of them.',
  invalid_value:
    'The field or parameter named by `param` takes another kind of value, or one of a list; the reference has both. Mind the letters’ case.',
  missing_fields: 'Send the field that `param` names, with a value that is not `null`.',
  too_long: 'Shorten the text in `param` to the number of characters in the message.',
  invalid_text:
    'Names are 1 to 100 letters, digits, blanks and the marks that names are written with; other fields take what the reference lists.',
  unsupported_field: 'Leave out the field that `param` names: it is misspelt, or it cannot be changed.',
  unsupported_fields: 'Leave out the field that `param` names: it is misspelt, or it cannot be set.',
  nothing_to_update: 'Send at least one field with its new value.',
  unknown_parameter:
    'This operation, unlike others, takes no parameter that it does not know. Leave out the one that `param` names.',

  email_taken:
    'A user of the account has this address. Find him with `GET /v2/users?email=…` and change him, or use another address.',
  owner_role_not_assignable:
    'Choose `Administrator`, `Team Manager` or `Member`. The owner hands his role over himself.',
  not_an_array_of_strings: 'Send a list of ids, such as `["TM-GCJU8DLBTPY1"]`, also for a single one.',
  invalid_teams:
    'The ids in the message name no team of this account: mistyped, deleted, or of another account. `GET /v2/teams` lists those that there are.',
  cannot_update_owner: 'The account’s owner cannot be changed through the API.',
  cannot_delete_owner: 'The account’s owner cannot be deleted. Another user has to become the owner first.',
  user_deleted: 'The user was deleted, which cannot be undone. Invite the person again with `POST /v2/users`.',
  user_limit:
    'The server is set to take no more users for an account. Delete one who has left, or ask whoever runs the server to raise `MAX_USERS_PER_ACCOUNT`.',

  contact_needs_identity: 'Send an e-mail address or a mobile number, by which the contact will be known.',
  field_required: 'Send the field that `param` names, with a text in it.',
  contact_exists:
    'A contact with this address or number is there already. Find it with `GET /v2/contacts?email=…` and change it with `PATCH`.',
  identifiers_fixed:
    'E-mail address and mobile number tell contacts apart and stay as they are. Make another contact if the person has another address.',
  no_such_custom_field:
    'Only fields of the account’s field library can be set. Check the spelling; capital and small letters differ.',

  hours_overlap: 'Two stretches of one day share time. Let each begin where the one before ends, or later.',
  not_a_quarter: 'Working hours begin and end at full, quarter, half and three-quarter hours: `09:00`, `09:15` …',
  override_in_past: 'Set hours for today or a later date. What is past is counted in the zone of the user.',
  duplicate_day: 'Name each day or date once, with all of its working hours in the one entry.',
  end_not_after_start:
    'Let the stretch end later than it begins. For hours past midnight, use an entry for each of the two days.',
  duplicate_location: 'Name each type of location once for a stretch of hours.',
  both_online_types: 'Keep either `online_dynamic_link` or `online_static_link` for a stretch of hours, not both.',
  invalid_overrides_start: 'Send `overrides_start_time` as a date, such as `2026-12-02`.',

  no_such_booking:
    'No booking of this account has the id. Check it, and that the key is of the right account; `GET /v2/bookings` lists those that there are.',
  no_such_booking_calendar:
    'No booking calendar of this account has the id. Check it, and that the key is of the right account; `GET /v2/booking-calendars` lists those that there are.',
  no_links_here: 'Publish the booking calendar first.',
  master_page_deleted: 'A deleted master page takes no bookings. Make the link for another one.',
  no_links_on_master_page:
    'Only master pages whose rules find the hosts have one-time links; on the others guests pick a page themselves.',
  invalid_link_duration: 'Take one of the durations in the message, or leave it out.',
  no_such_link:
    'A link is good for the calendar or master page it was made for. One that nobody used is gone after 90 days.',
  link_used: 'A one-time link takes one booking. Make another one.',
  link_expired: 'Unused links live for 90 days. Make another one.',
  v1_no_such_webhook: 'List the webhooks and take an id from there. A deleted one is found no more in v1.',
  v1_webhook_name_taken:
    'Names of webhooks are unique in an account. Take another one, or delete the webhook that has it.',
  v1_no_such_booking: 'Take the `tracking_id` of a booking that was not erased.',
  v1_no_such_booking_page: 'List the booking pages and take an id from there.',
  no_such_host: 'Name a user or a team of the account that was not deleted.',
  slug_taken: 'Addresses of public pages are unique on a server, whatever their letters’ case. Take another one.',
  invalid_slug:
    'Take 4 to 100 letters, digits, hyphens and underscores, beginning with a letter or a digit, that the server does not use itself.',
  settings_conflict: 'Change the setting that `param` names, or the one that it does not go with.',
  no_such_booking_page:
    'List the booking pages and take an id from there. One that another account has, or that was deleted, answers the same when it is to be booked.',
  no_such_event_type:
    'List the event types and take an id from there. On a page or a master page only those that it offers can be booked.',
  no_such_pool: 'List the resource pools and take an id from there.',
  page_by_rules: 'Leave out `booking_page`; name the event type alone.',
  no_such_master_page: 'List the master pages and take an id from there.',
  no_such_hold:
    'A hold lasts five minutes, is used up by its booking, and is good for its own start on its own calendar or page. Take another one.',
  no_such_attachment:
    'Upload the file first and send its id. A file is good for one booking, and is deleted after a day without one.',
  has_booking_already:
    'The guest can move or cancel the meeting that he has. To allow more, change `one_booking_per_guest` in the guest settings.',
  cannot_approve:
    'Only a booking whose status is `requested` can be approved. Read it again: somebody may have been faster.',
  cannot_decline:
    'Only a booking whose status is `requested` can be declined. To end one that is scheduled, cancel it.',
  start_not_proposed: 'Take one of the times that the guest proposed, or decline and ask for new times.',
  cannot_reassign: 'Only bookings that are `scheduled` or `rescheduled` can change hands.',
  cannot_reassign_session:
    'Guests of one session share its host. Reschedule this guest to another host’s calendar instead.',
  cannot_reassign_package: 'The sessions of a package stay with the host it was booked with. Move or cancel this one.',
  reassign_to_same_host: 'The booking has this host already. Name another user.',
  user_inactive: 'The user was invited and has not joined yet. Name an active one.',
  reassign_without_seat: 'Give the user a seat, or name another one.',
  provider_not_connected:
    'Take one of the providers in the message, leave `location` out to keep the meeting’s own, or add the provider to the user’s availability.',
  new_host_busy: 'Nobody is ever in two meetings at once. Move the booking first, or name somebody who is free.',
  location_not_virtual: 'Only meetings online can be moved to another provider here. Leave `location` out otherwise.',
  slots_disabled: 'Activate the page, or the master page above it, and ask again.',
  schedule_disabled: 'Activate the page, or the master page above it, and book again.',
  invalid_duration: 'Take one of the durations in the message, or leave it out for the default one.',
  wrong_number_of_starts:
    'Send as many different times as the message says: one for each session of a package, or for each proposal of a request.',
  no_such_user:
    'No user of this account has the id. Check it, and that the key is of the right account; `GET /v2/users` lists those that there are.',
  no_such_team:
    'No team of this account has the id. Check it, and that the key is of the right account; `GET /v2/teams` lists those that there are.',
  no_such_contact:
    'No contact of this account has the id. Check it, and that the key is of the right account; `GET /v2/contacts` lists those that there are.',
  no_such_conversation:
    'No conversation of this account has the id. Check it, and that the key is of the right account; `GET /v2/conversations` lists those that there are.',
  no_such_notification:
    'No SMS of this account has the id. Check it, and that the key is of the right account; `GET /v2/notifications/sms` lists those that there are.',
  no_such_notice:
    'No notice of this account has the id. Check it, and that the key is of the right account; `GET /v2/notices` lists those that there are.',
  no_such_saved_view:
    'No saved view of this account has the id. Check it; `GET /v2/saved-views` lists those that there are.',
  no_such_webhook:
    'No webhook of this account has the id. Check it, and that the key is of the right account. If you wanted to delete it, it is gone.',

  cannot_cancel:
    'Only a booking that is scheduled, rescheduled, completed or a no-show can be cancelled. Read it to see what it is; if it is canceled already, there is nothing left to do.',
  cannot_cancel_paid:
    'The guest has paid, so cancelling includes a decision about the money. It is left to people in the account.',
  cannot_request_reschedule_paid:
    'The guest has paid, so asking for another time includes a decision about the money. It is left to people in the account.',
  cannot_mark_no_show: 'Only a booking that is scheduled, rescheduled or completed can become a no-show.',
  cannot_reschedule: 'The booking is over or canceled and cannot be moved. Make a new one.',
  people_gone:
    'Somebody of the meeting was deleted, has no seat any more or has left his place in it. Reassign the booking, or move it to another calendar or page.',

  conversation_over:
    'The chat was closed, or abandoned because its visitor was silent for ten minutes. If he comes back, start another with `POST /v2/conversations`.',
  conversation_full:
    'Close the conversation and go on in another, or keep long texts elsewhere and send where they are.',
  booking_in_other_conversation:
    'A booking belongs to one chat, and this one has its own already. Read the booking with `expand=conversation` to see which.',

  end_before_start: 'Let `end_time` be later than `start_time`. If `start_time` is left out, it is now.',
  range_too_long: 'Ask for at most 30 days at once, and for longer times range by range.',
  slots_without_seat: 'Somebody with the right to do so has to give the calendar’s host a seat.',
  slots_unpublished: 'Publish the calendar first. While it is unpublished it has no free times.',
  booking_form_missing:
    'Send `booking_form` with at least `name` and `email`, and with every answer that the calendar requires.',
  start_not_available:
    'The time was taken a moment ago, or never was on offer. List the free times again and choose one. `GET /v2/booking-calendars/{id}/time-slots/why` says which rule closes a time.',
  start_in_past: 'Ask for a time that is still to come.',
  invalid_location:
    'Choose a location from those that the slot lists, with its `value`; places that the guest names (`guest_phone`, `in_person_by_guest`) need one from you. Left out, the host’s own place is taken.',
  invalid_time_zone: 'Send an IANA name such as `America/New_York`. Abbreviations and offsets are none.',
  invalid_email: 'Send one address, such as `carrie@example.com`, without a name around it.',
  invalid_phone: 'Send the number with its country code, such as `+12025550195`.',
  schedule_without_seat: 'Somebody with the right to do so has to give the calendar’s host a seat.',
  schedule_unpublished: 'Publish the calendar first. While it is unpublished nobody can book it.',

  webhook_name_taken:
    'Webhooks are told apart by their names. Choose another, or delete the webhook that has it; `GET /v2/webhooks` lists them.',
  invalid_webhook_name: 'Give the webhook a name with at least one letter or digit.',
  invalid_webhook_url:
    'The URL has to begin with `https://`, name a host that everybody can reach, on a port that this server uses (443 and 8443 unless its operator says otherwise), and hold no user and password. For tests on your own machine the server can be told to allow hosts with `WEBHOOK_ALLOW_HOSTS`.',
  invalid_webhook_events:
    'Send at least one of the names that the reference lists, such as `booking.scheduled`, or `booking` for all of a booking’s events.',
  no_such_delivery:
    'Take the id from `GET /v2/webhooks/{id}/deliveries`. It begins with `DLV-`; deliveries that are older than the log is kept are gone.',
  no_such_attempt: 'Send the id of an attempt of the same delivery as the cursor, such as the last one of a page.',
  no_such_event:
    'Take the id from `GET /v2/events`, or from the body of a webhook’s request. Events that are older than the log is kept are gone.',
  no_such_replay: 'Take the id from the answer that began the replay, or from `GET /v2/webhooks/{id}/replays`.',
  delivery_pending:
    'It is on its way already and is tried until it arrives, for up to 72 hours. Only what is settled can be replayed.',
  replay_running:
    'Wait until it is finished, which `GET /v2/webhooks/{id}/replays` says, or cancel it. One replay at a time goes to a webhook, so that nothing is sent twice.',
  replay_over: 'It is finished or was canceled before. What it had sent stays sent.',
  event_unknown_in_v1:
    'The webhook was made through API v1, which knows bookings alone, and not `booking.reassigned`. Test it with another event.',
  webhook_not_signed:
    'Webhooks made through API v1 have no signature to rotate a secret for. Make one through v2 to receive signed events.',
  rotation_under_way:
    'Two secrets are good already. Wait for the end of the rotation, end it with `end-rotation` once every receiver has the new secret, or send `overlap_seconds: 0` if both may have leaked.',

  unknown_placeholder:
    'Use one of those that `GET /v2/notification-templates` lists, in double braces: `{{guest_name}}`. An answer of the booking form is `{{answer:name of the question}}`.',
  no_such_mail:
    'Take the id from `GET /v2/mails`. Mails are deleted after the days that the server is told to keep them.',

  role_forbidden:
    'A personal key does what its user may do, and his role has no part in this. Ask an administrator, or use a key of the account. The page on authentication says what each role may do.',
  saved_view_limit: 'Delete a view that nobody needs any more, then save the new one.',
  saved_view_name_taken: 'Pick another name, or change the view that has it.',
  api_key_limit:
    '`GET /v2/api-keys` lists the keys with their last use. Delete those that nobody needs; deleted keys do not count.',
  api_key_name_taken: 'Keys are told apart by their names. Choose another, or delete the key that has it.',
  invalid_api_key_name: 'Give the key a name with at least one letter or digit.',
  no_such_api_key: 'Take the id from `GET /v2/api-keys`. It begins with `KEY-`; the key itself is no id.',
  no_such_audit_entry:
    'Send the id of an entry of this account’s audit log as the cursor, such as the last one of a page.',
  no_such_deleted_object: 'Send the id of a deleted object as the cursor, such as the last one of a page.',
  invalid_team_name: 'Give the team a name with at least one letter or digit.',
  duplicate_member: 'Name each user once. His priority says how he is weighed.',
};
