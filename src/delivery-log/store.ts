import { equals, type Filter, type KeysetPage, keysetPage, timeBounds } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';
import type { Parcel } from '../deliveries/post-event.ts';
import type { Outcome, Phases } from '../http/outgoing.ts';
import type { EventType } from '../webhooks/schema.ts';
import type { DeliveryListQuery, DeliveryState, EventListQuery } from './schema.ts';

export interface DeliveryRow {
  id: string;
  webhook_id: string;
  event_id: string;
  event_type: EventType;
  subject_id: string;
  version: number;
  state: DeliveryState;
  attempts: number;
  creation_time: number;
  next_time: number;
  settled_time: number | null;
  replay_time: number | null;
}

const deliveryColumns = `id, webhook_id, event_id, event_type, version, state, attempts, creation_time, next_time, settled_time,
  replay_time, (select subject_id from events e where e.account_id = deliveries.account_id and e.id = deliveries.event_id) as subject_id`;

/** One page of what a webhook was owed, newest first. */
export function listDeliveries(
  tx: Tx,
  accountId: string,
  webhookId: string,
  query: DeliveryListQuery,
): Promise<KeysetPage<DeliveryRow>> {
  const { limit, after, before } = query;
  return keysetPage<DeliveryRow>(tx, {
    table: 'deliveries',
    columns: deliveryColumns,
    ranked: ['webhook_id'],
    accountId,
    filters: [
      // An event is owed to few webhooks, and a subject has few events: these two are looked up first.
      ...(query.event === undefined ? [] : [{ sql: 'event_id = ?', values: [query.event], few: true as const }]),
      ...(query.subject === undefined
        ? []
        : [{ sql: `event_id in (${eventsOfSubject})`, values: [accountId, query.subject], few: true as const }]),
      ofWebhook(webhookId, query),
      ...timeBounds('creation_time', query['creation_time.gt'], query['creation_time.lt']),
    ],
    limit,
    after,
    before,
    keepsAll: true,
  });
}

const eventsOfSubject = 'select id from events where account_id = ? and subject_id = ?';

/** A webhook's, in one state and of one type if asked for. The state stands in the text, so that the index of the few that are in it can serve. */
function ofWebhook(webhookId: string, { state, type }: DeliveryListQuery): Filter {
  const inState = state === undefined ? '' : ` and state = '${state}'`;
  const ofType = type === undefined ? '' : ' and event_type = ?';
  const values = type === undefined ? [webhookId] : [webhookId, type];
  return { sql: `webhook_id = ?${inState}${ofType}`, values, column: 'webhook_id' };
}

const deliveryById = statement<DeliveryRow & { body: string }>(
  `select ${deliveryColumns}, (
     select case w.api_version when 'v1' then e.body_v1 else e.body_v2 end
     from events e, webhooks w
     where e.account_id = deliveries.account_id and e.id = deliveries.event_id
       and w.account_id = deliveries.account_id and w.id = deliveries.webhook_id) as body
   from deliveries where account_id = $1 and id = $2`,
);

/** A delivery, with the bytes that it sends. */
export function findDelivery(
  tx: Tx,
  accountId: string,
  id: string,
): Promise<(DeliveryRow & { body: string }) | undefined> {
  return tx.one(deliveryById, [accountId, id]);
}

const replay = statement(
  `update deliveries
   set state = 'pending', attempts = 0, next_time = $3, replay_time = $3, settled_time = null, lease_until = null
   where account_id = $1 and id = $2 and state <> 'pending'`,
);

/** Owes a settled delivery to its webhook once more, from its first attempt on; false if it is pending. */
export async function setPending(tx: Tx, accountId: string, id: string, now: number): Promise<boolean> {
  return (await tx.run(replay, [accountId, id, new Date(now)])) === 1;
}

export interface AttemptRow {
  id: string;
  delivery_id: string;
  number: number;
  started_time: number;
  outcome: Outcome | 'secret_unreadable';
  status: number | null;
  error: string | null;
  duration_ms: number;
  phases: Phases | null;
  url: string | null;
  request_headers: Record<string, string>;
  response_headers: Record<string, string | string[]> | null;
  response_body: string | null;
}

/** An attempt is known by its delivery and by when it started. */
const attemptId = `'ATT-' || substr(delivery_id, 5) || (extract(epoch from started_time) * 1000)::bigint`;

const attemptPage = (beyond: string, order: 'asc' | 'desc') =>
  statement<AttemptRow>(
    `select ${attemptId} as id, delivery_id, number, started_time, outcome, status, error, duration_ms, phases, url, request_headers,
       response_headers, response_body
     from attempts where account_id = $1 and delivery_id = $2 ${beyond} order by started_time ${order}, number ${order} limit $3`,
  );
const newestAttempts = attemptPage('', 'desc');
const olderAttempts = attemptPage('and started_time < $4', 'desc');
const newerAttempts = attemptPage('and started_time > $4', 'asc');
const attemptsAround = statement<{ found: boolean; older: boolean; newer: boolean }>(
  `select bool_or(started_time = $3) as found, bool_or(started_time <= $3) as older, bool_or(started_time >= $3) as newer
   from attempts where account_id = $1 and delivery_id = $2`,
);

/** One page of a delivery's attempts, newest first. */
export async function listAttempts(
  tx: Tx,
  accountId: string,
  deliveryId: string,
  { limit, after, before }: { limit: number; after?: string | undefined; before?: string | undefined },
): Promise<KeysetPage<AttemptRow>> {
  const cursor = before ?? after;
  const values = [accountId, deliveryId, limit + 1];
  if (cursor === undefined) {
    const rows = await tx.rows(newestAttempts, values);
    return { rows: rows.slice(0, limit), older: rows.length > limit, newer: false, backwards: false };
  }
  const started = cursor.startsWith(`ATT-${deliveryId.slice(4)}`) ? cursor.slice(deliveryId.length) : '';
  if (!/^\d{13}$/.test(started)) return { noSuchCursor: cursor };
  const time = new Date(Number(started));
  const around = await tx.one(attemptsAround, [accountId, deliveryId, time]);
  if (around?.found !== true) return { noSuchCursor: cursor };
  const backwards = before !== undefined;
  const found = await tx.rows(backwards ? newerAttempts : olderAttempts, [...values, time]);
  const more = found.length > limit;
  const rows = found.slice(0, limit);
  if (backwards) rows.reverse();
  const behind = rows.length > 0;
  return { rows, older: backwards ? behind : more, newer: backwards ? more : behind, backwards };
}

export interface WrittenEvent {
  id: string;
  creation_time: number;
  body: string;
}

const eventColumns = 'id, creation_time, body_v2 as body';

/** One page of what happened, newest first. */
export function listEvents(tx: Tx, accountId: string, query: EventListQuery): Promise<KeysetPage<WrittenEvent>> {
  const { limit, after, before } = query;
  return keysetPage<WrittenEvent>(tx, {
    table: 'events',
    columns: eventColumns,
    ranked: ['type'],
    accountId,
    filters: [
      ...equals('type', query.type),
      ...equals('subject_id', query.subject).map((filter) => ({ ...filter, few: true as const })),
      ...timeBounds('creation_time', query['creation_time.gt'], query['creation_time.lt']),
    ],
    limit,
    after,
    before,
    keepsAll: true,
  });
}

const eventById = statement<WrittenEvent>(`select ${eventColumns} from events where account_id = $1 and id = $2`);

/** An event with its bytes in API v2. */
export function findEvent(tx: Tx, accountId: string, id: string): Promise<WrittenEvent | undefined> {
  return tx.one(eventById, [accountId, id]);
}

const recipient = statement<Omit<Parcel, 'event_id' | 'body'>>(
  `select id as webhook_id, url, api_version, secret, previous_secret, previous_secret_until
   from webhooks where account_id = $1 and id = $2 and deleted_time is null`,
);

/** Where a living webhook leads, and its secrets. */
export function findRecipient(
  tx: Tx,
  accountId: string,
  webhookId: string,
): Promise<Omit<Parcel, 'event_id' | 'body'> | undefined> {
  return tx.one(recipient, [accountId, webhookId]);
}
