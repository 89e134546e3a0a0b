import type { Database } from '../db/pool.ts';
import { type AddressRow, findAddress } from './store.ts';

/** Where public addresses lead, as far as they were asked for before. */
export interface Addresses {
  find(slug: string): Promise<AddressRow | undefined>;
  /** The address led somewhere else when it was followed. */
  forget(slug: string): void;
}

const mostRemembered = 10_000;

/**
 * Remembers where addresses lead: whose page it is stays the same for years, and asking over all accounts costs a transaction.
 * Whoever follows one has to see that it still leads there, and else forgets it.
 */
export function rememberAddresses(db: Database): Addresses {
  const known = new Map<string, AddressRow>();
  return {
    async find(slug) {
      const name = slug.toLowerCase();
      const before = known.get(name);
      if (before !== undefined) return before;
      const found = await db.system((tx) => findAddress(tx, name));
      if (found === undefined) return undefined;
      if (known.size >= mostRemembered) known.clear();
      known.set(name, found);
      return found;
    },
    forget: (slug) => known.delete(slug.toLowerCase()),
  };
}
