import { z } from 'zod';
import { email, leftOut, someText, textUpTo, timeZone } from '../http/fields.ts';
import { typedPassword } from '../passwords/schema.ts';
import { personName } from '../users/schema.ts';

export const newOwner = z.strictObject({
  token: leftOut(textUpTo(200, 'token')).meta({
    description: 'Of the link that the server printed when it started. Not needed where anybody may open an account.',
  }),
  email: email('email'),
  password: typedPassword('password'),
  first_name: personName('first_name'),
  last_name: personName('last_name'),
  account_name: leftOut(someText(200, 'account_name')).meta({
    description: 'What the company or person is called; his own name if left out.',
  }),
  timezone: timeZone('timezone'),
  demo: leftOut(z.boolean()).meta({
    description:
      'True to take over the demo account with all that is in it, false to begin with an empty one. Default: true where there is one.',
  }),
});

export type NewOwner = z.output<typeof newOwner>;

export const signUpQuery = z.object({
  token: z.string().optional().meta({ description: 'Of the link that the server printed when it started.' }),
});

export const signUpState = z
  .object({
    object: z.literal('sign_up'),
    open: z.boolean().meta({ description: 'True if an account can be opened now, with this token or without one.' }),
    first: z.boolean().meta({ description: 'True as long as nobody can sign in to this server at all.' }),
    demo: z
      .object({ account: z.string(), name: z.string() })
      .nullable()
      .meta({ description: 'The demo account that can be taken over.' }),
  })
  .meta({
    id: 'SignUpState',
    examples: [
      { object: 'sign_up', open: true, first: true, demo: { account: 'ACC-7JD9LBVZTQ', name: 'Daybook demo' } },
    ],
  });
