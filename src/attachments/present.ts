import { iso } from '../http/time.ts';
import type { AttachmentRow } from './store.ts';

/** A file as the API shows it, without what is in it. */
export function presentAttachment({ id, file_name, media_type, size_bytes, ...row }: AttachmentRow) {
  return {
    object: 'attachment' as const,
    id,
    booking: row.booking_id,
    file_name,
    media_type,
    size_bytes,
    creation_time: iso(row.creation_time),
  };
}
