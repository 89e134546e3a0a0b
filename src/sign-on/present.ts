import { iso } from '../http/time.ts';
import { redirectUri } from './redirect-uri.ts';
import type { ProviderRow } from './store.ts';

/** A provider as the API shows it, without its secret. */
export function presentProvider(row: ProviderRow, baseUrl: string) {
  const { id, name, issuer, client_id, secret, domains, auto_join, creation_time } = row;
  return {
    object: 'sign_on_provider' as const,
    ...{ id, name, issuer, client_id, has_client_secret: secret !== null, domains, auto_join },
    redirect_uri: redirectUri(baseUrl),
    creation_time: iso(creation_time),
  };
}
