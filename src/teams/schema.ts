import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, paging } from '../http/fields.ts';

export const team = z
  .object({ object: z.literal('team'), id: z.string(), name: z.string() })
  .meta({ id: 'Team', examples: [{ object: 'team', id: 'TM-GCJU8DLBTPY1', name: 'Sales' }] });

export const teamOrDeleted = z.union([team, deletedObject('team', 'DeletedTeam', 'TM-GCJU8DLBTPY1')]);

export const teamListQuery = checkedQuery({
  user: z.string().optional().meta({ description: 'Only teams that this user belongs to.' }),
  ...paging,
});
