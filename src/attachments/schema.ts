import { z } from 'zod';
import { refuse, textUpTo } from '../http/fields.ts';
import { problem } from '../http/problem.ts';

/** Of one file on a booking form (product description 1.8). */
export const mostBytes = 10_000_000;

/** Files of one answer. */
export const mostFiles = 5;

const fileName = textUpTo(255, 'file_name')
  .min(1)
  .meta({ description: 'Programs are refused.', examples: ['floor-plan.pdf'] });

export const newAttachment = z
  .strictObject({
    file_name: fileName,
    content: z
      .string()
      .transform((text, context) => {
        const plain = /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0;
        return plain
          ? Buffer.from(text, 'base64')
          : refuse(context, problem('invalid_value', { kind: 'content', value: text.slice(0, 40), param: 'content' }));
      })
      .meta({ type: 'string', format: 'byte', description: 'The file in base64.', examples: ['SGVsbG8='] }),
  })
  .meta({ id: 'NewAttachment' });

const shape = {
  object: z.literal('attachment'),
  id: z.string(),
  booking: z.string().nullable().meta({ description: 'Id of the booking; null until it is made.' }),
  file_name: z.string(),
  media_type: z.string().meta({ description: 'By the ending of the name.' }),
  size_bytes: z.int(),
  creation_time: z.iso.datetime(),
};

const example = {
  object: 'attachment' as const,
  id: 'ATT-7Q2M4Z81KD0X93PA',
  booking: null,
  file_name: 'floor-plan.pdf',
  media_type: 'application/pdf',
  size_bytes: 5,
  creation_time: '2026-06-18T10:17:50.141Z',
};

export const attachment = z.object(shape).meta({ id: 'Attachment', examples: [example] });

export const attachmentWithContent = z
  .object({ ...shape, content: z.string().meta({ format: 'byte', description: 'The file in base64.' }) })
  .meta({
    id: 'AttachmentWithContent',
    examples: [{ ...example, booking: 'BKNG-J4FR05BKEWEX', content: 'SGVsbG8=' }],
  });
