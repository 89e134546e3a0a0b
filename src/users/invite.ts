import type { z } from 'zod';
import { timezoneOf } from '../accounts/timezone-of.ts';
import { type Tx, violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { setTeamsOfUser } from '../teams/set-teams-of-user.ts';
import { createUser } from './create.ts';
import type { newUser } from './schema.ts';
import { countUsers, findUsers, type UserRow } from './store.ts';

/**
 * Adds a user who has still to accept, in the account's zone, and returns him. `mostUsers` is the account's limit, 0 for
 * none. Refused if the e-mail address is taken, a team unknown, or the limit reached (contract 6.13).
 */
export async function inviteUser(
  tx: Tx,
  accountId: string,
  wanted: z.output<typeof newUser>,
  now: number,
  mostUsers: number,
): Promise<UserRow> {
  if (mostUsers > 0 && (await countUsers(tx, accountId)) >= mostUsers) throw problem('user_limit');
  const { teams = [], ...person } = wanted;
  const timezone = await timezoneOf(tx, accountId);
  try {
    const id = await createUser(tx, accountId, { ...person, timezone, status: 'invited' }, now);
    await setTeamsOfUser(tx, accountId, id, teams, now);
    const [row] = await findUsers(tx, accountId, [id]);
    return row!;
  } catch (error) {
    if (violatedConstraint(error) === 'user_email_unique') throw problem('email_taken', { value: wanted.email });
    throw error;
  }
}
