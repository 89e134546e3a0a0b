import type { Tx } from '../db/pool.ts';
import { newChallenge } from './challenge.ts';
import { relyingParty } from './relying-party.ts';
import { webAuthn } from './web-authn.ts';

/** What the browser needs to let somebody sign in with any passkey that he has for this server. Needs a system transaction. */
export async function offerSignIn(tx: Tx, { now, baseUrl }: { now: number; baseUrl: string }) {
  const challenge = await newChallenge(tx, null, now);
  const { generateAuthenticationOptions } = await webAuthn();
  return generateAuthenticationOptions({
    rpID: relyingParty(baseUrl).id,
    challenge: new Uint8Array(challenge),
    timeout: 300_000,
    userVerification: 'required',
  });
}
