import { statement, type Tx } from '../db/pool.ts';

/** What of a master page does not go together. */
export type Conflict = 'proposals' | 'sessions' | 'capacity' | 'with_event_types' | 'without_event_types';

const conflicts = statement<{ conflict: Conflict }>(
  `with offered as (
     select m.scenario, r.event_type_id, r.member_ids from master_pages m
       join master_page_event_types r on r.account_id = $1 and r.master_page_id = m.id
     where m.account_id = $1 and m.deleted_time is null and (m.id = $2 or r.event_type_id = $2)
     union all
     select m.scenario, l.event_type_id, '{}' from master_pages m
       join master_page_pages b on b.account_id = $1 and b.master_page_id = m.id
       join page_event_types l on l.account_id = $1 and l.booking_page_id = b.booking_page_id
     where m.account_id = $1 and m.deleted_time is null and m.scenario = 'rule_based_static'
       and (m.id = $2 or b.booking_page_id = $2 or l.event_type_id = $2)
   ), ruled as (
     select e.rules, o.member_ids from offered o join event_types e on e.account_id = $1 and e.id = o.event_type_id
   ), chosen as (
     select m.scenario, exists (
         select from page_event_types l where l.account_id = $1 and l.booking_page_id = b.booking_page_id) as typed
     from master_pages m join master_page_pages b on b.account_id = $1 and b.master_page_id = m.id
     where m.account_id = $1 and m.deleted_time is null and (m.id = $2 or b.booking_page_id = $2)
   )
   select 'proposals' as conflict from ruled where (rules ->> 'proposals')::int > 0
   union all select 'sessions' from ruled where (rules ->> 'sessions')::int > 1
   union all select 'capacity' from ruled where (rules ->> 'capacity')::int > 1 and cardinality(member_ids) > 0
   union all select 'with_event_types' from chosen where scenario = 'pages_only' and typed
   union all select 'without_event_types' from chosen where scenario <> 'pages_only' and not typed
   limit 1`,
);

/** The first thing that does not go together on the living master pages that a master page, page or event type is part of. */
export async function findConflict(tx: Tx, accountId: string, id: string): Promise<Conflict | undefined> {
  return (await tx.one(conflicts, [accountId, id]))?.conflict;
}
