import { statement, type Tx } from '../db/pool.ts';
import type { GuestSettings } from './schema.ts';

/** What somebody says of his guests' pages; what he leaves to others is absent. */
export interface GuestSettingsRow {
  object_id: string;
  settings: Partial<GuestSettings>;
  /** Of the password. */
  hash: string | null;
}

const byObjects = statement<GuestSettingsRow>(
  `select object_id, settings, hash from guest_settings where account_id = $1 and object_id = any($2)`,
);

/** What is said of these objects, in no order. */
export async function findGuestSettings(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
): Promise<GuestSettingsRow[]> {
  return tx.rows(byObjects, [accountId, ids]);
}

const make = statement(
  `insert into guest_settings (account_id, object_id, settings, last_updated_time) values ($1, $2, '{}', $3)
   on conflict do nothing`,
);
const lock = statement<GuestSettingsRow>(
  `select object_id, settings, hash from guest_settings where account_id = $1 and object_id = $2 for no key update`,
);

/** What is said of an object, which nobody else changes until the transaction ends. */
export async function lockGuestSettings(tx: Tx, accountId: string, id: string, now: number): Promise<GuestSettingsRow> {
  await tx.run(make, [accountId, id, new Date(now)]);
  return (await tx.one(lock, [accountId, id]))!;
}

const update = statement(
  `update guest_settings set settings = $3, hash = $4, last_updated_time = $5 where account_id = $1 and object_id = $2`,
);

/** Writes what is said of an object from now on. */
export async function updateGuestSettings(
  tx: Tx,
  accountId: string,
  { object_id, settings, hash }: GuestSettingsRow,
  now: number,
): Promise<void> {
  await tx.run(update, [accountId, object_id, JSON.stringify(settings), hash, new Date(now)]);
}

const insertPicture = statement(
  `insert into guest_images (account_id, id, media_type, bytes, creation_time) values ($1, $2, $3, $4, $5)
   on conflict do nothing`,
);

/** Keeps a picture under the hash of its bytes. */
export async function insertImage(
  tx: Tx,
  accountId: string,
  image: { id: string; mediaType: string; bytes: Buffer },
  now: number,
): Promise<void> {
  await tx.run(insertPicture, [accountId, image.id, image.mediaType, image.bytes, new Date(now)]);
}

const picture = statement<{ media_type: string; bytes: Buffer }>(
  `select media_type, bytes from guest_images where id = $1 limit 1`,
);

/** A picture of any account. Needs a system transaction. */
export async function findImage(tx: Tx, id: string): Promise<{ media_type: string; bytes: Buffer } | undefined> {
  return tx.one(picture, [id]);
}

/** What can have settings of its own, by its table. */
export type Settable = 'booking_calendars' | 'booking_pages' | 'event_types' | 'master_pages';

const living = Object.fromEntries(
  (['booking_calendars', 'booking_pages', 'event_types', 'master_pages'] as const).map((table) => [
    table,
    statement(`select from ${table} where account_id = $1 and id = $2 and deleted_time is null for key share`),
  ]),
) as Record<Settable, ReturnType<typeof statement>>;

/** True if the account has it, and has not deleted it. */
export async function isLiving(tx: Tx, accountId: string, kind: Settable, id: string): Promise<boolean> {
  return (await tx.run(living[kind], [accountId, id])) > 0;
}
