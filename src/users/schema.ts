import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, email, leftOut, needsSomething, paging, refuse } from '../http/fields.ts';
import { problem } from '../http/problem.ts';

export const roleNames = ['Account Owner', 'Administrator', 'Team Manager', 'Member'] as const;

/** Everything but the owner's, which is handed over and never assigned. */
export const assignableRoles = ['Administrator', 'Team Manager', 'Member'] as const;

export type RoleName = (typeof roleNames)[number];

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

/** Letters of any script, digits, and what names are written with; the samples of the contract refuse `?` and `[/*`. */
const nameLetters = /^[\p{L}\p{M}\p{N} .,'’()&-]{1,100}$/u;

/** `kind` is how the refusal calls it, which differs between the making and the changing of a user. */
function name(param: 'first_name' | 'last_name', kind: string) {
  return z
    .string()
    .meta({ maxLength: 100 })
    .transform((text, context) =>
      nameLetters.test(text.trim()) && text.trim() !== ''
        ? text.trim()
        : refuse(context, problem('invalid_text', { kind, value: text, param })),
    );
}

/** A first or last name, wherever else a person gives his own. */
export const personName = (param: 'first_name' | 'last_name') => name(param, param);

function role(refuseOwner: 'invalid_text' | 'owner_role_not_assignable') {
  return z
    .string()
    .meta({ enum: [...assignableRoles] })
    .transform((text, context) => {
      const known = assignableRoles.find((each) => each === text);
      if (known !== undefined) return known;
      const name = text === 'Account Owner' ? refuseOwner : 'invalid_text';
      return refuse(context, problem(name, { kind: 'role name', value: text, param: 'role_name' }));
    });
}

const teams = z
  .unknown()
  .transform((value, context) =>
    Array.isArray(value) && value.every((each) => typeof each === 'string')
      ? [...new Set(value as string[])]
      : refuse(context, problem('not_an_array_of_strings', { param: 'teams' })),
  )
  .meta({ type: 'array', items: { type: 'string' }, description: 'Ids of teams of the account.' });

export const newUser = z.strictObject({
  email: email('email'),
  first_name: name('first_name', 'first_name'),
  last_name: name('last_name', 'last_name'),
  role_name: leftOut(role('invalid_text')).default('Member'),
  teams: leftOut(teams),
});

export const userChange = z
  .strictObject({
    first_name: name('first_name', 'first name').optional(),
    last_name: name('last_name', 'last name').optional(),
    role_name: role('owner_role_not_assignable').optional(),
    teams: teams.optional().meta({ description: 'Replaces the teams that the user belongs to.' }),
  })
  .superRefine(needsSomething);
