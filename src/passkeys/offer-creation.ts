import { loadAccount } from '../accounts/load-account.ts';
import type { Database } from '../db/pool.ts';
import { loadUser } from '../users/load-user.ts';
import { newChallenge } from './challenge.ts';
import { algorithms, relyingParty } from './relying-party.ts';
import { findPasskeysOf } from './store.ts';
import { webAuthn } from './web-authn.ts';

/**
 * What the browser needs to make a passkey: one that is found without a name, and that its owner unlocks, so that it is two
 * factors in one. The challenge is the server's own, so this opens a transaction for it.
 */
export async function offerCreation(
  db: Database,
  { accountId, userId }: { accountId: string; userId: string },
  { now, baseUrl }: { now: number; baseUrl: string },
) {
  const challenge = await db.system((tx) => newChallenge(tx, userId, now));
  const { user, account, known } = await db.read(accountId, async (tx) => ({
    user: await loadUser(tx, accountId, userId),
    account: await loadAccount(tx, accountId),
    known: await findPasskeysOf(tx, accountId, userId),
  }));
  const { generateRegistrationOptions } = await webAuthn();
  return generateRegistrationOptions({
    rpName: account.name,
    rpID: relyingParty(baseUrl).id,
    userName: user.email,
    userDisplayName: `${user.first_name} ${user.last_name}`.trim(),
    userID: new Uint8Array(Buffer.from(`${accountId} ${userId}`)),
    challenge: new Uint8Array(challenge),
    timeout: 300_000,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: known.map(({ credential_id, transports }) => ({
      id: credential_id,
      transports,
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}
