import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { problem } from '../http/problem.ts';
import { checkProof } from './check-proof.ts';
import { algorithms, relyingParty } from './relying-party.ts';
import type { NewPasskey } from './schema.ts';
import { webAuthn } from './web-authn.ts';

/** A passkey that was proven to be new, and made for this server. Refused if the browser's answer does not prove it. */
export async function verifyNewPasskey(
  { credential }: NewPasskey,
  { challenge, baseUrl }: { challenge: (given: string) => Promise<boolean>; baseUrl: string },
) {
  const { id, origins } = relyingParty(baseUrl);
  const { verifyRegistrationResponse } = await webAuthn();
  const proof = await checkProof(challenge, (expectedChallenge) =>
    verifyRegistrationResponse({
      response: credential as unknown as RegistrationResponseJSON,
      expectedChallenge,
      expectedOrigin: origins,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  );
  if (proof?.registrationInfo !== undefined) return proof.registrationInfo;
  throw problem('passkey_refused', { param: 'credential' });
}
