import { statement, type Tx } from '../db/pool.ts';

/** Somebody who may be meant by an e-mail address; in each account that has it another. */
export interface Candidate {
  account_id: string;
  id: string;
  hash: string;
}

// More accounts than this share no address in earnest, and each costs a slow hash.
const byEmail = statement<Candidate>(
  `select u.account_id, u.id, p.hash from users u join passwords p on p.account_id = u.account_id and p.user_id = u.id
   where lower(u.email) = lower($1) and u.deleted_time is null and u.status = 'active' and ($2::text is null or u.account_id = $2)
   order by (select max(last_used_time) from user_sessions s where s.account_id = u.account_id and s.user_id = u.id) desc nulls last,
     u.account_id
   limit 4`,
);

/** Who can sign in with this address and a password, the last one that did first. Needs a system transaction. */
export async function findCandidates(tx: Tx, email: string, account: string | null): Promise<Candidate[]> {
  return tx.rows(byEmail, [email, account]);
}

// The same statement whether anybody has the address or not: its time must not tell.
const noteFailure = statement(
  `select note_in_audit_log(u.account_id, 'system', null, $2, $3, 'sign_in_failed', 'user', u.id, $4)
   from users u where lower(u.email) = lower($1) and u.deleted_time is null`,
);

/** Notes with everybody who has the address that somebody failed to sign in with it. Needs a system transaction. */
export async function noteFailedSignIn(
  tx: Tx,
  email: string,
  { requestId, now, details }: { requestId: string; now: number; details: Record<string, unknown> },
): Promise<void> {
  await tx.run(noteFailure, [email, requestId, new Date(now), JSON.stringify(details)]);
}
