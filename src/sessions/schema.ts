import { z } from 'zod';
import { checkedQuery, paging } from '../http/fields.ts';

/** How somebody signed in. */
export const waysIn = ['password', 'passkey', 'single_sign_on', 'invitation', 'sign_up'] as const;

export type WayIn = (typeof waysIn)[number];

/** A session ends this long after the sign-in, whatever happens. */
export const sessionLengthMs = 14 * 86_400_000;
/** And if it was not used for this long. */
export const sessionIdleMs = 3 * 86_400_000;

export const session = z
  .object({
    object: z.literal('session'),
    id: z.string(),
    user: z.string(),
    way: z.enum(waysIn).meta({ description: 'How he signed in.' }),
    second_factor: z
      .boolean()
      .meta({ description: 'True if he showed more than one thing that only he has or knows.' }),
    address: z.string().meta({ description: 'The network address that he signed in from.' }),
    user_agent: z.string().meta({ description: 'What his browser called itself.' }),
    creation_time: z.iso.datetime(),
    last_used_time: z.iso.datetime().meta({ description: 'To the minute.' }),
    ending_time: z.iso.datetime().meta({ description: 'When it ends if it is not used before.' }),
  })
  .meta({
    id: 'Session',
    examples: [
      {
        object: 'session',
        id: 'SIN-4KQZ81M0XBJ2',
        user: 'USR-FSD4234231',
        way: 'password',
        second_factor: false,
        address: '198.51.100.7',
        user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        creation_time: '2026-11-24T06:00:00.000Z',
        last_used_time: '2026-11-24T06:05:00.000Z',
        ending_time: '2026-11-27T06:05:00.000Z',
      },
    ],
  });

/** A session that was ended. */
export const endedSession = z
  .object({ id: z.string(), deleted: z.literal(true) })
  .meta({ examples: [{ id: 'SIN-4KQZ81M0XBJ2', deleted: true }] });

export const sessionListQuery = checkedQuery(paging);
