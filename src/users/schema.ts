import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, paging } from '../http/fields.ts';

export const roleNames = ['Account Owner', 'Administrator', 'Team Manager', 'Member'] as const;

export const user = z
  .object({
    id: z.string(),
    object: z.literal('user'),
    first_name: z.string(),
    last_name: z.string(),
    email: z.string(),
    status: z.enum(['active', 'invited']),
    role_name: z.enum(roleNames),
    timezone: z.string(),
    teams: z.array(z.string()),
  })
  .meta({
    id: 'User',
    examples: [
      {
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
    ],
  });

export const userOrDeleted = z.union([user, deletedObject('user', 'DeletedUser', 'USR-FSD4234231')]);

export const userListQuery = checkedQuery({
  email: z.string().optional().meta({ description: 'Only the user with this e-mail address.' }),
  ...paging,
});
