import { z } from 'zod';
import { shownAccount } from '../accounts/schema.ts';
import { email, leftOut, textUpTo } from '../http/fields.ts';
import { typedPassword } from '../passwords/schema.ts';
import { session } from '../sessions/schema.ts';
import { roleNames, user } from '../users/schema.ts';

export const credentials = z.strictObject({
  email: email('email'),
  password: typedPassword('password'),
  code: leftOut(textUpTo(40, 'code')).meta({
    description:
      'A code of his authenticator app, or one of his recovery codes. Asked for with `code_required` if he has set one up.',
  }),
  account: z
    .string()
    .nullish()
    .transform((id) => id ?? null)
    .meta({
      type: ['string', 'null'],
      description: 'Id of the account, if several know the address and the password. Without it: the one used last.',
    }),
});

export type Credentials = z.output<typeof credentials>;

export const personalSession = session
  .omit({ user: true })
  .extend({
    user,
    account: shownAccount,
    role: z.enum(roleNames),
    permissions: z.record(z.string(), z.enum(['all', 'team', 'own'])).meta({
      description:
        'What he may do: the ids of operations of this API, each with whose objects it reaches. What is not in it answers 403.',
    }),
    setup: z.object({
      password: z.boolean().meta({ description: 'True if he has a password.' }),
      two_factor: z.boolean().meta({ description: 'True if he signs in with a code as well.' }),
      passkeys: z.int().meta({ description: 'How many passkeys he has.' }),
    }),
  })
  .meta({
    id: 'PersonalSession',
    examples: [
      {
        object: 'session',
        id: 'SIN-4KQZ81M0XBJ2',
        user: {
          id: 'USR-FSD4234231',
          object: 'user',
          first_name: 'Andrea',
          last_name: 'Hartie',
          email: 'andrea.hartie@example.com',
          status: 'active',
          role_name: 'Member',
          timezone: 'America/Chicago',
          teams: ['TM-GCJU8DLBTPY1'],
        },
        account: {
          object: 'account',
          id: 'ACC-7JD9LBVZTQ',
          name: 'Acme',
          email: 'admin@example.com',
          timezone: 'America/New_York',
          week_start: 'Monday',
          creation_time: '2026-11-24T06:00:00.000Z',
        },
        role: 'Member',
        permissions: { listBookings: 'own', cancelBooking: 'own', listBookingCalendars: 'own' },
        way: 'password',
        second_factor: false,
        address: '198.51.100.7',
        user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        creation_time: '2026-11-24T06:00:00.000Z',
        last_used_time: '2026-11-24T06:05:00.000Z',
        ending_time: '2026-11-27T06:05:00.000Z',
        setup: { password: true, two_factor: false, passkeys: 0 },
      },
    ],
  });
