import { authorizationCodeGrant } from 'openid-client';
import type { OpenContext } from '../http/route.ts';
import { startSession } from '../sessions/start-session.ts';
import { discover, type SignOnTools } from './discover.ts';
import { takeErrand } from './errand.ts';
import { type Claims, findMember } from './find-member.ts';
import { redirectUri } from './redirect-uri.ts';
import { findAnyProvider } from './store.ts';

/** Why somebody who comes from a provider is not let in, for the page that tells him. */
export type SignOnRefusal = 'sign_on_over' | 'sign_on_failed' | 'sign_on_stranger' | 'sign_on_unverified';

/**
 * Signs in who comes back from a provider, if what he brings is what he was sent for: code flow with PKCE, state and nonce
 * (OpenID Connect Core 3.1, RFC 7636). Says why not otherwise. Reaches out.
 */
export async function finishSignOn(
  context: Pick<OpenContext, 'db' | 'now' | 'baseUrl' | 'visitor' | 'requestId' | 'log'>,
  search: string,
  { mostUsers, ...tools }: SignOnTools & { mostUsers: number },
): Promise<SignOnRefusal | undefined> {
  const { db, now, baseUrl, visitor, requestId, log } = context;
  const errand = takeErrand(visitor, tools.seal, now);
  const provider = errand && (await db.system((tx) => findAnyProvider(tx, errand.provider)));
  if (errand === undefined || provider === undefined) return 'sign_on_over';
  let claims: Claims;
  try {
    const configuration = await discover(provider, tools);
    const granted = await authorizationCodeGrant(configuration, new URL(redirectUri(baseUrl) + search), {
      expectedState: errand.state,
      expectedNonce: errand.nonce,
      pkceCodeVerifier: errand.verifier,
      idTokenExpected: true,
    });
    claims = granted.claims()! as unknown as Claims;
  } catch (error) {
    log.warn({ err: error, provider: provider.id }, 'single sign-on failed');
    return 'sign_on_failed';
  }
  return db.transaction(provider.account_id, async (tx) => {
    const member = await findMember(tx, provider, claims, { now, mostUsers });
    if ('refusal' in member) return member.refusal;
    const secondFactor = claims.amr?.includes('mfa') === true;
    const entrance = { way: 'single_sign_on' as const, secondFactor, visitor, requestId, now };
    await startSession(tx, provider.account_id, member.userId, entrance);
    return undefined;
  });
}
