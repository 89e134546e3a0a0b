import { z } from 'zod';

/** What is left of a deleted object when it is read by id, or met by an expansion (contract 5.6). */
export function deletedObject<Name extends string>(object: Name, id: string, exampleId: string) {
  return z
    .object({ id: z.string(), object: z.literal(object), deleted: z.literal(true) })
    .meta({ id, examples: [{ id: exampleId, object, deleted: true }] });
}

/** The redacted form of a deleted object. */
export function redacted<Name extends string>(object: Name, id: string) {
  return { id, object, deleted: true as const };
}

/** What a DELETE answers (contract 5.6). */
export const removed = z.object({ id: z.string(), deleted: z.literal(true) });
