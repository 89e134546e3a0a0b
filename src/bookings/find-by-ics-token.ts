import type { Tx } from '../db/pool.ts';
import { type BookingRow, findByIcsToken as findRow } from './store.ts';

/**
 * The living booking whose calendar file has this name (contract 7.1: `<uuid>-<last 6 of its id, in lower case>`), and whose it
 * is. Needs a system transaction, since the name is all that is known.
 */
export async function findByIcsToken(
  tx: Tx,
  name: string,
): Promise<{ accountId: string; booking: BookingRow } | undefined> {
  const [, token, tail] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([0-9a-z]{6})$/.exec(name) ?? [];
  if (token === undefined || tail === undefined) return undefined;
  const row = await findRow(tx, token);
  if (row === undefined || row.deleted_time !== null || !row.id.toLowerCase().endsWith(tail)) return undefined;
  const { account_id: accountId, ...booking } = row;
  return { accountId, booking };
}
