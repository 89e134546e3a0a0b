import { z } from 'zod';
import { email, textUpTo } from '../http/fields.ts';
import { longestPassword } from './require-strong.ts';

/** A password as somebody types it; only new ones have to be good. */
export const typedPassword = (param: string) =>
  textUpTo(longestPassword, param).meta({ format: 'password', examples: ['tr0mbone-Kettle'] });

/** The token of a link. */
export const linkToken = textUpTo(200, 'token').meta({ examples: ['qG1pVb0m0eTn8yUe2cR6jX9kW5sZ3hLd'] });

export const passwordChange = z.strictObject({
  password: typedPassword('password'),
  current_password: typedPassword('current_password')
    .nullish()
    .meta({ description: 'Has to be sent unless he has none, as who signs in by single sign-on.' }),
});

export const resetRequest = z.strictObject({ email: email('email') });

export const resetRequested = z
  .object({
    object: z.literal('password_reset'),
    email: z.string(),
    minutes: z.int().meta({ description: 'For how long a link works.' }),
  })
  .meta({ examples: [{ object: 'password_reset', email: 'andrea.hartie@example.com', minutes: 120 }] });

export const newPassword = z.strictObject({ token: linkToken, password: typedPassword('password') });

export const changedPassword = z
  .object({
    object: z.literal('password'),
    user: z.string(),
    ended_sessions: z.int().meta({ description: 'How many other sessions of his ended with it.' }),
  })
  .meta({ examples: [{ object: 'password', user: 'USR-FSD4234231', ended_sessions: 2 }] });

export const identity = z.strictObject({
  password: typedPassword('password')
    .nullish()
    .meta({ description: 'His password, if he has one and did not sign in within the last ten minutes.' }),
});
