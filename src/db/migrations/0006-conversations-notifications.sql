-- Chats with visitors of a website, and the SMS that went out.

-- What a conversation names: found by name, made when it is named for the first time.
create table bots (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  creation_time timestamptz(3) not null,
  primary key (account_id, id),
  constraint bot_name_unique unique (account_id, name)
);
create table websites (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  url text not null,
  creation_time timestamptz(3) not null,
  primary key (account_id, id),
  constraint website_name_unique unique (account_id, name)
);
create table audiences (
  account_id text not null references accounts,
  id text not null,
  name text not null,
  creation_time timestamptz(3) not null,
  primary key (account_id, id),
  constraint audience_name_unique unique (account_id, name)
);

-- `engaged` is false while a bot has spoken and the visitor has not. `version` rises with each change.
create table conversations (
  account_id text not null references accounts,
  id text not null,
  version integer not null,
  creation_time timestamptz(3) not null,
  last_updated_time timestamptz(3) not null,
  last_interacted_time timestamptz(3) not null,
  initiated_by text not null check (initiated_by in ('bot', 'contact')),
  engaged boolean not null,
  contact_id text not null,
  owner_id text,
  bot_id text not null,
  website_id text,
  audience_id text,
  status text not null check (status in ('started', 'closed', 'abandoned')),
  answers jsonb not null,
  deleted_time timestamptz(3),
  primary key (account_id, id),
  foreign key (account_id, contact_id) references contacts,
  foreign key (account_id, owner_id) references users,
  foreign key (account_id, bot_id) references bots,
  foreign key (account_id, website_id) references websites,
  foreign key (account_id, audience_id) references audiences
);
create index conversations_listed on conversations (account_id, creation_time, id) where deleted_time is null;
create index conversations_by_contact on conversations (account_id, contact_id, creation_time, id) where deleted_time is null;
create index conversations_by_owner on conversations (account_id, owner_id, creation_time, id) where deleted_time is null;
create index conversations_by_bot on conversations (account_id, bot_id, creation_time, id) where deleted_time is null;
create index conversations_by_status on conversations (account_id, status, creation_time, id) where deleted_time is null;
create index conversations_to_abandon on conversations (last_interacted_time)
  where status = 'started' and deleted_time is null;

alter table bookings add foreign key (account_id, conversation_id) references conversations;
create index bookings_in_conversation on bookings (account_id, conversation_id, creation_time, id)
  where conversation_id is not null;

-- An SMS went to a contact or to a user. `recipient_id` is whichever it was, so that one index finds both.
create table sms_notifications (
  account_id text not null references accounts,
  id text not null,
  creation_time timestamptz(3) not null,
  status text not null check (status in ('sent', 'failed', 'delivered', 'rejected')),
  contact_id text,
  user_id text,
  recipient_id text not null generated always as (coalesce(contact_id, user_id)) stored,
  delivered_to text not null,
  message_body text not null,
  segment_count smallint not null,
  deleted_time timestamptz(3),
  primary key (account_id, id),
  constraint sms_has_one_recipient check (num_nonnulls(contact_id, user_id) = 1),
  foreign key (account_id, contact_id) references contacts,
  foreign key (account_id, user_id) references users
);
create index sms_notifications_listed on sms_notifications (account_id, creation_time, id) where deleted_time is null;
create index sms_notifications_by_recipient on sms_notifications (account_id, recipient_id, creation_time, id)
  where deleted_time is null;
create index sms_notifications_to_contacts on sms_notifications (account_id, creation_time, id)
  where contact_id is not null and deleted_time is null;
create index sms_notifications_to_users on sms_notifications (account_id, creation_time, id)
  where user_id is not null and deleted_time is null;

do $$
declare name text;
begin
  foreach name in array array['bots', 'websites', 'audiences', 'conversations', 'sms_notifications'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format($p$create policy one_account on %I using (
      account_id = current_setting('daybook.account', true) or current_setting('daybook.account', true) = '*')$p$, name);
  end loop;
end $$;
