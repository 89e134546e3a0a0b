import { z } from 'zod';
import { days } from '../availability/schema.ts';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, email, needsSomething, paging, refuse, textUpTo, timeZone } from '../http/fields.ts';
import { problem } from '../http/problem.ts';

const account = {
  object: z.literal('account'),
  id: z.string(),
  name: z.string(),
  email: z.string(),
  timezone: z.string(),
  week_start: z.enum(days).meta({ description: 'The day that weekly caps count from.' }),
  creation_time: z.string().meta({ format: 'date-time' }),
};

export const shownAccount = z.object(account).meta({
  id: 'Account',
  examples: [
    {
      object: 'account',
      id: 'ACC-7JD9LBVZTQ',
      name: 'Acme',
      email: 'admin@example.com',
      timezone: 'America/New_York',
      week_start: 'Monday',
      creation_time: '2026-11-24T06:00:00.000Z',
    },
  ],
});

export const accountChange = z
  .strictObject({
    name: textUpTo(200, 'name')
      .transform((text, context) =>
        text.trim() === ''
          ? refuse(context, problem('invalid_text', { kind: 'name', value: text, param: 'name' }))
          : text.trim(),
      )
      .optional(),
    email: email('email').optional().meta({ description: 'The owner’s address, which `GET /v2/test` shows.' }),
    timezone: timeZone('timezone').optional().meta({ description: 'What new users start with.' }),
    week_start: z.enum(days).optional(),
  })
  .superRefine(needsSomething);

export type AccountChange = z.output<typeof accountChange>;

const key = {
  object: z.literal('api_key'),
  id: z.string(),
  name: z.string(),
  prefix: z.string().meta({ description: 'How the key begins, to know it again.' }),
  user: z.string().nullable().meta({ description: 'The user it acts as; null if it acts as an administrator.' }),
  creation_time: z.string().meta({ format: 'date-time' }),
  last_used_time: z
    .string()
    .nullable()
    .meta({ format: 'date-time', description: 'To the minute; null if it was never used.' }),
};

const exampleKey = {
  object: 'api_key',
  id: 'KEY-4KQZ81M0XB',
  name: 'Warehouse',
  prefix: '5d41402a',
  user: null,
  creation_time: '2026-11-24T06:00:00.000Z',
  last_used_time: '2026-11-24T06:05:00.000Z',
};

export const apiKey = z.object(key).meta({ id: 'ApiKey', examples: [exampleKey] });

export const apiKeyOrDeleted = z.union([apiKey, deletedObject('api_key', 'DeletedApiKey', 'KEY-4KQZ81M0XB')]);

export const createdApiKey = z
  .object({ ...key, key: z.string().meta({ description: 'The key itself. Shown in this answer only.' }) })
  .meta({
    id: 'CreatedApiKey',
    examples: [{ ...exampleKey, last_used_time: null, key: '5d41402abc4b2a76b9719d911017c592' }],
  });

export const apiKeyListQuery = checkedQuery(paging);

export const newKey = z.strictObject({
  name: textUpTo(100, 'name')
    .transform((text, context) =>
      /[\p{L}\p{N}]/u.test(text) ? text.trim() : refuse(context, problem('invalid_api_key_name', { value: text })),
    )
    .meta({ description: 'Unique, with at least one letter or digit.' }),
  user: z
    .string()
    .nullish()
    .meta({ description: 'Id of the user that the key acts as. Without it the key acts as an administrator.' }),
});

export type NewKey = z.output<typeof newKey>;
