import { z } from 'zod';
import { leftOut } from '../http/fields.ts';
import { linkToken, typedPassword } from '../passwords/schema.ts';
import { personName, roleNames } from '../users/schema.ts';

export const newInvitation = z.strictObject({
  send_mail: z.boolean().default(true).meta({ description: 'False to hand the link over in another way.' }),
});

export const invitation = z
  .object({
    object: z.literal('invitation'),
    user: z.string(),
    url: z.string().meta({ description: 'The link. Shown in this answer only; works once and for seven days.' }),
    expiry_time: z.iso.datetime(),
    mailed: z.boolean().meta({ description: 'True if it was sent to the user as well.' }),
  })
  .meta({
    id: 'Invitation',
    examples: [
      {
        object: 'invitation',
        user: 'USR-FSD4234231',
        url: 'https://daybook.example.com/console/invitation?token=qG1pVb0m0eTn8yUe2cR6jX9kW5sZ3hLd',
        expiry_time: '2026-12-01T06:00:00.000Z',
        mailed: true,
      },
    ],
  });

export const invitationQuery = z.object({ token: linkToken });

export const openInvitation = z
  .object({
    object: z.literal('open_invitation'),
    account: z.object({ id: z.string(), name: z.string() }),
    email: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    role: z.enum(roleNames),
    expiry_time: z.iso.datetime(),
  })
  .meta({
    id: 'OpenInvitation',
    examples: [
      {
        object: 'open_invitation',
        account: { id: 'ACC-7JD9LBVZTQ', name: 'Acme' },
        email: 'andrea.hartie@example.com',
        first_name: 'Andrea',
        last_name: 'Hartie',
        role: 'Member',
        expiry_time: '2026-12-01T06:00:00.000Z',
      },
    ],
  });

export const acceptance = z.strictObject({
  token: linkToken,
  password: leftOut(typedPassword('password')).meta({
    description: 'Left out by who adds a passkey next, or signs in by single sign-on.',
  }),
  first_name: leftOut(personName('first_name')),
  last_name: leftOut(personName('last_name')),
});

export type Acceptance = z.output<typeof acceptance>;

export const withdrawnInvitation = z
  .object({ id: z.string(), deleted: z.literal(true) })
  .meta({ examples: [{ id: 'USR-FSD4234231', deleted: true }] });
