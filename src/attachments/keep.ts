import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { mostBytes } from './schema.ts';
import { type AttachmentRow, insertAttachment } from './store.ts';

/** Endings of files that a computer may run when they are opened. */
const programs =
  /\.(exe|dll|com|bat|cmd|msi|msp|scr|pif|cpl|js|jse|mjs|vb|vbs|vbe|ws|wsf|wsh|ps1|psm1|jar|sh|bash|app|apk|deb|rpm|dmg|pkg|lnk|hta|reg|html?|xhtml|svg|xml)$/i;

/** What is shown as what it is; all else is bytes. */
const mediaTypes: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain',
  csv: 'text/csv',
  zip: 'application/zip',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
};

/**
 * Keeps a file that a guest gives, until his booking takes it; after a day without one it is deleted. Refused if it is larger
 * than 10 MB, empty, or a program.
 */
export async function keepAttachment(
  tx: Tx,
  accountId: string,
  file: { name: string; bytes: Buffer },
  now: number,
): Promise<Omit<AttachmentRow, 'booking_id'>> {
  // Only the last part of a path, and nothing that would reorder or hide what people read.
  const name = file.name
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  if (/^[. ]*$/.test(name) || programs.test(name.replace(/[. ]+$/, '')))
    throw problem('invalid_value', { kind: 'file', value: file.name.slice(0, 100), param: 'file_name' });
  if (file.bytes.length === 0 || file.bytes.length > mostBytes)
    throw problem('invalid_value', { kind: 'file size', value: `${file.bytes.length} bytes`, param: 'content' });
  const row = {
    id: newId('ATT'),
    file_name: name,
    media_type: mediaTypes[name.split('.').at(-1)!.toLowerCase()] ?? 'application/octet-stream',
    size_bytes: file.bytes.length,
    creation_time: now,
  };
  await insertAttachment(tx, accountId, row, file.bytes);
  return row;
}
