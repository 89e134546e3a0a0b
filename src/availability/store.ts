import { statement, type Tx } from '../db/pool.ts';
import type { Overrides, Person, Weekly } from './schema.ts';

const upsert = statement(
  `insert into schedules (account_id, user_id, weekly, overrides) values ($1, $2, $3, $4)
   on conflict (account_id, user_id) do update set weekly = excluded.weekly, overrides = excluded.overrides`,
);

/** Replaces a user's schedule. */
export async function upsertSchedule(
  tx: Tx,
  accountId: string,
  userId: string,
  weekly: Weekly,
  overrides: Overrides,
): Promise<void> {
  await tx.run(upsert, [accountId, userId, JSON.stringify(weekly), JSON.stringify(overrides)]);
}

export interface ScheduleRow {
  timezone: string;
  weekly: Weekly;
  overrides: Overrides;
}

const text = `select u.timezone, coalesce(s.weekly, '{}') as weekly, coalesce(s.overrides, '{}') as overrides
  from users u left join schedules s on s.account_id = u.account_id and s.user_id = u.id
  where u.account_id = $1 and u.id = $2 and u.deleted_time is null`;
const byUser = statement<ScheduleRow>(text);
const lockByUser = statement<ScheduleRow>(`${text} for no key update of u`);

/** The schedule of a living user; empty if none was ever set. */
export async function findSchedule(tx: Tx, accountId: string, userId: string): Promise<ScheduleRow | undefined> {
  return tx.one(byUser, [accountId, userId]);
}

/** The same, and neither the schedule nor a booking of the user's changes until the transaction ends. */
export async function lockSchedule(tx: Tx, accountId: string, userId: string): Promise<ScheduleRow | undefined> {
  return tx.one(lockByUser, [accountId, userId]);
}

const withHours = `select u.id, u.first_name, u.last_name, u.email, u.timezone, coalesce(s.weekly, '{}') as weekly,
     coalesce(s.overrides, '{}') as overrides
   from users u left join schedules s on s.account_id = u.account_id and s.user_id = u.id`;

const peopleById = statement<Person>(
  `${withHours} where u.account_id = $1 and u.id = any($2) and u.deleted_time is null order by u.id`,
);

/** The living ones of these users with their hours, in id order. */
export async function findPeopleById(tx: Tx, accountId: string, ids: readonly string[]): Promise<Person[]> {
  return tx.rows(peopleById, [accountId, ids]);
}

const people = statement<Person>(
  `${withHours}
   where u.account_id = $1 and u.email_lower = any($2) and u.deleted_time is null and u.seat and u.status = 'active'
   order by u.id`,
);

/** The active users with a seat who have these addresses, in lower case, with their hours. */
export async function findPeople(tx: Tx, accountId: string, emails: readonly string[]): Promise<Person[]> {
  return tx.rows(people, [accountId, emails]);
}
