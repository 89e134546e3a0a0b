import { violatedConstraint } from '../db/pool.ts';
import { problem } from '../http/problem.ts';

/** Waits for a statement that writes the address of a public page; refused if another page of the server has it. */
export async function withFreeSlug(slug: string, write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (violatedConstraint(error) === 'public_address_unique') throw problem('slug_taken', { value: slug });
    throw error;
  }
}
