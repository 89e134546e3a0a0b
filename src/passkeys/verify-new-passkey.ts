import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { problem } from '../http/problem.ts';
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
  let fault: unknown;
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: credential as unknown as RegistrationResponseJSON,
      expectedChallenge: (given) =>
        challenge(given).catch((error) => {
          fault = error;
          throw error;
        }),
      expectedOrigin: origins,
      expectedRPID: id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (registrationInfo !== undefined) return registrationInfo;
  } catch {
    // Whatever the library objects to, the answer proves nothing. That the challenge could not be looked up is no objection.
    if (fault !== undefined) throw fault;
  }
  throw problem('passkey_refused', { param: 'credential' });
}
