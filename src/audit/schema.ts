import { z } from 'zod';
import { checkedQuery, paging, time, timeFilter } from '../http/fields.ts';

export const auditActions = ['created', 'updated', 'deleted', 'signed_in', 'sign_in_failed', 'signed_out'] as const;

export const auditEntry = z
  .object({
    object: z.literal('audit_entry'),
    id: z.string(),
    creation_time: z.string().meta({ format: 'date-time' }),
    actor: z.object({
      type: z.enum(['key', 'user', 'system']).meta({ description: '`system` for the server’s own work.' }),
      id: z.string().nullable().meta({ description: 'Id of the API key or the user; null for the system.' }),
    }),
    request_id: z.string().nullable().meta({ description: 'What the request’s `Request-Id` header said.' }),
    action: z.enum(auditActions).meta({
      description:
        'What was done with the subject. Who signs in is actor and subject; `after` says how and from where.',
    }),
    subject: z.object({
      object: z.string(),
      id: z.string().meta({ description: 'Of a schedule the user’s, of a team member the team’s.' }),
    }),
    before: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'What the changed fields were; null for what is new, and once personal data was erased.' }),
    after: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'What they became; of a new object all that are set. Secrets are left out.' }),
  })
  .meta({
    id: 'AuditEntry',
    examples: [
      {
        object: 'audit_entry',
        id: 'ADT-0661024B7727A750141A',
        creation_time: '2026-11-24T06:00:00.000Z',
        actor: { type: 'key', id: 'KEY-4KQZ81M0XB' },
        request_id: 'req_1234567890abcdef',
        action: 'updated',
        subject: { object: 'user', id: 'USR-FSD4234231' },
        before: { role_name: 'Member' },
        after: { role_name: 'Team Manager' },
      },
    ],
  });

export const auditQuery = checkedQuery({
  object_id: z.string().optional().meta({ description: 'Only what happened to the object with this id.' }),
  actor: z.string().optional().meta({ description: 'Only what the key or user with this id did.' }),
  action: z.enum(auditActions).optional(),
  'creation_time.gt': timeFilter('creation_time.gt'),
  'creation_time.lt': timeFilter('creation_time.lt'),
  ...paging,
});

/** What leaves an id behind when it is deleted. */
export const deletable = [
  'api_key',
  'booking',
  'booking_calendar',
  'booking_page',
  'contact',
  'event_type',
  'master_page',
  'resource_pool',
  'team',
  'user',
  'webhook',
] as const;

export const deletion = z
  .object({
    object: z.enum(deletable),
    id: z.string(),
    deleted: z.literal(true),
    deletion_time: z.string().meta({ format: 'date-time' }),
  })
  .meta({
    id: 'Deletion',
    examples: [
      { object: 'contact', id: 'CTC-262WER5NR9CG38', deleted: true, deletion_time: '2026-11-24T06:00:00.000Z' },
    ],
  });

export const deletionQuery = z.object({
  since: time('since')
    .optional()
    .meta({ description: 'Only what was deleted at this time or later; without it, everything that ever was.' }),
  object: z.enum(deletable).optional().meta({ description: 'Only objects of this kind.' }),
  limit: paging.limit,
  after: z.string().optional().meta({ description: 'Id of a deleted object: the page of what was deleted after it.' }),
});
