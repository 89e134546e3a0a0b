import { type KeysetPage, keysetPage, type Paging } from '../db/keyset.ts';
import { statement, type Tx } from '../db/pool.ts';

export interface ProviderRow {
  account_id: string;
  id: string;
  name: string;
  issuer: string;
  client_id: string;
  /** Sealed. */
  secret: Buffer | null;
  domains: string[];
  auto_join: boolean;
  creation_time: number;
}

const columns = 'account_id, id, name, issuer, client_id, secret, domains, auto_join, creation_time';

const insert = statement(
  `insert into sign_on_providers (${columns}, last_updated_time) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
);

/** Writes a provider. */
export async function insertProvider(tx: Tx, row: ProviderRow): Promise<void> {
  const { account_id, id, name, issuer, client_id, secret, domains, auto_join, creation_time } = row;
  const time = new Date(creation_time);
  await tx.run(insert, [account_id, id, name, issuer, client_id, secret, domains, auto_join, time]);
}

const lock = statement<ProviderRow>(
  `select ${columns} from sign_on_providers where account_id = $1 and id = $2 for update`,
);
const byId = statement<ProviderRow>(`select ${columns} from sign_on_providers where account_id = $1 and id = $2`);
const ofServer = statement<ProviderRow>(`select ${columns} from sign_on_providers where id = $1`);

/** A provider of the account, which nobody else changes until the transaction ends. */
export async function lockProvider(tx: Tx, accountId: string, id: string): Promise<ProviderRow | undefined> {
  return tx.one(lock, [accountId, id]);
}

/** A provider of the account. */
export async function findProvider(tx: Tx, accountId: string, id: string): Promise<ProviderRow | undefined> {
  return tx.one(byId, [accountId, id]);
}

/** A provider of any account. Needs a system transaction. */
export async function findAnyProvider(tx: Tx, id: string): Promise<ProviderRow | undefined> {
  return tx.one(ofServer, [id]);
}

const update = statement(
  `update sign_on_providers set name = $3, issuer = $4, client_id = $5, secret = $6, domains = $7, auto_join = $8, last_updated_time = $9
   where account_id = $1 and id = $2`,
);

/** Writes what a provider has become. */
export async function updateProvider(tx: Tx, row: ProviderRow, now: number): Promise<void> {
  const { account_id, id, name, issuer, client_id, secret, domains, auto_join } = row;
  await tx.run(update, [account_id, id, name, issuer, client_id, secret, domains, auto_join, new Date(now)]);
}

const remove = statement(`delete from sign_on_providers where account_id = $1 and id = $2`);

/** Takes a provider away, and who the users are there; false if there is none. */
export async function deleteProvider(tx: Tx, accountId: string, id: string): Promise<boolean> {
  return (await tx.run(remove, [accountId, id])) === 1;
}

/** One page of the account's providers. */
export async function listProviders(tx: Tx, accountId: string, paging: Paging): Promise<KeysetPage<ProviderRow>> {
  return keysetPage<ProviderRow>(tx, {
    table: 'sign_on_providers',
    columns,
    accountId,
    filters: [],
    ...{ limit: paging.limit, after: paging.after, before: paging.before },
    keepsAll: true,
  });
}

// The names of other people's providers are nobody's business: without an address only a server of one account shows them.
const offered = statement<{ id: string; name: string }>(
  `select id, name from sign_on_providers p
   where $1 = any(p.domains) or ($1 = '' and (select count(*) from (select from accounts limit 2) as first_two) = 1)
   order by creation_time, id limit 20`,
);

/** The providers that speak for a domain; for none, all of a server that has one account. Needs a system transaction. */
export async function findOffered(tx: Tx, domain: string): Promise<{ id: string; name: string }[]> {
  return tx.rows(offered, [domain]);
}

const identity = statement<{ user_id: string }>(
  `select i.user_id from sign_on_identities i join users u on u.account_id = i.account_id and u.id = i.user_id
   where i.account_id = $1 and i.provider_id = $2 and i.subject = $3 and u.deleted_time is null and u.status = 'active'`,
);

/** The active user whom a provider calls so. */
export async function findIdentity(tx: Tx, accountId: string, providerId: string, subject: string) {
  return tx.one(identity, [accountId, providerId, subject]);
}

const insertOne = statement(
  `insert into sign_on_identities (account_id, provider_id, subject, user_id, creation_time) values ($1, $2, $3, $4, $5)
   on conflict (account_id, provider_id, subject) do update set user_id = excluded.user_id`,
);

/** Notes what a provider calls a user. */
export async function insertIdentity(
  tx: Tx,
  accountId: string,
  { providerId, subject, userId }: { providerId: string; subject: string; userId: string },
  now: number,
): Promise<void> {
  await tx.run(insertOne, [accountId, providerId, subject, userId, new Date(now)]);
}
