import { presentLivingContact } from '../contacts/present.ts';
import { contact } from '../contacts/schema.ts';
import { idParam } from '../http/fields.ts';
import { route } from '../http/route.ts';
import { mergeContacts } from './merge-contacts.ts';
import { mergeBody } from './schema.ts';

export const mergeRoutes = [
  route({
    method: 'POST',
    path: '/v2/contacts/{id}/merge',
    id: 'mergeContacts',
    tag: 'Contacts',
    summary: 'Merge two contacts',
    description:
      'For one person who is known twice. The other’s bookings, conversations and SMS come to this contact, which takes over what it ' +
      'lacks, e-mail address and phone among it; the other is deleted.',
    extension: true,
    params: idParam('CTC-262WER5NR9CG38'),
    body: mergeBody,
    example: { contact: 'CTC-J4FR05BKEW' },
    reply: contact,
    problems: ['no_such_contact', 'same_contact', 'invalid_value'],
    handle: async ({ params, body }, { db, caller, now }) =>
      presentLivingContact(
        await db.transaction(caller.accountId, (tx) =>
          mergeContacts(tx, caller.accountId, params.id, body.contact, now),
        ),
      ),
  }),
];
