import type { Tx } from '../db/pool.ts';
import { admitUser } from '../users/admit-user.ts';
import { findUserByEmail } from '../users/find-user-by-email.ts';
import { joinAsMember } from '../users/join-as-member.ts';
import { findIdentity, insertIdentity, type ProviderRow } from './store.ts';

/** What a provider says of somebody (OpenID Connect Core 5.1). */
export interface Claims {
  sub: string;
  email?: string;
  email_verified?: boolean;
  given_name?: string;
  family_name?: string;
  name?: string;
  /** How he showed who he is (RFC 8176). */
  amr?: string[];
}

/**
 * The user whom a provider speaks of: whom it called so before; else who has the address, if the provider has verified it and
 * speaks for its domain; else, where the account wishes so, a new member. An invited user accepts by it.
 */
export async function findMember(
  tx: Tx,
  provider: ProviderRow,
  claims: Claims,
  { now, mostUsers }: { now: number; mostUsers: number },
): Promise<{ userId: string } | { refusal: 'sign_on_stranger' | 'sign_on_unverified' }> {
  const { account_id: accountId, id: providerId } = provider;
  const known = await findIdentity(tx, accountId, providerId, claims.sub);
  if (known !== undefined) return { userId: known.user_id };
  const { email = '' } = claims;
  if (claims.email_verified !== true || email === '') return { refusal: 'sign_on_unverified' };
  if (!provider.domains.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase()))
    return { refusal: 'sign_on_stranger' };
  const user = await findUserByEmail(tx, accountId, email);
  if (user === undefined && !provider.auto_join) return { refusal: 'sign_on_stranger' };
  const names = namesOf(claims, email);
  const userId = user?.id ?? (await joinAsMember(tx, accountId, { ...names, email }, now, mostUsers));
  if (user?.status === 'invited')
    await admitUser(tx, accountId, userId, { first_name: undefined, last_name: undefined }, now);
  await insertIdentity(tx, accountId, { providerId, subject: claims.sub, userId }, now);
  return { userId };
}

function namesOf({ given_name, family_name, name = '' }: Claims, email: string) {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  const own = (text: string) =>
    text
      .replaceAll(/[^\p{L}\p{M}\p{N} .,'’()&-]/gu, '')
      .trim()
      .slice(0, 100);
  return {
    first_name: own(given_name ?? first) || own(email.split('@')[0]!) || 'New',
    last_name: own(family_name ?? rest.join(' ')) || '-',
  };
}
