import { statement, type Tx } from '../db/pool.ts';
import type { Member } from './schema.ts';

const team = statement<Member>(
  `select u.id, u.first_name, u.last_name, u.email, u.timezone, h.role, u.deleted_time is null as living
   from booking_hosts h join users u on u.account_id = h.account_id and u.id = h.user_id
   where h.account_id = $1 and h.booking_id = $2
   order by array_position(array['host', 'co_host', 'optional'], h.role), u.id`,
);

/** Who of the account takes part in a booking, the host first. */
export async function findTeam(tx: Tx, accountId: string, bookingId: string): Promise<Member[]> {
  return tx.rows(team, [accountId, bookingId]);
}

// A chain grows by one with each rebooking; nobody rebooks a hundred times.
const chain = statement<{ id: string; version: number }>(
  `with recursive chain as (
     select id, rescheduled_booking_id as before, version, 0 as back from bookings where account_id = $1 and id = $2
     union all
     select b.id, b.rescheduled_booking_id, b.version, c.back + 1
     from chain c join bookings b on b.account_id = $1 and b.id = c.before where c.back < 100
   )
   select id, version from chain where back > 0 order by back`,
);

/** The bookings that this one stands for, the latest first. */
export async function findForerunners(
  tx: Tx,
  accountId: string,
  bookingId: string,
): Promise<{ id: string; version: number }[]> {
  return tx.rows(chain, [accountId, bookingId]);
}
