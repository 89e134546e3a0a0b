import { statement, type Tx } from '../db/pool.ts';

export interface AttachmentRow {
  id: string;
  booking_id: string | null;
  file_name: string;
  media_type: string;
  size_bytes: number;
  creation_time: number;
}

const insert = statement(
  `insert into attachments (account_id, id, file_name, media_type, size_bytes, bytes, creation_time)
   values ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Writes a file that belongs to no booking yet. */
export async function insertAttachment(
  tx: Tx,
  accountId: string,
  { id, file_name, media_type, size_bytes, creation_time }: Omit<AttachmentRow, 'booking_id'>,
  bytes: Buffer,
): Promise<void> {
  await tx.run(insert, [accountId, id, file_name, media_type, size_bytes, bytes, new Date(creation_time)]);
}

const byId = statement<AttachmentRow & { bytes: Buffer }>(
  `select id, booking_id, file_name, media_type, size_bytes, creation_time, bytes from attachments
   where account_id = $1 and id = $2`,
);

/** A file with what is in it. */
export async function findAttachment(
  tx: Tx,
  accountId: string,
  id: string,
): Promise<(AttachmentRow & { bytes: Buffer }) | undefined> {
  return tx.one(byId, [accountId, id]);
}

const bind = statement<{ id: string }>(
  `update attachments set booking_id = $3 where account_id = $1 and id = any($2) and booking_id is null returning id`,
);

/** Gives files that are nobody's to a booking; returns the ids of those that were. */
export async function bindAttachments(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  bookingId: string,
): Promise<string[]> {
  return (await tx.rows(bind, [accountId, ids, bookingId])).map((row) => row.id);
}

const pass = statement(`update attachments set booking_id = $3 where account_id = $1 and booking_id = $2`);

/** Gives the files of one booking to another. */
export async function passAttachments(tx: Tx, accountId: string, from: string, to: string): Promise<void> {
  await tx.run(pass, [accountId, from, to]);
}

const erase = statement(`delete from attachments where account_id = $1 and booking_id = $2`);

/** Deletes the files of a booking. */
export async function deleteAttachmentsOf(tx: Tx, accountId: string, bookingId: string): Promise<void> {
  await tx.run(erase, [accountId, bookingId]);
}

const forgotten = statement(
  `delete from attachments a using (
     select account_id, id from attachments where booking_id is null and creation_time < $1 order by creation_time limit $2
     for update skip locked) old
   where a.account_id = old.account_id and a.id = old.id`,
);

/** Deletes up to `limit` files, older than `before`, that no booking came for. Needs a system transaction. */
export async function deleteForgotten(tx: Tx, before: number, limit: number): Promise<number> {
  return tx.run(forgotten, [new Date(before), limit]);
}
