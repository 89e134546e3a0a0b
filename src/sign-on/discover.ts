import {
  allowInsecureRequests,
  type Configuration,
  type CustomFetch,
  customFetch,
  discovery,
  None,
  type ServerMetadata,
} from 'openid-client';
import type { Seal } from '../db/seal.ts';
import type { GuardOptions } from '../http/guarded-connector.ts';
import { guardedFetch } from '../http/guarded-fetch.ts';
import { problem } from '../http/problem.ts';
import type { ProviderRow } from './store.ts';

/** What providers are asked with. */
export interface SignOnTools {
  seal: Seal;
  /** Where requests to providers may go. */
  signOnGuard: GuardOptions;
}

/**
 * Asks a provider what it offers. Every request goes through the guard, which lets http pass only to hosts that the operator
 * trusts; so the library need not insist on https itself. Refused if the provider does not answer as one. Never called within a
 * transaction.
 */
export async function discover(
  { issuer, client_id, secret }: Pick<ProviderRow, 'issuer' | 'client_id' | 'secret'>,
  { seal, signOnGuard }: SignOnTools,
): Promise<Configuration> {
  const authentication = secret === null ? None() : undefined;
  const metadata = secret === null ? undefined : seal.open(secret);
  const options = {
    execute: [allowInsecureRequests],
    [customFetch]: guardedFetch(signOnGuard) as unknown as CustomFetch,
  };
  try {
    return await discovery(new URL(issuer), client_id, metadata, authentication, options);
  } catch (error) {
    throw problem('sign_on_unreachable', { value: reasonOf(error) });
  }
}

/** What went wrong, in a few words that tell nothing of the provider's answers. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && cause.message !== '' ? `${message}: ${cause.message}` : message;
}

/** The address at which a provider asks people who they are; refused if it names none. */
export function authorizationEndpoint({ authorization_endpoint }: ServerMetadata): string {
  if (authorization_endpoint === undefined)
    throw problem('sign_on_unreachable', { value: 'it has no authorization endpoint' });
  return authorization_endpoint;
}
