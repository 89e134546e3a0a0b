import { changeAccount } from '../accounts/change.ts';
import { createAccount } from '../accounts/create.ts';
import type { Tx } from '../db/pool.ts';
import { violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { setPassword } from '../passwords/set-password.ts';
import { type Entrance, startSession } from '../sessions/start-session.ts';
import type { SignedInAs } from '../sign-in/sign-in-with-password.ts';
import { createUser } from '../users/create.ts';
import { takeOwnership } from '../users/take-ownership.ts';
import type { NewOwner } from './schema.ts';
import { showSignUp } from './show-sign-up.ts';
import { deleteSetupLinks, lockSignUp } from './store.ts';

/**
 * Opens an account, or takes over the demo, and signs its owner in. `hash` is what is kept of his password. Refused unless anybody
 * may (`everybody`), or with the token of a link while nobody can sign in. Needs a system transaction.
 */
export async function openAccount(
  tx: Tx,
  { token, demo = true, ...owner }: NewOwner,
  { hash, everybody, entrance }: { hash: string; everybody: boolean; entrance: Omit<Entrance, 'way' | 'secondFactor'> },
): Promise<SignedInAs> {
  const { now } = entrance;
  await lockSignUp(tx);
  const state = await showSignUp(tx, token, everybody);
  if (!state.open) throw problem('sign_up_closed');
  await deleteSetupLinks(tx);
  const { accountId, userId } =
    demo && state.demo !== null ? await takeOver(tx, state.demo.account, owner, now) : await open(tx, owner, now);
  await setPassword(tx, accountId, userId, hash, now);
  const session = await startSession(tx, accountId, userId, { ...entrance, way: 'sign_up', secondFactor: false });
  return { accountId, userId, sessionId: session.id };
}

type Owner = Omit<NewOwner, 'token' | 'demo'>;

async function open(tx: Tx, { account_name, ...owner }: Owner, now: number) {
  const { first_name, last_name, email, timezone } = owner;
  const name = account_name?.trim() ?? `${first_name} ${last_name}`;
  const accountId = await createAccount(tx, { name, email, timezone }, now);
  const person = { first_name, last_name, email, timezone, role_name: 'Account Owner', status: 'active' } as const;
  return { accountId, userId: await createUser(tx, accountId, person, now) };
}

async function takeOver(tx: Tx, accountId: string, { account_name, timezone, ...owner }: Owner, now: number) {
  const { first_name, last_name, email } = owner;
  const name = account_name?.trim();
  await changeAccount(tx, accountId, { email, timezone, ...(name === undefined ? {} : { name }) });
  try {
    return { accountId, userId: await takeOwnership(tx, accountId, { first_name, last_name, email, timezone }, now) };
  } catch (error) {
    if (violatedConstraint(error) === 'user_email_unique') throw problem('email_taken', { value: email });
    throw error;
  }
}
