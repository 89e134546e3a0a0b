import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { problem } from '../http/problem.ts';
import type { OpenContext } from '../http/route.ts';
import { authorizationEndpoint, discover, type SignOnTools } from './discover.ts';
import { type Errand, keepErrand } from './errand.ts';
import { redirectUri } from './redirect-uri.ts';
import { findAnyProvider } from './store.ts';

/**
 * The address at which somebody tells a provider who he is. What has to come back with him is kept, sealed, in his browser alone, so
 * that nobody can be made to finish what another began. Reaches out.
 */
export async function beginSignOn(context: OpenContext, providerId: string, tools: SignOnTools): Promise<string> {
  const { db, now, baseUrl, visitor } = context;
  const provider = await db.system((tx) => findAnyProvider(tx, providerId));
  if (provider === undefined) throw problem('no_such_sign_on_provider', { value: providerId, param: 'provider' });
  const configuration = await discover(provider, tools);
  authorizationEndpoint(configuration.serverMetadata());
  const errand: Errand = {
    provider: provider.id,
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    begun: now,
  };
  keepErrand(visitor, errand, tools.seal);
  const url = buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri(baseUrl),
    scope: 'openid email profile',
    state: errand.state,
    nonce: errand.nonce,
    code_challenge: await calculatePKCECodeChallenge(errand.verifier),
    code_challenge_method: 'S256',
  });
  return url.href;
}
