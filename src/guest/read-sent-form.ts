import type { Context } from 'hono';
import { mostBytes, mostFiles } from '../attachments/schema.ts';
import { readBytes } from '../http/read-body.ts';

/** A file that came with a form. */
export interface SentFile {
  control: string;
  name: string;
  bytes: Buffer;
}

/** A form as a browser sends it. */
export interface SentForm {
  fields: URLSearchParams;
  files: readonly SentFile[];
}

/** No form of a guest comes near it, its files aside. */
const fieldsLimitBytes = 200_000;

export const noForm: SentForm = { fields: new URLSearchParams(), files: [] };

/**
 * Reads the form that a request carries, with the files of so many questions. Refused with `body_too_large` if it is longer than
 * they could make it.
 */
export async function readSentForm(c: Context, fileQuestions: number): Promise<SentForm> {
  const limit = fieldsLimitBytes + fileQuestions * mostFiles * mostBytes;
  const type = c.req.header('content-type') ?? '';
  const bytes = await readBytes(c, limit);
  if (!type.startsWith('multipart/form-data'))
    return { fields: new URLSearchParams(bytes.toString('utf8')), files: [] };
  const data = await new Response(new Uint8Array(bytes), { headers: { 'Content-Type': type } })
    .formData()
    .catch(() => new FormData());
  const fields = new URLSearchParams();
  const files: SentFile[] = [];
  for (const [control, value] of data) {
    if (typeof value === 'string') fields.append(control, value);
    // A file control that nothing was picked in sends an empty file without a name.
    else if (value.name !== '')
      files.push({ control, name: value.name, bytes: Buffer.from(await value.arrayBuffer()) });
  }
  return { fields, files };
}
