import { statement, type Tx } from '../db/pool.ts';

/** Something that happened to a booking, as the database has it. */
export interface TimelineRow {
  id: string;
  time: number;
  kind: 'change' | 'mail' | 'event';
  actor_kind: 'key' | 'user' | 'system' | null;
  actor_id: string | null;
  actor_name: string | null;
  /** What a change did, what a mail is about, which type an event has. */
  what: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  recipient: string | null;
  recipient_type: string | null;
  state: string | null;
  error: string | null;
  deliveries: { id: string; webhook: string; webhook_name: string; state: string; attempts: number }[] | null;
}

// Each branch reads one index from its end and no more than is shown of it.
const happened = statement<TimelineRow>(
  `select * from (
    (select a.id, a.creation_time as time, 'change' as kind, a.actor_kind, a.actor_id,
       coalesce(
         (select trim(u.first_name || ' ' || u.last_name) from users u where u.account_id = $1 and u.id = a.actor_id),
         (select k.name from api_keys k where k.account_id = $1 and k.id = a.actor_id)) as actor_name,
       a.action as what, a.before, a.after, null as recipient, null as recipient_type, null as state, null as error,
       null::jsonb as deliveries
     from audit_log a where a.account_id = $1 and a.object_id = $2
     order by a.creation_time desc, a.id desc limit $3)
    union all
    (select m.id, m.creation_time, 'mail', null, null, null, m.scenario, null, null, m.recipient, m.recipient_kind, m.state,
       m.error, null
     from mails m where m.account_id = $1 and m.booking_id = $2
     order by m.creation_time desc, m.id desc limit $3)
    union all
    (select e.id, e.creation_time, 'event', null, null, null, e.type, null, null, null, null, null, null,
       (select jsonb_agg(jsonb_build_object('id', d.id, 'webhook', d.webhook_id, 'webhook_name', w.name, 'state', d.state,
          'attempts', d.attempts) order by w.name, d.id)
        from deliveries d join webhooks w on w.account_id = d.account_id and w.id = d.webhook_id
        where d.account_id = $1 and d.event_id = e.id)
     from events e where e.account_id = $1 and e.subject_id = $2
     order by e.version desc limit $3)
  ) happened order by time desc, kind = 'change', id desc limit $3`,
);

/** The last `limit` things that happened to a booking, newest first; of one moment, what followed before what it followed from. */
export async function listHappened(
  tx: Tx,
  accountId: string,
  bookingId: string,
  limit: number,
): Promise<TimelineRow[]> {
  return tx.rows(happened, [accountId, bookingId, limit]);
}

const living = statement('select from bookings where account_id = $1 and id = $2');

/** True if there is such a booking, deleted or not. */
export async function isBooking(tx: Tx, accountId: string, id: string): Promise<boolean> {
  return (await tx.run(living, [accountId, id])) > 0;
}
