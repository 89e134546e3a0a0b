import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, needsSomething, paging, refuse, textUpTo } from '../http/fields.ts';
import { problem } from '../http/problem.ts';

export const team = z
  .object({ object: z.literal('team'), id: z.string(), name: z.string() })
  .meta({ id: 'Team', examples: [{ object: 'team', id: 'TM-GCJU8DLBTPY1', name: 'Sales' }] });

export const teamOrDeleted = z.union([team, deletedObject('team', 'DeletedTeam', 'TM-GCJU8DLBTPY1')]);

export const teamListQuery = checkedQuery({
  user: z.string().optional().meta({ description: 'Only teams that this user belongs to.' }),
  ...paging,
});

export const teamMember = z
  .object({
    object: z.literal('team_member'),
    user: z.string(),
    priority: z.int().meta({ description: 'From 1 to 10, the highest.' }),
    joined_time: z.string().meta({ format: 'date-time' }),
  })
  .meta({
    id: 'TeamMember',
    examples: [{ object: 'team_member', user: 'USR-FSD4234231', priority: 5, joined_time: '2026-11-24T06:00:00.000Z' }],
  });

const name = textUpTo(100, 'name')
  .transform((text, context) =>
    /[\p{L}\p{N}]/u.test(text) ? text.trim() : refuse(context, problem('invalid_team_name', { value: text })),
  )
  .meta({ description: 'With at least one letter or digit.' });

const members = z
  .array(z.strictObject({ user: z.string(), priority: z.int().min(1).max(10).default(5) }))
  .max(1000)
  .superRefine((list, context) => {
    const users = list.map((member) => member.user);
    const twice = users.find((user, i) => users.indexOf(user) !== i);
    if (twice !== undefined) refuse(context, problem('duplicate_member', { value: twice }));
  });

export type Member = z.output<typeof members>[number];

export const newTeam = z.strictObject({ name, members: members.default([]) });

export const teamChange = z
  .strictObject({ name: name.optional(), members: members.optional().meta({ description: 'Replaces the members.' }) })
  .superRefine(needsSomething);

export type TeamChange = z.output<typeof teamChange>;
