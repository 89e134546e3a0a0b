import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { Database } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { useChallenge } from './challenge.ts';
import { checkProof } from './check-proof.ts';
import { relyingParty } from './relying-party.ts';
import type { Assertion } from './schema.ts';
import { findByCredential } from './store.ts';
import { webAuthn } from './web-authn.ts';

/** Whose passkey signed a challenge of ours, and what is new of it. Refused in the same words whatever is wrong with it. */
export async function findBearer(
  db: Database,
  assertion: Assertion,
  { now, baseUrl }: { now: number; baseUrl: string },
) {
  const row = await db.system((tx) => findByCredential(tx, assertion.id));
  const { id, origins } = relyingParty(baseUrl);
  const { verifyAuthenticationResponse } = await webAuthn();
  const isOurs = (given: string) => db.system((tx) => useChallenge(tx, given, null, now));
  const proof =
    row &&
    (await checkProof(isOurs, (expectedChallenge) =>
      verifyAuthenticationResponse({
        response: assertion as unknown as AuthenticationResponseJSON,
        expectedChallenge,
        expectedOrigin: origins,
        expectedRPID: id,
        credential: { id: row.credential_id, publicKey: new Uint8Array(row.public_key), counter: row.counter },
        requireUserVerification: true,
      }),
    ));
  if (proof?.verified) {
    const { newCounter: counter, credentialBackedUp: backedUp } = proof.authenticationInfo;
    return { accountId: row!.account_id, userId: row!.user_id, passkeyId: row!.id, counter, backedUp };
  }
  throw problem('passkey_unknown', { param: 'credential' });
}
