import { idParam } from '../http/fields.ts';
import { problem } from '../http/problem.ts';
import { route } from '../http/route.ts';
import { keepAttachment } from './keep.ts';
import { presentAttachment } from './present.ts';
import { attachment, attachmentWithContent, newAttachment } from './schema.ts';
import { findAttachment } from './store.ts';

const tag = 'Attachments';

/** Files of booking forms. */
export const attachmentRoutes = [
  route({
    method: 'POST',
    path: '/v2/attachments',
    id: 'createAttachment',
    tag,
    summary: 'Upload a file for a booking form',
    description:
      'Book with its id, in an array, as the answer to a question of type `attachment`. After a day without a booking it is deleted.',
    extension: true,
    reach: { teamManager: 'all', member: 'all' },
    body: newAttachment,
    example: { file_name: 'floor-plan.pdf', content: 'SGVsbG8=' },
    status: 201,
    reply: attachment,
    problems: ['missing_fields', 'invalid_value', 'too_long', 'unsupported_fields'],
    handle: async ({ body }, { db, caller, now }) =>
      db.transaction(caller.accountId, async (tx) => {
        const file = { name: body.file_name, bytes: body.content };
        return presentAttachment({ ...(await keepAttachment(tx, caller.accountId, file, now)), booking_id: null });
      }),
  }),
  route({
    method: 'GET',
    path: '/v2/attachments/{id}',
    id: 'getAttachment',
    tag,
    summary: 'Get a file that a guest gave',
    extension: true,
    reach: { teamManager: 'team', member: 'own', of: 'attachment' },
    params: idParam('ATT-7Q2M4Z81KD0X93PA'),
    reply: attachmentWithContent,
    problems: ['no_such_attachment'],
    handle: async ({ params }, { db, caller }) => {
      const row = await db.read(caller.accountId, (tx) => findAttachment(tx, caller.accountId, params.id));
      if (row === undefined) throw problem('no_such_attachment', { value: params.id });
      return { ...presentAttachment(row), content: row.bytes.toString('base64') };
    },
  }),
];
